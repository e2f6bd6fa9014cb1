import type { Words } from "../catalogue.ts";

export const offline = {
  title: "Vous êtes hors ligne",
  detail: "Cette page revient d’elle-même avec la ligne. D’ici là :",
  call: "Un appel ouvert dans un autre onglet garde votre place et continue d’essayer. Rien n’est perdu.",
  copies: "Un résumé que vous avez gardé en fichier s’ouvre sans ligne.",
  again: "Réessayer",
  met: "Vos dernières rencontres, telles que cet appareil s’en souvient",
} satisfies Words<"offline">;
