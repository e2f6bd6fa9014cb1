import type { Words } from "../catalogue.ts";

export const home = {
  skip: "Zum Beginn eines Treffens springen",
  here: "{city}, wo du bist",
  here_somewhere: "wo du bist",
  there: "eine andere Stunde",
  there_label: "dort, wo die andere Person ist",
  title: "Zwei Menschen, weit entfernt, ein Gespräch.",
  lead:
    "Ein privates Gespräch für Mentor und Mentee. Duologue achtet auf Pausen und kleine Laute, " +
    "nie auf Wörter, und sagt euch beiden leise, was es gehört hat.",
  name: "Dein Vorname",
  name_missing: "Ein Vorname fehlt noch, damit die andere Person weiß, wer da ist.",
  start: "Treffen beginnen",
  next: "Du bekommst einen Link für die eine Person, mit der du sprichst. Für mehr ist kein Platz.",
  too_fast: "Das waren einige Treffen auf einmal. Warte einen Moment und versuch es noch einmal.",
  failed: "Das Treffen kam nicht zustande. Vielleicht ist die Leitung weg; versuch es gleich noch einmal.",
  listens_heading: "Worauf Duologue achtet",
  listens_quiet: "Pausen, und wer danach spricht.",
  listens_sounds: "Lachen, Seufzen, ein leises „mhm“.",
  listens_line: "Wo die Leitung, und niemand sonst, euch ins Wort fallen ließ.",
  sees_heading: "Wer was sieht",
  sees_call: "Bild und Ton gehen direkt von dir zur anderen Person, den ganzen Weg verschlüsselt.",
  sees_consent: "Duologue hört erst mit, wenn beide Ja gesagt haben. Jede Seite kann es sofort anhalten.",
  sees_kept: "Kein Ton wird behalten und kein Wort. Nach dem Gespräch hat jede Seite eine eigene Seite.",
  recent_heading: "Deine letzten Treffen auf diesem Gerät",
  recent_open: "Wieder öffnen",
  recent_open_at: "Das Treffen von {when} wieder öffnen",
  recent_summary: "Zusammenfassung",
  recent_summary_at: "Zusammenfassung des Treffens von {when}",
  recent_forget: "Diese vergessen",
  recent_note: "Nur dieser Browser merkt sie sich: wo und wann, sonst nichts.",
} satisfies Words<"home">;
