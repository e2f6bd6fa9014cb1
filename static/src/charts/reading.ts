/** Pictures of time follow the direction in which people read: from the right, they are mirrored by the styles. */

/** 1 where time runs to the right, -1 where it runs to the left. */
export const way = (): 1 | -1 => (document.documentElement.dir === "rtl" ? -1 : 1);

/** How far a point is from where time begins in `box`, in px. */
export const along = (clientX: number, box: DOMRect): number =>
  way() === 1 ? clientX - box.left : box.right - clientX;
