/**
 * This page's clock against the call's: like NTP, from pings over the socket.
 *
 *     page     asked ───────┐            ┌─────── now        the server answered about half way, so
 *     server                └─ answers ──┘                   call time 0 was at (asked + now) / 2 − at
 *
 * Whatever made a round trip longer may have done so on one way only; of the last minute's the shortest is
 * the one with the least doubt. Pure.
 */

const KEPT_MS = 60_000;

export class Aligned {
  #answers: readonly { now: number; trip: number; zero: number }[] = [];

  /** How many answers it rests on. */
  get count(): number {
    return this.#answers.length;
  }

  /** The page's clock at call time 0, in ms; null before the first answer. */
  get zero(): number | null {
    return this.#best?.zero ?? null;
  }

  /** The shortest round trip, in ms; null before the first answer. */
  get trip(): number | null {
    return this.#best?.trip ?? null;
  }

  get #best() {
    return this.#answers.toSorted((a, b) => a.trip - b.trip)[0];
  }

  /** Takes an answer that names call time `at` (s) to a question of `asked`; both clocks of the page in ms. */
  take(asked: number, now: number, at: number): void {
    const trip = now - asked;
    const kept = this.#answers.filter((each) => now - each.now < KEPT_MS);
    this.#answers = [...kept, { now, trip, zero: now - trip / 2 - at * 1_000 }];
  }
}
