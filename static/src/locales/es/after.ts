import type { Words } from "../catalogue.ts";

export const after = {
  reflection: {
    heading: "Solo para tus ojos",
    placeholder: "¿Qué quieres conservar de esta conversación?",
    never_shared: "Nunca se comparte, ni cuando abres lo demás",
    kept: "Guardado.",
    not_kept: "Aún sin guardar: no se pudo llegar al servidor. Se intenta otra vez cuando sigas escribiendo.",
    unreadable: "Hay una nota aquí que esta dirección no puede abrir.",
    elsewhere:
      "Una nota se sella con la dirección a la que llegó tu navegador al salir de la llamada. Solo se abre allí, " +
      "así que aquí no se puede leer ni escribir ninguna.",
    marked: "Momentos que marcaste",
    moment: "Marcado por ti",
  },
  opening: {
    heading: "Mirarlo entre las dos partes",
    closed: "¿Quieres que {name} también lo vea?",
    opened: "Lo abriste a {name}.",
    both: "Las dos partes lo abrieron.",
    more: "Se abre para las dos partes cuando {name} también lo abra. Hasta entonces {name} no se entera.",
    both_more: "{name} ve lo que se te sugiere, y tú ves lo que se sugiere a {name}.",
    nothing: "Esta vez no se sugiere nada a {name}.",
    open: "Abrirlo a {name}",
    close: "Cerrar otra vez",
    failed: "No llegó al servidor. Prueba una vez más.",
  },
  past: {
    heading: "Tú y {name}, encuentro tras encuentro",
    title: { one: "Este encuentro y el anterior", other: "Este encuentro y los {count:word} anteriores" },
    river: "La imagen de {date}, {length}",
    hourly: { one: "{count:word} por hora", other: "{count:word} por hora" },
    measures: {
      laughs: "Risas compartidas: {now}.",
      murmurs: "«Ajá» de las dos partes: {now}.",
      quiets: "Silencios largos: {now}.",
      answers: "La voz siguiente empezó pasado este tiempo: {now}.",
    },
    usually: "Entre ustedes suele ser de {low} a {high} por hora.",
    usually_one: "Entre ustedes suele ser {low} por hora.",
    usually_seconds: "Entre ustedes suele ser de {low} a {high} segundos.",
    usually_one_second: "Entre ustedes suele ser {low} segundos.",
    note: "Lleno es este encuentro, abiertos son los anteriores; la banda pálida contiene la mitad central. Más o menos no es una mejora.",
    not_yet: "Lleno es este encuentro, abiertos son los anteriores. Lo habitual entre ustedes se ve tras cinco encuentros.",
  },
} satisfies Words<"after">;
