/**
 * The voice ribbon: how level and pitch of the last seconds become a shape (design, "Audio-only").
 *
 * Vertical place is pitch in semitones about the voice's own running median; half thickness is level above
 * its own floor. Unvoiced sound keeps the last pitch; quiet runs out into the horizon.
 */

import { Floor, type Sounding } from "./voice.ts";

export const HISTORY_MS = 9_000;
export const RANGE_SEMITONES = 7;
export const RANGE_DB = 36;
/** A floor below this (dBFS) is a noise filter's, not a room's: measured from there, every voice would be a block. */
export const ROOM_DB = -60;
/** Shares of the height. */
export const SWING = 0.2;
export const THICKEST = 0.105;
export const THINNEST_PX = 0.9;
/** Above the floor by this much, somebody makes a sound. */
export const AUDIBLE_DB = 9;
/** Strokes of the hatching are this far apart. */
export const HATCH_MS = 90;
export const QUIET_AFTER_MS = 4_000;

const SMOOTH_MS = 120;
const RUN_OUT_MS = 400;
const MEDIAN_OF = 240;

export interface Point {
  at: number;
  /** -1 to 1: pitch about the median, 7 semitones each way at three quarters, wider leaps nearing the ends. */
  swing: number;
  /** 0 to 1: level above the floor, over RANGE_DB. */
  body: number;
  /** Nothing arrived: unknown, not quiet. */
  lost: boolean;
}

export class Ribbon {
  #points: Point[] = [];
  #pitches: number[] = [];
  #floor = new Floor();
  #swing = 0;
  #body = 0;
  #soundAt: number | null = null;

  get points(): readonly Point[] {
    return this.#points;
  }

  /** One look at the voice at `now` (ms); null while the line brings nothing. */
  hear(sound: Sounding | null, now: number): void {
    if (sound === null) {
      this.#soundAt = now;
      this.#add({ at: now, swing: 0, body: 0, lost: true });
      return;
    }
    const last = this.#points.at(-1)?.at ?? now - 33;
    const passed = Math.max(0, now - last);
    const floor = this.#floor.hear(sound.levelDb, now);
    const above = sound.levelDb - floor;
    const audible = above >= AUDIBLE_DB && sound.levelDb > -65;
    if (audible) this.#soundAt = now;
    const ease = 1 - Math.exp(-passed / SMOOTH_MS);
    if (audible && sound.hz !== null) {
      this.#pitches = [...this.#pitches, 12 * Math.log2(sound.hz)].slice(-MEDIAN_OF);
      const sorted = [...this.#pitches].sort((a, b) => a - b);
      const median = sorted[sorted.length >> 1] ?? 0;
      const target = (12 * Math.log2(sound.hz) - median) / RANGE_SEMITONES;
      this.#swing += (Math.tanh(target) - this.#swing) * ease;
    } else if (!audible) {
      this.#swing *= Math.exp(-passed / RUN_OUT_MS);
    }
    const body = audible ? Math.max(0, Math.min(1, (sound.levelDb - Math.max(floor, ROOM_DB)) / RANGE_DB)) : 0;
    this.#body += (body - this.#body) * (1 - Math.exp(-passed / 40));
    this.#add({ at: now, swing: this.#swing, body: this.#body, lost: false });
  }

  /** How long the voice has been quiet at `now`, in ms; null when it was never heard. */
  quietFor(now: number): number | null {
    return this.#soundAt === null ? null : now - this.#soundAt;
  }

  #add(point: Point): void {
    this.#points.push(point);
    while ((this.#points[0]?.at ?? point.at) < point.at - HISTORY_MS) this.#points.shift();
  }
}

export interface Outline {
  x: number;
  top: number;
  bottom: number;
  /** A stroke of the hatching that stands for unknown. */
  hatched: boolean;
}

/** The ribbon's two edges in px, oldest first; `head` is the share of the width where now stands. */
export function outline(
  points: readonly Point[],
  now: number,
  size: { width: number; height: number },
  head: number,
): Outline[] {
  const { width, height } = size;
  return points.map(({ at, swing, body, lost }) => {
    const x = width * head * (1 - (now - at) / HISTORY_MS);
    const middle = height / 2 - swing * SWING * height;
    const half = THINNEST_PX + body * THICKEST * height;
    return { x, top: middle - half, bottom: middle + half, hatched: lost && at % HATCH_MS < HATCH_MS / 3 };
  });
}

/** With reduced motion: a still bar whose length is the level (0–1) and whose height is the pitch (1–5). */
export function still(point: Point | undefined): { length: number; step: 1 | 2 | 3 | 4 | 5 } {
  const step = Math.round(((point?.swing ?? 0) + 1) * 2) + 1;
  return { length: point?.body ?? 0, step: Math.min(5, Math.max(1, step)) as 1 | 2 | 3 | 4 | 5 };
}
