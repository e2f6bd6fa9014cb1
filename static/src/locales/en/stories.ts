/** Telling each other one's stories during a call: who tells, about what, and how to go on. */
import type { Area } from "../translate.ts";

export const stories = {
  title: "Your stories",
  mine: "You tell, {name} listens.",
  theirs: "{name} tells, you listen.",
  questions_0: "Where did you grow up, and what did it smell of?",
  questions_1: "When did your way take a turn you had not planned?",
  questions_2: "Who opened a door for you, and how?",
  questions_3: "What would you like to be able to tell in a year?",
  step: "{step} of {steps}",
  pass: "Told. Over to {name}",
  next: "Told. Next question",
  theirs_next: "Go on",
  finish: "Told. That was the last",
  end: "End the stories",
} as const satisfies Area;
