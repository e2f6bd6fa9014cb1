/** Cuts what a microphone gives, in pieces of any length, into windows of one length with exact times. */

export interface Piece {
  /** Mono, in [-1, 1]. */
  samples: Float32Array<ArrayBuffer>;
  rate: number;
  /** µs of the page's clock at its start. */
  at: number;
}

/** A jump in time beyond this (µs) is a hole: what was begun before it is let go. */
export const SEAM_US = 20_000;

export class Framer {
  readonly #ms: number;
  #rate = 0;
  #left = new Float32Array(0);
  /** When what is left began. */
  #at = 0;

  constructor(ms: number) {
    this.#ms = ms;
  }

  /** Takes the next piece; returns the windows that are whole by it. */
  cut({ samples, rate, at }: Piece): Piece[] {
    const expected = this.#at + (this.#left.length / (this.#rate || 1)) * 1e6;
    if (rate !== this.#rate || Math.abs(at - expected) > SEAM_US) {
      this.#left = new Float32Array(0);
      this.#rate = rate;
      this.#at = at;
    }
    const all = new Float32Array(this.#left.length + samples.length);
    all.set(this.#left);
    all.set(samples, this.#left.length);
    const size = Math.round((rate * this.#ms) / 1_000);
    const out: Piece[] = [];
    let from = 0;
    for (; from + size <= all.length; from += size) {
      out.push({ samples: all.slice(from, from + size), rate, at: this.#at + (from / rate) * 1e6 });
    }
    this.#at += (from / rate) * 1e6;
    this.#left = all.slice(from);
    return out;
  }
}
