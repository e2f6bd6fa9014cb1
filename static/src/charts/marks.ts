/** What the timeline marks: each sound, overlap, quiet and unheard stretch, once, in order of time. */
import type { CueEvent, Moment, Overlap, Reason, SummaryPage, ToneShift } from "../api/protocol.gen.ts";
import type { Window } from "./zoom.ts";

export const KINDS = [
  "speech",
  "laugh",
  "together",
  "murmur",
  "sigh",
  "oh",
  "tone",
  "overlap",
  "line",
  "quiet",
  "unheard",
] as const;
export type Kind = (typeof KINDS)[number];

/** One thing heard. `who` is a seat, null for both. */
export interface Mark {
  readonly kind: Kind;
  readonly who: number | null;
  readonly start: number;
  readonly end: number;
  /** Murmurs drawn as one. */
  readonly count?: number;
  readonly overlap?: Overlap["kind"];
  readonly moved?: ToneShift["moved"];
  readonly before?: number | null;
  readonly after?: number | null;
  readonly reason?: Reason;
}

/** Murmurs of one person closer than this become one dot where marks are dense, in seconds. */
const MERGE_WITHIN = 1.5;
/** Marks drawn at once, most; past it the smallest kinds give way, murmurs first. */
const MOST = 130;
const GIVE_WAY: readonly Kind[] = ["murmur", "overlap", "oh", "line", "laugh"];
/** Two unheard stretches are one when their ends differ by no more, in seconds. */
const SAME = 0.1;

/**
 * Every mark of a call, by start. Laughs that make up a shared laugh are told once, as that; a murmur under
 * the other's words is told as a murmur, not as an overlap too.
 */
export function marks({ events, summary }: Pick<SummaryPage, "events" | "summary">): Mark[] {
  const shared = summary.laughed_together;
  const found = events.flatMap((event) => mark(event, shared));
  for (const { start, end } of shared) found.push({ kind: "together", who: null, start, end });
  return bothUnheard(found).sort((a, b) => a.start - b.start || a.end - b.end);
}

function mark(event: CueEvent, shared: readonly Moment[]): Mark[] {
  if (event.type === "tone_shift") {
    const { who, at, moved } = event;
    return [{ kind: "tone", who, start: at, end: at, moved }];
  }
  const { start, end } = event;
  switch (event.type) {
    case "speech":
      return [{ kind: "speech", who: event.who, start, end }];
    case "backchannel":
      return [{ kind: "murmur", who: event.who, start, end }];
    case "sigh":
      return [{ kind: "sigh", who: event.who, start, end }];
    case "interjection":
      return [{ kind: "oh", who: event.who, start, end }];
    case "laughter":
      return shared.some((s) => start < s.end && s.start < end)
        ? []
        : [{ kind: "laugh", who: event.who, start, end }];
    case "overlap":
      if (event.kind === "murmur") return [];
      return [
        { kind: event.line_made ? "line" : "overlap", who: event.who, start, end, overlap: event.kind },
      ];
    case "silence": {
      const { before = null, after = null } = event;
      const long = event.kind === "long" || event.kind === "quiet";
      return long ? [{ kind: "quiet", who: null, start, end, before, after }] : [];
    }
    case "unheard":
      return [{ kind: "unheard", who: event.who, start, end, reason: event.reason }];
    case "delay":
      return [];
  }
}

/** Unheard stretches of both people at once become one mark. */
function bothUnheard(found: readonly Mark[]): Mark[] {
  const twins = new Set<Mark>();
  const unheard = found.filter((m) => m.kind === "unheard");
  const result = found.filter((m) => m.kind !== "unheard");
  for (const one of unheard) {
    if (twins.has(one)) continue;
    const twin = unheard.find(
      (other) =>
        other.who !== one.who &&
        other.reason === one.reason &&
        Math.abs(other.start - one.start) <= SAME &&
        Math.abs(other.end - one.end) <= SAME,
    );
    if (twin) twins.add(twin);
    result.push(twin ? { ...one, who: null } : one);
  }
  return result;
}

/** The marks to draw as signs in `window`: those in view of kinds not hidden, near murmurs as one. */
export function inView(
  all: readonly Mark[],
  window: Window,
  hidden: ReadonlySet<Kind>,
  merge: boolean,
): Mark[] {
  const view = all.filter(
    (m) => m.kind !== "speech" && m.end >= window.from && m.start <= window.to && !hidden.has(m.kind),
  );
  let shown = merge ? merged(view) : view;
  for (const kind of GIVE_WAY) {
    if (shown.length <= MOST) break;
    shown = shown.filter((m) => m.kind !== kind);
  }
  return shown;
}

function merged(view: readonly Mark[]): Mark[] {
  const result: Mark[] = [];
  const last = new Map<number | null, number>();
  for (const each of view) {
    const index = each.kind === "murmur" ? last.get(each.who) : undefined;
    const before = index === undefined ? undefined : result[index];
    if (index !== undefined && before && each.start - before.end <= MERGE_WITHIN) {
      result[index] = { ...before, end: each.end, count: (before.count ?? 1) + 1 };
    } else {
      if (each.kind === "murmur") last.set(each.who, result.length);
      result.push(each);
    }
  }
  return result;
}

/** The mark after (1) or before (-1) `from` in time, of the same kind only if told so; null at an end. */
export function step(all: readonly Mark[], from: Mark | number, by: 1 | -1, sameKind: boolean): Mark | null {
  if (typeof from === "number") {
    const ahead = all.find((m) => m.start >= from);
    return (by === 1 ? ahead : all.findLast((m) => m.start < from)) ?? null;
  }
  const kin = sameKind ? all.filter((m) => m.kind === from.kind) : all;
  const index = kin.findIndex((m) => m.kind === from.kind && m.who === from.who && m.start === from.start);
  return kin[index + by] ?? null;
}
