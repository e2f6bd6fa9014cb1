import assert from "node:assert/strict";
import { test } from "node:test";
import { acknowledged, encode, type Kind } from "../src/call/frames.ts";
import { AHEAD_MS, type Due, Pacer, WAITS_MS } from "../src/call/pacing.ts";
import { chance } from "./chance.ts";

const MS: Record<Kind, number> = { sound: 60, sketch: 480 };

/** A line that carries frames one after another, with a way there and back, and stops now and then. */
class Line {
  readonly arrived: (Due & { at: number })[] = [];
  #underway: (Due & { at: number })[] = [];
  #answers: { at: number; sequence: number }[] = [];
  #free = 0;

  readonly #pacer: Pacer;
  readonly #wayMs: () => number;
  readonly #frameMs: () => number;

  constructor(pacer: Pacer, wayMs: () => number, frameMs: () => number) {
    this.#pacer = pacer;
    this.#wayMs = wayMs;
    this.#frameMs = frameMs;
  }

  send(due: Due, now: number): void {
    this.#free = Math.max(now, this.#free) + this.#frameMs();
    this.#underway.push({ ...due, at: this.#free + this.#wayMs() });
  }

  until(now: number): void {
    for (let first = this.#underway[0]; first && first.at <= now; first = this.#underway[0]) {
      this.#underway.shift();
      this.arrived.push(first);
      if (this.arrived.length % 2 === 0) this.#answers.push({ at: first.at + 20, sequence: first.sequence });
    }
    for (let first = this.#answers[0]; first && first.at <= now; first = this.#answers[0]) {
      this.#answers.shift();
      this.#pacer.answered(first.sequence);
    }
  }
}

/** Plays a minute; returns everything that was sent, with when it was made and how much was unanswered then. */
function play(kind: Kind, seed: number) {
  const { share, below } = chance(seed);
  const pacer = new Pacer();
  const slow = 1 + below(120);
  const way = 10 + below(400);
  const line = new Line(pacer, () => way, () => (share() < 0.02 ? below(8_000) : slow));
  const sent: (Due & { at: number })[] = [];
  let made = 0;
  for (let now = 0; now < 60_000; now += 10) {
    line.until(now);
    if (now % MS[kind] === 0) {
      pacer.offer({ kind, at: now * 1_000, ms: MS[kind], payload: new Uint8Array(1) }, now);
      made += 1;
    }
    for (const due of pacer.due(now)) {
      sent.push({ ...due, at: now });
      line.send(due, now);
      const answered = line.arrived.length - (line.arrived.length % 2);
      const unanswered = (sent.length - answered) * MS[kind];
      assert.ok(unanswered <= AHEAD_MS[kind] + MS[kind], `${unanswered} ms unanswered`);
    }
  }
  return { sent, made, pacer, line };
}

for (const kind of ["sound", "sketch"] as const) {
  test(`of ${kind} no more than its share is ever unanswered, and nothing older is ever sent`, () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      for (const { made, at } of play(kind, seed).sent) {
        assert.ok(at - made.at / 1_000 <= WAITS_MS[kind] + 10);
      }
    }
  });

  test(`of ${kind} what is left out is the oldest and declared, and no call time is unaccounted for`, () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const { sent, line } = play(kind, seed);
      let next = 0;
      for (const { sequence, dropped, made } of sent) {
        assert.equal(sequence, next + dropped);
        assert.equal(made.at, sequence * MS[kind] * 1_000);
        next = sequence + 1;
      }
      const accounted = sent.reduce((sum, { dropped }) => sum + 1 + dropped, 0);
      assert.equal(accounted, next);
      assert.deepEqual(line.arrived.map(({ sequence }) => sequence), sent.slice(0, line.arrived.length).map(({ sequence }) => sequence));
    }
  });
}

test("on a good line everything is sent at once", () => {
  const pacer = new Pacer();
  for (let n = 0; n < 1_000; n += 1) {
    pacer.offer({ kind: "sound", at: 0, ms: 60, payload: new Uint8Array(1) }, n * 60);
    assert.equal(pacer.due(n * 60).length, 1);
    pacer.answered(n);
  }
  assert.equal(pacer.dropping(60_000), 0);
});

test("a line that stands still drops all but the last second, and says so when it moves again", () => {
  const pacer = new Pacer();
  let now = 0;
  const offer = () => pacer.offer({ kind: "sound", at: now * 1_000, ms: 60, payload: new Uint8Array(1) }, now);
  const sent: Due[] = [];
  for (; now < 20_000; now += 60) {
    offer();
    sent.push(...pacer.due(now));
  }
  assert.equal(sent.length, 16);
  assert.ok(pacer.dropping(now) > 0.9);
  pacer.answered(15);
  const after = pacer.due(now);
  assert.ok(after.length >= 15);
  assert.ok((after[0]?.dropped ?? 0) > 290);
  assert.equal(pacer.stuck, false);
});

test("an answer to what was answered already changes nothing", () => {
  const pacer = new Pacer();
  const offer = () => pacer.offer({ kind: "sketch", at: 0, ms: 2_000, payload: new Uint8Array(1) }, 0);
  offer();
  offer();
  assert.equal(pacer.due(0).length, 1);
  pacer.answered(77);
  assert.equal(pacer.due(0).length, 0);
  pacer.answered(0);
  pacer.answered(0);
  assert.equal(pacer.due(0).length, 1);
});

test("a frame is written as the server reads it", () => {
  const made = { kind: "sketch" as const, at: 2_000_000, ms: 40, payload: Uint8Array.of(7, 8) };
  assert.deepEqual([...encode(made, 258, 3)], [2, 0, 0, 1, 2, 0, 1, 0x77, 0, 0, 3, 7, 8]);
  const late = encode({ ...made, kind: "sound", at: 1e12 }, 0, 0);
  assert.equal(new DataView(late.buffer).getUint32(5), (48_000 * 1e6) % 2 ** 32);
});

test("an acknowledgement is read, and nothing else is taken for one", () => {
  assert.equal(acknowledged(Uint8Array.of(0x81, 0, 0, 1, 2).buffer), 258);
  assert.equal(acknowledged(Uint8Array.of(0x80, 0, 0, 1, 2).buffer), null);
  assert.equal(acknowledged(Uint8Array.of(0x81, 0, 0, 1).buffer), null);
});
