import type { Words } from "../catalogue.ts";

export const time = {
  minutes: { one: "un minuto", other: "{count} minutos" },
  seconds: { one: "un segundo", other: "{count} segundos" },
  minutes_word: { one: "un minuto", other: "{count:word} minutos" },
  minutes_seconds: "{minutes} y {seconds}",
  half: "medio segundo",
  one_and_half: "un segundo y medio",
  short: "{count} s",
} satisfies Words<"time">;
