/** Every word the pages say, in English: one object per area, whole sentences, names never built into words. */
import type { Sentence } from "./translate.ts";

/** A catalogue: area, then key, then sentence. Keys are stable; other languages hold the same ones. */
export type Area = Readonly<Record<string, Sentence>>;
