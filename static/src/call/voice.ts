/** Level and pitch of a voice from one window of samples: what the ribbon and the meter are drawn from. */

export interface Sounding {
  /** dBFS, RMS; at least -100. */
  levelDb: number;
  /** Fundamental frequency in Hz, or null when the window is unvoiced. */
  hz: number | null;
}

export const MIN_HZ = 70;
export const MAX_HZ = 420;
/** Normalised autocorrelation above which a window counts as voiced. */
const VOICED = 0.6;
/** A peak at a longer period wins only by more than this: against octave errors. */
const OCTAVE = 0.06;
const LOWEST_DB = -100;
const GATE_DB = -62;

/** Halves the rate: mean of neighbours. Enough of a low-pass for a fundamental below 420 Hz. */
function halved(samples: Float32Array): Float32Array {
  const out = new Float32Array(samples.length >> 1);
  for (let i = 0; i < out.length; i += 1) {
    out[i] = ((samples[2 * i] ?? 0) + (samples[2 * i + 1] ?? 0)) / 2;
  }
  return out;
}

export function levelDb(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return sum <= 0 ? LOWEST_DB : Math.max(LOWEST_DB, 10 * Math.log10(sum / samples.length));
}

/** Pitch by normalised autocorrelation, after de-meaning and decimation to about 12 kHz. */
export function pitchHz(samples: Float32Array, rate: number): number | null {
  let x = samples;
  let sampleRate = rate;
  while (sampleRate > 16_000) {
    x = halved(x);
    sampleRate /= 2;
  }
  let mean = 0;
  for (const sample of x) mean += sample / x.length;
  const shortest = Math.floor(sampleRate / MAX_HZ);
  const longest = Math.min(Math.ceil(sampleRate / MIN_HZ), x.length >> 1);
  const span = x.length - longest - 1;
  const scores = new Float32Array(longest + 2);
  let own = 0;
  for (let i = 0; i < span; i += 1) own += ((x[i] ?? 0) - mean) ** 2;
  for (let lag = shortest - 1; lag <= longest + 1; lag += 1) {
    let cross = 0;
    let other = 0;
    for (let i = 0; i < span; i += 1) {
      const a = (x[i] ?? 0) - mean;
      const b = (x[i + lag] ?? 0) - mean;
      cross += a * b;
      other += b * b;
    }
    scores[lag] = own * other > 0 ? cross / Math.sqrt(own * other) : 0;
  }
  let best = -1;
  let bestScore = VOICED;
  for (let lag = shortest; lag <= longest; lag += 1) {
    const here = scores[lag] ?? 0;
    const peak = here >= (scores[lag - 1] ?? 0) && here >= (scores[lag + 1] ?? 0);
    if (peak && here > (best < 0 ? bestScore : bestScore + OCTAVE)) {
      best = lag;
      bestScore = here;
    }
  }
  if (best < 0) return null;
  const [a, b, c] = [scores[best - 1] ?? 0, scores[best] ?? 0, scores[best + 1] ?? 0];
  const bend = a - 2 * b + c;
  return sampleRate / (best + (bend === 0 ? 0 : (a - c) / (2 * bend)));
}

export function sounding(samples: Float32Array, rate: number): Sounding {
  const level = levelDb(samples);
  return { levelDb: level, hz: level < GATE_DB ? null : pitchHz(samples, rate) };
}

/** No room is taken to be louder at first: somebody may be speaking when the microphone opens. */
const FIRST_FLOOR_DB = -65;

/** Follows the quiet of a room: falls at once, rises 2 dB a second, so speech does not lift it. */
export class Floor {
  #db: number | null = null;
  #at = 0;

  /** The floor in dBFS after hearing `level` at `now` (ms). */
  hear(level: number, now: number): number {
    if (this.#db === null) this.#db = Math.max(-80, Math.min(level, FIRST_FLOOR_DB));
    else if (level < this.#db) this.#db = Math.max(level, -80);
    else this.#db = Math.min(level, this.#db + (2 * (now - this.#at)) / 1000);
    this.#at = now;
    return this.#db;
  }
}
