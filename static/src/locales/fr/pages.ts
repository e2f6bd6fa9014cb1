import type { Words } from "../catalogue.ts";

export const pages = {
  home: "Un appel vidéo privé entre mentor et mentoré. Duologue écoute les pauses et les petits sons, jamais les mots.",
  summary: "Votre résumé – Duologue",
  no_script: "Cette page a besoin de JavaScript pour se dessiner. Elle ne demande rien ailleurs.",
  language: "Langue",
  offline: "Vous êtes hors ligne – Duologue",
  sign_in: "S’identifier – Duologue",
  account: "Votre compte – Duologue",
  programme: "Programme – Duologue",
} satisfies Words<"pages">;
