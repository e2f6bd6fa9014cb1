/** The sentences a summary opens its sections with, chosen from the facts. Pure. */
import type { Good, Suggestion, SummaryPage, ToneShift, Turn } from "../../api/protocol.gen.ts";
import { changes, listed, named, tell, tellBoth, type People } from "../../charts/people.ts";
import { summary as words, time as times } from "../../locales/words.ts";
import { about, briefly, clock, day, exactly } from "../../locales/time.ts";
import { say } from "../../locales/translate.ts";

/** A turn of this many seconds is a story where the rest went back and forth. */
const STORY = 90;
/** Shorter calls are told in seconds. */
const MINUTES_FROM = 150;
/** Answers within this much of 0 s began "at once". */
const AT_ONCE = 0.05;
/** A line that adds less than this there and back, in s, is not told of: people do not notice it. */
const ADDS = 0.15;

export function title(page: SummaryPage, who: People, language: string): string {
  const { partner, started_at } = page;
  const [first, second] = who.names;
  if (who.alone) return say(words.page.title_alone, { name: named(who, who.me) });
  if (page.source === "recording" || !started_at)
    return say(words.page.title_recording, { name: first, other: second });
  const weekday = day(new Date(started_at), language).weekday;
  return partner ? say(words.page.title, { weekday, name: partner }) : weekday;
}

/** "19 November, 54 minutes. Duologue heard 51 of them." */
export function line({ summary, source, started_at }: SummaryPage, language: string): string {
  const { seconds, known_s } = summary;
  const inMinutes = seconds >= MINUTES_FROM;
  const known = Math.round(inMinutes ? known_s / 60 : known_s);
  const length = inMinutes
    ? say(times.minutes, { count: Math.round(seconds / 60) })
    : say(times.seconds, { count: Math.round(seconds) });
  const whole = Math.round(inMinutes ? seconds / 60 : seconds);
  const some = known === 0 ? "_little" : known < whole ? "" : "_nearly";
  const part = seconds - known_s < 1 ? "_all" : some;
  if (source === "recording" || !started_at)
    return say(words.page[`line_recording${part}`], { length, known });
  return say(words.page[`line${part}`], { date: day(new Date(started_at), language).date, length, known });
}

/** How the talk went, from its shape and its longest story. */
export function shape({ summary }: SummaryPage, who: People): string {
  const said = who.you ? words.shape : words.shape_recording;
  if (who.alone || !summary.shape) return said.unknown;
  if (summary.shape === "one_led") {
    const led = summary.led_by ?? 0;
    const names = { name: named(who, led), other: named(who, 1 - led) };
    if (!who.you) return say(words.shape_recording.one_led, names);
    return led === who.me
      ? say(words.shape.one_led_me, { name: names.other })
      : say(words.shape.one_led_them, { name: names.name });
  }
  const story = longest(summary.long_turns);
  if (summary.shape === "took_turns_at_length" || !story || story.end - story.start < STORY) {
    return said[summary.shape];
  }
  const when = place((story.start + story.end) / 2 / summary.seconds);
  const name = named(who, story.who);
  if (!who.you) return say(words.shape_recording[`story_${when}`], { name });
  return say(words.shape[`story_${story.who === who.me ? "me" : "them"}_${when}`], { name });
}

const longest = (turns: readonly Turn[]): Turn | undefined =>
  turns.toSorted((a, b) => b.end - b.start - (a.end - a.start))[0];

const place = (share: number): "early" | "middle" | "late" =>
  share < 0.4 ? "early" : share > 0.6 ? "late" : "middle";

/** The river in words, for those who do not see it. */
export function riverInWords(page: SummaryPage, who: People, gaps: number): string {
  const laughs = page.summary.laughed_together.length;
  return [
    shape(page, who),
    say(words.river.laughs, { count: laughs }),
    say(words.river.gaps, { count: gaps }),
  ]
    .filter(Boolean)
    .join(" ");
}

/** One thing that worked. */
export function good({ key, count, of, who: seat }: Good, who: People): string {
  const values = { count, of: of ?? count };
  if (key === "murmurs" && seat === null) return tellBoth(words.worked.murmurs_both, who, values);
  return seat === null
    ? tellBoth(words.worked[key], who, values)
    : tell(words.worked[key], who, seat, values);
}

