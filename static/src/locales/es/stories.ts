import type { Words } from "../catalogue.ts";

export const stories = {
  title: "Sus historias",
  mine: "Tú cuentas, {name} escucha.",
  theirs: "{name} cuenta, tú escuchas.",
  questions_0: "¿Dónde creciste, y a qué olía?",
  questions_1: "¿Cuándo dio tu camino un giro que no habías previsto?",
  questions_2: "¿Quién te abrió una puerta, y cómo?",
  questions_3: "¿Qué te gustaría poder contar dentro de un año?",
  step: "{step} de {steps}",
  pass: "Contado. Le toca a {name}",
  next: "Contado. Otra pregunta",
  theirs_next: "Seguir",
  finish: "Contado. Era la última",
  end: "Terminar las historias",
} satisfies Words<"stories">;
