/** The first page. */
import type { Area } from "../translate.ts";

export const home = {
  skip: "Skip to the start of a meeting",
  here: "{city}, where you are",
  here_somewhere: "where you are",
  there: "another hour",
  there_label: "where the other one is",
  title: "Two people, far apart, one conversation.",
  lead:
    "A private call for a mentor and a mentee. Duologue listens to its pauses and small sounds, " +
    "never to words, and tells each of you quietly what it heard.",
  name: "Your first name",
  name_missing: "A first name is needed, so that the other knows who is there.",
  start: "Start a meeting",
  next: "You get a link for the one person you are meeting. Nobody else fits in.",
  too_fast: "That was a few meetings at once. Wait a moment and try again.",
  failed: "The meeting could not be made. The line may be down; try again in a moment.",
  listens_heading: "What Duologue listens for",
  listens_quiet: "Pauses, and who speaks after them.",
  listens_sounds: "Laughs, sighs, a soft “mm-hm”.",
  listens_line: "Where the line, and nobody else, made you trip over each other.",
  sees_heading: "Who sees what",
  sees_call: "Picture and sound go from one of you to the other, encrypted all the way.",
  sees_consent: "Duologue listens only once both have said yes. Either of you can stop it at once.",
  sees_kept: "No sound is kept, and no word. After the call each of you has a page of your own.",
  recent_heading: "Your last meetings on this device",
  recent_open: "Open again",
  recent_open_at: "Open the meeting of {when} again",
  recent_summary: "Summary",
  recent_summary_at: "Summary of the meeting of {when}",
  recent_forget: "Forget these",
  recent_note: "Only this browser remembers them: where and when, nothing else.",
} as const satisfies Area;
