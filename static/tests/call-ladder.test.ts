import assert from "node:assert/strict";
import { test } from "node:test";
import {
  AGAIN_MS,
  COMES_UP_MS,
  LOSES_MS,
  Ladder,
  OVERLAP_MS,
  SLOW_MS,
  STEADY_MS,
  type Act,
  type Carrier,
  type Facts,
} from "../src/call/ladder.ts";
import { chance } from "./chance.ts";

const ON: Facts = { listening: "on", connected: true, microphone: true, lost: null, dropping: 0 };
const TICK = 250;

/** A ladder in a world in which some carriers come up after so long, and others never do. */
class World {
  readonly ladder: Ladder;
  readonly told: string[] = [];
  readonly open = new Set<Carrier>();
  now = 0;
  comesUp: Record<Carrier, number | null> = { rtc: 200, socket: 150 };
  facts: Facts = ON;
  #coming: { at: number; carrier: Carrier; attempt: number }[] = [];
  /** ms in which nothing carried sound, since the first carrier was up. */
  deaf = 0;
  #heard = false;

  constructor(options: ConstructorParameters<typeof Ladder>[0] = { encodes: true }) {
    this.ladder = new Ladder(options);
  }

  until(end: number): void {
    for (; this.now < end; this.now += TICK) {
      for (const { at, carrier, attempt } of this.#coming) {
        if (at <= this.now) this.ladder.up(carrier, attempt, this.now);
      }
      this.#coming = this.#coming.filter(({ at }) => at > this.now);
      for (const act of this.ladder.decide(this.facts, this.now)) this.#do(act);
      const { rung } = this.ladder;
      if (rung !== null) this.#heard = true;
      else if (this.#heard) this.deaf += TICK;
    }
  }

  fail(carrier: Carrier): void {
    this.open.delete(carrier);
    this.ladder.failed(carrier, this.ladder.attempt(carrier), this.now);
  }

  #do(act: Act): void {
    this.told.push(act.do === "carry" ? act.kind : `${act.do} ${act.carrier}`);
    if (act.do === "build") {
      assert.ok(!this.open.has(act.carrier), "never two of a kind");
      this.open.add(act.carrier);
      const after = this.comesUp[act.carrier];
      const attempt = this.ladder.attempt(act.carrier);
      if (after !== null) this.#coming.push({ at: this.now + after, carrier: act.carrier, attempt });
    } else if (act.do === "close") {
      this.open.delete(act.carrier);
    }
  }
}

test("where RTP comes up, nothing else is ever opened", () => {
  const world = new World();
  world.until(120_000);
  assert.deepEqual(world.told, ["build rtc"]);
  assert.equal(world.ladder.rung, "rtc");
});

test("without listening, connection or microphone there is no leg, and it goes at once", () => {
  for (const facts of [{ listening: "waiting" }, { listening: "off_record" }, { connected: false }, { microphone: false }] as const) {
    const world = new World();
    world.comesUp.rtc = null;
    world.until(3_000);
    assert.equal(world.ladder.rung, "ws");
    world.facts = { ...ON, ...facts };
    assert.deepEqual(world.ladder.decide(world.facts, world.now), [
      { do: "close", carrier: "rtc" },
      { do: "close", carrier: "socket" },
    ]);
    assert.deepEqual(world.ladder.decide(world.facts, world.now + 10), []);
    assert.equal(world.ladder.rung, null);
  }
});

test("where UDP is blocked a socket carries within 2 s, and RTP is tried again ever more seldom", () => {
  const world = new World();
  world.comesUp.rtc = null;
  world.until(SLOW_MS + 2 * TICK);
  assert.deepEqual(world.told, ["build rtc", "build socket"]);
  world.until(SLOW_MS + 4 * TICK);
  assert.equal(world.ladder.rung, "ws");
  world.until(900_000);
  const tries = world.told.filter((told) => told === "build rtc").length;
  assert.ok(tries >= 4 && tries <= 6, `${tries}`);
  assert.equal(world.ladder.rung, "ws");
  assert.equal(world.deaf, 0);
});

test("RTP that comes up late takes over, and both carry for a while", () => {
  const world = new World();
  world.comesUp.rtc = 4_000;
  world.until(4_000 + OVERLAP_MS);
  assert.deepEqual([...world.open].sort(), ["rtc", "socket"]);
  assert.equal(world.ladder.rung, "rtc");
  world.until(6_000);
  assert.deepEqual([...world.open], ["rtc"]);
  assert.equal(world.deaf, 0);
});

test("RTP that loses a tenth for seconds is given up, once the socket carries", () => {
  const world = new World();
  world.until(10_000);
  world.facts = { ...ON, lost: 0.15 };
  world.until(10_000 + LOSES_MS);
  assert.deepEqual([...world.open], ["rtc"]);
  world.until(10_000 + LOSES_MS + 500);
  assert.deepEqual([...world.open].sort(), ["rtc", "socket"]);
  world.until(18_000);
  assert.deepEqual([...world.open], ["socket"]);
  world.facts = ON;
  world.until(18_000 + AGAIN_MS[0]! + OVERLAP_MS + 2_000);
  assert.deepEqual([...world.open], ["rtc"]);
  assert.equal(world.deaf, 0);
});

