/** How answers lie on a line of seconds, and how wide arches of quiet are drawn. Pure. */
import type { Reaction } from "../api/protocol.gen.ts";
import type { Span } from "./spans.ts";

/** The line runs from before "at once" to two seconds; what is beyond stands at its ends. */
export const LINE = { from: -1, to: 2.2 } as const;
export const MARKS = [0, 1, 2] as const;

export interface Dot {
  /** Place on the line, 0 to 1. */
  readonly at: number;
  /** Seconds, as they were. */
  readonly seconds: number;
  readonly beyond: boolean;
}

export const onLine = (seconds: number): number =>
  (Math.min(LINE.to, Math.max(LINE.from, seconds)) - LINE.from) / (LINE.to - LINE.from);

/** The answers as who gave them heard them ("seconds"), or as who waited for them did ("heard"). */
export function dots(reactions: readonly Reaction[], as: "seconds" | "heard"): Dot[] {
  return reactions.map(({ [as]: seconds }) => ({
    at: onLine(seconds),
    seconds,
    beyond: seconds < LINE.from || seconds > LINE.to,
  }));
}

/** The `most` longest of the stretches, in order of time. */
export function longest<T extends Span>(stretches: readonly T[], most: number): T[] {
  const kept = new Set(stretches.toSorted((a, b) => b.end - b.start - (a.end - a.start)).slice(0, most));
  return stretches.filter((each) => kept.has(each));
}

/** Arches of quiet: as wide as they were long, the longest at most `most` px, none under `least`. */
export function archWidths(seconds: readonly number[], least: number, most: number): number[] {
  const longest = Math.max(...seconds, 1);
  return seconds.map((each) => least + (most - least) * Math.min(1, each / Math.max(longest, 12)));
}
