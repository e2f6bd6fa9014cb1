import assert from "node:assert/strict";
import { test } from "node:test";
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

test("a language without number words writes digits, and its own plural rules hold", () => {
  assert.equal(say({ few: "{count:word} few", other: "other" }, { count: 3 }, "pl"), "3 few");
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
