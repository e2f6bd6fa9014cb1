/**
 * The line in words: whose side it is and what it means, steady over about 30 s.
 *
 * Never from the round trip alone: delay counts as heard (mouth to ear), thinness by loss and by what the
 * uplink carries. Tiers: docs/cues.md, "Connection tiers".
 */

import type { LineFigures } from "./line.ts";

export type ConnectionWord = "clear" | "slow" | "very_slow" | "thin_mine" | "thin_theirs" | "slow_path";

export const SLOW_S = 0.25;
export const VERY_SLOW_S = 0.45;
export const LOSSY = 0.05;
export const THIN_VIDEO_BPS = 700_000;
export const THIN_AUDIO_BPS = 24_000;
export const PATH_RTT_S = 0.6;

/** From this delay on the line is drawn as distance (design, "Distance"). */
export const DISTANCE_FROM_S = 0.15;
const DOT_S = 0.05;

/** Reports of 5 s each: three of a kind make it worse (15 s), six make it better (30 s). */
const WORSE_AFTER = 3;
const BETTER_AFTER = 6;

const WEIGHT: Readonly<Record<ConnectionWord, number>> = {
  clear: 0,
  slow: 1,
  slow_path: 2,
  very_slow: 2,
  thin_theirs: 3,
  thin_mine: 3,
};

/** What one report alone would say. */
export function wordOf(line: LineFigures, sendsVideo: boolean): ConnectionWord {
  const thin = sendsVideo ? THIN_VIDEO_BPS : THIN_AUDIO_BPS;
  const mine = line.lost >= LOSSY || (line.outgoing_bps !== null && line.outgoing_bps < thin);
  const theirs = line.lost_in >= LOSSY;
  if (mine && theirs && line.rtt_s >= PATH_RTT_S) return "slow_path";
  if (mine) return "thin_mine";
  if (theirs) return "thin_theirs";
  if (line.delay_s === null) return "clear";
  if (line.delay_s >= VERY_SLOW_S) return "very_slow";
  return line.delay_s >= SLOW_S ? "slow" : "clear";
}

export class Connection {
  #word: ConnectionWord = "clear";
  #candidate: ConnectionWord = "clear";
  #count = 0;
  #delays: number[] = [];

  get word(): ConnectionWord {
    return this.#word;
  }

  /** Median delay over the last 30 s, in s; null while unknown. */
  get delayS(): number | null {
    const sorted = [...this.#delays].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? null;
  }

  /** Takes the report of the last 5 s. */
  report(line: LineFigures, sendsVideo: boolean): void {
    if (line.delay_s !== null) this.#delays = [...this.#delays, line.delay_s].slice(-BETTER_AFTER);
    const word = wordOf(line, sendsVideo);
    if (word === this.#word) {
      this.#count = 0;
      return;
    }
    this.#count = word === this.#candidate ? this.#count + 1 : 1;
    this.#candidate = word;
    const needed = WEIGHT[word] < WEIGHT[this.#word] ? BETTER_AFTER : WORSE_AFTER;
    if (this.#count < needed) return;
    this.#word = word;
    this.#count = 0;
  }
}

/** How many dots stand for a delay: one for each 50 ms, 2 to 14; none below 150 ms. */
export function dots(delayS: number | null): number {
  if (delayS === null || delayS < DISTANCE_FROM_S) return 0;
  return Math.min(14, Math.max(2, Math.round(delayS / DOT_S)));
}

/** The delay as people say it: a catalogue key. */
export type DelayWord = "sixth" | "quarter" | "third" | "half" | "three_quarters" | "second" | "more";

export function delayWord(delayS: number): DelayWord {
  if (delayS < 0.21) return "sixth";
  if (delayS < 0.29) return "quarter";
  if (delayS < 0.42) return "third";
  if (delayS < 0.62) return "half";
  if (delayS < 0.88) return "three_quarters";
  return delayS < 1.3 ? "second" : "more";
}
