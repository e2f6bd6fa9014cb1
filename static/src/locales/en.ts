/** Every word the pages say, in English: one object an area, whole sentences, names never built into words. */
export { captions } from "./en/captions.ts";
export { hints } from "./en/hints.ts";
export { home } from "./en/home.ts";
export { summary } from "./en/summary.ts";
