import assert from "node:assert/strict";
import { test } from "node:test";
import type { Language } from "../src/locales/language.ts";
import { raised, say } from "../src/locales/translate.ts";

const laughs = { one: "once", "=2": "twice", other: "{count:word} times" };

test("values take their places", () => {
  assert.equal(say("{name} and {other}", { name: "Mara", other: "Daniel" }), "Mara and Daniel");
});

test("a number chooses the form, an exact one before the rule", () => {
  assert.equal(say(laughs, { count: 1 }), "once");
  assert.equal(say(laughs, { count: 2 }), "twice");
  assert.equal(say(laughs, { count: 8 }), "eight times");
});

test("a number past twelve is written in digits, grouped as the language does", () => {
  assert.equal(say(laughs, { count: 13 }), "13 times");
  assert.equal(say("{count}", { count: 1234.5 }), "1,234.5");
});

test("a sentence may choose its form by another value", () => {
  const sentence = { by: "line", "=0": "none of {count}", one: "one of {count}", other: "{line} of {count}" };
  assert.equal(say(sentence, { count: 5, line: 0 }), "none of 5");
  assert.equal(say(sentence, { count: 5, line: 1 }), "one of 5");
  assert.equal(say(sentence, { count: 5, line: 3 }), "3 of 5");
});

test("a place written with a capital raises its value", () => {
  assert.equal(
    say("{Count:word} overlaps. {Changes}.", { count: 3, changes: "slower" }),
    "Three overlaps. Slower.",
  );
});

test("a missing value is a fault, not an empty place", () => {
  assert.throws(() => say("{name}", {}), /"name" is missing/);
});

const arabic: Language = { code: "ar", formats: "ar-u-nu-latn", direction: "rtl", fonts: false, numbers: [] };

test("a language without number words writes digits, and its own plural rules hold", () => {
  const sentence = { two: "dual", few: "{count:word} few", other: "other" };
  assert.equal(say(sentence, { count: 3 }, arabic), "3 few");
  assert.equal(say(sentence, { count: 2 }, arabic), "dual");
});

test("a text chooses a form by its name, and a form may have forms of its own", () => {
  const sentence = { by: "pronoun", she: { one: "She, once", other: "She, {count} times" }, other: "{name}" };
  assert.equal(say(sentence, { pronoun: "she", count: 4, name: "Mara" }), "She, 4 times");
  assert.equal(say(sentence, { pronoun: "she", count: 1, name: "Mara" }), "She, once");
  assert.equal(say(sentence, { pronoun: "they", name: "Mara" }), "Mara");
  assert.equal(say(sentence, { name: "Mara" }), "Mara");
});

test("a name in another script does not turn the words around it about", () => {
  assert.equal(say("مع {name}", { name: "Mara" }, arabic), "مع \u2068Mara\u2069");
  assert.equal(say("مع {name}", { name: "مارا" }, arabic), "مع مارا");
  assert.equal(say("With {name}", { name: "مارا" }), "With \u2068مارا\u2069");
});

test("only the first letter is raised", () => {
  assert.equal(raised("éa b"), "Éa b");
  assert.equal(raised(""), "");
});

test("numbers of one sentence are all words or all figures", () => {
  const sentence = "after {count:word} of {of:word} pauses";
  assert.equal(say(sentence, { count: 5, of: 7 }), "after five of seven pauses");
  assert.equal(say(sentence, { count: 11, of: 15 }), "after 11 of 15 pauses");
});
