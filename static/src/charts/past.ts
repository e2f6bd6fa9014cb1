/** What meetings of one pair are compared by: each measure against the pair's own usual range. Pure. */
import type { Trace } from "../api/protocol.gen.ts";
import type { Talk } from "./river-picture.ts";
import { joined, type Span } from "./spans.ts";

export const MEASURES = ["laughs", "murmurs", "quiets", "answers"] as const;
export type Measure = (typeof MEASURES)[number];

/** So many earlier meetings make something usual. */
const USUAL_FROM = 4;

export interface Compared {
  readonly measure: Measure;
  /** Of this meeting, and of the earlier ones, the latest first: a number an hour, or seconds. */
  readonly now: number;
  readonly before: readonly number[];
  /** The middle half of the earlier ones; null while there are too few to call anything usual. */
  readonly usual: Usual | null;
}

export interface Usual {
  readonly low: number;
  readonly high: number;
}

/** The earlier meetings with the same partner, the latest first; the others of a device are somebody else's. */
export function earlier(now: Trace, all: readonly Trace[]): Trace[] {
  const plain = (name: string): string => name.normalize("NFC").trim().toLowerCase();
  return all
    .filter((each) => plain(each.partner) === plain(now.partner) && began(each) < began(now))
    .toSorted((a, b) => began(b) - began(a));
}

const began = ({ started_at }: Trace): number => (started_at ? Date.parse(started_at) : Number.NaN);

/** Each measure that this meeting and an earlier one have; none of what was too short to say anything. */
export function compare(now: Trace, before: readonly Trace[]): Compared[] {
  if (now.too_short) return [];
  const others = before.filter((each) => !each.too_short);
  return MEASURES.flatMap((measure) => {
    const own = value(now, measure);
    const values = others.map((each) => value(each, measure)).filter((each) => each !== null);
    return own === null || !values.length
      ? []
      : [{ measure, now: own, before: values, usual: usual(values) }];
  });
}

function value(trace: Trace, measure: Measure): number | null {
  const hours = trace.known_s / 3600;
  const hourly = (count: number): number | null => (hours > 0 ? count / hours : null);
  switch (measure) {
    case "laughs":
      return hourly(trace.laughed_together);
    case "murmurs":
      return hourly(trace.backchannels);
    case "quiets":
      return hourly(trace.long_silences);
    case "answers": {
      const [first, second] = trace.answer_s;
      return first === null || second === null ? null : (first + second) / 2;
    }
  }
}

/** The middle half of some values. */
export function usual(values: readonly number[]): Usual | null {
  if (values.length < USUAL_FROM) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const below = Math.floor(place);
    return sorted[below]! + (place - below) * (sorted[Math.min(below + 1, sorted.length - 1)]! - sorted[below]!);
  };
  return { low: at(0.25), high: at(0.75) };
}

/** A meeting's river, the partner above. */
export function talkOf(trace: Trace): Talk {
  const spans = (pairs: readonly (readonly [number, number])[]): Span[] =>
    joined(pairs.map(([start, end]) => ({ start, end })));
  const me = trace.seat === 1 ? 1 : 0;
  return {
    them: spans(trace.speech[me ? 0 : 1]),
    me: spans(trace.speech[me]),
    unheard: spans(trace.unheard),
    from: 0,
    to: Math.max(1, trace.seconds),
  };
}
