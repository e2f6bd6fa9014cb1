import type { Words } from "../catalogue.ts";

export const home = {
  skip: "Ir al inicio de un encuentro",
  here: "{city}, donde estás",
  here_somewhere: "donde estás",
  there: "otra hora",
  there_label: "donde está la otra persona",
  title: "Dos personas, muy lejos, una conversación.",
  lead:
    "Una llamada privada entre quien acompaña y quien aprende. Duologue escucha sus pausas y sonidos pequeños, " +
    "nunca las palabras, y cuenta a cada parte, en voz baja, lo que oyó.",
  name: "Tu nombre",
  name_missing: "Falta un nombre, para que la otra persona sepa quién está.",
  start: "Empezar un encuentro",
  next: "Recibes un enlace para la persona con quien hablas. No cabe nadie más.",
  too_fast: "Fueron varios encuentros a la vez. Espera un momento y prueba otra vez.",
  failed: "No se pudo crear el encuentro. Quizá se cortó la línea; prueba otra vez en un momento.",
  listens_heading: "Qué escucha Duologue",
  listens_quiet: "Las pausas, y quién habla después.",
  listens_sounds: "Risas, suspiros, un «ajá» suave.",
  listens_line: "Dónde la línea, y nadie más, los hizo tropezar.",
  sees_heading: "Quién ve qué",
  sees_call: "La imagen y el sonido van de una persona a la otra, cifrados todo el camino.",
  sees_consent: "Duologue solo escucha cuando las dos partes han dicho que sí. Cualquiera puede detenerlo al instante.",
  sees_kept: "No se guarda ningún sonido ni ninguna palabra. Después, cada parte tiene su propia página.",
  recent_heading: "Tus últimos encuentros en este dispositivo",
  recent_open: "Abrir otra vez",
  recent_open_at: "Abrir otra vez el encuentro de {when}",
  recent_summary: "Resumen",
  recent_summary_at: "Resumen del encuentro de {when}",
  recent_forget: "Olvidarlos",
  recent_note: "Solo este navegador los recuerda: dónde y cuándo, nada más.",
} satisfies Words<"home">;
