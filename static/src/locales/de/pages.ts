import type { Words } from "../catalogue.ts";

export const pages = {
  home: "Ein privates Videogespräch für Mentor und Mentee. Duologue achtet auf Pausen und kleine Laute, nie auf Wörter.",
  summary: "Deine Zusammenfassung – Duologue",
  no_script: "Diese Seite braucht JavaScript, um sich zu zeichnen. Sie holt nichts von anderswo.",
  language: "Sprache",
  offline: "Du bist offline – Duologue",
  sign_in: "Anmelden – Duologue",
  account: "Dein Konto – Duologue",
  programme: "Programm – Duologue",
} satisfies Words<"pages">;
