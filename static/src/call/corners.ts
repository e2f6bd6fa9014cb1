/** Where the small picture of oneself stands: one of four corners, moved by pointer or arrow keys. */

export type Corner = "top-left" | "top-right" | "bottom-left" | "bottom-right";

export const CORNERS: readonly Corner[] = ["top-left", "top-right", "bottom-left", "bottom-right"];

export function isCorner(value: unknown): value is Corner {
  return CORNERS.includes(value as Corner);
}

/** The corner nearest to a point of the stage; `x` and `y` are its middle as shares of width and height. */
export function nearest(x: number, y: number): Corner {
  return `${y < 0.5 ? "top" : "bottom"}-${x < 0.5 ? "left" : "right"}`;
}

/** The corner one arrow key further, or null for any other key. */
export function moved(corner: Corner, key: string): Corner | null {
  const [row, column] = corner.split("-") as ["top" | "bottom", "left" | "right"];
  switch (key) {
    case "ArrowUp":
      return `top-${column}`;
    case "ArrowDown":
      return `bottom-${column}`;
    case "ArrowLeft":
      return `${row}-left`;
    case "ArrowRight":
      return `${row}-right`;
    default:
      return null;
  }
}
