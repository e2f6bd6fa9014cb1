/** How well the sounds are found, as measured on the cue bench (docs/cues.md): what the page tells of itself. */
export const ACCURACY = {
  /** Edges of speech and pauses, as a part of a second. */
  within: "fifth",
  /** Found of ten in whole conversations. */
  laughs: 8,
  sighs: 6,
} as const satisfies { within: "fifth" | "tenth"; laughs: number; sighs: number };
