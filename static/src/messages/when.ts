/** When something was written, by a zone's own clock and calendar. Pure. */
import { clockForm } from "../locales/time.ts";
import { messages as words } from "../locales/words.ts";

const kept = new Map<string, Intl.DateTimeFormat>();

/** A formatter that is made once: making one costs more than a hundred uses. */
function formatter(language: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${JSON.stringify(options)}`;
  const made = kept.get(key) ?? new Intl.DateTimeFormat(language, { ...options, timeZone: zone });
  kept.set(key, made);
  return made;
}

/** The day a moment is on in a zone: YYYY-MM-DD. */
export const dayIn = (at: string, zone: string): string =>
  formatter("sv-SE", zone, { year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date(at));

/** The time of day of a moment in a zone, as the reader writes it: "07:32". */
export const clockIn = (at: string, zone: string, language: string): string =>
  formatter(language, zone, clockForm(language)).format(new Date(at));

/** A day as it is spoken of: today, yesterday, Monday within the week, else 12 November. */
export function dayName(day: string, today: string, language: string): string {
  const days = Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000);
  if (days === 0) return words.today;
  if (days === 1) return words.yesterday;
  const form = days > 0 && days < 7 ? ({ weekday: "long" } as const) : ({ day: "numeric", month: "long" } as const);
  return formatter(language, "UTC", form).format(new Date(`${day}T12:00:00Z`));
}
