import type { Words } from "../catalogue.ts";

export const captions = {
  laughs: "[se ríe]",
  both_laugh: "[risas de ambas partes]",
  sighs: "[suspira]",
  mm_hm: "[ajá]",
  oh: "[oh]",
  ooh: "[uh]",
} satisfies Words<"captions">;
