/** Whole sentences with values, plural forms and choices: the smallest translation a page needs. */
import type { Language } from "./language.ts";
import { language as own } from "./words.ts";

/** A sentence with `{name}` places, or its forms. */
export type Sentence = string | Forms;

/**
 * Forms chosen by the value named by `by` (`count`): a number chooses as `Intl.PluralRules` does, `=0` and
 * the like winning over its forms; a text chooses the form of that name, such as `she` and `he` by `pronoun`.
 * Without the value, or a form for it, `other` is said.
 */
export type Forms = { readonly by?: string; readonly other: Sentence } & {
  readonly [form in Form]?: Sentence;
};

type Form = Exclude<Intl.LDMLPluralRule, "other"> | `=${number}` | Pronoun;

/** How somebody likes to be spoken of; without one, a sentence uses the name. */
export type Pronoun = "she" | "he";

/** One area of a catalogue: key to sentence. Other languages hold the same keys. */
export type Area = Readonly<Record<string, Sentence>>;

/** One sentence about a person: `me` for the one who reads it, `them` for anybody else by name. */
export interface Personal {
  readonly me: Sentence;
  readonly them: Sentence;
}

export type Values = Readonly<Record<string, string | number>>;

const rules = new Map<string, Intl.PluralRules>();

/**
 * The sentence with its values put in: texts as they are, numbers as the language writes them.
 * `{count:word}` writes a small number as a word, and `{Count:word}` likewise with a capital; numbers of one
 * sentence are all words or all figures ("11 of 15", never "eleven of 15").
 *
 * @throws Error when a value a sentence needs is missing: a fault of the page, found by its tests.
 */
export function say(sentence: Sentence, values: Values = {}, language: Language = own): string {
  const small = Object.values(values).every(
    (each) => typeof each === "string" || language.numbers[each] !== undefined,
  );
  return form(sentence, values, language).replace(/\{(\w+)(:word)?\}/g, (_, place: string, word) => {
    const value = values[place] ?? values[place[0]!.toLowerCase() + place.slice(1)];
    if (value === undefined) throw new Error(`"${place}" is missing for: ${JSON.stringify(sentence)}`);
    const text = typeof value === "string" ? value : number(value, word !== undefined && small, language);
    return apart(place in values ? text : raised(text, language), language);
  });
}

/** The text with its first letter raised. */
export function raised(text: string, language: Language = own): string {
  const [first = "", ...rest] = text;
  return first.toLocaleUpperCase(language.code) + rest.join("");
}

function number(value: number, word: boolean, language: Language): string {
  const { numbers, formats } = language;
  return (
    (word ? numbers[value] : undefined) ??
    new Intl.NumberFormat(formats, { maximumFractionDigits: 2 }).format(value)
  );
}

/** Letters that run against the sentence, by the direction of the sentence. */
const AGAINST = { ltr: /[\u0590-\u08ff]/, rtl: /[A-Za-z\u00c0-\u024f]/ } as const;

/** A value in another script, kept from turning the words around it about. */
const apart = (text: string, { direction }: Language): string =>
  AGAINST[direction].test(text) ? `\u2068${text}\u2069` : text;

function form(sentence: Sentence, values: Values, language: Language): string {
  if (typeof sentence === "string") return sentence;
  const value = values[sentence.by ?? "count"];
  const forms: Readonly<Record<string, Sentence | undefined>> = sentence;
  const chosen = typeof value === "number" ? (forms[`=${value}`] ?? forms[rule(value, language)]) : forms[value ?? ""];
  return form(chosen ?? sentence.other, values, language);
}

function rule(value: number, { code }: Language): string {
  const known = rules.get(code) ?? new Intl.PluralRules(code);
  rules.set(code, known);
  return known.select(value);
}
