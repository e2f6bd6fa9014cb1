/**
 * Does the microphone carry the voice, and also a soft "mm-hm"? Judged in the page, before anybody listens.
 *
 * A voice is heard after 0.5 s of voiced sound. A soft sound is heard when a short voiced stretch stands
 * alone between two quiet ones: that is what noise filters swallow first.
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

export class Hearing {
  #floor = new Floor();
  #voicedMs = 0;
  #last = 0;
  #start: number | null = null;
  #end = Number.NEGATIVE_INFINITY;
  #quietBefore = 0;
  #voicedInside = 0;
  #soft = false;

  get voice(): boolean {
    return this.#voicedMs >= VOICE_MS;
  }

  get soft(): boolean {
    return this.#soft;
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
    return Math.max(0, Math.min(1, above / FULL_DB));
  }

  #judge(lasted: number): void {
    const short = lasted >= SOFT_MIN_MS && lasted <= SOFT_MAX_MS;
    const voiced = this.#voicedInside >= lasted / 2;
    if (short && voiced && this.#quietBefore >= ALONE_MS - BRIDGED_MS) this.#soft = true;
  }
}
