import type { Words } from "../catalogue.ts";

export const captions = {
  laughs: "[lacht]",
  both_laugh: "[beide lachen]",
  sighs: "[seufzt]",
  mm_hm: "[mhm]",
  oh: "[oh]",
  ooh: "[uh]",
} satisfies Words<"captions">;
