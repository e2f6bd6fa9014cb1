import assert from "node:assert/strict";
import { test } from "node:test";
import { describe as tell, row, sentence } from "../src/charts/describe.ts";
import type { Mark } from "../src/charts/marks.ts";
import { changes, label, listed, people } from "../src/charts/people.ts";
import { rows } from "../src/charts/rows.ts";
import { page, recording } from "./pages.ts";

const who = people(page());
const names = people(recording());
const mark = (more: Partial<Mark>): Mark => ({ kind: "speech", who: 1, start: 1031, end: 1037, ...more });

test("a quiet tells who had paused and who spoke next", () => {
  assert.equal(
    sentence(mark({ kind: "quiet", who: null, before: 1, after: 0 }), who),
    "Quiet, 6 seconds. 17:11 to 17:17. Mara had paused. You spoke next.",
  );
});

test("a recording has names and no you", () => {
  const said = sentence(mark({ kind: "quiet", who: null, before: 1, after: 0 }), names);
  assert.match(said, /Björn had paused\. Anna spoke next\./);
  for (const kind of ["laugh", "sigh", "oh", "murmur", "together", "speech"] as const) {
    assert.doesNotMatch(sentence(mark({ kind, who: 0 }), names), /you/i);
  }
});

test("an overlap made by the line says that nobody talked over anybody", () => {
  const said = tell(mark({ kind: "line", who: 0, overlap: "both_start" }), who);
  assert.equal(said.title, "Both at once, made by the line");
  assert.match(said.detail, /Nobody talked over anybody/);
});

test("an overlap tells its kind and who came in", () => {
  assert.equal(
    tell(mark({ kind: "overlap", overlap: "held" }), who).detail,
    "Both went on for a while. Mara came in second.",
  );
  assert.equal(
    tell(mark({ kind: "overlap", overlap: "tried_to_come_in" }), who).detail,
    "Mara tried to come in.",
  );
});

test("a tone is told by its sound, joined with and", () => {
  const moved = [
    { measure: "rate", by: -1 },
    { measure: "level", by: -4 },
  ] as const;
  const said = tell(mark({ kind: "tone", start: 1258, end: 1258, moved }), who);
  assert.deepEqual([said.title, said.when], ["Mara’s voice, quieter and slower than earlier", "At 20:58"]);
});

test("unheard time says whose and why", () => {
  const said = tell(mark({ kind: "unheard", who: 0, reason: "muted" }), who);
  assert.deepEqual([said.title, said.detail], ["You were not heard", "Not heard: the microphone was off."]);
  assert.equal(tell(mark({ kind: "unheard", who: null, reason: "lost" }), who).title, "Not heard");
});

test("several murmurs drawn as one say how many", () => {
  assert.equal(tell(mark({ kind: "murmur", count: 3 }), who).title, "3 “mm-hm”s of Mara’s");
  assert.equal(tell(mark({ kind: "murmur", who: 0 }), who).title, "Your “mm-hm”");
});

test("laughs and speech say how long they lasted", () => {
  assert.equal(tell(mark({ kind: "laugh", end: 1032.5 }), who).detail, "For a second and a half.");
  assert.equal(tell(mark({ kind: "speech", end: 1131 }), who).detail, "For one minute and 40 seconds.");
});

test("changes come in one order whatever the measures' order, and never empty", () => {
  assert.deepEqual(
    changes([
      { measure: "tilt", by: -2 },
      { measure: "pitch", by: 3 },
    ]),
    ["higher", "breathier"],
  );
  assert.deepEqual(changes([{ measure: "tilt", by: 2 }]), ["different"]);
  assert.equal(listed(["a", "b", "c"]), "a, b and c");
  assert.equal(listed([]), "");
});

test("the reader is you in a call and has a name in a recording, whatever the seat", () => {
  const mara = people(page({ seat: 1, name: "Mara", partner: "Daniel" }));
  assert.deepEqual([label(mara, 1), label(mara, 0)], ["You", "Daniel"]);
  assert.deepEqual([label(names, 0), label(names, 1)], ["Anna", "Björn"]);
});

test("the first voice of a recording is above", () => {
  assert.equal(names.me, 1);
});

test("a recording is called by its file without the file's kind", () => {
  const { names: told } = people(recording({ name: "Call.WAV (left)", partner: "a.b.ogg" }));
  assert.deepEqual(told, ["Call (left)", "a.b"]);
  assert.equal(people(page({ name: "Jo.wav" })).names[0], "Jo.wav", "a person is called what they said");
});

test("one track alone is one person alone", () => {
  assert.ok(people(recording({ partner: "" })).alone);
  assert.ok(!who.alone);
});

test("a row names who and what", () => {
  assert.deepEqual(row(mark({ kind: "sigh" }), who), { who: "Mara", heard: "Sigh" });
  assert.deepEqual(row(mark({ kind: "overlap" }), who), { who: "Both", heard: "Overlap" });
  assert.deepEqual(row(mark({ kind: "quiet", who: null, before: 1, after: 0 }), who), {
    who: "Mara",
    heard: "Quiet; you spoke next",
  });
  assert.deepEqual(row(mark({ kind: "quiet", who: null }), who), { who: "Both", heard: "Quiet" });
  assert.deepEqual(
    row(mark({ kind: "tone", moved: [{ measure: "rate", by: 1 }] }), who).heard,
    "Voice quicker than earlier",
  );
  assert.equal(row(mark({ kind: "unheard", who: null }), people(recording({ partner: "" }))).who, "Anna");
});

test("the table shows the same window and kinds, speech only when asked, sorted as told", () => {
  const all = [
    mark({ start: 1, end: 2 }),
    mark({ kind: "sigh", start: 3, end: 5 }),
    mark({ kind: "laugh", who: 0, start: 4, end: 4.5 }),
    mark({ kind: "murmur", start: 6, end: 6.4 }),
    mark({ kind: "laugh", start: 100, end: 101 }),
  ];
  const shown = (by: "at" | "who" | "length", down = false, speech = false): string[] =>
    rows(all, { from: 0, to: 50 }, new Set(["murmur"] as const), who, { by, down }, speech).map(
      (each) => each.heard,
    );
  assert.deepEqual(shown("at"), ["Sigh", "Laugh"]);
  assert.deepEqual(shown("at", true), ["Laugh", "Sigh"]);
  assert.deepEqual(shown("length"), ["Laugh", "Sigh"]);
  assert.deepEqual(shown("who"), ["Sigh", "Laugh"]);
  assert.deepEqual(shown("at", false, true), ["Speech", "Sigh", "Laugh"]);
});
