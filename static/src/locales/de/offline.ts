import type { Words } from "../catalogue.ts";

export const offline = {
  title: "Du bist offline",
  detail: "Diese Seite kommt von selbst wieder, sobald die Leitung da ist. Bis dahin:",
  call: "Ein Gespräch, das in einem anderen Tab offen ist, hält deinen Platz und versucht es weiter. Nichts geht verloren.",
  copies: "Eine Zusammenfassung, die du als Datei behalten hast, öffnet sich ohne Leitung.",
  again: "Noch einmal",
  met: "Wann ihr euch zuletzt getroffen habt, wie dieses Gerät es weiß",
} satisfies Words<"offline">;
