/** Every word the pages say, in English: an object an area, whole sentences, names never built into words. */
export { acts, call, delay, line, listening } from "./en/call.ts";
export { captions } from "./en/captions.ts";
export { greenroom } from "./en/greenroom.ts";
export { hints } from "./en/hints.ts";
export { home } from "./en/home.ts";
export { states } from "./en/states.ts";
export { summary } from "./en/summary.ts";
