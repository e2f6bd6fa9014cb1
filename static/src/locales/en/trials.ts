/** What one tries in the green room: devices, being heard. */
import type { Sentence } from "../translate.ts";

export const trials = {
  devices: "Devices",
  microphone: "Microphone",
  camera: "Camera",
  speaker: "Loudspeaker",
  no_microphone: "No microphone",
  no_microphone_detail: "You can join and listen. When you plug one in, choose it here or turn it on in the call.",
  hears: "Duologue hears you",
  hears_small: "Duologue hears you, also your small sounds",
  hears_nothing: "Say something, to see that you are heard",
  your_voice: "Your voice",
  soft: "A soft “mm-hm”",
  heard: "heard",
  try_voice: "a word or two",
  try_soft: "try one, if you like",
  laugh: "A laugh",
  try_laugh: "laugh now",
  laughing: "listening…",
  unheard: "Not heard.",
  unheard_filtered: "Not heard; keep small sounds.",
  small_sounds: "Keep small sounds",
  small_sounds_detail: "(lighter noise filter)",
  level: "How loud you are",
} satisfies Record<string, Sentence>;
