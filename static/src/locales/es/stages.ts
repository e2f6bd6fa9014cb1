import type { Words } from "../catalogue.ts";

export const stages = {
  waiting: "Esperando a {name}",
  waiting_detail: "Oirás un tono suave cuando llegue {name}.",
  waiting_there: "Son las {time} en {city}. Oirás un tono suave cuando llegue {name}.",
  write_to: "Escribir a {name}",
  waiting_nobody: "Esperando a la otra persona",
  waiting_nobody_detail: "Necesita el enlace. Oirás un tono suave cuando llegue.",
  dropped: "La línea de {name} se cortó hace {seconds} s",
  dropped_detail: "De tu lado todo va bien. Su lugar sigue libre y seguimos intentándolo. Nada se pierde.",
  mending: "Se cortó la línea entre ustedes",
  mending_detail: "Los dos lugares siguen libres y seguimos intentándolo. Nada se pierde.",
  gone: "{name} salió",
  gone_detail: "Tu resumen espera a que salgas también. {name} aún puede volver con el mismo enlace.",
} satisfies Words<"stages">;
