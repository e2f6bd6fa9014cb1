/** What stands in a page before it draws itself: titles, descriptions, and the choice of a language. */
import type { Area } from "../translate.ts";

export const pages = {
  home: "A private video call for a mentor and a mentee. Duologue listens for pauses and small sounds, never for words.",
  summary: "Your summary – Duologue",
  sign_in: "Sign in – Duologue",
  account: "Your account – Duologue",
  programme: "Programme – Duologue",
  offline: "You are offline – Duologue",
  no_script: "This page needs JavaScript to draw itself. It asks for nothing from elsewhere.",
  language: "Language",
} as const satisfies Area;
