/** The green room's checks: the line, the speaker, and devices that come and go. */
import type { LineWord } from "../../call/linecheck.ts";
import type { Sentence } from "../translate.ts";

export const checks = {
  measuring: "Looking at your line",
  line: {
    good: "Your line is good enough for video.",
    slow: "Your line is slow today. Voice only will be steadier.",
    very_slow: "Your line is very slow. Voice only, and one more beat between you.",
  } satisfies Record<LineWord, Sentence>,
  hardly: "It adds hardly any delay.",
  adds: "It adds about {delay} each way.",
  play: "Play a sound",
  played: "Two notes were played. If you heard none, choose another speaker.",
  came: "{device} is there now.",
  gone: "{device} is gone.",
  use: "Use it",
} as const;
