import type { Words } from "../catalogue.ts";

export const offline = {
  title: "Estás sin conexión",
  detail: "Esta página vuelve sola cuando vuelva la línea. Mientras tanto:",
  call: "Una llamada abierta en otra pestaña guarda tu lugar y sigue intentándolo. Nada se pierde.",
  copies: "Un resumen que guardaste como archivo se abre sin línea.",
  again: "Probar otra vez",
  met: "Cuándo se vieron por última vez, según recuerda este dispositivo",
} satisfies Words<"offline">;
