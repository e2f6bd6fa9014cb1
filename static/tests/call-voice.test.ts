import assert from "node:assert/strict";
import { test } from "node:test";
import { Hearing } from "../src/call/hearing.ts";
import { HATCH_MS, HISTORY_MS, QUIET_AFTER_MS, Ribbon, outline, still } from "../src/call/ribbon.ts";
import { Floor, levelDb, pitchHz, sounding } from "../src/call/voice.ts";

const RATE = 48_000;
const N = 2_048;

/** A voice-like tone: a fundamental with falling harmonics. */
function voiced(hz: number, amplitude = 0.2, rate = RATE): Float32Array {
  return Float32Array.from({ length: N }, (_, i) => {
    let sum = 0;
    for (let k = 1; k <= 6; k += 1) sum += Math.sin((2 * Math.PI * hz * k * i) / rate) / k;
    return amplitude * sum;
  });
}

function noise(amplitude: number): Float32Array {
  let state = 7;
  return Float32Array.from({ length: N }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return amplitude * (state / 1_073_741_824 - 1);
  });
}

test("level is RMS in dBFS, and silence is the lowest there is", () => {
  assert.ok(Math.abs(levelDb(new Float32Array(N).fill(0.1)) + 20) < 1e-3);
  assert.equal(levelDb(new Float32Array(N)), -100);
});

test("the pitch of a voice is found within 2 % from 80 to 400 Hz, at 48, 44.1 and 16 kHz", () => {
  for (const rate of [48_000, 44_100, 16_000]) {
    for (const hz of [80, 110, 165, 220, 300, 400]) {
      const found = pitchHz(voiced(hz, 0.2, rate), rate);
      assert.ok(found !== null && Math.abs(found / hz - 1) < 0.02, `${hz} Hz at ${rate}: ${found}`);
    }
  }
});

test("noise and silence have no pitch, nor has a voice below the gate", () => {
  assert.equal(pitchHz(noise(0.2), RATE), null);
  assert.equal(pitchHz(new Float32Array(N), RATE), null);
  assert.equal(sounding(voiced(150, 0.0001), RATE).hz, null);
  assert.ok(sounding(voiced(150), RATE).hz);
});

test("the floor falls at once and rises slowly", () => {
  const floor = new Floor();
  assert.equal(floor.hear(-40, 0), -65);
  assert.equal(floor.hear(-70, 100), -70);
  assert.equal(floor.hear(-20, 1_100), -68);
  assert.equal(floor.hear(-68.5, 9_000), -68.5);
  assert.equal(floor.hear(-100, 9_100), -80);
});

const QUIET = { levelDb: -70, hz: null };
const SPOKEN = (hz: number) => ({ levelDb: -30, hz });

function spoken(ribbon: Ribbon, hz: number, from: number, ms: number): number {
  let now = from;
  for (; now < from + ms; now += 30) ribbon.hear(SPOKEN(hz), now);
  return now;
}

test("a voice above its median swings up, below it down, and quiet runs out to the horizon", () => {
  const ribbon = new Ribbon();
  ribbon.hear(QUIET, 0);
  let now = spoken(ribbon, 150, 30, 3_000);
  now = spoken(ribbon, 200, now, 600);
  const high = ribbon.points.at(-1)?.swing ?? 0;
  now = spoken(ribbon, 110, now, 600);
  const low = ribbon.points.at(-1)?.swing ?? 0;
  assert.ok(high > 0.4 && low < -0.4, `${high} ${low}`);
  for (let end = now + 2_000; now < end; now += 30) ribbon.hear(QUIET, now);
  assert.ok(Math.abs(ribbon.points.at(-1)?.swing ?? 1) < 0.01);
  assert.ok((ribbon.points.at(-1)?.body ?? 1) < 0.01);
});

test("unvoiced sound keeps the last pitch", () => {
  const ribbon = new Ribbon();
  ribbon.hear(QUIET, 0);
  let now = spoken(ribbon, 150, 30, 1_000);
  now = spoken(ribbon, 220, now, 500);
  const before = ribbon.points.at(-1)?.swing;
  ribbon.hear({ levelDb: -30, hz: null }, now);
  assert.equal(ribbon.points.at(-1)?.swing, before);
});

test("it remembers nine seconds and no more", () => {
  const ribbon = new Ribbon();
  for (let now = 0; now <= 3 * HISTORY_MS; now += 100) ribbon.hear(QUIET, now);
  assert.ok((ribbon.points[0]?.at ?? 0) >= 2 * HISTORY_MS);
});

test("quiet is counted from the last sound; unknown is not quiet", () => {
  const ribbon = new Ribbon();
  ribbon.hear(QUIET, 0);
  assert.equal(ribbon.quietFor(5_000), null);
  ribbon.hear(SPOKEN(150), 1_000);
  ribbon.hear(QUIET, 4_000);
  assert.equal(ribbon.quietFor(1_000 + QUIET_AFTER_MS), QUIET_AFTER_MS);
  ribbon.hear(null, 6_000);
  assert.equal(ribbon.quietFor(6_500), 500);
  assert.equal(ribbon.points.at(-1)?.lost, true);
});

