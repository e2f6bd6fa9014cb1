/**
 * A sketch of a voice for the thinnest lines: every 40 ms how likely it is speech, how loud, how high; two bytes.
 * The server's half is `cues/sketch.py`. No sound can be made of it again.
 */

import { Floor, levelDb, pitchHz } from "./voice.ts";

export const HOP_MS = 40;
/** Hops sent together: half a second, so that the way there stays under 2 kbit/s with all its headers. */
export const HOPS = 12;
const LOWEST_HZ = 60;
const STEPS = 24;

/** Voiced and so far over the floor it is surely a voice; under the second, perhaps. */
const SURE_DB = 10;
const MAYBE_DB = 5;
/** Loud without a pitch within this of a voice is part of a word. */
const CONSONANT_MS = 160;
const CONSONANT_DB = 8;

export class Sketcher {
  #floor = new Floor();
  #voiced = Number.NEGATIVE_INFINITY;

  /** The two bytes of 40 ms of sound, heard at `now` (ms). */
  draw(samples: Float32Array, rate: number, now: number): [number, number] {
    const level = levelDb(samples);
    const over = level - this.#floor.hear(level, now);
    const hz = over >= MAYBE_DB ? pitchHz(samples, rate) : null;
    let speech = 0;
    if (hz !== null) {
      speech = over >= SURE_DB ? 3 : 2;
      this.#voiced = now;
    } else if (over >= CONSONANT_DB && now - this.#voiced <= CONSONANT_MS) {
      speech = 1;
    }
    const step = hz === null ? 0 : Math.max(1, Math.min(63, Math.round(STEPS * Math.log2(hz / LOWEST_HZ)) + 1));
    return [Math.max(0, Math.min(255, Math.round(-2 * level))), (speech << 6) | step];
  }
}
