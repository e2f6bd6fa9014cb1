/** How times are said: by both clocks, near and far, with what a change of the clocks brings. Pure. */
import type { ClockNews, Repeat, MeetingsPage, Phase, Someone, Talk, Time, Upcoming } from "../api/protocol.gen.ts";
import { raised, say, type Values } from "../locales/translate.ts";
import { meetings as words } from "../locales/words.ts";
import { clockIn, dayIn, dayName } from "../messages/when.ts";

/** The hour of a wall time as the reader writes it: "19:00". */
export const hour = (wall: string, language: string): string => clockIn(`${wall.slice(0, 16)}Z`, "UTC", language);

/** A wall time's date in words, by the reader's own language: "Thursday 10 December". */
export function dateOf(wall: string, language: string, options?: Intl.DateTimeFormatOptions): string {
  const form = options ?? { weekday: "long", day: "numeric", month: "long" };
  return new Intl.DateTimeFormat(language, { ...form, timeZone: "UTC" }).format(new Date(`${wall.slice(0, 10)}T12:00:00Z`));
}

/** "08:00 for Mara, the same day", or which part of which day it is there. */
export function theirHour(time: Time, name: string, language: string): string {
  const at = hour(time.theirs, language);
  if (time.mine.slice(0, 10) === time.theirs.slice(0, 10)) return say(words.same_day, { time: at, name });
  return say(words.other_day, { time: at, name, day: dateOf(time.theirs, language, { weekday: "long" }) });
}

/** "Portland changes its clocks on 14 March. From then on 08:00 for Mara is 18:00 for you; …" */
export function clockNews(news: ClockNews, time: Time, me: Someone, name: string, language: string): string {
  const theirs = news.whose !== me.id;
  const mine = theirs ? plus(time.mine, -news.minutes) : time.mine;
  const other = theirs ? time.theirs : plus(time.theirs, -news.minutes);
  const values: Values = {
    city: news.city,
    day: dateOf(news.day, language, { day: "numeric", month: "long" }),
    name,
    theirs: hour(other, language),
    mine: hour(mine, language),
  };
  return say(words.clocks, values);
}

/** A wall time so many minutes on. */
export const plus = (wall: string, minutes: number): string =>
  new Date(Date.parse(`${wall.slice(0, 16)}Z`) + minutes * 60_000).toISOString().slice(0, 16);

/** A talk by its day and length: "Thursday, 34 minutes". */
export const talkName = ({ at, seconds }: Talk, zone: string, today: string, language: string): string =>
  say(words.talk, {
    day: raised(dayName(dayIn(at, zone), today, language)),
    count: Math.round(seconds / 60),
  });

/** How often, in words; "" for once. */
export const repeats = (every: Repeat): string => (every === "once" ? "" : words.repeats[every]);

/** How soon: the heading of home. */
export function soon({ start, end }: Upcoming, name: string, now: Date, language: string): string {
  const at = new Date(start.at);
  const minutes = Math.ceil((at.getTime() - now.getTime()) / 60_000);
  if (minutes <= 0) return say(new Date(end) > now ? words.now : words.over, { name });
  if (minutes < 100) return say(words.in_minutes, { name, count: minutes });
  const day = nearDay(start.mine, today(now, start), language);
  return say(words.on_day, { name, day });
}

/** What today is where the reader lives: the date of now by the offset their clock has at a time. */
export function today(now: Date, { at, mine }: Time): string {
  const offset = Date.parse(`${mine}:00Z`) - Date.parse(at);
  return new Date(now.getTime() + offset).toISOString().slice(0, 10);
}

/** "today", "tomorrow", "on Thursday" within the week, else "on Thursday 10 December". */
export function nearDay(wall: string, from: string, language: string): string {
  const days = Math.round((Date.parse(wall.slice(0, 10)) - Date.parse(from)) / 86_400_000);
  if (days === 0) return words.today;
  if (days === 1) return words.tomorrow;
  return say(words.on, { day: dateOf(wall, language, days < 7 ? { weekday: "long" } : undefined) });
}

/** "Today at 19:00 for you, 08:00 for her. Fifty minutes; you planned to tell stories." */
export function details(next: Upcoming, page: MeetingsPage, now: Date, language: string): string {
  const { start, minutes, agenda } = next;
  const values: Values = {
    day: nearDay(start.mine, today(now, start), language),
    mine: hour(start.mine, language),
    theirs: hour(start.theirs, language),
    name: page.partner.name,
    pronoun: page.partner.pronouns ?? "",
    count: minutes,
  };
  const when = say(words.when, values);
  const long = say(agenda.some(({ kind }) => kind === "stories") ? words.long_stories : words.long, values);
  return `${when} ${long}`;
}

/** What a part of the agenda is called. */
export const phaseName = ({ kind, title }: Phase): string => title ?? words.phases[kind];
