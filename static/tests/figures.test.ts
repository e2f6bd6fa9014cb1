import assert from "node:assert/strict";
import { test } from "node:test";
import { archWidths, dots, longest, onLine } from "../src/charts/dots.ts";
import { talk, lanes } from "../src/charts/talk.ts";
import { people } from "../src/charts/people.ts";
import { placed, WIDTH } from "../src/charts/tip.ts";
import { extent, laneAt, stand, THEM, ME, MIDDLE } from "../src/charts/timeline-layout.ts";
import type { Mark } from "../src/charts/marks.ts";
import { page, recording, speech, unheard } from "./pages.ts";

test("answers lie on one line of seconds, those beyond it at its ends", () => {
  const found = dots(
    [0, 0.5, 9, -3].map((seconds, at) => ({ at, seconds, spoken: seconds, heard: 1 })),
    "seconds",
  );
  assert.ok(found[0]!.at < found[1]!.at);
  assert.deepEqual([found[2]!.at, found[2]!.beyond], [1, true]);
  assert.deepEqual([found[3]!.at, found[3]!.beyond], [0, true]);
  assert.equal(onLine(0) * 3.2, 1);
});

test("the wider the arch, the longer the quiet", () => {
  const [short, long, longest] = archWidths([4, 8, 20], 20, 64);
  assert.ok(short! < long! && long! < longest!);
  assert.equal(longest, 64);
  assert.ok(archWidths([4], 20, 64)[0]! < 40, "one short quiet alone is not drawn as if it were long");
});

test("of many quiets the longest are kept, in order of time", () => {
  const quiets = [9, 4, 12, 5].map((seconds, i) => ({ start: i * 100, end: i * 100 + seconds }));
  assert.deepEqual(
    longest(quiets, 2).map((quiet) => quiet.start),
    [0, 200],
  );
});

test("the partner is above and the reader below, in either seat", () => {
  const events = [speech(0, 0, 1), speech(1, 2, 3), unheard(1, 5, 6)];
  const daniel = talk(page({ events }));
  assert.deepEqual(daniel.river.them, [{ start: 2, end: 3 }]);
  const mara = page({ seat: 1, events });
  assert.deepEqual(talk(mara).river.them, [{ start: 0, end: 1 }]);
  assert.deepEqual(lanes(talk(mara), people(mara)).unheardMe, [{ start: 5, end: 6 }]);
});

test("what either did not say into the ear is unheard for the river, but not a missing second track", () => {
  const events = [unheard(0, 0, 2), unheard(1, 1, 30)];
  assert.deepEqual(talk(page({ events })).river.unheard, [{ start: 0, end: 30 }]);
  assert.deepEqual(talk(recording({ partner: "", events })).river.unheard, [{ start: 0, end: 2 }]);
});

test("a tip stands right of its mark, else left, else under it and inside the chart", () => {
  const box = { y: 50, width: 1000, height: 222 };
  assert.deepEqual(placed({ left: 100, right: 120, ...box }), { side: "right", x: 128, y: 50 });
  assert.deepEqual(placed({ left: 900, right: 920, ...box }), { side: "left", x: 892 - WIDTH, y: 50 });
  assert.deepEqual(placed({ left: 5, right: 25, y: 50, width: 320, height: 222 }), {
    side: "right",
    x: 33,
    y: 50,
  });
  assert.deepEqual(placed({ left: 150, right: 174, y: 50, width: 320, height: 222 }), {
    side: "under",
    x: 162 - WIDTH / 2,
    y: 70,
  });
  assert.equal(placed({ left: 0, right: 200, y: 215, width: 200, height: 222 }).x, 0);
});

test("laughs stand outside their lane, murmurs inside, shared things between", () => {
  const kind = (kind: Mark["kind"], above: boolean | null): number => stand({ kind }, above).y;
  assert.ok(kind("laugh", true) < THEM && kind("laugh", false) > ME);
  assert.ok(kind("murmur", true) > THEM && kind("murmur", true) < MIDDLE && kind("murmur", false) < ME);
  assert.equal(kind("together", null), MIDDLE);
  assert.equal(kind("unheard", null), MIDDLE);
  assert.equal(kind("unheard", true), THEM);
});

test("a height belongs to one lane or to none", () => {
  assert.deepEqual([laneAt(THEM), laneAt(ME + 10), laneAt(MIDDLE), laneAt(0)], ["them", "me", null, null]);
});

test("a mark is never narrower to point at than a finger can hit", () => {
  const mark: Mark = { kind: "overlap", who: 1, start: 10, end: 10.2 };
  const { left, right } = extent(mark, (at) => at * 3);
  assert.ok(right - left >= 24 - 1e-9);
  const long = extent({ ...mark, end: 50 }, (at) => at * 3);
  assert.deepEqual([long.left, long.right], [30, 150]);
});
