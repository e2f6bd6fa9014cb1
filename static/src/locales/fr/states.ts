import type { Words } from "../catalogue.ts";

export const states = {
  opening: "La rencontre s’ouvre",
  title: "Avec {name}",
  microphone: "Le micro est fermé",
  microphone_detail:
    "Votre navigateur le garde fermé pour cette page. Ouvrez-le avec le signe à côté de l’adresse. Vous pouvez aussi entrer et écouter seulement.",
  try_again: "Réessayer",
  join_listen: "Entrer et écouter",
} satisfies Words<"states">;
