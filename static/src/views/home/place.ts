/** Where and when the reader is, as far as the browser's clock tells. Pure. */
import { clockForm } from "../../locales/time.ts";

/** The city a time zone is named after, "" when it is named after none. */
export function cityOf(zone: string): string {
  const parts = zone.split("/");
  const city = parts.length > 1 && parts[0] !== "Etc" ? parts.at(-1)! : "";
  return city.replaceAll("_", " ");
}

/** The time of day as the reader's clock shows it. */
export function timeOf(now: Date, language: string): string {
  return new Intl.DateTimeFormat(language, clockForm(language)).format(now);
}

/** Milliseconds until the clock shows another minute. */
export const untilNextMinute = (now: Date): number => 60_000 - (now.getTime() % 60_000);

/** A past meeting's day and hour: "Thursday 19 November, 19:00". */
export function whenOf(at: Date, language: string): string {
  return new Intl.DateTimeFormat(language, {
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
  }).format(at);
}
