/** The moments before a call: opening, a closed microphone. */
import type { Sentence } from "../translate.ts";

export const states = {
  opening: "Opening the meeting",
  title: "With {name}",
  microphone: "The microphone is closed",
  microphone_detail:
    "Your browser keeps it closed for this page. Open it with the sign beside the address. You can also join and only listen.",
  try_again: "Try again",
  join_listen: "Join and listen",
} satisfies Record<string, Sentence>;
