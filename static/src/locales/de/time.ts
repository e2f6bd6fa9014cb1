import type { Words } from "../catalogue.ts";

export const time = {
  minutes: { one: "eine Minute", other: "{count} Minuten" },
  seconds: { one: "eine Sekunde", other: "{count} Sekunden" },
  minutes_word: { one: "eine Minute", other: "{count:word} Minuten" },
  minutes_seconds: "{minutes} und {seconds}",
  half: "eine halbe Sekunde",
  one_and_half: "anderthalb Sekunden",
  short: "{count} s",
} satisfies Words<"time">;
