/** French: vous, and sentences that need no gender. */
import type { Language } from "../language.ts";

export const language: Language = {
  code: "fr",
  formats: "fr-FR",
  direction: "ltr",
  fonts: true,
  numbers: "zéro,un,deux,trois,quatre,cinq,six,sept,huit,neuf,dix,onze,douze".split(","),
};
