import type { Words } from "../catalogue.ts";

export const states = {
  opening: "Abriendo el encuentro",
  title: "Con {name}",
  microphone: "El micrófono está cerrado",
  microphone_detail:
    "Tu navegador lo mantiene cerrado para esta página. Ábrelo con el signo junto a la dirección. También puedes entrar y solo escuchar.",
  try_again: "Probar otra vez",
  join_listen: "Entrar y escuchar",
} satisfies Words<"states">;
