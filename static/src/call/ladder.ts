/**
 * Which way a person's sound goes to the server, and when it changes: by RTP, over a socket, or as a sketch.
 * Decisions only.
 *
 *   rtc        best; is given up when it does not come up, breaks, or loses a tenth for seconds
 *   ws         takes over; holds a second back at most and drops the rest
 *   features   where even that is too much, or the browser cannot encode
 *
 * The next rung is up before the one in use is let go. Each time a rung had to be left, it is tried again later:
 * 30 s, 1, 2, then 4 minutes. The call is never touched.
 */

import type { ListeningState, Rung } from "../api/protocol.gen.ts";
import type { Kind } from "./frames.ts";


export type Carrier = "rtc" | "socket";

export const AGAIN_MS: readonly number[] = [30_000, 60_000, 120_000, 240_000];
/** A socket or a first RTP leg that failed is tried again sooner. */
export const SOON_MS: readonly number[] = [1_000, 2_000, 4_000, 8_000];
/** A carrier that is not up after this long has failed. */
export const COMES_UP_MS = 8_000;
/** RTP that is not up by now may be blocked: a socket is opened beside it. */
export const SLOW_MS = 700;
/** The one in use goes on so long beside the one that takes over. */
export const OVERLAP_MS = 1_200;
/** After so long without trouble, earlier trouble is forgotten. */
export const STEADY_MS = 60_000;
/** RTP that loses this share for so long is worse than a socket. */
export const LOSES = 0.1;
export const LOSES_MS = 4_000;
/** A socket that drops this share of the sound carries only a sketch. */
export const DROPS = 0.3;

export interface Facts {
  listening: ListeningState;
  /** In the call and welcomed by the server. */
  connected: boolean;
  /** There is a microphone track to send. */
  microphone: boolean;
  /** Share of the RTP lately sent that was lost; null when nothing is known. */
  lost: number | null;
  /** Share of what was made for the socket lately and not sent. */
  dropping: number;
}

export type Act = { do: "build" | "close"; carrier: Carrier } | { do: "carry"; kind: Kind };

class Side {
  state: "none" | "building" | "up" = "none";
  since = 0;
  attempt = 0;
  notBefore = Number.NEGATIVE_INFINITY;
  failures = 0;

  /** Leaves it until later. */
  leave(now: number, waits: readonly number[]): void {
    this.state = "none";
    this.notBefore = now + (waits[Math.min(this.failures, waits.length - 1)] ?? 0);
    this.failures += 1;
  }

  upFor(now: number): number {
    return this.state === "up" ? now - this.since : Number.NEGATIVE_INFINITY;
  }
}

export class Ladder {
  #encodes: boolean;
  readonly #only: Rung | null;
  readonly #sides: Record<Carrier, Side> = { rtc: new Side(), socket: new Side() };
  #attempt = 0;
  #losesSince: number | null = null;
  #kind: Kind = "sound";
  #kindSince = 0;
  #soundNotBefore = Number.NEGATIVE_INFINITY;
  #soundFailures = 0;

  /** `encodes`: this browser makes Opus of sound. `only`: the one rung to be used, for who wants to see it. */
  constructor({ encodes, only = null }: { encodes: boolean; only?: Rung | null }) {
    this.#encodes = encodes;
    this.#only = only;
    if (!encodes || only === "features") this.#kind = "sketch";
  }

  /** The rung sound goes by at `now`, or null. */
  get rung(): Rung | null {
    const { rtc, socket } = this.#sides;
    if (rtc.state === "up" && (socket.state !== "up" || rtc.since > socket.since)) return "rtc";
    if (socket.state === "up") return this.#kind === "sound" ? "ws" : "features";
    return null;
  }

  /** The number of the attempt of a carrier that counts; answers to others are late. */
  attempt(carrier: Carrier): number {
    return this.#sides[carrier].attempt;
  }

  /** What a socket is to carry. */
  get kind(): Kind {
    return this.#kind;
  }

