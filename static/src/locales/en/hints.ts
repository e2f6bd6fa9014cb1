/** The hints, word for word as docs/hints.md has them; `headline` at most four words, `detail` one line. */
import type { Change, Key, Tier } from "../../api/protocol.gen.ts";
import type { Area, Sentence } from "../translate.ts";

interface HintWords {
  headline: Sentence;
  detail: Sentence;
  /** The rule in one sentence, for "Why this?". */
  rule: Sentence;
}

export const hints = {
  keys: {
    "line.slow": {
      headline: "The line is slow",
      detail: "It adds about {seconds} s. Leave one more beat.",
      rule: "The sound took a quarter of a second or more, one way, for a while.",
    },
    "line.bumps": {
      headline: "The line trips you",
      detail: "You start together because of the delay. A longer pause helps.",
      rule: "Three times in three minutes one began before the other could be heard.",
    },
    "line.thin_mine": {
      headline: "Your line is thin",
      detail: "{name} may miss words. Audio only would help.",
      rule: "Your line carried too little, or lost too much, for fifteen seconds.",
    },
    "line.thin_theirs": {
      headline: "Their line is thin",
      detail: "Gaps you hear may be the line.",
      rule: "The line from {name} carried too little, or lost too much, for fifteen seconds.",
    },
    "entry.tried": {
      headline: "{name} began something",
      detail: "A moment ago, while you were speaking.",
      rule: "{name} came in while you spoke, and had no turn in the eight seconds after.",
    },
    "floor.long": {
      headline: "A long stretch",
      detail: {
        by: "minutes",
        one: "About {minutes} minute. A question might open it.",
        other: "About {minutes} minutes. A question might open it.",
      },
      rule: "The word stayed with you for two and a half minutes or more.",
    },
    "floor.mostly_mine": {
      headline: "Mostly your voice",
      detail: "For the last ten minutes. Is there something they’d like to bring?",
      rule: "Three quarters of the talk of the last ten minutes were yours.",
    },
    "overlap.often": {
      headline: "Talking at once",
      detail: "A few times just now. One of you could wait a beat.",
      rule: "Four times in three minutes both went on speaking; the line had no part in it.",
    },
    "tone.moved": {
      headline: "{name} sounds {change}",
      detail: "{Changes} than earlier. Worth a check-in?",
      rule: "{name}’s voice moved from its own ordinary, on two measures, for twenty seconds.",
    },
    "sound.sighs": {
      headline: "{name} sighed",
      detail: "Twice in two minutes. You could ask.",
      rule: "Two sighs were heard within two minutes.",
    },
    "murmur.absent": {
      headline: "No “mm-hm” lately",
      detail: "{name} usually makes small sounds. Still with you?",
      rule: "You spoke for a minute and a half without a small sound from {name}.",
    },
  } satisfies Record<Key, HintWords>,

  changes: {
    quieter: "quieter",
    louder: "louder",
    slower: "slower",
    faster: "faster",
    higher: "higher",
    lower: "lower",
    flatter: "flatter",
    livelier: "livelier",
    breathier: "breathier",
  } satisfies Record<Change, Sentence>,

  line: {
    good: "The line was clear.",
    warning: "The line was slow or thin.",
    bad: "The line was very slow or thin.",
  } satisfies Record<Tier, Sentence>,

  words: {
    why: "Why this?",
    when: "When",
    heard: "Heard",
    line: "Line",
    how_sure: "How sure",
    sure: "sure",
    fairly_sure: "fairly sure",
    less: "Less",
    not_helpful: "Not helpful",
    hide: "Hide",
    mute_kind: "Not this kind today",
    mute_all: "No hints today",
  } satisfies Area,
} as const;
