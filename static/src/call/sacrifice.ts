/**
 * What is given up as the line gets worse, and in what order: the listening leg's bits, the picture's
 * quality, the picture, the leg itself; never the call's own voice. Decisions only.
 *
 * A report covers 5 s. Two strained ones of three take one step down, a very strained one takes it alone; six
 * calm ones in a row, 30 s, take one back up. Loss alone is no strain below a tenth: radio loses without
 * being full, and giving up would not help. What tells of a full line is waiting: a round trip longer than the
 * shortest of the last five minutes. The picture is never taken: giving it up is offered.
 */

import type { LineFigures } from "./line.ts";

export const STEPS = ["all", "leg_thin", "picture_small", "picture_least", "leg_off"] as const;
export type Step = (typeof STEPS)[number];

export type Offer = "voice_only" | "picture";

export const LOSSY = 0.1;
export const VERY_LOSSY = 0.2;
/** Waiting in s that tells of a full line, of a very full one, and the most of a calm one. */
export const WAITS_S = 0.25;
export const WAITS_LONG_S = 0.8;
export const CALM_S = 0.15;
/** A picture needs this much of the uplink; below the second even its least does not fit. */
export const PICTURE_BPS = 300_000;
export const LEAST_PICTURE_BPS = 100_000;
export const CALM_REPORTS = 6;
const MOST_CALM_REPORTS = 8 * CALM_REPORTS;
/** An offer that was refused is not made again for so long. */
export const ASKS_AGAIN_MS = 300_000;

const FLOOR_REPORTS = 60;

export type Strain = Pick<LineFigures, "lost" | "rtt_s" | "outgoing_bps">;

export class Sacrifice {
  #step = 0;
  #strains: number[] = [];
  #calm = 0;
  #rtts: number[] = [];
  #gave = false;
  #calmNeeded = CALM_REPORTS;
  #notBefore = Number.NEGATIVE_INFINITY;
  #offer: Offer | null = null;

  get step(): Step {
    return STEPS[this.#step] ?? "all";
  }

  /** Whether what a step gives up is given up now. */
  gives(step: Exclude<Step, "all">): boolean {
    return this.#step >= STEPS.indexOf(step);
  }

  /** What the person may be asked; null: nothing. */
  get offer(): Offer | null {
    return this.#offer;
  }

  /** Takes the report of the last 5 s; `picture`: one goes out. `now` in ms. */
  report(line: Strain, picture: boolean, now: number): void {
    this.#rtts = [...this.#rtts, line.rtt_s].slice(-FLOOR_REPORTS);
    const strain = this.#strain(line, picture);
    this.#strains = [...this.#strains, strain].slice(-3);
    const calm = strain === 0 && line.lost < LOSSY / 2 && this.#waits(line) < CALM_S;
    this.#calm = calm ? this.#calm + 1 : 0;
    if (this.#strains.reduce((sum, each) => sum + each, 0) >= 2) this.#move(1, picture);
    else if (this.#calm > 0 && this.#calm % CALM_REPORTS === 0) this.#move(-1, picture);
    this.#ask(picture, now);
  }

  /**
   * The person agreed to what was offered: voice only now, or the picture again. Each time the picture comes
   * back it has to wait twice as long for the next.
   */
  agree(): void {
    if (this.#offer === "picture") {
      this.#step = 0;
      this.#calmNeeded = Math.min(2 * this.#calmNeeded, MOST_CALM_REPORTS);
    }
    this.#gave = this.#offer === "voice_only";
    this.#offer = null;
    this.#calm = 0;
    this.#strains = [];
  }

  /** The person would rather not. */
  refuse(now: number): void {
    this.#offer = null;
    this.#notBefore = now + ASKS_AGAIN_MS;
  }

  /** The person chose for themselves: nothing is to be brought back. */
  chose(): void {
    this.#gave = false;
    this.#offer = null;
  }

  #waits(line: Strain): number {
    return line.rtt_s - Math.min(...this.#rtts);
  }

  #strain(line: Strain, picture: boolean): 0 | 1 | 2 {
    const waits = this.#waits(line);
    const room = picture ? (line.outgoing_bps ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
    if (line.lost >= VERY_LOSSY || waits >= WAITS_LONG_S || room < LEAST_PICTURE_BPS) return 2;
    return line.lost >= LOSSY || waits >= WAITS_S || room < PICTURE_BPS ? 1 : 0;
  }

  #move(by: 1 | -1, picture: boolean): void {
    const there = this.#step;
    do this.#step += by;
    while (!picture && this.step.startsWith("picture"));
    this.#step = Math.min(STEPS.length - 1, Math.max(0, this.#step));
    // Each step has its own time to help.
    if (this.#step !== there) this.#strains = [];
  }

  #ask(picture: boolean, now: number): void {
    if (this.#offer === "voice_only" && !(picture && this.gives("picture_least"))) this.#offer = null;
    if (this.#offer === "picture" && this.#calm === 0) this.#offer = null;
    if (this.#offer !== null || now < this.#notBefore) return;
    if (picture && this.gives("picture_least")) {
      this.#offer = "voice_only";
    } else if (!picture && this.#gave && this.#calm >= this.#calmNeeded) {
      this.#offer = "picture";
    }
  }
}
