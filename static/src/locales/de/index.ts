/** German: du, and everything about both in the plural of it. */
import type { Language } from "../language.ts";

export const language: Language = {
  code: "de",
  formats: "de-DE",
  direction: "ltr",
  fonts: true,
  numbers: "keine,eins,zwei,drei,vier,fünf,sechs,sieben,acht,neun,zehn,elf,zwölf".split(","),
};
