/** Lengths and moments as people say and write them. */
import type { Language } from "./language.ts";
import { say } from "./translate.ts";
import { language as own, time as words } from "./words.ts";

/** A moment of the call as a clock: 17:11, or 1:02:05 past the hour. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const two = (n: number): string => String(n).padStart(2, "0");
  const rest = `${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  const hours = Math.floor(whole / 3600);
  return hours ? `${hours}:${rest}` : rest.replace(/^0(?=\d)/, "");
}

/** A length in words, to the minute from a minute and a half on: "28 minutes", "40 seconds". */
export function about(seconds: number): string {
  if (seconds >= 90) return say(words.minutes_word, { count: Math.round(seconds / 60) });
  return say(words.seconds, { count: Math.round(seconds) });
}

/** A length in minutes and seconds: "2 minutes and 56 seconds". */
export function exactly(seconds: number): string {
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  const rest = whole % 60;
  if (!minutes) return say(words.seconds, { count: rest });
  const said = say(words.minutes_word, { count: minutes });
  return rest
    ? say(words.minutes_seconds, { minutes: said, seconds: say(words.seconds, { count: rest }) })
    : said;
}

/** A length below some seconds, to the tenth, in words where there are good ones: "half a second". */
export function briefly(seconds: number): string {
  const tenths = Math.round(seconds * 10) / 10;
  if (tenths === 0.5) return words.half;
  if (tenths === 1.5) return words.one_and_half;
  return say(words.seconds, { count: tenths });
}

/** A length for a table: "0.5 s". */
export function short(seconds: number): string {
  return say(words.short, { count: (Math.round(seconds * 10) / 10).toFixed(1) });
}

/** The day of a call in words, by the reader's own calendar. */
export function day(at: Date, language: string): { weekday: string; date: string } {
  return {
    weekday: new Intl.DateTimeFormat(language, { weekday: "long" }).format(at),
    date: new Intl.DateTimeFormat(language, { day: "numeric", month: "long" }).format(at),
  };
}

/** How the reader's browser likes dates in the language of the page: "19 November" or "November 19". */
export function dateLanguage(preferred: readonly string[], { code, formats }: Language = own): string {
  const closer = preferred.find((each) => new RegExp(`^${code}\\b`).test(each));
  return closer === undefined ? formats : closer + (/-u-.*/.exec(formats)?.[0] ?? "");
}

/** How a reader writes a time of day: 07:05, or 7:05 AM where that is the habit. */
export function clockForm(language: string): Intl.DateTimeFormatOptions {
  const { hour12 } = new Intl.DateTimeFormat(language, { hour: "numeric" }).resolvedOptions();
  return { hour: hour12 ? "numeric" : "2-digit", minute: "2-digit" };
}

/** The clock where somebody else is: 08:14. */
export function clockIn(zone: string, at: Date, preferred: readonly string[] = navigator.languages): string {
  const language = dateLanguage(preferred);
  return new Intl.DateTimeFormat(language, { ...clockForm(language), timeZone: zone }).format(at);
}
