import type { Words } from "../catalogue.ts";

export const checks = {
  measuring: "Un regard sur votre ligne",
  line: {
    good: "Votre ligne suffit bien pour la vidéo.",
    slow: "Votre ligne est lente aujourd’hui. La voix seule sera plus stable.",
    very_slow: "Votre ligne est très lente. La voix seule, et un temps de plus entre vous.",
  },
  hardly: "Elle n’ajoute presque aucun délai.",
  adds: "Elle ajoute {delay} environ dans chaque sens.",
  play: "Jouer un son",
  played: "Deux notes ont été jouées. Si vous n’en avez entendu aucune, choisissez un autre haut-parleur.",
  came: "{device} est là maintenant.",
  gone: "{device} n’est plus là.",
  use: "L’utiliser",
} satisfies Words<"checks">;
