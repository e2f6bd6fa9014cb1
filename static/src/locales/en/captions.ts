/** The small sounds as written beside the partner's name. Words: docs/hints.md. */
import type { Area } from "../translate.ts";

export const captions = {
  laughs: "[laughs]",
  both_laugh: "[both laugh]",
  sighs: "[sighs]",
  mm_hm: "[mm-hm]",
  oh: "[oh]",
  ooh: "[ooh]",
} as const satisfies Area;
