/** The stage of a call with nobody on it: waiting, dropped, gone. */
import type { Sentence } from "../translate.ts";

export const stages = {
  waiting: "Waiting for {name}",
  waiting_detail: "You will hear one soft chime when {name} comes.",
  waiting_there: "It is {time} in {city}. You will hear one soft chime when {name} comes.",
  write_to: "Write to {name}",
  waiting_nobody: "Waiting for the other person",
  waiting_nobody_detail: "They need the link. You will hear one soft chime when they come.",
  dropped: "{name}’s line dropped {seconds} s ago",
  dropped_detail: "Your side is fine. Their place is kept and we keep trying. Nothing you set is lost.",
  mending: "The line between you dropped",
  mending_detail: "Both places are kept and we keep trying. Nothing you set is lost.",
  gone: "{name} has left",
  gone_detail: "Your summary waits when you leave too. {name} can still come back with the same link.",
} satisfies Record<string, Sentence>;
