/** Keeps the listening leg as its plan says: builds it, takes it down, builds it anew. */

import type { IceServer } from "../api/protocol.gen.ts";
import { Ear } from "./ear.ts";
import { LegPlan, type LegFacts } from "./leg.ts";

export interface KeeperOptions {
  now: () => number;
  iceServers: () => readonly IceServer[];
  onOffer: (sdp: string, leg: number) => void;
}

export class LegKeeper {
  readonly #options: KeeperOptions;
  readonly #plan = new LegPlan();
  #ear: Ear | null = null;

  constructor(options: KeeperOptions) {
    this.#options = options;
  }

  /** The leg's connection, for who watches from outside. */
  get pc(): RTCPeerConnection | null {
    return this.#ear?.pc ?? null;
  }

  /** Does what is due now. Stopping is immediate. */
  tick(facts: Omit<LegFacts, "microphone">, microphone: MediaStreamTrack | null): void {
    const act = this.#plan.decide({ ...facts, microphone: microphone !== null }, this.#options.now());
    if (act !== "wait") this.close();
    if (act === "build" && microphone !== null) this.#build(microphone);
  }

  /** The server's answer to attempt `leg`. */
  answer(sdp: string, leg: number): void {
    if (this.#ear?.attempt === leg) void this.#ear.answer(sdp);
  }

  /** The server could not take the last offer. */
  refused(): void {
    this.#failed(this.#plan.attempt);
  }

  /** Goes on with another microphone. */
  async use(microphone: MediaStreamTrack): Promise<void> {
    await this.#ear?.use(microphone);
  }

  close(): void {
    this.#ear?.close();
    this.#ear = null;
  }

  #build(track: MediaStreamTrack): void {
    const { now, iceServers, onOffer } = this.#options;
    const leg = this.#plan.attempt;
    this.#ear = new Ear({
      attempt: leg,
      track,
      iceServers: iceServers(),
      onOffer: (sdp) => onOffer(sdp, leg),
      onUp: () => this.#plan.up(leg, now()),
      onFailed: () => this.#failed(leg),
    });
  }

  #failed(leg: number): void {
    this.#plan.failed(leg, this.#options.now());
    if (this.#ear?.attempt === leg) this.close();
  }
}
