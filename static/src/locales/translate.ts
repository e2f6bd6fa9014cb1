/** Whole sentences with values and plural forms: the smallest translation a page needs. */

/** A sentence with `{name}` places, or its plural forms chosen by the value named by `by` (`count`). */
export type Sentence = string | Plural;

/** The forms of a sentence by number, as `Intl.PluralRules` names them; `=0` and the like win over forms. */
export type Plural = { by?: string; other: string } & Partial<
  Record<Intl.LDMLPluralRule | `=${number}`, string>
>;

/** One area of a catalogue: key to sentence. Other languages hold the same keys. */
export type Area = Readonly<Record<string, Sentence>>;

export type Values = Readonly<Record<string, string | number>>;

const rules = new Map<string, Intl.PluralRules>();

/**
 * The sentence with its values put in: texts as they are, numbers as the language writes them.
 * `{count:word}` writes a small number as a word, and `{Count:word}` likewise with a capital; numbers of one
 * sentence are all words or all figures ("11 of 15", never "eleven of 15").
 *
 * @throws Error when a value a sentence needs is missing: a fault of the page, found by its tests.
 */
export function say(sentence: Sentence, values: Values = {}, language = "en"): string {
  const small = Object.values(values).every((each) => typeof each === "string" || named(each, language) !== undefined);
  return form(sentence, values, language).replace(/\{(\w+)(:word)?\}/g, (_, place: string, word) => {
    const value = values[place] ?? values[place[0]!.toLowerCase() + place.slice(1)];
    if (value === undefined) throw new Error(`"${place}" is missing for: ${JSON.stringify(sentence)}`);
    const text = typeof value === "string" ? value : number(value, word !== undefined && small, language);
    return place in values ? text : raised(text, language);
  });
}

/** The text with its first letter raised. */
export function raised(text: string, language = "en"): string {
  const [first = "", ...rest] = text;
  return first.toLocaleUpperCase(language) + rest.join("");
}

function number(value: number, word: boolean, language: string): string {
  return (word ? named(value, language) : undefined) ?? new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);
}

const named = (value: number, language: string): string | undefined => NUMBERS[language]?.[value];

function form(sentence: Sentence, values: Values, language: string): string {
  if (typeof sentence === "string") return sentence;
  const n = Number(values[sentence.by ?? "count"]);
  const exact = sentence[`=${n}`];
  if (exact !== undefined) return exact;
  const rule = rules.get(language) ?? new Intl.PluralRules(language);
  rules.set(language, rule);
  return sentence[rule.select(n)] ?? sentence.other;
}

/** Small numbers as words, by language: 0 to 12. */
const NUMBERS: Readonly<Record<string, readonly string[]>> = {
  en: "no,one,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve".split(","),
};
