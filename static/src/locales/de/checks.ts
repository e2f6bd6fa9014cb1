import type { Words } from "../catalogue.ts";

export const checks = {
  measuring: "Deine Leitung wird angesehen",
  line: {
    good: "Deine Leitung reicht gut für Video.",
    slow: "Deine Leitung ist heute langsam. Nur Stimme ist ruhiger.",
    very_slow: "Deine Leitung ist sehr langsam. Nur Stimme, und ein Takt mehr zwischen euch.",
  },
  hardly: "Sie fügt kaum Verzögerung hinzu.",
  adds: "Sie fügt in jede Richtung etwa {delay} hinzu.",
  play: "Einen Ton spielen",
  played: "Zwei Töne wurden gespielt. Hast du keinen gehört, wähle einen anderen Lautsprecher.",
  came: "{device} ist jetzt da.",
  gone: "{device} ist weg.",
  use: "Benutzen",
} satisfies Words<"checks">;
