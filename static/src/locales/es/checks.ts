import type { Words } from "../catalogue.ts";

export const checks = {
  measuring: "Mirando tu línea",
  line: {
    good: "Tu línea alcanza bien para el video.",
    slow: "Tu línea va lenta hoy. Solo voz será más estable.",
    very_slow: "Tu línea va muy lenta. Solo voz, y un compás más entre ustedes.",
  },
  hardly: "Apenas añade retraso.",
  adds: "Añade {delay}, más o menos, en cada sentido.",
  play: "Tocar un sonido",
  played: "Sonaron dos notas. Si no oíste ninguna, elige otro altavoz.",
  came: "{device} ya está.",
  gone: "{device} ya no está.",
  use: "Usarlo",
} satisfies Words<"checks">;
