/** English, the catalogue that all others follow: an object an area, whole sentences, names never built into words. */
import type { Language } from "../language.ts";

export const language: Language = {
  code: "en",
  formats: "en-GB",
  direction: "ltr",
  fonts: true,
  numbers: "no,one,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve".split(","),
};

export { account } from "./account.ts";
export { after } from "./after.ts";
export { acts, call, delay, line, listening } from "./call.ts";
export { captions } from "./captions.ts";
export { checks } from "./checks.ts";
export { greenroom } from "./greenroom.ts";
export { hints } from "./hints.ts";
export { home } from "./home.ts";
export { meetings } from "./meetings.ts";
export { messages } from "./messages.ts";
export { offline } from "./offline.ts";
export { pages } from "./pages.ts";
export { programme } from "./programme.ts";
export { sign_in } from "./sign_in.ts";
export { pair } from "./pair.ts";
export { stories } from "./stories.ts";
export { endings } from "./endings.ts";
export { stages } from "./stages.ts";
export { states } from "./states.ts";
export { summary } from "./summary.ts";
export { tools } from "./tools.ts";
export { trials } from "./trials.ts";
export { time } from "./time.ts";
