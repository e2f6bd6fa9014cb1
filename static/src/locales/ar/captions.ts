import type { Words } from "../catalogue.ts";

export const captions = {
  laughs: "[ضحك]",
  both_laugh: "[ضحك معاً]",
  sighs: "[تنهيدة]",
  mm_hm: "[ممم]",
  oh: "[أوه]",
  ooh: "[أووه]",
} satisfies Words<"captions">;
