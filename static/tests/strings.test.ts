import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const SRC = new URL("../src/", import.meta.url);

/** What reads the same in every language, and what is written for developers. */
const NAMES = new Set(["Duologue"]);

/** The fixed parts of every `html` and `svg` template of a source, nested ones too; values are a NUL. */
function templates(source: string): string[] {
  const found: string[] = [];
  const read = (from: number, quoted: boolean): [text: string, end: number] => {
    let text = "";
    let depth = 0;
    let at = from;
    while (at < source.length) {
      const char = source[at]!;
      if (quoted && char === "\\") at += 2;
      else if (quoted && char === "`") return [text, at + 1];
      else if (quoted && char === "$" && source[at + 1] === "{") {
        text += "\0";
        [, at] = read(at + 2, false);
      } else if (quoted) {
        text += char;
        at += 1;
      } else if (char === "`") {
        const tagged = /(?:html|svg)$/.test(source.slice(Math.max(0, at - 4), at));
        const [inner, end] = read(at + 1, true);
        if (tagged) found.push(inner);
        at = end;
      } else if (char === '"') {
        const end = /^"(?:[^"\\\n]|\\.)*"/.exec(source.slice(at));
        at += end ? end[0].length : 1;
      } else if (source.startsWith("//", at) || source.startsWith("/*", at)) {
        const end = source.indexOf(char + source[at + 1] === "//" ? "\n" : "*/", at + 2);
        at = end < 0 ? source.length : end;
      } else {
        if (char === "{") depth += 1;
        if (char === "}" && depth-- === 0) return [text, at + 1];
        at += 1;
      }
    }
    return [text, at];
  };
  read(0, false);
  return found;
}

const SPOKEN = /\b(?:aria-label|aria-description|aria-roledescription|title|placeholder|alt)="([^"]*)"/g;

/** What a template says by itself: the text between its tags, and the attributes that are read out. */
function said(template: string): string[] {
  const text = template.replace(/<[^>]*>/g, "\n").split(/[\n\0]/);
  const attributes = [...template.matchAll(SPOKEN)].flatMap(([, value]) => value!.split("\0"));
  return [...text, ...attributes].map((each) => each.trim()).filter((each) => /\p{L}{2}/u.test(each));
}

const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter(
  (name) => name.endsWith(".ts") && !name.startsWith("locales/"),
);

test("no view says anything that is not in a catalogue", () => {
  const words = files.flatMap((name) =>
    templates(readFileSync(new URL(name, SRC), "utf8"))
      .flatMap(said)
      .filter((each) => !NAMES.has(each))
      .map((each) => `${name}: ${each}`),
  );
  assert.deepEqual(words, []);
});

test("no source reaches past words.ts into one language", () => {
  for (const name of files)
    assert.doesNotMatch(readFileSync(new URL(name, SRC), "utf8"), /locales\/(?:en|de|es|fr|ar)\//, name);
});

test("the search finds text, attributes and nested templates, and nothing else", () => {
  const source =
    'const a = "not <b>me</b>"; // nor `html` me\n' +
    'html`<p class="x ${y({ z: 1 })}" title="Title ${n}">Hello ${html`<b>inner</b>`} <i>${words.a}</i> · </p>`;';
  assert.deepEqual(templates(source).flatMap(said).sort(), ["Hello", "Title", "inner"]);
});

test("the search reads every template of the sources", () => {
  for (const name of files) {
    const source = readFileSync(new URL(name, SRC), "utf8");
    assert.equal(templates(source).length, source.match(/\b(?:html|svg)`/g)?.length ?? 0, name);
  }
});