test("a moment of loss moves nothing", () => {
  const world = new World();
  world.until(10_000);
  for (let n = 0; n < 20; n += 1) {
    world.facts = { ...ON, lost: 0.3 };
    world.until(world.now + LOSES_MS - TICK);
    world.facts = { ...ON, lost: 0.05 };
    world.until(world.now + TICK);
  }
  assert.deepEqual(world.told, ["build rtc"]);
});

test("a leg that breaks is built anew, with a socket meanwhile", () => {
  const world = new World();
  world.until(30_000);
  world.fail("rtc");
  world.until(34_000);
  assert.deepEqual(world.told.slice(1), ["build socket", "build rtc", "close socket"]);
  assert.ok(world.deaf <= 2 * TICK);
});

test("a socket that drops a third carries a sketch, and sound again later", () => {
  const world = new World({ encodes: true });
  world.comesUp.rtc = null;
  world.until(5_000);
  world.facts = { ...ON, dropping: 0.35 };
  world.until(6_000);
  assert.equal(world.ladder.rung, "features");
  world.facts = ON;
  world.until(5_000 + AGAIN_MS[0]! - 2 * TICK);
  assert.equal(world.ladder.rung, "features");
  world.until(5_000 + AGAIN_MS[0]! + 2 * TICK);
  assert.equal(world.ladder.rung, "ws");
  world.facts = { ...ON, dropping: 0.35 };
  world.until(world.now + 500);
  world.facts = ON;
  world.until(world.now + AGAIN_MS[1]! - 4 * TICK);
  assert.equal(world.ladder.rung, "features");
  assert.equal(world.deaf, 0);
});

test("a browser that cannot encode sends a sketch where RTP does not come up", () => {
  const world = new World({ encodes: false });
  world.comesUp.rtc = null;
  world.until(60_000);
  assert.equal(world.ladder.rung, "features");
  assert.ok(!world.told.includes("sound"));
});

test("a browser that only says it encodes goes on with a sketch over the same socket", () => {
  const world = new World();
  world.comesUp.rtc = null;
  world.until(5_000);
  assert.equal(world.ladder.rung, "ws");
  world.ladder.cannotEncode(world.now);
  assert.equal(world.ladder.rung, "features");
  world.until(300_000);
  assert.equal(world.ladder.rung, "features");
  assert.ok(!world.told.includes("sound"));
  assert.equal(world.deaf, 0);
});

test("one rung alone can be asked for", () => {
  for (const only of ["rtc", "ws", "features"] as const) {
    const world = new World({ encodes: true, only });
    world.until(120_000);
    assert.equal(world.ladder.rung, only);
    assert.equal(world.told.length, 1);
  }
  const never = new World({ encodes: true, only: "rtc" });
  never.comesUp.rtc = null;
  never.until(60_000);
  assert.ok(!never.told.includes("build socket"));
});

test("what never comes up has failed and is let go", () => {
  const world = new World();
  world.comesUp = { rtc: null, socket: null };
  world.until(COMES_UP_MS + 500);
  assert.ok(world.told.includes("close rtc"));
  world.until(20_000);
  assert.ok(world.told.includes("close socket"));
  assert.equal(world.ladder.rung, null);
});

test("late word of an older attempt changes nothing", () => {
  const ladder = new Ladder({ encodes: true });
  ladder.decide(ON, 0);
  const first = ladder.attempt("rtc");
  ladder.failed("rtc", first, 100);
  ladder.decide(ON, 2_000);
  ladder.up("rtc", first, 2_100);
  ladder.failed("rtc", first, 2_100);
  assert.equal(ladder.rung, null);
  ladder.up("rtc", ladder.attempt("rtc"), 2_200);
  assert.equal(ladder.rung, "rtc");
});

test("whatever the line does, what carries is let go only when another carries, and moves are few", () => {
  const { below, share } = chance(11);
  for (let run = 0; run < 60; run += 1) {
    const world = new World({ encodes: below(4) > 0 });
    for (let step = 0; step < 60; step += 1) {
      world.comesUp = { rtc: below(3) > 0 ? below(3_000) : null, socket: below(9_000) };
      world.facts = { ...ON, lost: share() < 0.3 ? share() : 0, dropping: share() < 0.3 ? share() : 0 };
      const before = world.ladder.rung;
      const deaf = world.deaf;
      world.until(world.now + 500 + below(20_000));
      if (before !== null) assert.equal(world.deaf, deaf, "call time was lost by moving");
      assert.ok(world.open.size <= 2);
    }
    const minutes = world.now / STEADY_MS;
    const builds = world.told.filter((told) => told.startsWith("build")).length;
    assert.ok(builds <= 12 * minutes + 8, `${builds} in ${minutes}`);
  }
});
