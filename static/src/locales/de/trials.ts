import type { Words } from "../catalogue.ts";

export const trials = {
  devices: "Geräte",
  microphone: "Mikrofon",
  camera: "Kamera",
  speaker: "Lautsprecher",
  no_microphone: "Kein Mikrofon",
  no_microphone_detail:
    "Du kannst dazukommen und zuhören. Wenn du eines ansteckst, wähle es hier oder schalte es im Gespräch ein.",
  hears: "Duologue hört dich",
  hears_small: "Duologue hört dich, auch deine kleinen Laute",
  hears_nothing: "Sag etwas, um zu sehen, dass man dich hört",
  your_voice: "Deine Stimme",
  soft: "Ein leises „mhm“",
  heard: "gehört",
  try_voice: "ein Wort oder zwei",
  try_soft: "versuch eines, wenn du magst",
  laugh: "Ein Lachen",
  try_laugh: "jetzt lachen",
  laughing: "es wird gehorcht …",
  unheard: "Nicht gehört.",
  unheard_filtered: "Nicht gehört; behalte kleine Laute.",
  small_sounds: "Kleine Laute behalten",
  small_sounds_detail: "(schwächerer Rauschfilter)",
  level: "Wie laut du bist",
} satisfies Words<"trials">;
