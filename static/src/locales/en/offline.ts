/** The page for no line, and what still works without one. */
import type { Area } from "../translate.ts";

export const offline = {
  title: "You are offline",
  detail: "This page comes back by itself when the line does. Until then:",
  call: "A call that is open in another tab keeps your place and goes on trying. Nothing you set is lost.",
  copies: "A summary you kept as a file opens without a line.",
  again: "Try again",
  met: "When you last met, as this device remembers",
} as const satisfies Area;
