import type { Words } from "../catalogue.ts";

export const stories = {
  title: "Eure Geschichten",
  mine: "Du erzählst, {name} hört zu.",
  theirs: "{name} erzählt, du hörst zu.",
  questions_0: "Wo bist du aufgewachsen, und wonach roch es dort?",
  questions_1: "Wann nahm dein Weg eine Wendung, die du nicht geplant hattest?",
  questions_2: "Wer hat dir eine Tür geöffnet, und wie?",
  questions_3: "Was möchtest du in einem Jahr erzählen können?",
  step: "{step} von {steps}",
  pass: "Erzählt. Weiter zu {name}",
  next: "Erzählt. Nächste Frage",
  theirs_next: "Weiter",
  finish: "Erzählt. Das war die letzte",
  end: "Geschichten beenden",
} satisfies Words<"stories">;
