/** Arabic: sentences that need no gender where that can be; figures, since number words change with what they count. */
import type { Language } from "../language.ts";

export const language: Language = {
  code: "ar",
  formats: "ar-u-nu-latn",
  direction: "rtl",
  fonts: false,
  numbers: [],
};
