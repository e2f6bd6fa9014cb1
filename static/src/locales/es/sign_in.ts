import type { Words } from "../catalogue.ts";

export const sign_in = {
  title: "Pasa.",
  lead: "Aquí no hay contraseña. Un enlace en un correo abre la puerta una vez, o lo hace la llave de tu dispositivo.",
  email: "Tu correo electrónico",
  send: "Envíame un enlace",
  bad_email: "Eso no parece un correo electrónico.",
  no_mail: "Este Duologue no tiene servidor de correo. Pide tu enlace a quien lo lleva; allí se muestra.",
  sent_title: "Mira tu buzón.",
  sent: "Si {email} está en este programa, hay un enlace en camino. Sirve una vez, en los próximos 20 minutos.",
  again: "Usar otra dirección",
  passkey: "Usar una llave de acceso",
  organisation: "Entrar con {name}",
  or: "o",
  link_title: "Aquí está tu puerta.",
  link: "Pulsa una vez y ya estás dentro. El enlace del correo se gasta con ello.",
  enter: "Entrar",
  link_over: "Este enlace ya se usó o es demasiado viejo. Pide uno nuevo.",
  too_fast: "Fueron muchas veces. Espera un poco y prueba otra vez.",
  passkey_failed: "Esta llave no funcionó aquí. Un enlace por correo sí.",
  passkey_none: "No se usó ninguna llave. Un enlace por correo también sirve.",
  organisation_failed: "Tu organización no te dejó pasar, o no respondió. Un enlace por correo también sirve.",
  unknown_person:
    "Tu organización te conoce, pero nadie te ha puesto aún en este programa. Pregunta a quien lo lleva.",
  failed: "No funcionó. Quizá se cortó la línea; prueba otra vez en un momento.",
  without: "¿Tienes un enlace a un encuentro? Se abre sin cuenta.",
} satisfies Words<"sign_in">;
