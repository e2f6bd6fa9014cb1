import assert from "node:assert/strict";
import { test } from "node:test";
import { COMES_UP_MS, LegPlan, STEADY_MS, type LegFacts } from "../src/call/leg.ts";

const ON: LegFacts = { listening: "on", connected: true, microphone: true };

test("the leg is built as soon as listening is on, once", () => {
  const plan = new LegPlan();
  assert.equal(plan.decide(ON, 0), "build");
  assert.equal(plan.attempt, 1);
  assert.equal(plan.decide(ON, 10), "wait");
});

test("without listening, connection or microphone there is no leg", () => {
  for (const facts of [
    { ...ON, listening: "waiting" },
    { ...ON, listening: "off_record" },
    { ...ON, connected: false },
    { ...ON, microphone: false },
  ] as const) {
    const plan = new LegPlan();
    assert.equal(plan.decide(facts, 0), "wait");
    plan.decide(ON, 0);
    plan.up(1, 100);
    assert.equal(plan.decide(facts, 200), "close", JSON.stringify(facts));
    assert.equal(plan.decide(facts, 210), "wait");
  }
});

test("while the server cannot hear, the leg is tried again", () => {
  const plan = new LegPlan();
  assert.equal(plan.decide({ ...ON, listening: "paused" }, 0), "build");
});

test("a failed leg is built anew after 1, 2, 4, 8, 8 s", () => {
  const plan = new LegPlan();
  let now = 0;
  for (const wait of [1_000, 2_000, 4_000, 8_000, 8_000]) {
    assert.equal(plan.decide(ON, now), "build");
    plan.failed(plan.attempt, now);
    assert.equal(plan.decide(ON, now + wait - 1), "wait");
    now += wait;
  }
});

test("a leg that does not come up in 8 s has failed", () => {
  const plan = new LegPlan();
  plan.decide(ON, 0);
  assert.equal(plan.decide(ON, COMES_UP_MS - 1), "wait");
  assert.equal(plan.decide(ON, COMES_UP_MS), "close");
  assert.equal(plan.decide(ON, COMES_UP_MS + 1_000), "build");
  assert.equal(plan.attempt, 2);
});

test("a leg that stood for a while forgets its failures", () => {
  const plan = new LegPlan();
  plan.decide(ON, 0);
  plan.failed(1, 0);
  plan.decide(ON, 1_000);
  plan.up(2, 1_000);
  assert.equal(plan.decide(ON, 1_000 + STEADY_MS), "wait");
  plan.failed(2, 30_000);
  assert.equal(plan.decide(ON, 31_000), "build");
});

test("news of an older attempt changes nothing", () => {
  const plan = new LegPlan();
  plan.decide(ON, 0);
  plan.failed(1, 0);
  plan.decide(ON, 1_000);
  plan.failed(1, 1_100);
  plan.up(1, 1_100);
  plan.up(2, 1_200);
  plan.up(2, 1_300);
  assert.equal(plan.decide(ON, 1_200 + COMES_UP_MS), "wait");
});

test("a leg that is gone cannot fail", () => {
  const plan = new LegPlan();
  plan.failed(0, 0);
  assert.equal(plan.decide(ON, 0), "build");
});
