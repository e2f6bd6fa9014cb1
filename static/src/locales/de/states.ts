import type { Words } from "../catalogue.ts";

export const states = {
  opening: "Das Treffen wird geöffnet",
  title: "Mit {name}",
  microphone: "Das Mikrofon ist gesperrt",
  microphone_detail:
    "Dein Browser sperrt es für diese Seite. Öffne es mit dem Zeichen neben der Adresse. Du kannst auch dazukommen und nur zuhören.",
  try_again: "Noch einmal",
  join_listen: "Dazukommen und zuhören",
} satisfies Words<"states">;
