import type { Words } from "../catalogue.ts";

export const captions = {
  laughs: "[rire]",
  both_laugh: "[rires à deux]",
  sighs: "[soupir]",
  mm_hm: "[mm-hm]",
  oh: "[oh]",
  ooh: "[ouh]",
} satisfies Words<"captions">;
