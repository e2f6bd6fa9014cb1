/** A language of the pages, and all of them by their own names. */

export interface Language {
  /** As in `lang`, in the cookie and in the folder of its catalogue. */
  code: Code;
  /** For `Intl`: which dates, lists and digits, where the reader's browser names no closer one. */
  formats: string;
  direction: "ltr" | "rtl";
  /** Whether the fonts sent with the pages have its letters; the system's are used where not. */
  fonts: boolean;
  /** Small numbers as words, from 0 on; none where they change with what they count. */
  numbers: readonly string[];
}

/** Every language there is, by its own name, which is never translated. */
export const LANGUAGES = {
  en: "English",
  de: "Deutsch",
  es: "Español",
  fr: "Français",
  ar: "العربية",
} as const;

export type Code = keyof typeof LANGUAGES;
