import assert from "node:assert/strict";
import { test } from "node:test";
import type { FromPage } from "../src/api/protocol.gen.ts";
import { Advice } from "../src/call/advice.ts";
import { OPENING, apply } from "../src/call/state.ts";

const advice = (): { of: Advice; sent: FromPage[] } => {
  const sent: FromPage[] = [];
  return { of: new Advice({ now: () => 0, send: (message) => sent.push(message), onChange: () => undefined }), sent };
};

test("what both agreed on bounds what can be chosen, and is told to the server by nobody", () => {
  const { of, sent } = advice();
  of.bound("after");
  assert.equal(of.mode, "after");
  assert.deepEqual(of.modes, ["after", "off"]);
  assert.deepEqual(sent, []);
});

test("who had chosen less keeps it", () => {
  const { of } = advice();
  of.choose("off");
  of.bound("after");
  assert.equal(of.mode, "off");
});

test("the page keeps what was agreed on beside the meeting, and a newer word replaces it", () => {
  const before = apply(OPENING, { type: "agreed", listening: "live", keep_days: 180, version: 1 }, 0);
  const now = apply(before, { type: "agreed", listening: "off", keep_days: 0, version: 2 }, 0);
  assert.equal(before.agreed?.listening, "live");
  assert.equal(now.agreed?.keep_days, 0);
  assert.equal(OPENING.agreed, null);
});
