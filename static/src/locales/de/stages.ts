import type { Words } from "../catalogue.ts";

export const stages = {
  waiting: "Warten auf {name}",
  waiting_detail: "Ein leiser Ton erklingt, wenn {name} kommt.",
  waiting_there: "Es ist {time} in {city}. Ein leiser Ton erklingt, wenn {name} kommt.",
  write_to: "{name} schreiben",
  waiting_nobody: "Warten auf die andere Person",
  waiting_nobody_detail: "Sie braucht den Link. Ein leiser Ton erklingt, wenn sie kommt.",
  dropped: "Die Leitung von {name} riss vor {seconds} s ab",
  dropped_detail: "Bei dir ist alles gut. Der Platz bleibt frei, und wir versuchen es weiter. Nichts geht verloren.",
  mending: "Die Leitung zwischen euch ist abgerissen",
  mending_detail: "Beide Plätze bleiben frei, und wir versuchen es weiter. Nichts geht verloren.",
  gone: "{name} ist gegangen",
  gone_detail:
    "Deine Zusammenfassung wartet, sobald auch du gehst. {name} kann mit demselben Link noch zurückkommen.",
} satisfies Words<"stages">;
