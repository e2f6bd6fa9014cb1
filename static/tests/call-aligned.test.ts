import assert from "node:assert/strict";
import { test } from "node:test";
import { Aligned } from "../src/api/aligned.ts";

test("call time 0 lies half a round trip before the answer, less the time it names", () => {
  const aligned = new Aligned();
  assert.deepEqual([aligned.zero, aligned.trip], [null, null]);
  aligned.take(10_000, 10_200, 3);
  assert.equal(aligned.zero, 7_100);
});

test("the shortest round trip of the last minute counts, whatever came since", () => {
  const aligned = new Aligned();
  aligned.take(0, 100, 0);
  aligned.take(5_000, 5_900, 5.8);
  assert.deepEqual([aligned.zero, aligned.trip], [50, 100]);
  assert.equal(aligned.count, 2);
  aligned.take(61_000, 61_400, 61.3);
  assert.equal(aligned.zero, -100);
});

test("a queue on one way does not move it while an answer without one is known", () => {
  const aligned = new Aligned();
  for (let k = 0; k < 10; k += 1) {
    const queued = k === 4 ? 0 : 80 * k;
    aligned.take(k * 5_000, k * 5_000 + 60 + queued, k * 5 + 0.03 + queued / 1_000);
  }
  assert.ok(Math.abs((aligned.zero ?? 99) - 0) < 1e-6);
});
