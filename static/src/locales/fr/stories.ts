import type { Words } from "../catalogue.ts";

export const stories = {
  title: "Vos histoires",
  mine: "Vous racontez, {name} écoute.",
  theirs: "{name} raconte, vous écoutez.",
  questions_0: "Où avez-vous grandi, et qu’est-ce que cela sentait ?",
  questions_1: "Quand votre chemin a-t-il pris un tournant que vous n’aviez pas prévu ?",
  questions_2: "Qui vous a ouvert une porte, et comment ?",
  questions_3: "Qu’aimeriez-vous pouvoir raconter dans un an ?",
  step: "{step} sur {steps}",
  pass: "Raconté. À {name}",
  next: "Raconté. Question suivante",
  theirs_next: "Continuer",
  finish: "Raconté. C’était la dernière",
  end: "Finir les histoires",
} satisfies Words<"stories">;
