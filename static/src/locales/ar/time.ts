import type { Words } from "../catalogue.ts";

export const time = {
  minutes: {
    zero: "{count} دقيقة",
    one: "دقيقة واحدة",
    two: "دقيقتان",
    few: "{count} دقائق",
    many: "{count} دقيقة",
    other: "{count} دقيقة",
  },
  seconds: {
    zero: "{count} ثانية",
    one: "ثانية واحدة",
    two: "ثانيتان",
    few: "{count} ثوانٍ",
    many: "{count} ثانية",
    other: "{count} ثانية",
  },
  minutes_word: {
    zero: "{count} دقيقة",
    one: "دقيقة واحدة",
    two: "دقيقتان",
    few: "{count} دقائق",
    many: "{count} دقيقة",
    other: "{count} دقيقة",
  },
  minutes_seconds: "{minutes} و{seconds}",
  half: "نصف ثانية",
  one_and_half: "ثانية ونصف",
  short: "{count} ث",
} satisfies Words<"time">;
