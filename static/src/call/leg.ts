/**
 * When the listening leg is built, rebuilt and taken down. Decisions only; the leg itself is `ear.ts`.
 *
 * The leg lives while listening is on for both and this page is connected; otherwise it goes at once. When
 * it fails it is built anew after 1, 2, 4, then every 8 s. The call is never touched.
 */

import type { ListeningState } from "../api/protocol.gen.ts";

export const BACK_OFF_MS: readonly number[] = [1_000, 2_000, 4_000, 8_000];

/** A leg that is not up after this long has failed. */
export const COMES_UP_MS = 8_000;

/** After this long up, earlier failures are forgotten. */
export const STEADY_MS = 20_000;

export interface LegFacts {
  listening: ListeningState;
  /** In the call and welcomed by the server. */
  connected: boolean;
  /** There is a microphone track to send. */
  microphone: boolean;
}

export type LegAct = "build" | "close" | "wait";

export class LegPlan {
  #state: "none" | "building" | "up" = "none";
  #since = 0;
  #failures = 0;
  #notBefore = Number.NEGATIVE_INFINITY;
  #attempt = 0;

  /** The number of the attempt that counts; answers to others are late. */
  get attempt(): number {
    return this.#attempt;
  }

  /** What to do at `now` (ms). After "build" and "close" the plan takes it as done. */
  decide(facts: LegFacts, now: number): LegAct {
    const wanted =
      facts.connected && facts.microphone && (facts.listening === "on" || facts.listening === "paused");
    if (!wanted) {
      const had = this.#state !== "none";
      this.#state = "none";
      this.#failures = 0;
      this.#notBefore = Number.NEGATIVE_INFINITY;
      return had ? "close" : "wait";
    }
    if (this.#state === "building" && now - this.#since >= COMES_UP_MS) {
      this.failed(this.#attempt, now);
      return "close";
    }
    if (this.#state === "up" && now - this.#since >= STEADY_MS) this.#failures = 0;
    if (this.#state !== "none" || now < this.#notBefore) return "wait";
    this.#state = "building";
    this.#since = now;
    this.#attempt += 1;
    return "build";
  }

  /** The leg of `attempt` carries sound. */
  up(attempt: number, now: number): void {
    if (attempt !== this.#attempt || this.#state !== "building") return;
    this.#state = "up";
    this.#since = now;
  }

  /** The leg of `attempt` could not be built, or broke. */
  failed(attempt: number, now: number): void {
    if (attempt !== this.#attempt || this.#state === "none") return;
    this.#state = "none";
    this.#notBefore = now + (BACK_OFF_MS[Math.min(this.#failures, BACK_OFF_MS.length - 1)] ?? 0);
    this.#failures += 1;
  }
}
