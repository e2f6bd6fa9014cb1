import assert from "node:assert/strict";
import { test } from "node:test";
import { AGAIN_MS, Busy } from "../src/call/busy.ts";

test("a busy microphone is asked for again and again, not at once", () => {
  const busy = new Busy();
  const asked = [0, 1_000, AGAIN_MS, AGAIN_MS + 1_000, 2 * AGAIN_MS].filter((now) => busy.due("busy", now));
  assert.deepEqual(asked, [AGAIN_MS, 2 * AGAIN_MS]);
});

test("one that is closed, missing or there is left alone", () => {
  for (const trouble of ["closed", "missing", null] as const) {
    const busy = new Busy();
    assert.equal(busy.due("busy", 0), false);
    assert.equal(busy.due(trouble, AGAIN_MS), false);
    assert.equal(busy.due("busy", AGAIN_MS + 1), false, "the wait begins anew");
  }
});
