import type { Words } from "../catalogue.ts";

export const time = {
  minutes: { "=1": "une minute", one: "{count} minute", other: "{count} minutes" },
  seconds: { "=1": "une seconde", one: "{count} seconde", other: "{count} secondes" },
  minutes_word: { "=1": "une minute", one: "{count} minute", other: "{count:word} minutes" },
  minutes_seconds: "{minutes} et {seconds}",
  half: "une demi-seconde",
  one_and_half: "une seconde et demie",
  short: "{count} s",
} satisfies Words<"time">;
