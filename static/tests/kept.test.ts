import assert from "node:assert/strict";
import { test } from "node:test";
import { keep, kept } from "../src/api/kept.ts";
import { joinedNote, sealNote, unsealNote } from "../src/api/seal.ts";

function shelf(before?: string) {
  const all = new Map<string, string>(before === undefined ? [] : [["duologue.kept", before]]);
  return {
    all,
    getItem: (key: string) => all.get(key) ?? null,
    setItem: (key: string, value: string) => void all.set(key, value),
  };
}

test("a thought and marks are kept by meeting, one not touching the other", () => {
  const on = shelf();
  keep("/m/one", { jot: "ask" }, on);
  keep("/m/one", { moments: [3.5] }, on);
  keep("/m/two", { jot: "other" }, on);
  assert.deepEqual(kept("/m/one", on), { jot: "ask", moments: [3.5] });
  assert.deepEqual(kept("/m/three", on), { jot: "", moments: [] });
});

test("what was taken over is forgotten", () => {
  const on = shelf();
  keep("/m/one", { jot: "ask", moments: [1] }, on);
  keep("/m/one", { jot: "", moments: [] }, on);
  assert.equal(on.all.get("duologue.kept"), "{}");
});

test("a shelf with something else on it is as good as empty", () => {
  for (const before of ["[", "3", "null", '{"/m/one":{"jot":3}}', '{"/m/one":{"jot":"","moments":["x"]}}']) {
    assert.deepEqual(kept("/m/one", shelf(before)), { jot: "", moments: [] });
  }
});

test("a thought joins the note once, marks in order and each once", () => {
  const note = joinedNote({ text: "Before.", moments: [9] }, { jot: " ask her ", moments: [3, 9] });
  assert.deepEqual(note, { text: "Before.\n\nask her", moments: [3, 9] });
  assert.deepEqual(joinedNote(note, { jot: "ask her", moments: [3] }), note);
  assert.deepEqual(joinedNote({ text: "", moments: [] }, { jot: "", moments: [] }), { text: "", moments: [] });
});

test("note and marks come back sealed, and nothing is sealed of nothing", async () => {
  const note = { text: "ask her", moments: [3, 9] };
  assert.deepEqual(await unsealNote(await sealNote(note, "token-of-mara"), "token-of-mara"), note);
  assert.equal(await unsealNote(await sealNote(note, "token-of-mara"), "token-of-daniel"), null);
  assert.equal(await sealNote({ text: "", moments: [] }, "token-of-mara"), "");
  assert.deepEqual(await unsealNote("", "token-of-mara"), { text: "", moments: [] });
});
