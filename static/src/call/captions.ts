/**
 * Words for the partner's small sounds: which, when and for how long (docs/hints.md, "Captions").
 *
 * Only the partner's sounds are captioned, at most one every 1.5 s, never more than a second late. When
 * both laugh within a second of each other it becomes "[both laugh]".
 */

import type { Backchannel, CueEvent, Interjection, Laughter, Sigh } from "../api/protocol.gen.ts";

export type CaptionKey = "laughs" | "both_laugh" | "sighs" | "mm_hm" | "oh";

export interface Caption {
  key: CaptionKey;
  /** When it came up, in ms of the page's clock. */
  since: number;
}

/** The cue events a caption can come from; all others are passed over. */
export type SoundEvent = Laughter | Sigh | Backchannel | Interjection;

export const SHOWN_MS = 2_800;
export const BETWEEN_MS = 1_500;
export const LATE_MS = 1_000;
export const TOGETHER_S = 1;
export const SAME_S = 0.5;

/** Below these a caption would be a guess. */
const FLOOR: Readonly<Record<SoundEvent["type"], number>> = {
  laughter: 0.5,
  sigh: 0.5,
  backchannel: 0.4,
  interjection: 0.5,
};

const KEY: Readonly<Record<SoundEvent["type"], CaptionKey>> = {
  laughter: "laughs",
  sigh: "sighs",
  backchannel: "mm_hm",
  interjection: "oh",
};

function isSound(event: CueEvent): event is SoundEvent {
  return event.type in KEY;
}

type Stretch = Pick<Laughter, "start" | "end">;

function together(a: Stretch | null, b: Stretch | null): boolean {
  return a !== null && b !== null && a.start - b.end <= TOGETHER_S && b.start - a.end <= TOGETHER_S;
}

export class Captions {
  readonly #seat: number;
  #shown: Caption | null = null;
  #lastAt = Number.NEGATIVE_INFINITY;
  #next: { key: CaptionKey; asked: number } | null = null;
  /** When the last laugh began that was shown as it did; the cue that follows is the same laugh. */
  readonly #begun = { mine: Number.NEGATIVE_INFINITY, theirs: Number.NEGATIVE_INFINITY };
  #mine: Stretch | null = null;
  #theirs: Stretch | null = null;

  /** `seat` is the reader's own: its sounds are never captioned. */
  constructor(seat: number) {
    this.#seat = seat;
  }

  /** A cue event heard at `now` (ms). */
  hear(event: CueEvent, now: number): void {
    if (!isSound(event) || event.confidence < FLOOR[event.type]) return;
    if (event.type === "laughter") {
      if (event.start - this.#begun[event.who === this.#seat ? "mine" : "theirs"] < SAME_S) return;
      if (event.who === this.#seat) this.#mine = event;
      else this.#theirs = event;
      if (together(this.#mine, this.#theirs)) {
        this.#bothLaugh(now);
        return;
      }
    }
    if (event.who !== this.#seat) this.#ask(KEY[event.type], now);
  }

  /** The partner or oneself has begun to laugh: the word comes with the laugh, not after it. */
  laughing(who: number, at: number, now: number): void {
    this.hear({ type: "laughter", who, start: at, end: at, confidence: 1 }, now);
    this.#begun[who === this.#seat ? "mine" : "theirs"] = at;
  }

  /** The caption to show at `now` (ms), or null. */
  at(now: number): Caption | null {
    if (this.#shown !== null && now - this.#shown.since >= SHOWN_MS) this.#shown = null;
    if (this.#next !== null && now - this.#next.asked > LATE_MS) this.#next = null;
    if (this.#next !== null && now - this.#lastAt >= BETWEEN_MS) {
      this.#show(this.#next.key, now);
      this.#next = null;
    }
    return this.#shown;
  }

  #bothLaugh(now: number): void {
    this.#mine = null;
    this.#theirs = null;
    const shown = this.at(now);
    // The same laugh, better understood: the word on show is mended instead of a second one coming.
    if (shown?.key === "laughs") this.#shown = { key: "both_laugh", since: shown.since };
    else this.#ask("both_laugh", now);
  }

  #ask(key: CaptionKey, now: number): void {
    this.#next = { key, asked: now };
    this.at(now);
  }

  #show(key: CaptionKey, now: number): void {
    this.#shown = { key, since: now };
    this.#lastAt = now;
  }
}

/** Whether captions show: as chosen, else on exactly when the partner cannot be seen. */
export function captionsOn(chosen: boolean | null, partnerSeen: boolean): boolean {
  return chosen ?? !partnerSeen;
}
