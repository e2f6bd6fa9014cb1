/** The clauses of an agreement in words: what each says, and what Duologue then does. Pure. */
import type { Clause, Terms } from "../api/protocol.gen.ts";
import { say } from "../locales/translate.ts";
import { pair as words } from "../locales/words.ts";

export interface Wording {
  readonly clause: Clause;
  readonly title: string;
  readonly text: string;
  /** What Duologue then does. */
  readonly note: string;
}

/** All clauses in the order they are read. */
export function wordings(terms: Terms): readonly Wording[] {
  const { clauses } = words;
  const guests = terms.guests ? "yes" : "no";
  return [
    {
      clause: "between_us",
      title: clauses.between_us.title,
      text: `${words.sharing[terms.sharing]} ${words.programme[terms.programme]}`,
      note: words.programme_note[terms.programme],
    },
    {
      clause: "listening",
      title: clauses.listening.title,
      text: words.listening[terms.listening],
      note: words.listening_note[terms.listening],
    },
    {
      clause: "kept",
      title: clauses.kept.title,
      text: `${say(words.kept, { count: terms.keep_days })} ${words.copies[terms.copies]}`,
      note: say(words.kept_note, { count: terms.keep_days }),
    },
    {
      clause: "rhythm",
      title: say(words.rhythm_title[terms.every], { count: terms.minutes }),
      text: terms.rhythm || words.rhythm_usual,
      note: words.rhythm_note,
    },
    {
      clause: "guests",
      title: clauses.guests.title,
      text: words.guests[guests],
      note: words.guests_note[guests],
    },
    {
      clause: "ending",
      title: clauses.ending.title,
      text: words.notice[terms.notice],
      note: say(words.saved_note, { count: terms.save_days }),
    },
    {
      clause: "own_words",
      title: clauses.own_words.title,
      text: terms.own_words || words.own_words_none,
      note: words.own_words_note,
    },
  ];
}

/** Which terms each clause holds. */
const HOLDS: Readonly<Record<Clause, readonly (keyof Terms)[]>> = {
  between_us: ["sharing", "programme"],
  listening: ["listening"],
  kept: ["keep_days", "copies"],
  rhythm: ["every", "minutes", "rhythm"],
  guests: ["guests"],
  ending: ["notice", "save_days"],
  own_words: ["own_words"],
};

/** The clauses in which two agreements differ. */
export function changed(before: Terms, after: Terms): readonly Clause[] {
  return (Object.keys(HOLDS) as Clause[]).filter((clause) =>
    HOLDS[clause].some((name) => before[name] !== after[name]),
  );
}
