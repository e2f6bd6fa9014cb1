/** Spanish: tú and ustedes, understood on both sides of the ocean; sentences that need no gender. */
import type { Language } from "../language.ts";

export const language: Language = {
  code: "es",
  formats: "es",
  direction: "ltr",
  fonts: true,
  numbers: "cero,uno,dos,tres,cuatro,cinco,seis,siete,ocho,nueve,diez,once,doce".split(","),
};

export { acts, call, delay, line, listening } from "./call.ts";
export { captions } from "./captions.ts";
export { greenroom } from "./greenroom.ts";
export { hints } from "./hints.ts";
export { home } from "./home.ts";
export { pages } from "./pages.ts";
export { endings } from "./endings.ts";
export { stages } from "./stages.ts";
export { states } from "./states.ts";
export { summary } from "./summary.ts";
export { time } from "./time.ts";
export { offline } from "./offline.ts";
export { account } from "./account.ts";
export { sign_in } from "./sign_in.ts";
export { after } from "./after.ts";
export { programme } from "./programme.ts";
export { tools } from "./tools.ts";
export { trials } from "./trials.ts";
export { pair } from "./pair.ts";
export { checks } from "./checks.ts";
export { stories } from "./stories.ts";
export { meetings } from "./meetings.ts";
export { messages } from "./messages.ts";
