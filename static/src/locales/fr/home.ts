import type { Words } from "../catalogue.ts";

export const home = {
  skip: "Aller au début d’une rencontre",
  here: "{city}, où vous êtes",
  here_somewhere: "où vous êtes",
  there: "une autre heure",
  there_label: "là où est l’autre personne",
  title: "Deux personnes, loin l’une de l’autre, une conversation.",
  lead:
    "Un appel privé entre mentor et mentoré. Duologue écoute ses pauses et ses petits sons, " +
    "jamais les mots, et dit tout bas à chacun de vous ce qu’il a entendu.",
  name: "Votre prénom",
  name_missing: "Il manque un prénom, pour que l’autre personne sache qui est là.",
  start: "Commencer une rencontre",
  next: "Vous recevez un lien pour la personne que vous rencontrez. Il n’y a pas de place pour d’autres.",
  too_fast: "Cela faisait plusieurs rencontres à la fois. Attendez un instant et réessayez.",
  failed: "La rencontre n’a pas pu être créée. La ligne est peut-être coupée ; réessayez dans un instant.",
  listens_heading: "Ce que Duologue écoute",
  listens_quiet: "Les pauses, et qui parle après.",
  listens_sounds: "Les rires, les soupirs, un « mm-hm » doux.",
  listens_line: "Là où la ligne, et personne d’autre, vous a fait vous croiser.",
  sees_heading: "Qui voit quoi",
  sees_call: "L’image et le son vont d’une personne à l’autre, chiffrés tout le long.",
  sees_consent: "Duologue n’écoute que lorsque chaque côté a dit oui. Chacun de vous peut l’arrêter aussitôt.",
  sees_kept: "Aucun son n’est gardé, aucun mot. Après l’appel, chacun de vous a sa propre page.",
  recent_heading: "Vos dernières rencontres sur cet appareil",
  recent_open: "Rouvrir",
  recent_open_at: "Rouvrir la rencontre de {when}",
  recent_summary: "Résumé",
  recent_summary_at: "Résumé de la rencontre de {when}",
  recent_forget: "Les oublier",
  recent_note: "Seul ce navigateur s’en souvient : où et quand, rien d’autre.",
} satisfies Words<"home">;
