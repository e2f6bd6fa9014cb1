import assert from "node:assert/strict";
import { test } from "node:test";
import type { CueEvent } from "../src/api/protocol.gen.ts";
import { exchange, WINDOW_S } from "../src/call/exchange.ts";

const speech = (who: 0 | 1, start: number, end: number): CueEvent => ({
  type: "speech",
  who,
  start,
  end,
  confidence: 1,
});

test("there is no picture under two minutes of talk", () => {
  assert.equal(exchange([speech(0, 0, 60), speech(1, 61, 120)], 0, 130), null);
});

test("the picture holds the last five minutes, the partner above", () => {
  const shown = exchange([speech(0, 0, 90), speech(1, 90, 400)], 0, 400);
  assert.deepEqual([shown?.from, shown?.to], [400 - WINDOW_S, 400]);
  assert.deepEqual(shown?.them, [{ start: 90, end: 400 }]);
  assert.deepEqual(exchange([speech(0, 0, 90), speech(1, 90, 400)], 1, 400)?.me, shown?.them);
});

test("what either was not heard in is unheard", () => {
  const gap: CueEvent = { type: "unheard", who: 1, start: 100, end: 110, reason: "lost" };
  assert.deepEqual(exchange([speech(0, 0, 130), gap], 0, 200)?.unheard, [{ start: 100, end: 110 }]);
});
