/** Where the timeline puts things, in px from its top: two lanes of 30, signs outside, murmurs inside. */
import type { Kind, Mark } from "./marks.ts";
import type { Window } from "./zoom.ts";

export const LANE = 30;
/** Middles of the partner's lane above and of mine below, and of the quiet between. */
export const THEM = 76;
export const ME = 150;
export const MIDDLE = (THEM + ME) / 2;
export const AXIS = 12;
export const GRID = { top: 22, bottom: 218 } as const;
export const HEIGHT = 222;
/** Baselines of the names. */
export const NAMES = { them: 38, me: 208 } as const;
/** Least width of what can be pointed at, in px. */
export const REACH = 24;

/** px from the left edge of a moment, for a window drawn `width` px wide. */
export const place = (window: Window, width: number) => {
  const scale = width / (window.to - window.from);
  return (at: number): number => (at - window.from) * scale;
};

/** Whose lane is at a height, null between and outside them. */
export function laneAt(y: number): "them" | "me" | null {
  if (Math.abs(y - THEM) <= LANE / 2) return "them";
  return Math.abs(y - ME) <= LANE / 2 ? "me" : null;
}

/** Height at which a mark's sign stands, and its half height. `above`: of the one above. */
export function stand({ kind }: Pick<Mark, "kind">, above: boolean | null): { y: number; reach: number } {
  const outside = above ? THEM - LANE / 2 - 12 : ME + LANE / 2 + 12;
  const inside = above ? THEM + LANE / 2 + 9 : ME - LANE / 2 - 9;
  const rows: Record<Kind, { y: number; reach: number }> = {
    speech: { y: above ? THEM : ME, reach: LANE / 2 },
    laugh: { y: outside, reach: 9 },
    sigh: { y: outside, reach: 9 },
    oh: { y: outside, reach: 9 },
    tone: { y: outside, reach: 9 },
    murmur: { y: inside, reach: 8 },
    together: { y: MIDDLE, reach: 12 },
    quiet: { y: MIDDLE, reach: 16 },
    overlap: { y: MIDDLE, reach: (ME - THEM + LANE) / 2 + 5 },
    line: { y: MIDDLE, reach: (ME - THEM + LANE) / 2 + 5 },
    unheard:
      above === null
        ? { y: MIDDLE, reach: (ME - THEM + LANE) / 2 }
        : { y: above ? THEM : ME, reach: LANE / 2 },
  };
  return rows[kind];
}

/** Where a mark's sign reaches from and to, in px. */
export function extent(mark: Mark, x: (at: number) => number): { left: number; right: number } {
  const wide =
    mark.kind === "overlap" || mark.kind === "line" || mark.kind === "unheard" || mark.kind === "speech";
  const [a, b] = [x(mark.start), x(mark.end)];
  const middle = mark.kind === "sigh" || mark.kind === "tone" ? a : (a + b) / 2;
  const half = wide ? Math.max(REACH / 2, (b - a) / 2) : REACH / 2;
  const centre = wide ? (a + b) / 2 : middle;
  return { left: centre - half, right: centre + half };
}
