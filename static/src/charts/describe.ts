/** A mark in words: what, when, and what else is known of it. Pure. */
import { summary } from "../locales/words.ts";
import { briefly, clock, exactly } from "../locales/time.ts";
import { say } from "../locales/translate.ts";
import type { Mark } from "./marks.ts";
import { changes, label, listed, tell, tellBoth, type People } from "./people.ts";

const words = summary.marks;

export interface Described {
  readonly title: string;
  readonly when: string;
  readonly detail: string;
}

/** What a tooltip says of a mark. */
export function describe(mark: Mark, who: People): Described {
  const [from, to] = [clock(mark.start), clock(mark.end)];
  return {
    title: title(mark, who),
    when: from === to ? say(words.when_at, { from }) : say(words.when, { from, to }),
    detail: detail(mark, who),
  };
}

/** The same in one breath, for a screen reader. */
export function sentence(mark: Mark, who: People): string {
  const { title, when, detail } = describe(mark, who);
  return say(words.sentence, { title, when, detail }).trim();
}

function title(mark: Mark, who: People): string {
  const seat = mark.who ?? who.me;
  switch (mark.kind) {
    case "overlap":
      return words.overlap;
    case "line":
      return words.line;
    case "quiet":
      return say(words.quiet, { length: exactly(mark.end - mark.start) });
    case "together":
      return tellBoth(words.together, who);
    case "tone":
      return tell(words.tone, who, seat, { changes: listed(changes(mark.moved ?? [])) });
    case "murmur":
      return mark.count
        ? tell(words.murmurs, who, seat, { count: mark.count })
        : tell(words.murmur, who, seat);
    case "unheard":
      return mark.who === null && !who.alone ? words.unheard_both : tell(words.unheard, who, seat);
    case "speech":
    case "laugh":
    case "sigh":
    case "oh":
      return tell(words[mark.kind], who, seat);
  }
}

function detail(mark: Mark, who: People): string {
  const told: string[] = [];
  if (mark.before != null) told.push(tell(words.paused, who, mark.before));
  if (mark.after != null) told.push(tell(words.next, who, mark.after));
  if (mark.kind === "line") told.push(words.line_why);
  if (mark.kind === "overlap" && mark.who !== null) {
    if (mark.overlap === "tried_to_come_in") told.push(tell(words.tried, who, mark.who));
    else if (mark.overlap && mark.overlap !== "murmur")
      told.push(words[mark.overlap], tell(words.came_in, who, mark.who));
  }
  if (mark.reason) told.push(summary.unheard[mark.reason]);
  const plain = mark.kind === "speech" || mark.kind === "laugh" || mark.kind === "together";
  if (plain || mark.kind === "sigh") told.push(raisedLength(mark.end - mark.start));
  return told.join(" ");
}

const raisedLength = (seconds: number): string =>
  say(words.lasted, { length: seconds < 20 ? briefly(seconds) : exactly(seconds) });

/** Who and what, for a row of the table. */
export function row(mark: Mark, who: People): { who: string; heard: string } {
  const said = summary.table;
  const person =
    mark.who === null ? (who.alone ? label(who, who.me) : summary.timeline.both) : label(who, mark.who);
  const { kind } = mark;
  switch (kind) {
    case "tone":
      return { who: person, heard: say(said.tone, { changes: listed(changes(mark.moved ?? [])) }) };
    case "quiet":
      return {
        who: mark.before != null ? label(who, mark.before) : person,
        heard: mark.after != null ? tell(said.quiet_next, who, mark.after) : said.quiet,
      };
    case "overlap":
    case "line":
      return { who: summary.timeline.both, heard: said[kind] };
    default:
      return { who: person, heard: said[kind] };
  }
}
