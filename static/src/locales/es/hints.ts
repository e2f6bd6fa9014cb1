import type { Words } from "../catalogue.ts";

export const hints = {
  keys: {
    "line.slow": {
      headline: "La línea va lenta",
      detail: "Añade unos {seconds} s. Deja un compás más.",
      rule: "El sonido tardó un cuarto de segundo o más en llegar, durante un rato.",
    },
    "line.bumps": {
      headline: "La línea los cruza",
      detail: "Empiezan a la vez por el retraso. Una pausa más larga ayuda.",
      rule: "Tres veces en tres minutos una voz empezó antes de que la otra pudiera oírse.",
    },
    "line.thin_mine": {
      headline: "Tu línea es débil",
      detail: "A {name} pueden faltarle palabras. Solo voz ayudaría.",
      rule: "Tu línea llevó muy poco, o perdió demasiado, durante quince segundos.",
    },
    "line.thin_theirs": {
      headline: "Su línea es débil",
      detail: "Los huecos que oyes pueden ser de la línea.",
      rule: "La línea de {name} llevó muy poco, o perdió demasiado, durante quince segundos.",
    },
    "entry.tried": {
      headline: "{name} empezó algo",
      detail: "Hace un momento, mientras hablabas.",
      rule: "{name} entró mientras hablabas y no tuvo turno en los ocho segundos siguientes.",
    },
    "floor.long": {
      headline: "Un tramo largo",
      detail: {
        by: "minutes",
        one: "Cerca de {minutes} minuto. Una pregunta podría abrirlo.",
        other: "Cerca de {minutes} minutos. Una pregunta podría abrirlo.",
      },
      rule: "La palabra estuvo contigo dos minutos y medio o más.",
    },
    "floor.mostly_mine": {
      headline: "Sobre todo tu voz",
      detail: "En los últimos diez minutos. ¿Quiere traer algo la otra persona?",
      rule: "Tres cuartos de lo hablado en los últimos diez minutos fueron tuyos.",
    },
    "overlap.often": {
      headline: "Hablan a la vez",
      detail: "Unas veces hace poco. Alguien podría esperar un compás.",
      rule: "Cuatro veces en tres minutos las dos voces siguieron; la línea no tuvo parte.",
    },
    "tone.moved": {
      headline: "{name}: voz {change}",
      detail: "La voz, {changes} que antes. ¿Quieres preguntar?",
      rule: "La voz de {name} cambió en dos medidas respecto a lo habitual, durante veinte segundos.",
    },
    "sound.sighs": {
      headline: "{name} suspiró",
      detail: "Dos veces en dos minutos. Podrías preguntar.",
      rule: "Se oyeron dos suspiros en dos minutos.",
    },
    "murmur.absent": {
      headline: "Hace rato sin «ajá»",
      detail: "{name} suele hacer sonidos pequeños. ¿Sigue ahí?",
      rule: "Hablaste un minuto y medio sin un sonido pequeño de {name}.",
    },
  },
  changes: {
    quieter: "más suave",
    louder: "más fuerte",
    slower: "más lenta",
    faster: "más rápida",
    higher: "más aguda",
    lower: "más grave",
    flatter: "más plana",
    livelier: "más variada",
    breathier: "con más aire",
  },
  line: {
    good: "La línea estaba clara.",
    warning: "La línea estaba lenta o débil.",
    bad: "La línea estaba muy lenta o débil.",
  },
  words: {
    why: "¿Por qué?",
    when: "Cuándo",
    heard: "Se oyó",
    line: "Línea",
    how_sure: "Con qué certeza",
    sure: "seguro",
    fairly_sure: "bastante seguro",
    less: "Menos",
    not_helpful: "No ayuda",
    hide: "Ocultar",
    mute_kind: "Hoy no más de este tipo",
    mute_all: "Hoy sin sugerencias",
  },
} satisfies Words<"hints">;
