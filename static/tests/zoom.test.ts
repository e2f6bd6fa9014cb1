import assert from "node:assert/strict";
import { test } from "node:test";
import {
  CLOSEST,
  length,
  level,
  opening,
  panned,
  resized,
  revealing,
  ticks,
  whole,
  within,
  zoomed,
  type Window,
} from "../src/charts/zoom.ts";

const TOTAL = 3240;

test("zooming keeps the moment under the pointer where it is", () => {
  const window = { from: 1000, to: 1360 };
  const closer = zoomed(window, 0.5, 1090, TOTAL);
  const share = (w: Window): number => (1090 - w.from) / length(w);
  assert.equal(length(closer), 180);
  assert.ok(Math.abs(share(closer) - share(window)) < 1e-12);
});

test("there is nothing wider than the call and nothing closer than five seconds", () => {
  assert.deepEqual(zoomed({ from: 10, to: 3000 }, 5, 100, TOTAL), whole(TOTAL));
  assert.ok(Math.abs(length(zoomed({ from: 100, to: 106 }, 0.1, 103, TOTAL)) - CLOSEST) < 1e-9);
  assert.deepEqual(zoomed({ from: 0, to: 3 }, 0.1, 1, 3), whole(3), "a call shorter than that is whole");
});

test("panning stops at the edges without changing the length", () => {
  assert.deepEqual(panned({ from: 100, to: 460 }, -500, TOTAL), { from: 0, to: 360 });
  assert.deepEqual(panned({ from: 100, to: 460 }, 9000, TOTAL), { from: 2880, to: TOTAL });
  assert.deepEqual(within({ from: -5, to: 20 }, 10), whole(10));
});

test("a moment out of view is brought in with a little room, one in view moves nothing", () => {
  const window = { from: 100, to: 200 };
  assert.equal(revealing(window, { from: 150, to: 152 }, TOTAL), window);
  assert.deepEqual(revealing(window, { from: 50, to: 52 }, TOTAL), { from: 42, to: 142 });
  assert.deepEqual(revealing(window, { from: 300, to: 302 }, TOTAL), { from: 210, to: 310 });
});

test("a stretch longer than the window widens it", () => {
  const shown = revealing({ from: 100, to: 200 }, { from: 500, to: 700 }, TOTAL);
  assert.ok(shown.from <= 500 && shown.to >= 700);
});

test("an edge of the brush never passes the other", () => {
  assert.deepEqual(resized({ from: 100, to: 200 }, "from", 250, TOTAL), { from: 195, to: 200 });
  assert.deepEqual(resized({ from: 100, to: 200 }, "to", 50, TOTAL), { from: 100, to: 105 });
  assert.deepEqual(resized({ from: 100, to: 200 }, "from", -9, TOTAL), { from: 0, to: 200 });
  assert.deepEqual(resized({ from: 100, to: 200 }, "to", 9999, TOTAL), { from: 100, to: TOTAL });
});

test("detail grows with the px a second has", () => {
  assert.equal(level(0.32), "river");
  assert.equal(level(3), "marks");
  assert.equal(level(50), "exact");
});

test("a short call opens whole, a long one where most was marked", () => {
  assert.deepEqual(opening([5], 100, 1040), whole(100));
  const first = opening([10, 2000, 2010, 2050, 2100], TOTAL, 1040);
  assert.ok(Math.abs(length(first) - 1040 / 3) < 1e-9);
  assert.ok(first.from < 2000 && first.to > 2100);
  assert.deepEqual(opening([], TOTAL, 900), { from: 0, to: 300 }, "nothing marked: from the start");
  assert.deepEqual(opening([], 1200, 1040), { from: 0, to: 1040 / 3 }, "20 minutes would crowd their signs");
});

test("ticks stand on round moments, far enough apart for their labels", () => {
  const shown = ticks({ from: 1000, to: 1360 }, 1040);
  assert.deepEqual(shown.slice(0, 2), [1020, 1050]);
  assert.deepEqual(ticks({ from: 0, to: 30 * 3600 }, 300), [0, 32400, 64800, 97200]);
  assert.deepEqual(ticks({ from: 0.5, to: 0.9 }, 300), []);
});
