import type { Words } from "../catalogue.ts";

export const sign_in = {
  title: "Entrez.",
  lead: "Il n’y a pas de mot de passe ici. Un lien dans un e-mail ouvre la porte une fois, ou la clé d’accès de votre appareil.",
  email: "Votre adresse e-mail",
  send: "Envoyez-moi un lien",
  bad_email: "Cela ne ressemble pas à une adresse e-mail.",
  no_mail: "Ce Duologue n’a pas de serveur d’e-mail. Demandez votre lien à qui le tient ; il y est affiché.",
  sent_title: "Regardez dans votre boîte.",
  sent: "Si {email} est dans ce programme, un lien est en route. Il sert une fois, dans les 20 prochaines minutes.",
  again: "Utiliser une autre adresse",
  passkey: "Utiliser une clé d’accès",
  organisation: "Entrer avec {name}",
  or: "ou",
  link_title: "Voici votre porte.",
  link: "Appuyez une fois et vous y êtes. Le lien de l’e-mail est alors consommé.",
  enter: "Entrer",
  link_over: "Ce lien a déjà servi, ou il est trop vieux. Demandez-en un nouveau.",
  too_fast: "Cela faisait beaucoup. Attendez un peu et réessayez.",
  passkey_failed: "Cette clé n’a pas marché ici. Un lien par e-mail, oui.",
  passkey_none: "Aucune clé n’a été utilisée. Un lien par e-mail marche aussi.",
  organisation_failed: "Votre organisation ne vous a pas laissé passer, ou n’a pas répondu. Un lien par e-mail marche aussi.",
  unknown_person:
    "Votre organisation vous connaît, mais personne ne vous a encore mis dans ce programme. Demandez à qui le mène.",
  failed: "Cela n’a pas marché. La ligne est peut-être coupée ; réessayez dans un instant.",
  without: "Vous avez un lien vers une rencontre ? Il s’ouvre sans compte.",
} satisfies Words<"sign_in">;
