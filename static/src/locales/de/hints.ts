import type { Words } from "../catalogue.ts";

export const hints = {
  keys: {
    "line.slow": {
      headline: "Die Leitung ist langsam",
      detail: "Sie fügt etwa {seconds} s hinzu. Lass einen Takt mehr Zeit.",
      rule: "Der Ton brauchte eine Weile lang eine viertel Sekunde oder mehr für einen Weg.",
    },
    "line.bumps": {
      headline: "Die Leitung bremst euch",
      detail: "Ihr beginnt zugleich, wegen der Verzögerung. Eine längere Pause hilft.",
      rule: "Dreimal in drei Minuten begann eine Stimme, bevor die andere zu hören sein konnte.",
    },
    "line.thin_mine": {
      headline: "Deine Leitung ist dünn",
      detail: "Bei {name} fehlen vielleicht Wörter. Nur Stimme würde helfen.",
      rule: "Deine Leitung trug fünfzehn Sekunden lang zu wenig oder verlor zu viel.",
    },
    "line.thin_theirs": {
      headline: "Dünne Leitung drüben",
      detail: "Lücken, die du hörst, können an der Leitung liegen.",
      rule: "Die Leitung von {name} trug fünfzehn Sekunden lang zu wenig oder verlor zu viel.",
    },
    "entry.tried": {
      headline: "{name} begann etwas",
      detail: "Vor einem Moment, während du gesprochen hast.",
      rule: "{name} kam herein, während du sprachst, und war in den acht Sekunden danach nicht an der Reihe.",
    },
    "floor.long": {
      headline: "Eine lange Strecke",
      detail: {
        by: "minutes",
        one: "Etwa {minutes} Minute. Eine Frage könnte sie öffnen.",
        other: "Etwa {minutes} Minuten. Eine Frage könnte sie öffnen.",
      },
      rule: "Das Wort blieb zweieinhalb Minuten oder länger bei dir.",
    },
    "floor.mostly_mine": {
      headline: "Meist deine Stimme",
      detail: "In den letzten zehn Minuten. Möchte die andere Seite etwas einbringen?",
      rule: "Drei Viertel der Redezeit der letzten zehn Minuten waren deine.",
    },
    "overlap.often": {
      headline: "Beide zugleich",
      detail: "Ein paar Mal eben. Wartet kurz, wer zuerst mag.",
      rule: "Viermal in drei Minuten sprachen beide weiter; die Leitung hatte keinen Anteil daran.",
    },
    "tone.moved": {
      headline: "{name} klingt {change}",
      detail: "{Changes} als vorher. Magst du nachfragen?",
      rule: "Die Stimme von {name} klang zwanzig Sekunden lang in zwei Maßen anders als sonst.",
    },
    "sound.sighs": {
      headline: "{name} hat geseufzt",
      detail: "Zweimal in zwei Minuten. Du könntest fragen.",
      rule: "Zwei Seufzer waren innerhalb von zwei Minuten zu hören.",
    },
    "murmur.absent": {
      headline: "Kein „mhm“ seit Kurzem",
      detail: "Von {name} kommen sonst kleine Laute. Noch dabei?",
      rule: "Du sprachst anderthalb Minuten ohne einen kleinen Laut von {name}.",
    },
  },
  changes: {
    quieter: "leiser",
    louder: "lauter",
    slower: "langsamer",
    faster: "schneller",
    higher: "höher",
    lower: "tiefer",
    flatter: "gleichförmiger",
    livelier: "bewegter",
    breathier: "behauchter",
  },
  line: {
    good: "Die Leitung war klar.",
    warning: "Die Leitung war langsam oder dünn.",
    bad: "Die Leitung war sehr langsam oder dünn.",
  },
  words: {
    why: "Warum das?",
    when: "Wann",
    heard: "Gehört",
    line: "Leitung",
    how_sure: "Wie sicher",
    sure: "sicher",
    fairly_sure: "ziemlich sicher",
    less: "Weniger",
    not_helpful: "Nicht hilfreich",
    hide: "Ausblenden",
    mute_kind: "Diese Art heute nicht",
    mute_all: "Heute keine Hinweise",
  },
} satisfies Words<"hints">;
