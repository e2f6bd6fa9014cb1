/** The rows of the timeline's table: the same stretch and kinds, sorted. Pure. */
import { row } from "./describe.ts";
import type { Kind, Mark } from "./marks.ts";
import type { People } from "./people.ts";
import type { Window } from "./zoom.ts";

export type Column = "at" | "who" | "heard" | "length";
export interface Sorting {
  readonly by: Column;
  readonly down: boolean;
}

export interface Row {
  readonly at: number;
  readonly who: string;
  readonly heard: string;
  readonly length: number;
}

export const COLUMNS: readonly Column[] = ["at", "who", "heard", "length"];

/** The rows of a window, sorted; speech only when `speech`. */
export function rows(
  all: readonly Mark[],
  window: Window,
  hidden: ReadonlySet<Kind>,
  who: People,
  sorting: Sorting,
  speech: boolean,
): Row[] {
  const made = all
    .filter((m) => m.end >= window.from && m.start <= window.to)
    .filter((m) => !hidden.has(m.kind) && (speech || m.kind !== "speech"))
    .map((m) => ({ at: m.start, length: m.end - m.start, ...row(m, who) }));
  const { by, down } = sorting;
  const order = (a: Row, b: Row): number =>
    typeof a[by] === "string" ? String(a[by]).localeCompare(String(b[by])) : Number(a[by]) - Number(b[by]);
  return made.sort((a, b) => (down ? -1 : 1) * order(a, b) || a.at - b.at);
}
