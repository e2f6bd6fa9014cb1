/** One hint at a time: how long it stays, and that reading it stops its clock. */

/** How long a hint stays when nobody looks closer (design, "Hint"). */
export const STAYS_MS = 14_000;

/** A hint that had to wait longer than this has missed its moment and is let go. */
export const WAITS_MS = 6_000;

export class HintShelf<Hint> {
  #shown: Hint | null = null;
  #left = 0;
  #since = 0;
  #held = false;
  #next: { hint: Hint; asked: number } | null = null;

  /** A hint has come. It shows at once, unless one is being read. */
  offer(hint: Hint, now: number): void {
    if (this.at(now) === null || !this.#held) this.#show(hint, now);
    else this.#next = { hint, asked: now };
  }

  /** The pointer or the focus rests on it: its time stands still. */
  hold(now: number): void {
    if (this.at(now) === null || this.#held) return;
    this.#left -= now - this.#since;
    this.#held = true;
  }

  /** Nobody rests on it any more. */
  release(now: number): void {
    if (!this.#held) return;
    this.#held = false;
    this.#since = now;
  }

  /** Put away by the person. */
  dismiss(now: number): void {
    this.#shown = null;
    this.#held = false;
    this.#takeNext(now);
  }

  /** The hint to show at `now` (ms), or null. */
  at(now: number): Hint | null {
    if (this.#shown !== null && !this.#held && now - this.#since >= this.#left) this.dismiss(now);
    return this.#shown;
  }

  #takeNext(now: number): void {
    const next = this.#next;
    this.#next = null;
    if (next !== null && now - next.asked <= WAITS_MS) this.#show(next.hint, now);
  }

  #show(hint: Hint, now: number): void {
    this.#shown = hint;
    this.#left = STAYS_MS;
    this.#since = now;
    this.#held = false;
  }
}
