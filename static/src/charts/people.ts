/** Who is who on a summary page: the reader, the partner, and the grammatical person of each. */
import type { Change, Measure, SummaryPage, ToneShift } from "../api/protocol.gen.ts";
import { summary as words } from "../locales/words.ts";

import { type Personal, say, type Values } from "../locales/translate.ts";

export interface People {
  /** The seat below the horizon: the reader's, or the second voice of a recording. The other is above. */
  readonly me: 0 | 1;
  /** Names by seat. */
  readonly names: readonly [string, string];
  /** Whether the one below reads this page: "you". A recording has no reader in it. */
  readonly you: boolean;
  /** Only one voice was recorded. */
  readonly alone: boolean;
}

/** What a recording's file is called, without saying what kind of file it is. */
const plain = (file: string): string =>
  file.replace(/\.(?:wav|flac|ogg|opus|mp3|m4a|webm|mp4)(?= \(|$)/i, "");

export function people({ seat, name, partner, source }: SummaryPage): People {
  const own = seat === 1 ? 1 : 0;
  const you = source === "call";
  const alone = !you && partner === "";
  const me = you || alone ? own : own ? 0 : 1;
  const [mine, theirs] = you ? [name, partner] : [plain(name), plain(partner)];
  return { me, names: own ? [theirs, mine] : [mine, theirs], you, alone };
}

/** The name of a seat. */
export const named = (who: People, seat: number): string => who.names[seat === 1 ? 1 : 0];

/** A sentence about `seat`, as "you" or by name. */
export function tell(sentence: Personal, who: People, seat: number, values: Values = {}): string {
  const mine = who.you && seat === who.me;
  return say(mine ? sentence.me : sentence.them, {
    name: named(who, seat),
    other: named(who, 1 - seat),
    ...values,
  });
}

/** A sentence about both: with the reader in it, or not. */
export function tellBoth(sentence: Personal, who: People, values: Values = {}): string {
  return tell(sentence, who, who.me, values);
}

/** "You" or the name, standing alone. */
export const label = (who: People, seat: number): string =>
  who.you && seat === who.me ? words.timeline.me : named(who, seat);

/** Words one after another: "quieter and slower", "lower, slower and flatter". */
export function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  if (items.length < 2) return last;
  return say(words.and, { first: items.slice(0, -1).join(", "), second: last });
}

/** What each measure is called when it fell and when it rose, in the order in which they are told. */
const MEASURES = {
  level: ["quieter", "louder"],
  rate: ["slower", "faster"],
  pitch: ["lower", "higher"],
  spread: ["flatter", "livelier"],
  tilt: ["breathier", null],
} as const satisfies Record<Measure, readonly [Change, Change | null]>;

/** What a tone shift changed, in words; at least one. */
export function changes(moved: ToneShift["moved"]): string[] {
  const told = Object.entries(MEASURES).flatMap(([measure, names]) => {
    const move = moved.find((each) => each.measure === measure);
    const key = move && names[move.by < 0 ? 0 : 1];
    return key ? [words.changes[key]] : [];
  });
  return told.length ? told : [words.changed];
}