/** One thing to try, for the one in `seat`. */
export function suggestion(
  { key, count, moments }: Suggestion,
  who: People,
  seat: number,
  tones: readonly ToneShift[],
): { title: string; detail: string } {
  const { title, detail } = words.suggestions.words[key];
  const first = moments[0];
  const tone = tones.find((each) => each.who !== seat && each.at === first?.end);
  const values = {
    count,
    other: named(who, 1 - seat),
    at: clock(first?.start ?? 0),
    changes: listed(changes(tone?.moved ?? [])),
  };
  return { title: say(title, values), detail: say(detail, values) };
}

/** "after half a second", "0.2 seconds before the end", "at once". */
export function reaction(seconds: number): string {
  if (Math.abs(seconds) < AT_ONCE) return words.gaps.at_once_words;
  const length = briefly(Math.abs(seconds));
  return say(seconds > 0 ? words.gaps.after : words.gaps.before, { length });
}

/** Whether the line made answers be heard noticeably later than they were given. */
export const slowed = ({ summary: { line } }: SummaryPage): boolean => line !== null && line.adds_s >= ADDS;

/** What the line did to the talk, in one sentence; null where it was not measured. */
export function lineDid({ summary: { line: did, overlaps_line_made: line } }: SummaryPage): string | null {
  if (!did) return null;
  if (did.adds_s < ADDS) return words.line_did.quick;
  return say(words.line_did[line ? "made" : "slow"], { length: briefly(did.adds_s), line });
}

/**
 * "Mara began after half a second; you began at once." Null when neither ever answered.
 *
 * Over a slow line: "Mara began after half a second; you heard it after one second.", and the same of oneself.
 */
export function reactions(page: SummaryPage, who: People): string | null {
  const seats = [1 - who.me, who.me] as const;
  const [theirs, mine] = seats.map((seat) => page.summary.people[seat === 1 ? 1 : 0].gap_median_s);
  if (slowed(page)) return seats.flatMap((seat) => heard(page, who, seat)).join(" ") || null;
  if (mine != null && theirs != null) {
    const said = { mine: reaction(mine), theirs: reaction(theirs) };
    return tell(said.mine === said.theirs ? words.gaps.alike : words.gaps.both, who, who.me, said);
  }
  if (mine != null) return tell(words.gaps.one, who, who.me, { mine: reaction(mine) });
  return theirs != null ? tell(words.gaps.one, who, 1 - who.me, { mine: reaction(theirs) }) : null;
}

function heard({ summary }: SummaryPage, who: People, seat: number): string[] {
  const { gap_median_s: began, gap_heard_median_s: later } = summary.people[seat === 1 ? 1 : 0];
  if (began === null || later === null) return [];
  return [tell(words.gaps.heard, who, seat, { began: reaction(began), heard: reaction(later) })];
}

export function overlaps({ summary }: SummaryPage): string {
  const { overlaps: count, overlaps_line_made: line } = summary;
  if (!count) return words.overlaps.none;
  if (!line) return say(words.overlaps.count, { count });
  return line === count ? say(words.overlaps.all_line, { count }) : say(words.overlaps.line, { count, line });
}

/** Less than this, in seconds, is not worth a sentence. */
const WORTH_S = 10;

/** Seconds of talk of which only a sketch came, and seconds that were filled in. */
function poorly(events: SummaryPage["events"]): { sketched: number; filled: number } {
  let sketched = 0;
  let filled = 0;
  for (const event of events) {
    if (event.type !== "speech") continue;
    const length = event.end - event.start;
    if (event.rung === "features") sketched += length;
    filled += (event.filled ?? 0) * length;
  }
  return { sketched, filled };
}

/** What is said under the balance: what counts as talk, what was left out, and how well it could be heard. */
export function balanceNotes({ summary, events }: SummaryPage, who: People): string[] {
  const { sketched, filled } = poorly(events);
  const unheard = summary.seconds - summary.known_s;
  const notes: string[] = [words.balance.apart];
  if (!who.alone && summary.overlap_s >= 1) {
    notes.push(say(words.balance.at_once, { length: about(summary.overlap_s) }));
  }
  if (unheard >= 1) notes.push(say(words.balance.left_out, { length: exactly(unheard) }));
  if (sketched >= WORTH_S) notes.push(say(words.balance.sketched, { length: about(sketched) }));
  if (filled >= WORTH_S) notes.push(say(words.balance.filled, { length: about(filled) }));
  return notes;
}

/** Seconds of talk of the one above, of quiet, and of talk of the one below, of the known time. */
export function balance({ summary }: SummaryPage, who: People): { them: number; quiet: number; me: number } {
  const me = summary.people[who.me].talk_s;
  const them = summary.people[who.me ? 0 : 1].talk_s;
  const quiet = summary.known_s - (me + them - summary.overlap_s);
  return { them, quiet: Math.max(0, quiet), me };
}
