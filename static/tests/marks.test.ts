import assert from "node:assert/strict";
import { test } from "node:test";
import type { CueEvent } from "../src/api/protocol.gen.ts";
import { inView, marks, step, type Kind, type Mark } from "../src/charts/marks.ts";
import { laugh, murmur, page, speech, unheard } from "./pages.ts";

const NONE: ReadonlySet<Kind> = new Set();
const all = (events: CueEvent[], together: { start: number; end: number }[] = []): Mark[] =>
  marks(page({ events }, { laughed_together: together }));
const kinds = (of: readonly Mark[]): Kind[] => of.map((mark) => mark.kind);

test("every kind of event has its mark, in order of time", () => {
  const events: CueEvent[] = [
    { type: "tone_shift", who: 1, at: 90, moved: [{ measure: "rate", by: -1 }], confidence: 0.8 },
    { type: "interjection", who: 0, start: 50, end: 50.4, confidence: 0.7 },
    { type: "sigh", who: 1, start: 40, end: 41, confidence: 0.7 },
    { type: "overlap", who: 1, start: 30, end: 31, kind: "held", line_made: true },
    { type: "overlap", who: 1, start: 20, end: 21, kind: "held" },
    murmur(0, 12),
    speech(1, 0, 10),
    laugh(1, 60, 61),
    unheard(0, 70, 80),
  ];
  assert.deepEqual(kinds(all(events)), [
    "speech",
    "murmur",
    "overlap",
    "line",
    "sigh",
    "oh",
    "laugh",
    "unheard",
    "tone",
  ]);
});

test("a murmur under the other's words is no overlap", () => {
  const under: CueEvent = { type: "overlap", who: 0, start: 12, end: 12.4, kind: "murmur" };
  assert.deepEqual(kinds(all([murmur(0, 12), under])), ["murmur"]);
});

test("only long silences are marked, with who paused and who spoke next", () => {
  const silence = (kind: "pause" | "gap" | "long" | "quiet", start: number): CueEvent => ({
    type: "silence",
    kind,
    start,
    end: start + 5,
    before: 1,
  });
  const found = all([silence("pause", 0), silence("gap", 10), silence("long", 20), silence("quiet", 30)]);
  assert.deepEqual(kinds(found), ["quiet", "quiet"]);
  assert.deepEqual([found[0]?.before, found[0]?.after], [1, null]);
});

test("laughs that made a shared laugh are told once, as that", () => {
  const found = all([laugh(0, 10, 11), laugh(1, 10.5, 12), laugh(1, 30, 31)], [{ start: 10, end: 12 }]);
  assert.deepEqual(kinds(found), ["together", "laugh"]);
  assert.equal(found[0]?.who, null);
});

test("both unheard at once is one mark, for both", () => {
  const found = all([unheard(0, 10, 20), unheard(1, 10.05, 20), unheard(1, 40, 50)]);
  assert.deepEqual(
    found.map((mark) => mark.who),
    [null, 1],
  );
});

test("unheard for different reasons stays two", () => {
  const paused: CueEvent = { type: "unheard", who: 1, start: 10, end: 20, reason: "paused" };
  assert.equal(all([unheard(0, 10, 20), paused]).length, 2);
});

test("signs in view leave out speech, hidden kinds and other times", () => {
  const found = all([speech(0, 0, 5), murmur(1, 2), laugh(0, 3, 4), murmur(1, 100)]);
  assert.deepEqual(kinds(inView(found, { from: 0, to: 50 }, new Set<Kind>(["laugh"]), false)), ["murmur"]);
});

test("near murmurs of one person are drawn as one larger dot", () => {
  const found = all([murmur(0, 10), murmur(0, 11), murmur(1, 11.2), murmur(0, 12.5), murmur(0, 20)]);
  const shown = inView(found, { from: 0, to: 60 }, NONE, true);
  assert.deepEqual(
    shown.map((mark) => [mark.who, mark.count]),
    [
      [0, 3],
      [1, undefined],
      [0, undefined],
    ],
  );
  assert.equal(shown[0]?.end, 12.9);
  assert.equal(inView(found, { from: 0, to: 60 }, NONE, false).length, 5);
});

test("when too much is in view the small kinds give way first", () => {
  const murmurs = Array.from({ length: 300 }, (_, i) => murmur(0, i * 3));
  const found = all([...murmurs, laugh(1, 5, 6)]);
  assert.deepEqual(kinds(inView(found, { from: 0, to: 1000 }, NONE, true)), ["laugh"]);
});

test("stepping goes from mark to mark, of the same kind when asked, and stops at the ends", () => {
  const found = all([murmur(0, 1), laugh(0, 2, 3), murmur(1, 4)]);
  const [first, second, third] = found;
  assert.equal(step(found, first!, 1, false), second);
  assert.equal(step(found, first!, 1, true), third);
  assert.equal(step(found, third!, 1, false), null);
  assert.equal(step(found, third!, -1, true), first);
  assert.equal(step(found, first!, -1, false), null);
});

test("stepping from a moment finds what lies ahead of it or behind", () => {
  const found = all([murmur(0, 1), murmur(0, 5)]);
  assert.equal(step(found, 3, 1, false)?.start, 5);
  assert.equal(step(found, 3, -1, false)?.start, 1);
  assert.equal(step(found, 9, 1, false), null);
});
