/** Whole sentences with values and plural forms: the smallest translation a page needs. */

/** A sentence with `{name}` places, or its plural forms chosen by the value of `by` (default `count`). */
export type Sentence = string | Plural;

/** The forms of a sentence by number, as `Intl.PluralRules` names them; `=0` and the like win over forms. */
export type Plural = { by?: string; other: string } & Partial<
  Record<Intl.LDMLPluralRule | `=${number}`, string>
>;

export type Values = Readonly<Record<string, string | number>>;

const rules = new Map<string, Intl.PluralRules>();

/**
 * The sentence with its values put in. Numbers up to twelve that stand for a count are written as words
 * where the catalogue gives them (`{count:word}`); others by `Intl.NumberFormat`.
 *
 * @throws Error when a value a sentence needs is missing: a fault of the page, found by its tests.
 */
export function say(sentence: Sentence, values: Values = {}, language = "en"): string {
  return form(sentence, values, language).replace(/\{(\w+)(:word)?\}/g, (_, name: string, word) => {
    const value = values[name];
    if (value === undefined) throw new Error(`"${name}" is missing for: ${JSON.stringify(sentence)}`);
    if (typeof value === "string") return value;
    const words = word ? NUMBERS[language] : undefined;
    return words?.[value] ?? new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);
  });
}

/** The first letter raised: for a sentence that starts with a number in words. */
export function sentenceCase(text: string, language = "en"): string {
  const [first = "", ...rest] = text;
  return first.toLocaleUpperCase(language) + rest.join("");
}

function form(sentence: Sentence, values: Values, language: string): string {
  if (typeof sentence === "string") return sentence;
  const n = Number(values[sentence.by ?? "count"]);
  const exact = sentence[`=${n}`];
  if (exact !== undefined) return exact;
  let rule = rules.get(language);
  if (!rule) rules.set(language, (rule = new Intl.PluralRules(language)));
  return sentence[rule.select(n)] ?? sentence.other;
}

/** Small numbers as words, by language: 0 to 12. */
const NUMBERS: Readonly<Record<string, readonly string[]>> = {
  en: "no,one,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve".split(","),
};
