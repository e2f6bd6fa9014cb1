/**
 * Paces a leg over a socket by the server's answers, so that it yields to the call and is never far behind.
 *
 *   made      1 2 3 4 5 6 7 8 9
 *   sent      1 2 3 . . . . 8 9      no more than AHEAD_MS unanswered; who waited past WAITS_MS is dropped, the
 *   dropped         4 5 6 7          oldest first, and the next one sent says how many
 */

import { type Made } from "./frames.ts";

/** So much may be under way without an answer. A sketch comes half a second at a time. */
export const AHEAD_MS = { sound: 1_000, sketch: 2_000 } as const;
/** Who waited longer is too late to be of use. */
export const WAITS_MS = { sound: 1_000, sketch: 2_000 } as const;
/** Over how long drops are counted. */
export const LOOKS_BACK_MS = 10_000;
/** The most a frame can declare. */
export const MOST_DROPPED = 65_535;

export interface Due {
  made: Made;
  sequence: number;
  dropped: number;
}

interface Waiting {
  made: Made;
  sequence: number;
  since: number;
}

export class Pacer {
  #next = 0;
  #waiting: Waiting[] = [];
  #sent: { sequence: number; ms: number }[] = [];
  #dropped = 0;
  /** When what was made, and how many ms of it were dropped. */
  #history: { at: number; made: number; dropped: number }[] = [];

  /** Takes something just made, at `now` (ms). */
  offer(made: Made, now: number): void {
    this.#waiting.push({ made, sequence: this.#next, since: now });
    this.#next = (this.#next + 1) % 2 ** 32;
    this.#note(now, made.ms, 0);
  }

  /** What is to be sent at `now`, in order. */
  due(now: number): Due[] {
    const out: Due[] = [];
    this.#drop(now);
    for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) {
      const { made, sequence } = first;
      const ahead = this.#sent.reduce((sum, { ms }) => sum + ms, 0);
      if (ahead > 0 && ahead + made.ms > AHEAD_MS[made.kind]) break;
      this.#waiting.shift();
      this.#sent.push({ sequence, ms: made.ms });
      out.push({ made, sequence, dropped: this.#dropped });
      this.#dropped = 0;
    }
    return out;
  }

  /** The server has everything up to `sequence`. */
  answered(sequence: number): void {
    const last = this.#sent.findIndex((frame) => frame.sequence === sequence);
    this.#sent.splice(0, last + 1);
  }

  /** Share of what was made lately that was dropped, 0 to 1. */
  dropping(now: number): number {
    this.#history = this.#history.filter(({ at }) => now - at < LOOKS_BACK_MS);
    const made = this.#history.reduce((sum, each) => sum + each.made, 0);
    const dropped = this.#history.reduce((sum, each) => sum + each.dropped, 0);
    return made === 0 ? 0 : Math.min(1, dropped / made);
  }

  /** More dropped than one frame can say: only a new leg helps. */
  get stuck(): boolean {
    return this.#dropped > MOST_DROPPED;
  }

  #drop(now: number): void {
    for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) {
      if (now - first.since <= WAITS_MS[first.made.kind]) break;
      this.#waiting.shift();
      this.#dropped += 1;
      this.#note(now, 0, first.made.ms);
    }
  }

  #note(at: number, made: number, dropped: number): void {
    this.#history.push({ at, made, dropped });
    if (this.#history.length > 512) this.#history.shift();
  }
}
