/**
 * Written by `duologue bench cues --page`: how well sounds are found, as the summary page tells it. All of
 * it, and how it was measured: docs/accuracy.md.
 */
export const ACCURACY = {
  /** Where pauses begin, to this part of a second. */
  within: "tenth",
  /** Found of ten. */
  laughs: 8,
  sighs: 7,
} as const;
