/** Which side of a tone's sign its words stand on, and where there is no room for them at all. */
import type { Kind, Mark } from "./marks.ts";

/** Between a tone's place and its words, in px. */
export const BESIDE = 11;
/** Width of a letter of the words, in px: rather too wide than too narrow. */
const LETTER = 6.4;
/** Kinds that share the row outside a lane with the words, and how far their signs reach to either side. */
const REACHES: Partial<Record<Kind, readonly [before: number, after: number]>> = {
  laugh: [8, 8],
  oh: [6, 6],
  sigh: [2, 26],
  tone: [7, 7],
};

export type Side = "start" | "end";

/**
 * The tones whose words fit: after their sign, else before it, never into another sign of the same row, other
 * words, or the picture's edge. The tip tells the words of the others.
 */
export function beside(
  shown: readonly Mark[],
  words: (mark: Mark) => string,
  x: (at: number) => number,
  width: number,
): Map<Mark, Side> {
  const found = new Map<Mark, Side>();
  const taken: Taken[] = shown.flatMap((mark) => {
    const reach = REACHES[mark.kind];
    if (reach === undefined) return [];
    const at = mark.kind === "sigh" ? x(mark.start) : x((mark.start + mark.end) / 2);
    return [{ who: mark.who, from: at - reach[0], to: at + reach[1] }];
  });
  for (const mark of shown) {
    if (mark.kind !== "tone") continue;
    const at = x(mark.start);
    const long = words(mark).length * LETTER;
    const sides: readonly [Side, number][] = [
      ["start", at + BESIDE],
      ["end", at - BESIDE - long],
    ];
    for (const [side, from] of sides) {
      const room: Taken = { who: mark.who, from, to: from + long };
      if (from < 0 || room.to > width || taken.some((other) => meet(room, other))) continue;
      found.set(mark, side);
      taken.push(room);
      break;
    }
  }
  return found;
}

interface Taken {
  readonly who: number | null;
  readonly from: number;
  readonly to: number;
}

const meet = (a: Taken, b: Taken): boolean => a.who === b.who && a.from < b.to && b.from < a.to;
