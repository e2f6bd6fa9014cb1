/**
 * Does the microphone carry the voice, and also a soft "mm-hm"? Judged in the page, before anybody listens.
 *
 * A voice is heard after 0.5 s of voiced sound. A soft sound is heard when a short voiced stretch stands
 * alone between two quiet ones: that is what noise filters swallow first. A laugh is asked for, since its rhythm
 * alone is that of talk (a rule on it found a quarter of real laughs at one talker in twenty taken for one): who
 * says they laugh is heard when three of its bursts come through (99 of 100 clips of laughter).
 */

import { AUDIBLE_DB } from "./ribbon.ts";
import { Floor, type Sounding } from "./voice.ts";

/** How far above its floor a voice fills the meter: a near one is 40 to 50 dB over a quiet room. */
const FULL_DB = 50;
export const VOICE_MS = 500;
export const SOFT_MIN_MS = 120;
export const SOFT_MAX_MS = 1_100;
export const ALONE_MS = 350;
/** Pauses inside one sound, as between "mm" and "hm". */
export const BRIDGED_MS = 150;

/** How long a laugh is waited for once it was asked for. */
export const LAUGH_MS = 4_000;
/** What a burst of a laugh rises and falls by, and how far above the quiet it reaches. */
const SWING_DB = 6;
const BURST_DB = 12;
/** From one burst of a laugh to the next at most. */
const BETWEEN_MS = 500;
const BURSTS = 3;

export interface Heard {
  voice: boolean;
  soft: boolean;
  laugh: "untried" | "trying" | "heard" | "unheard";
}

export const UNHEARD: Heard = { voice: false, soft: false, laugh: "untried" };

/** Counts the bursts of a sound that swells and falls again and again. */
class Bursts {
  count = 0;
  #rising = true;
  #turn = Number.NEGATIVE_INFINITY;
  #last = Number.NEGATIVE_INFINITY;

  hear(aboveDb: number, now: number): void {
    this.#turn = this.#rising ? Math.max(this.#turn, aboveDb) : Math.min(this.#turn, aboveDb);
    if (Math.abs(aboveDb - this.#turn) < SWING_DB) return;
    if (this.#rising && this.#turn >= BURST_DB) {
      this.count = now - this.#last <= BETWEEN_MS ? this.count + 1 : 1;
      this.#last = now;
    }
    this.#rising = !this.#rising;
    this.#turn = aboveDb;
  }
}

export class Hearing {
  #floor = new Floor();
  #voicedMs = 0;
  #last = 0;
  #start: number | null = null;
  #end = Number.NEGATIVE_INFINITY;
  #quietBefore = 0;
  #voicedInside = 0;
  #soft = false;
  #laugh: Heard["laugh"] = "untried";
  #bursts = new Bursts();
  #asked = 0;

  get heard(): Heard {
    return { voice: this.#voicedMs >= VOICE_MS, soft: this.#soft, laugh: this.#laugh };
  }

  /** From `now` (ms) on a laugh is waited for. */
  tryLaugh(now: number): void {
    this.#laugh = "trying";
    this.#bursts = new Bursts();
    this.#asked = now;
  }

  /** One look at the microphone at `now` (ms); returns the level above the floor, 0 to 1. */
  hear(sound: Sounding, now: number): number {
    const above = sound.levelDb - this.#floor.hear(sound.levelDb, now);
    const passed = this.#last === 0 ? 0 : Math.min(100, now - this.#last);
    this.#last = now;
    const audible = above >= AUDIBLE_DB;
    if (audible && sound.hz !== null) {
      this.#voicedMs += passed;
      this.#voicedInside += passed;
    }
    if (audible) {
      if (this.#start === null) {
        this.#start = now;
        this.#quietBefore = now - this.#end;
        this.#voicedInside = 0;
      }
      this.#end = now;
    } else if (this.#start !== null && now - this.#end > ALONE_MS) {
      this.#judge(this.#end - this.#start);
      this.#start = null;
    }
    if (this.#laugh === "trying") this.#wait(above, now);
    return Math.max(0, Math.min(1, above / FULL_DB));
  }

  #wait(above: number, now: number): void {
    this.#bursts.hear(above, now);
    if (this.#bursts.count >= BURSTS) this.#laugh = "heard";
    else if (now - this.#asked >= LAUGH_MS) this.#laugh = "unheard";
  }

  #judge(lasted: number): void {
    const short = lasted >= SOFT_MIN_MS && lasted <= SOFT_MAX_MS;
    const voiced = this.#voicedInside >= lasted / 2;
    if (short && voiced && this.#quietBefore >= ALONE_MS - BRIDGED_MS) this.#soft = true;
  }
}
