import type { Words } from "../catalogue.ts";

export const after = {
  reflection: {
    heading: "Nur für deine Augen",
    placeholder: "Was möchtest du von diesem Gespräch behalten?",
    never_shared: "Nie geteilt, auch nicht, wenn du den Rest öffnest",
    kept: "Behalten.",
    not_kept: "Noch nicht behalten: Der Server war nicht erreichbar. Es wird wieder versucht, wenn du weiterschreibst.",
    unreadable: "Hier ist eine Notiz, die diese Adresse nicht öffnen kann.",
    elsewhere:
      "Eine Notiz wird mit der Adresse versiegelt, zu der dein Browser nach dem Gespräch kam. Nur dort öffnet sie " +
      "sich, darum kann hier keine gelesen oder geschrieben werden.",
    marked: "Momente, die du gemerkt hast",
    moment: "Von dir gemerkt",
  },
  opening: {
    heading: "Gemeinsam ansehen",
    closed: "Soll {name} das auch sehen?",
    opened: "Du hast das für {name} geöffnet.",
    both: "Ihr habt es beide geöffnet.",
    more: "Es öffnet sich für beide, wenn auch {name} es öffnet. Bis dahin erfährt {name} nichts davon.",
    both_more: "{name} sieht, was dir vorgeschlagen wird, und du siehst, was {name} vorgeschlagen wird.",
    nothing: "Für {name} gibt es diesmal keinen Vorschlag.",
    open: "Für {name} öffnen",
    close: "Wieder schließen",
    failed: "Das kam nicht beim Server an. Versuch es noch einmal.",
  },
  past: {
    heading: "Du und {name}, Treffen für Treffen",
    title: { one: "Dieses Treffen und das davor", other: "Dieses Treffen und die {count:word} davor" },
    river: "Das Bild vom {date}, {length}",
    hourly: { one: "{count:word} pro Stunde", other: "{count:word} pro Stunde" },
    measures: {
      laughs: "Gemeinsames Lachen: {now}.",
      murmurs: "„Mhm“ von beiden: {now}.",
      quiets: "Lange Stille: {now}.",
      answers: "Die nächste Stimme begann nach dieser Zeit: {now}.",
    },
    usually: "Bei euch sonst {low} bis {high} pro Stunde.",
    usually_one: "Bei euch sonst {low} pro Stunde.",
    usually_seconds: "Bei euch sonst {low} bis {high} Sekunden.",
    usually_one_second: "Bei euch sonst {low} Sekunden.",
    note: "Gefüllt ist dieses Treffen, offen sind die davor; das blasse Band hält die mittlere Hälfte davon. Mehr oder weniger ist nicht besser.",
    not_yet: "Gefüllt ist dieses Treffen, offen sind die davor. Was bei euch üblich ist, zeigt sich nach fünf Treffen.",
  },
} satisfies Words<"after">;
