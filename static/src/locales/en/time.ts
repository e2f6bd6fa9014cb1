/** Lengths of time. */
import type { Area } from "../translate.ts";

export const time = {
  minutes: { one: "one minute", other: "{count} minutes" },
  seconds: { one: "one second", other: "{count} seconds" },
  minutes_word: { one: "one minute", other: "{count:word} minutes" },
  minutes_seconds: "{minutes} and {seconds}",
  half: "half a second",
  one_and_half: "a second and a half",
  short: "{count} s",
} as const satisfies Area;
