import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import type { Catalogue } from "../src/locales/catalogue.ts";
import type { Sentence } from "../src/locales/translate.ts";
import * as ar from "../src/locales/ar/index.ts";
import * as de from "../src/locales/de/index.ts";
import * as english from "../src/locales/en/index.ts";
import * as es from "../src/locales/es/index.ts";
import * as fr from "../src/locales/fr/index.ts";

const { language: _, ...en } = english;
/** A language that lacks a sentence, or has one too many, does not compile here. */
const OTHERS = { de, es, fr, ar } as const satisfies Record<string, Catalogue>;

/** Every text of a catalogue, with the path to it. */
function* texts(of: unknown, path: string): Generator<[string, string]> {
  if (typeof of === "string") yield [path, of];
  else if (of !== null && typeof of === "object") {
    for (const [key, value] of Object.entries(of)) yield* texts(value, `${path}.${key}`);
  }
}

const all = [...texts(en, "en")].filter(([path]) => !path.endsWith(".by"));

test("every file of words is an area of the catalogue", () => {
  const files = readdirSync(new URL("../src/locales/en", import.meta.url)).map((name) =>
    name.replace(".ts", ""),
  );
  for (const file of files.filter((name) => name !== "index")) assert.ok(file in en, file);
});

test("nothing shouts, scores, commands or blames", () => {
  for (const [path, text] of all) {
    assert.doesNotMatch(text, /!/, path);
    assert.doesNotMatch(text, /\b(you should|you must|speak more|you interrupted|score|ideal|%)/i, path);
  }
});

test("nothing names a feeling", () => {
  const feelings =
    /\b(sad|angry|bored|happy|stressed|anxious|nervous|upset|tired|annoyed|excited|afraid|emotion\w*|mood)\b/i;
  for (const [path, text] of all) assert.doesNotMatch(text, feelings, path);
});

test("a hint's headline has at most four words and its detail is one line", () => {
  for (const [key, { headline, detail }] of Object.entries(en.hints.keys)) {
    assert.ok(String(headline).split(/\s+/).length <= 4, key);
    for (const [, text] of texts(detail, key)) assert.ok(text.length <= 80, key);
  }
});

/** Every sentence of a catalogue, whole: a text, or its forms. */
function* sentences(of: unknown, path: string): Generator<[string, Sentence]> {
  if (typeof of === "string") yield [path, of];
  else if (of !== null && typeof of === "object") {
    if ("other" in of) yield [path, of as Sentence];
    else for (const [key, value] of Object.entries(of)) yield* sentences(value, `${path}.${key}`);
  }
}

/** Every form of a sentence by its name; a form of forms has both names. */
function forms(sentence: Sentence, name = "other"): [string, string][] {
  if (typeof sentence === "string") return [[name, sentence]];
  return Object.entries(sentence).flatMap(([key, form]) => (key === "by" ? [] : forms(form as Sentence, key)));
}

const places = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)/g)].map(([, place]) => place![0]!.toLowerCase() + place!.slice(1));
const placesOf = (sentence: Sentence): Set<string> => new Set(forms(sentence).flatMap(([, text]) => places(text)));

const ALL = { en, ...OTHERS };

for (const [code, said] of Object.entries(ALL)) {
  const language = code === "en" ? english.language : OTHERS[code as keyof typeof OTHERS].language;
  const mine = [...sentences(code === "en" ? en : said, code)];

  test(`${code}: quotes and apostrophes are typographic, and nothing shouts`, () => {
    for (const [path, sentence] of mine)
      for (const [, text] of forms(sentence)) assert.doesNotMatch(text, /['"!¡]/, path);
  });

  test(`${code}: forms of one sentence hold no place that its other form has not`, () => {
    for (const [path, sentence] of mine) {
      if (typeof sentence === "string") continue;
      const known = new Set(forms(sentence.other).flatMap(([, text]) => places(text)));
      for (const [name, text] of forms(sentence))
        for (const place of places(text)) assert.ok(known.has(place), `${path}.${name} has ${place}, other has not`);
    }
  });

  test(`${code}: a form that does not name its number is said of one number alone`, () => {
    const rules = new Intl.PluralRules(code);
    const several = new Set<string>(
      rules.resolvedOptions().pluralCategories.filter(
        (name) => Array.from({ length: 200 }, (_, n) => n).filter((n) => rules.select(n) === name).length > 1,
      ),
    );
    for (const [path, sentence] of mine) {
      if (typeof sentence === "string") continue;
      const by = sentence.by ?? "count";
      if (!placesOf(sentence).has(by)) continue;
      for (const [name, text] of Object.entries(sentence))
        if (name !== "by" && typeof text === "string" && several.has(name))
          assert.ok(places(text).includes(by), `${path}.${name} must name {${by}}: ${name} is more than one number`);
    }
  });

  test(`${code}: a plural has every form its language counts with`, () => {
    const rules = new Intl.PluralRules(code);
    const counted = new Set(Array.from({ length: 200 }, (_, n) => n + 1).map((n) => rules.select(n)));
    for (const [path, sentence] of mine) {
      if (typeof sentence === "string" || sentence.by === "pronoun") continue;
      for (const name of counted)
        assert.ok(name in sentence || (name === "one" && "=1" in sentence), `${path} lacks the form ${name}`);
    }
  });

  test(`${code}: its numbers are words from 0 on, or it has none`, () => {
    assert.ok([0, 13].includes(language.numbers.length));
  });
}

for (const [code, said] of Object.entries(OTHERS)) {
  const { language: _own, ...areas } = said;
  const theirs = new Map(
    [...sentences(areas, code)].map(([path, sentence]) => [path.slice(code.length), sentence]),
  );

  test(`${code}: what English says without values needs none, and no values but English ones are named`, () => {
    for (const [path, sentence] of sentences(en, "")) {
      const other = theirs.get(path);
      if (other === undefined) continue;
      const known = placesOf(sentence);
      if (typeof sentence === "string" && known.size === 0) assert.equal(typeof other, "string", path);
      else if (typeof sentence !== "string") known.add(sentence.by ?? "count");
      for (const place of placesOf(other)) assert.ok(known.has(place), `${code}${path} names {${place}}`);
    }
  });
}
