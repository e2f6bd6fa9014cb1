import type { Words } from "../catalogue.ts";

export const stages = {
  waiting: "En attente de {name}",
  waiting_detail: "Vous entendrez un son doux quand {name} arrivera.",
  waiting_there: "Il est {time} à {city}. Vous entendrez un son doux quand {name} arrivera.",
  write_to: "Écrire à {name}",
  waiting_nobody: "En attente de l’autre personne",
  waiting_nobody_detail: "Il lui faut le lien. Vous entendrez un son doux à son arrivée.",
  dropped: "La ligne de {name} est coupée depuis {seconds} s",
  dropped_detail: "De votre côté tout va bien. Sa place est gardée et nous continuons d’essayer. Rien n’est perdu.",
  mending: "La ligne entre vous est coupée",
  mending_detail: "Les deux places sont gardées et nous continuons d’essayer. Rien n’est perdu.",
  gone: "{name} a quitté l’appel",
  gone_detail: "Votre résumé attend que vous quittiez aussi. {name} peut encore revenir avec le même lien.",
} satisfies Words<"stages">;