  /** What to do at `now` (ms), in order. The ladder takes it as done. */
  decide(facts: Facts, now: number): Act[] {
    const wanted =
      facts.connected && facts.microphone && (facts.listening === "on" || facts.listening === "paused");
    if (!wanted) return this.#stop();
    this.#notice(facts, now);
    const acts: Act[] = [];
    this.#expire("rtc", now, acts);
    this.#expire("socket", now, acts);
    this.#settle(now, acts);
    this.#choose(facts, now, acts);
    if (this.#wantsRtc(now)) acts.push(this.#build("rtc", now));
    if (this.#wantsSocket(now)) acts.push(this.#build("socket", now));
    return acts;
  }

  /** The leg of `attempt` carries sound. */
  up(carrier: Carrier, attempt: number, now: number): void {
    const side = this.#sides[carrier];
    if (attempt !== side.attempt || side.state !== "building") return;
    side.state = "up";
    side.since = now;
    if (carrier === "rtc") this.#losesSince = null;
    else this.#kindSince = now;
  }

  /** The leg of `attempt` could not be built, or broke. */
  failed(carrier: Carrier, attempt: number, now: number): void {
    const side = this.#sides[carrier];
    if (attempt !== side.attempt || side.state === "none") return;
    // What worked and broke may work again at once; what never came up while a socket carries is likely blocked.
    const blocked = carrier === "rtc" && this.#sides.socket.state === "up";
    side.leave(now, blocked ? AGAIN_MS : SOON_MS);
  }

  /** This browser said it makes Opus and does not: from now on a socket carries a sketch. */
  cannotEncode(now: number): void {
    this.#encodes = false;
    this.#kind = "sketch";
    this.#kindSince = now;
  }

  #stop(): Act[] {
    const acts: Act[] = [];
    for (const carrier of ["rtc", "socket"] as const) {
      const side = this.#sides[carrier];
      if (side.state !== "none") acts.push({ do: "close", carrier });
      side.state = "none";
      side.failures = 0;
      side.notBefore = Number.NEGATIVE_INFINITY;
    }
    this.#losesSince = null;
    return acts;
  }

  #notice({ lost }: Facts, now: number): void {
    const { rtc, socket } = this.#sides;
    if (rtc.state !== "up" || lost === null || lost < LOSES) this.#losesSince = null;
    else this.#losesSince ??= now;
    for (const side of [rtc, socket]) if (side.upFor(now) >= STEADY_MS) side.failures = 0;
  }

  #expire(carrier: Carrier, now: number, acts: Act[]): void {
    const side = this.#sides[carrier];
    if (side.state !== "building" || now - side.since < COMES_UP_MS) return;
    this.failed(carrier, side.attempt, now);
    acts.push({ do: "close", carrier });
  }

  /** Lets go of the one that is not needed any more. */
  #settle(now: number, acts: Act[]): void {
    const { rtc, socket } = this.#sides;
    if (rtc.state !== "up" || socket.state !== "up") return;
    if (this.#loses(now) || socket.since >= rtc.since) {
      if (socket.upFor(now) < OVERLAP_MS) return;
      rtc.leave(now, AGAIN_MS);
      acts.push({ do: "close", carrier: "rtc" });
    } else if (rtc.upFor(now) >= OVERLAP_MS) {
      socket.state = "none";
      acts.push({ do: "close", carrier: "socket" });
    }
  }

  /** Sound or a sketch. */
  #choose({ dropping }: Facts, now: number, acts: Act[]): void {
    if (!this.#encodes || this.#only !== null) return;
    if (this.#sides.socket.state !== "up") return;
    const before = this.#kind;
    if (before === "sound" && dropping >= DROPS) {
      this.#kind = "sketch";
      this.#soundNotBefore = now + (AGAIN_MS[Math.min(this.#soundFailures, AGAIN_MS.length - 1)] ?? 0);
      this.#soundFailures += 1;
    } else if (before === "sketch" && dropping === 0 && now >= this.#soundNotBefore) {
      this.#kind = "sound";
    } else if (before === "sound" && now - this.#kindSince >= STEADY_MS) {
      this.#soundFailures = 0;
    }
    if (this.#kind === before) return;
    this.#kindSince = now;
    acts.push({ do: "carry", kind: this.#kind });
  }

  #wantsRtc(now: number): boolean {
    const { rtc } = this.#sides;
    return rtc.state === "none" && now >= rtc.notBefore && (this.#only ?? "rtc") === "rtc";
  }

  #wantsSocket(now: number): boolean {
    const { rtc, socket } = this.#sides;
    if (socket.state !== "none" || now < socket.notBefore || this.#only === "rtc") return false;
    if (this.#only !== null) return true;
    if (rtc.state === "up") return this.#loses(now);
    return rtc.failures > 0 || (rtc.state === "building" && now - rtc.since >= SLOW_MS);
  }

  #loses(now: number): boolean {
    return this.#losesSince !== null && now - this.#losesSince >= LOSES_MS;
  }

  #build(carrier: Carrier, now: number): Act {
    const side = this.#sides[carrier];
    this.#attempt += 1;
    side.state = "building";
    side.since = now;
    side.attempt = this.#attempt;
    return { do: "build", carrier };
  }
}
