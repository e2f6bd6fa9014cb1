import type { Words } from "../catalogue.ts";

export const hints = {
  keys: {
    "line.slow": {
      headline: "La ligne est lente",
      detail: "Elle ajoute {seconds} s environ. Laissez un temps de plus.",
      rule: "Le son a mis un quart de seconde ou plus pour un trajet, pendant un moment.",
    },
    "line.bumps": {
      headline: "La ligne vous croise",
      detail: "Vous commencez en même temps, à cause du délai. Une pause plus longue aide.",
      rule: "Trois fois en trois minutes, une voix a commencé avant que l’autre puisse être entendue.",
    },
    "line.thin_mine": {
      headline: "Votre ligne est faible",
      detail: "Des mots peuvent manquer à {name}. La voix seule aiderait.",
      rule: "Votre ligne a porté trop peu, ou trop perdu, pendant quinze secondes.",
    },
    "line.thin_theirs": {
      headline: "Sa ligne est faible",
      detail: "Les trous que vous entendez peuvent venir de la ligne.",
      rule: "La ligne de {name} a porté trop peu, ou trop perdu, pendant quinze secondes.",
    },
    "entry.tried": {
      headline: "{name} commençait quelque chose",
      detail: "Il y a un instant, pendant que vous parliez.",
      rule: "La voix de {name} est entrée pendant que vous parliez, sans avoir la parole dans les huit secondes suivantes.",
    },
    "floor.long": {
      headline: "Un long passage",
      detail: {
        by: "minutes",
        one: "Environ {minutes} minute. Une question pourrait l’ouvrir.",
        other: "Environ {minutes} minutes. Une question pourrait l’ouvrir.",
      },
      rule: "La parole est restée avec vous deux minutes et demie ou plus.",
    },
    "floor.mostly_mine": {
      headline: "Surtout votre voix",
      detail: "Depuis dix minutes. L’autre a peut-être quelque chose à apporter ?",
      rule: "Les trois quarts de la parole des dix dernières minutes étaient à vous.",
    },
    "overlap.often": {
      headline: "Deux voix à la fois",
      detail: "Plusieurs fois à l’instant. L’un de vous pourrait attendre un temps.",
      rule: "Quatre fois en trois minutes, les deux voix ont continué ; la ligne n’y était pour rien.",
    },
    "tone.moved": {
      headline: "{name} : voix {change}",
      detail: "Sa voix est {changes} qu’avant. Une question, peut-être ?",
      rule: "La voix de {name} s’est écartée de son ordinaire, sur deux mesures, pendant vingt secondes.",
    },
    "sound.sighs": {
      headline: "{name} a soupiré",
      detail: "Deux fois en deux minutes. Vous pourriez demander.",
      rule: "Deux soupirs ont été entendus en deux minutes.",
    },
    "murmur.absent": {
      headline: "Plus de « mm-hm » récemment",
      detail: "{name} fait d’habitude de petits sons. Toujours là ?",
      rule: "Vous avez parlé une minute et demie sans un petit son de {name}.",
    },
  },
  changes: {
    quieter: "plus basse",
    louder: "plus forte",
    slower: "plus lente",
    faster: "plus rapide",
    higher: "plus aiguë",
    lower: "plus grave",
    flatter: "plus égale",
    livelier: "plus variée",
    breathier: "plus soufflée",
  },
  line: {
    good: "La ligne était claire.",
    warning: "La ligne était lente ou faible.",
    bad: "La ligne était très lente ou faible.",
  },
  words: {
    why: "Pourquoi ?",
    when: "Quand",
    heard: "Entendu",
    line: "Ligne",
    how_sure: "Certitude",
    sure: "sûr",
    fairly_sure: "assez sûr",
    less: "Moins",
    not_helpful: "Pas utile",
    hide: "Cacher",
    mute_kind: "Plus de ce genre aujourd’hui",
    mute_all: "Aucune suggestion aujourd’hui",
  },
} satisfies Words<"hints">;
