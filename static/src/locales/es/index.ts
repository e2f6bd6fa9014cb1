/** Spanish: tú and ustedes, understood on both sides of the ocean; sentences that need no gender. */
import type { Language } from "../language.ts";

export const language: Language = {
  code: "es",
  formats: "es",
  direction: "ltr",
  fonts: true,
  numbers: "cero,uno,dos,tres,cuatro,cinco,seis,siete,ocho,nueve,diez,once,doce".split(","),
};
