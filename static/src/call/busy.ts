/** When a microphone that another program holds is asked for again. Decisions only; the asking is `media.ts`. */

import type { Trouble } from "./media.ts";

export const AGAIN_MS = 3_000;

export class Busy {
  #since: number | null = null;

  /** Whether to ask again at `now` (ms): every `AGAIN_MS` for as long as the microphone is busy. */
  due(trouble: Trouble | null, now: number): boolean {
    if (trouble !== "busy") {
      this.#since = null;
      return false;
    }
    this.#since ??= now;
    if (now - this.#since < AGAIN_MS) return false;
    this.#since = now;
    return true;
  }
}
