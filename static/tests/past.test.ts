import assert from "node:assert/strict";
import { test } from "node:test";
import type { Trace } from "../src/api/protocol.gen.ts";
import { compare, earlier, talkOf, usual } from "../src/charts/past.ts";

const trace = (more: Partial<Trace> = {}): Trace => ({
  partner: "Mara",
  seat: 0,
  started_at: "2026-11-19T12:00:00Z",
  seconds: 3600,
  known_s: 3600,
  too_short: false,
  speech: [
    [[0, 10]],
    [
      [12, 20],
      [20, 30],
    ],
  ],
  unheard: [[40, 50]],
  laughed_together: 6,
  long_silences: 4,
  backchannels: 60,
  answer_s: [0.4, 0.6],
  ...more,
});

const on = (day: number, more: Partial<Trace> = {}): Trace =>
  trace({ started_at: `2026-10-${String(day).padStart(2, "0")}T12:00:00Z`, ...more });

test("earlier meetings are those with the same partner, the latest first", () => {
  const all = [on(1), on(8, { partner: " mara " }), on(9, { partner: "Eve" }), trace({ started_at: null })];
  const later = trace({ started_at: "2026-12-01T12:00:00Z" });
  assert.deepEqual(earlier(trace(), [...all, later]), [all[1], all[0]]);
});

test("counts are told by the hour that was heard, so that lengths do not matter", () => {
  const short = on(1, { seconds: 1900, known_s: 1800, laughed_together: 3 });
  const [laughs] = compare(trace(), [short]);
  assert.deepEqual([laughs?.now, laughs?.before], [6, [6]]);
});

test("nothing is usual before four meetings", () => {
  const before = [on(1), on(2), on(3)];
  assert.ok(compare(trace(), before).every((each) => each.usual === null));
  assert.ok(compare(trace(), [...before, on(4)]).every((each) => each.usual !== null));
});

test("the usual range is the middle half, which one far value does not move much", () => {
  assert.deepEqual(usual([1, 2, 3, 4, 5]), { low: 2, high: 4 });
  assert.deepEqual(usual([1, 2, 3, 4, 500]), { low: 2, high: 4 });
  assert.deepEqual(usual([7, 7, 7, 7]), { low: 7, high: 7 });
  assert.deepEqual(usual([0, 1, 2, 3]), { low: 0.75, high: 2.25 });
});

test("what was too short, or not heard, is not compared", () => {
  assert.deepEqual(compare(trace({ too_short: true }), [on(1)]), []);
  assert.deepEqual(compare(trace(), [on(1, { too_short: true })]), []);
  const unanswered = on(1, { answer_s: [null, 0.5] });
  assert.deepEqual(
    compare(trace(), [unanswered]).map((each) => each.measure),
    ["laughs", "murmurs", "quiets"],
  );
  assert.deepEqual(compare(trace({ known_s: 0, answer_s: [null, null] }), [on(1)]), []);
});

test("the river of an earlier meeting has the partner above, whatever seat one had", () => {
  const mine = talkOf(trace());
  assert.deepEqual(mine.me, [{ start: 0, end: 10 }]);
  assert.deepEqual(mine.them, [{ start: 12, end: 30 }]);
  assert.deepEqual(talkOf(trace({ seat: 1 })).them, mine.me);
});
