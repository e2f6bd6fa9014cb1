import type { Words } from "../catalogue.ts";

export const pages = {
  home: "Una videollamada privada entre quien acompaña y quien aprende. Duologue escucha pausas y sonidos pequeños, nunca palabras.",
  summary: "Tu resumen – Duologue",
  no_script: "Esta página necesita JavaScript para dibujarse. No pide nada a otros sitios.",
  language: "Idioma",
  offline: "Estás sin conexión – Duologue",
  sign_in: "Iniciar sesión – Duologue",
  account: "Tu cuenta – Duologue",
  programme: "Programa – Duologue",
} satisfies Words<"pages">;