test("the newest point stands at the head, the oldest leaves at the left, never thinner than a thread", () => {
  const points = [
    { at: 1_000, swing: 1, body: 0, lost: false },
    { at: 1_000 + HISTORY_MS, swing: 0, body: 1, lost: false },
  ];
  const [old, head] = outline(points, 1_000 + HISTORY_MS, { width: 1_000, height: 200 }, 0.71);
  assert.deepEqual([old?.x, head?.x], [0, 710]);
  assert.ok(old && Math.abs(old.bottom - old.top - 1.8) < 1e-9);
  assert.equal((old.top + old.bottom) / 2, 60);
  assert.ok(head && Math.abs(head.bottom - head.top - 2 * (0.9 + 21)) < 1e-9);
});

test("unknown is hatched, quiet is not", () => {
  const points = Array.from({ length: 30 }, (_, n) => ({ at: n * 30, swing: 0, body: 0, lost: n >= 15 }));
  const edges = outline(points, 900, { width: 900, height: 200 }, 1);
  assert.equal(edges.filter(({ hatched }) => hatched).length, (15 * 30) / HATCH_MS);
  assert.equal(edges.slice(0, 15).some(({ hatched }) => hatched), false);
});

test("with reduced motion the voice is a bar: as long as loud, as high as pitched, in five steps", () => {
  assert.deepEqual(still(undefined), { length: 0, step: 3 });
  const at = (swing: number) => still({ at: 0, swing, body: 0.4, lost: false });
  assert.deepEqual([at(-1), at(0), at(1)].map(({ step }) => step), [1, 3, 5]);
  assert.equal(at(0).length, 0.4);
});

/** Feeds stretches of [ms, sound] in steps of 33 ms. */
function hear(stretches: readonly (readonly [number, { levelDb: number; hz: number | null }])[]): Hearing {
  const hearing = new Hearing();
  let now = 1_000;
  for (const [ms, sound] of stretches) {
    for (const end = now + ms; now < end; now += 33) hearing.hear(sound, now);
  }
  return hearing;
}

test("half a second of voice is heard as a voice, less is not", () => {
  assert.equal(hear([[500, QUIET], [700, SPOKEN(150)]]).heard.voice, true);
  assert.equal(hear([[500, QUIET], [300, SPOKEN(150)]]).heard.voice, false);
});

test("a short voiced sound alone between two quiets is a soft sound heard", () => {
  assert.equal(hear([[1_000, QUIET], [400, SPOKEN(120)], [600, QUIET]]).heard.soft, true);
});

test("the two halves of an mm-hm are one sound", () => {
  assert.equal(
    hear([[1_000, QUIET], [250, SPOKEN(120)], [100, QUIET], [250, SPOKEN(140)], [600, QUIET]]).heard.soft,
    true,
  );
});

test("a sentence, a click and a breath are not", () => {
  assert.equal(hear([[1_000, QUIET], [2_000, SPOKEN(120)], [600, QUIET]]).heard.soft, false);
  assert.equal(hear([[1_000, QUIET], [40, SPOKEN(120)], [600, QUIET]]).heard.soft, false);
  assert.equal(hear([[1_000, QUIET], [400, { levelDb: -40, hz: null }], [600, QUIET]]).heard.soft, false);
});

/** Sound from the moment a laugh is asked for: what became of it. */
function laughed(stretches: readonly (readonly [number, { levelDb: number; hz: number | null }])[]): string {
  const hearing = new Hearing();
  let now = 1_000;
  for (; now < 2_000; now += 33) hearing.hear(QUIET, now);
  assert.equal(hearing.heard.laugh, "untried");
  hearing.tryLaugh(now);
  for (const [ms, sound] of stretches) {
    for (const end = now + ms; now < end; now += 33) hearing.hear(sound, now);
  }
  return hearing.heard.laugh;
}

test("a laugh that was asked for is heard by its third burst, and one sound alone is none", () => {
  const burst = [[120, SPOKEN(250)], [100, QUIET]] as const;
  assert.equal(laughed([...burst, ...burst]), "trying");
  assert.equal(laughed([...burst, ...burst, ...burst]), "heard");
  assert.equal(laughed([...burst, ...burst, [800, QUIET], ...burst, [4_000, QUIET]]), "unheard");
  assert.equal(laughed([[900, { levelDb: -45, hz: null }], [4_000, QUIET]]), "unheard");
});

test("bursts too faint to stand out of the room are no laugh heard", () => {
  const faint = { levelDb: QUIET.levelDb + 8, hz: 250 };
  assert.equal(laughed(Array.from({ length: 20 }, () => [[120, faint], [100, QUIET]] as const).flat()), "unheard");
});

test("the meter's level is between 0 and 1", () => {
  const hearing = new Hearing();
  assert.equal(hearing.hear(QUIET, 1_000), 0);
  assert.equal(hearing.hear({ levelDb: 0, hz: 200 }, 1_033), 1);
});
