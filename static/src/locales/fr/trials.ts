import type { Words } from "../catalogue.ts";

export const trials = {
  devices: "Appareils",
  microphone: "Micro",
  camera: "Caméra",
  speaker: "Haut-parleur",
  no_microphone: "Pas de micro",
  no_microphone_detail:
    "Vous pouvez entrer et écouter. Quand vous en branchez un, choisissez-le ici ou ouvrez-le pendant l’appel.",
  hears: "Duologue vous entend",
  hears_small: "Duologue vous entend, même vos petits sons",
  hears_nothing: "Dites quelque chose, pour voir qu’on vous entend",
  your_voice: "Votre voix",
  soft: "Un « mm-hm » doux",
  heard: "entendu",
  try_voice: "un mot ou deux",
  try_soft: "essayez, si vous voulez",
  laugh: "Un rire",
  try_laugh: "riez maintenant",
  laughing: "à l’écoute…",
  unheard: "Pas entendu.",
  unheard_filtered: "Pas entendu ; gardez les petits sons.",
  small_sounds: "Garder les petits sons",
  small_sounds_detail: "(filtre de bruit plus léger)",
  level: "La force de votre voix",
} satisfies Words<"trials">;
