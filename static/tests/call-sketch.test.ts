import assert from "node:assert/strict";
import { test } from "node:test";
import { Framer, type Piece } from "../src/call/framer.ts";
import { HOP_MS, Sketcher } from "../src/call/sketch.ts";
import { chance } from "./chance.ts";

const RATE = 48_000;
const HOP = (RATE * HOP_MS) / 1_000;

function pieces(seed: number, rate: number, seconds: number): Piece[] {
  const { below } = chance(seed);
  const out: Piece[] = [];
  for (let from = 0; from < rate * seconds; ) {
    const length = 1 + below(3_000);
    const samples = Float32Array.from({ length }, (_, i) => from + i);
    out.push({ samples, rate, at: 5e6 + Math.round((from / rate) * 1e6) });
    from += length;
  }
  return out;
}

test("whatever pieces come in, windows of one length come out, with nothing left out and exact times", () => {
  for (const rate of [48_000, 44_100, 16_000]) {
    for (let seed = 1; seed <= 10; seed += 1) {
      const framer = new Framer(60);
      const size = Math.round(rate * 0.06);
      let next = 0;
      for (const window of pieces(seed, rate, 3).flatMap((piece) => framer.cut(piece))) {
        assert.equal(window.samples.length, size);
        assert.equal(window.samples[0], next);
        assert.ok(Math.abs(window.at - 5e6 - (next / rate) * 1e6) < 1_000);
        next += size;
      }
      assert.ok(next > rate * 2.9);
    }
  }
});

test("a hole in what a microphone gives is a jump in time, never closed", () => {
  const framer = new Framer(60);
  const samples = new Float32Array(4_000);
  const before = framer.cut({ samples, rate: RATE, at: 0 });
  const after = framer.cut({ samples, rate: RATE, at: 500_000 });
  assert.deepEqual([...before, ...after].map(({ at }) => at), [0, 500_000]);
});

test("another rate begins anew", () => {
  const framer = new Framer(60);
  framer.cut({ samples: new Float32Array(100), rate: RATE, at: 0 });
  const [window] = framer.cut({ samples: new Float32Array(960), rate: 16_000, at: 2_083 });
  assert.equal(window?.samples.length, 960);
  assert.equal(window?.at, 2_083);
});

const quiet = (seed: number) => {
  const { share } = chance(seed);
  return Float32Array.from({ length: HOP }, () => 0.0005 * (share() - 0.5));
};
const voice = (hz: number, amplitude: number) =>
  Float32Array.from({ length: HOP }, (_, i) => {
    let sum = 0;
    for (let k = 1; k <= 6; k += 1) sum += Math.sin((2 * Math.PI * hz * k * i) / RATE) / k;
    return amplitude * sum;
  });
const hiss = (seed: number, amplitude: number) => {
  const { share } = chance(seed);
  return Float32Array.from({ length: HOP }, () => amplitude * (share() - 0.5));
};

/** Speech 0 to 3, level in dB and pitch in Hz of two bytes. */
function read([level, rest]: [number, number]) {
  const step = rest & 63;
  return { speech: rest >> 6, level: -level / 2, hz: step === 0 ? null : 60 * 2 ** ((step - 1) / 24) };
}

test("a voice is speech with its level and pitch, a quiet room is not", () => {
  const sketcher = new Sketcher();
  for (let n = 0; n < 25; n += 1) assert.equal(read(sketcher.draw(quiet(n + 1), RATE, n * HOP_MS)).speech, 0);
  for (const hz of [90, 120, 180, 250, 330]) {
    const drawn = read(sketcher.draw(voice(hz, 0.2), RATE, 1_000));
    assert.equal(drawn.speech, 3);
    assert.ok(drawn.hz !== null && Math.abs(Math.log2(drawn.hz / hz)) < 1 / 20, `${hz}: ${drawn.hz}`);
    assert.ok(Math.abs(drawn.level + 15) < 3);
  }
});

test("hiss right after a voice is part of the word, and alone is none", () => {
  const sketcher = new Sketcher();
  for (let n = 0; n < 25; n += 1) sketcher.draw(quiet(n + 1), RATE, n * HOP_MS);
  assert.equal(read(sketcher.draw(hiss(3, 0.1), RATE, 1_000)).speech, 0);
  sketcher.draw(voice(120, 0.2), RATE, 1_040);
  assert.equal(read(sketcher.draw(hiss(4, 0.1), RATE, 1_080)).speech, 1);
  assert.equal(read(sketcher.draw(hiss(5, 0.1), RATE, 2_000)).speech, 0);
});

test("any sound fits into its two bytes", () => {
  const sketcher = new Sketcher();
  for (const samples of [new Float32Array(HOP), new Float32Array(HOP).fill(1), voice(900, 1), voice(50, 1)]) {
    for (const byte of sketcher.draw(samples, RATE, 0)) assert.ok(byte >= 0 && byte <= 255 && Number.isInteger(byte));
  }
});
