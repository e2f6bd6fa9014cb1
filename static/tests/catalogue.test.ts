import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import * as en from "../src/locales/en.ts";

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
  for (const file of files) assert.ok(file in en, file);
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

test("quotes and apostrophes are typographic", () => {
  for (const [path, text] of all) assert.doesNotMatch(text, /['"]/, path);
});

test("a hint's headline has at most four words and its detail is one line", () => {
  for (const [key, { headline, detail }] of Object.entries(en.hints.keys)) {
    assert.ok(String(headline).split(/\s+/).length <= 4, key);
    for (const [, text] of texts(detail, key)) assert.ok(text.length <= 80, key);
  }
});

test("plural forms of one sentence hold the same places, but for what a small number says in words", () => {
  const places = (text: string): Set<string> => new Set(text.match(/\{\w+/g)?.map((p) => p.toLowerCase()));
  const walk = (of: unknown, path: string): void => {
    if (of === null || typeof of !== "object") return;
    const forms = of as Record<string, unknown>;
    if (typeof forms["other"] === "string") {
      const known = places(forms["other"]);
      for (const [key, text] of Object.entries(forms)) {
        if (key === "by" || typeof text !== "string") continue;
        for (const place of places(text))
          assert.ok(known.has(place), `${path}.${key} has ${place}, other has not`);
      }
    }
    for (const [key, value] of Object.entries(forms)) walk(value, `${path}.${key}`);
  };
  walk(en, "en");
});
