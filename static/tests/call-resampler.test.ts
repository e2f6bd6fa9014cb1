import assert from "node:assert/strict";
import { test } from "node:test";
import { Resampler } from "../src/call/resampler.ts";

const tone = (at: number): number => Math.sin(2 * Math.PI * 1_000 * at);

/** A tone in pieces of 10 ms, the first of them at `from` µs. */
function pieces(rate: number, count: number, from = 0) {
  const size = rate / 100;
  return Array.from({ length: count }, (_, n) => ({
    samples: Float32Array.from({ length: size }, (_, i) => tone(from / 1e6 + (n * size + i) / rate)),
    rate,
    at: from + n * 10_000,
  }));
}

test("a rate Opus takes is left as it is", () => {
  for (const rate of [16_000, 48_000]) {
    const [piece] = pieces(rate, 1);
    assert.equal(new Resampler().take(piece!), piece);
  }
});

test("44.1 kHz becomes 48 kHz without a seam, each sample at its own time", () => {
  const resampler = new Resampler();
  let due: number | null = null;
  let worst = 0;
  let made = 0;
  for (const piece of pieces(44_100, 100, 5_000_000)) {
    const { samples, rate, at } = resampler.take(piece);
    assert.equal(rate, 48_000);
    if (due !== null) assert.ok(Math.abs(at - due) < 0.01);
    due = at + (samples.length / rate) * 1e6;
    assert.ok(piece.at + 10_000 - due < 100, "next to nothing is held back");
    samples.forEach((sample, i) => (worst = Math.max(worst, Math.abs(sample - tone(at / 1e6 + i / rate)))));
    made += samples.length;
  }
  assert.ok(Math.abs(made - 48_000) < 6);
  assert.ok(worst < 0.003, `off by ${worst}`);
});

test("after a hole it begins anew at the time of what comes", () => {
  const resampler = new Resampler();
  for (const piece of pieces(44_100, 3)) resampler.take(piece);
  const [later] = pieces(44_100, 1, 500_000);
  const { at } = resampler.take(later!);
  assert.ok(Math.abs(at - 500_000) < 50);
});
