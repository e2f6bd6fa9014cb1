import type { Words } from "../catalogue.ts";

export const after = {
  reflection: {
    heading: "Pour vos yeux seulement",
    placeholder: "Que voulez-vous garder de cette conversation ?",
    never_shared: "Jamais partagé, même quand vous ouvrez le reste",
    kept: "Gardé.",
    not_kept: "Pas encore gardé : le serveur n’a pas pu être joint. Un nouvel essai se fait quand vous continuez d’écrire.",
    unreadable: "Il y a ici une note que cette adresse ne peut pas ouvrir.",
    elsewhere:
      "Une note est scellée par l’adresse où votre navigateur est arrivé en quittant l’appel. Elle ne s’ouvre que là, " +
      "c’est pourquoi on ne peut ni en lire ni en écrire ici.",
    marked: "Les moments que vous avez marqués",
    moment: "Marqué par vous",
  },
  opening: {
    heading: "Le regarder ensemble",
    closed: "Montrer cela aussi à {name} ?",
    opened: "Vous l’avez ouvert à {name}.",
    both: "Vous l’avez ouvert tous les deux.",
    more: "Cela s’ouvre pour les deux quand {name} l’ouvre aussi. D’ici là, {name} n’en sait rien.",
    both_more: "{name} voit ce qui vous est suggéré, et vous voyez ce qui est suggéré à {name}.",
    nothing: "Rien n’est suggéré à {name} cette fois.",
    open: "L’ouvrir à {name}",
    close: "Refermer",
    failed: "Cela n’a pas atteint le serveur. Essayez encore une fois.",
  },
  past: {
    heading: "Vous et {name}, rencontre après rencontre",
    title: { "=1": "Cette rencontre, et celle d’avant", other: "Cette rencontre, et les {count:word} d’avant" },
    river: "L’image du {date}, {length}",
    hourly: { one: "{count:word} par heure", other: "{count:word} par heure" },
    measures: {
      laughs: "Rires partagés : {now}.",
      murmurs: "« Mm-hm » des deux : {now}.",
      quiets: "Longs silences : {now}.",
      answers: "La voix suivante a commencé après {now}.",
    },
    usually: "Entre vous, d’ordinaire de {low} à {high} par heure.",
    usually_one: "Entre vous, d’ordinaire {low} par heure.",
    usually_seconds: "Entre vous, d’ordinaire de {low} à {high} secondes.",
    usually_one_second: "Entre vous, d’ordinaire {low} secondes.",
    note: "Plein, c’est cette rencontre ; ouvert, celles d’avant ; la bande pâle tient leur moitié centrale. Plus ou moins n’est pas une amélioration.",
    not_yet: "Plein, c’est cette rencontre ; ouvert, celles d’avant. Ce qui est habituel entre vous se voit après cinq rencontres.",
  },
} satisfies Words<"after">;
