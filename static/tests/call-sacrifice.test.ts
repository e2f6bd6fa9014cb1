/** A line that gets worse takes what matters least first, slowly, and gives it back more slowly. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ASKS_AGAIN_MS, Sacrifice, type Step, type Strain } from "../src/call/sacrifice.ts";

const CALM: Strain = { lost: 0.01, rtt_s: 0.1, outgoing_bps: null };
const FULL: Strain = { lost: 0.03, rtt_s: 0.45, outgoing_bps: null };
const DROWNED: Strain = { lost: 0.25, rtt_s: 1.2, outgoing_bps: null };

class Call {
  readonly sacrifice = new Sacrifice();
  picture = true;
  now = 0;

  constructor() {
    this.goes(CALM);
  }

  goes(line: Strain, reports = 1): Step {
    for (let n = 0; n < reports; n++) {
      this.now += 5_000;
      this.sacrifice.report(line, this.picture, this.now);
    }
    return this.sacrifice.step;
  }

  steps(line: Strain, reports: number): Step[] {
    return Array.from({ length: reports }, () => this.goes(line));
  }
}

test("the leg's bits go first, then the picture's quality, then the picture is asked for, then the leg", () => {
  const call = new Call();
  assert.deepEqual([...new Set(call.steps(FULL, 8))], [
    "all", "leg_thin", "picture_small", "picture_least", "leg_off",
  ]);
  assert.equal(call.goes(FULL, 20), "leg_off");
});

test("one bad report of three is chance; two are not", () => {
  const call = new Call();
  assert.deepEqual([call.goes(FULL), call.goes(CALM), call.goes(CALM)], ["all", "all", "all"]);
  assert.deepEqual([call.goes(FULL), call.goes(CALM), call.goes(FULL)], ["all", "all", "leg_thin"]);
});

test("a drowned line takes a step with every report", () => {
  assert.deepEqual(new Call().steps(DROWNED, 3), ["leg_thin", "picture_small", "picture_least"]);
});

test("thirty calm seconds give one step back, and a strained report begins them anew", () => {
  const call = new Call();
  call.goes(FULL, 4);
  assert.equal(call.sacrifice.step, "picture_small");
  assert.equal(call.goes(CALM, 5), "picture_small");
  assert.equal(call.goes(FULL), "picture_small");
  assert.equal(call.goes(CALM, 5), "picture_small");
  assert.equal(call.goes(CALM), "leg_thin");
  assert.equal(call.goes(CALM, 6), "all");
});

test("a line that loses 5 % or is far away is not full: nothing is given up", () => {
  const far = new Sacrifice();
  for (let n = 0; n < 100; n++) far.report({ lost: 0.06, rtt_s: 0.7, outgoing_bps: null }, true, n * 5_000);
  assert.equal(far.step, "all");
});

test("an uplink without room for a picture is seen by what the browser says of it", () => {
  const call = new Call();
  assert.equal(call.goes({ ...CALM, outgoing_bps: 200_000 }, 2), "leg_thin");
  assert.equal(call.goes({ ...CALM, outgoing_bps: 60_000 }, 2), "picture_least");
});

test("without a picture there is none to give up", () => {
  const call = new Call();
  call.picture = false;
  assert.deepEqual([...new Set(call.steps(FULL, 8))], ["all", "leg_thin", "leg_off"]);
  assert.deepEqual([...new Set(call.steps(CALM, 12))], ["leg_off", "leg_thin", "all"]);
  assert.equal(call.sacrifice.offer, null);
});

test("voice only is offered when the picture is next, and never taken", () => {
  const call = new Call();
  call.goes(FULL, 4);
  assert.equal(call.sacrifice.offer, null);
  call.goes(FULL, 2);
  assert.equal(call.sacrifice.offer, "voice_only");
  call.goes(FULL, 40);
  assert.equal(call.sacrifice.offer, "voice_only");
});

test("an offer goes by itself when the line is better", () => {
  const call = new Call();
  call.goes(FULL, 6);
  call.goes(CALM, 6);
  assert.equal(call.sacrifice.offer, null);
});

test("a refused offer is not made again for five minutes", () => {
  const call = new Call();
  call.goes(FULL, 6);
  call.sacrifice.refuse(call.now);
  call.goes(FULL, ASKS_AGAIN_MS / 5_000 - 1);
  assert.equal(call.sacrifice.offer, null);
  call.goes(FULL, 2);
  assert.equal(call.sacrifice.offer, "voice_only");
});

test("the picture is offered back after thirty calm seconds, and not while the line is strained", () => {
  const call = new Call();
  call.goes(FULL, 6);
  call.sacrifice.agree();
  call.picture = false;
  call.goes(CALM, 5);
  assert.equal(call.sacrifice.offer, null);
  call.goes(CALM);
  assert.equal(call.sacrifice.offer, "picture");
  call.goes(FULL);
  assert.equal(call.sacrifice.offer, null);
  call.goes(CALM, 6);
  call.sacrifice.agree();
  call.picture = true;
  assert.equal(call.sacrifice.offer, null);
  assert.equal(call.sacrifice.step, "all");
});

test("a picture that did not hold waits twice as long to be offered", () => {
  const call = new Call();
  for (const reports of [6, 12, 24, 48, 48]) {
    call.picture = true;
    call.goes(DROWNED, 4);
    call.sacrifice.agree();
    call.picture = false;
    call.goes(CALM, reports - 1);
    assert.equal(call.sacrifice.offer, null);
    call.goes(CALM);
    assert.equal(call.sacrifice.offer, "picture");
    call.sacrifice.agree();
  }
});

test("who chose voice only for themselves is not asked to come back", () => {
  const call = new Call();
  call.goes(FULL, 6);
  call.sacrifice.chose();
  call.picture = false;
  call.goes(CALM, 60);
  assert.equal(call.sacrifice.offer, null);
});
