/**
 * Keeps the listening legs as the ladder says: builds them, changes between them, takes them down. Loaded when the
 * call is, and not with its first screen; what a socket needs is loaded when one is.
 */

import type { IceServer, Rung } from "../api/protocol.gen.ts";
import { Ear } from "./ear.ts";
import { Ladder, type Act, type Carrier, type Facts } from "./ladder.ts";
import type { VoiceWire } from "./voicewire.ts";

export interface KeeperOptions {
  now: () => number;
  iceServers: () => readonly IceServer[];
  onOffer: (sdp: string, leg: number) => void;
  /** A socket is wanted. */
  onOpen: (leg: number) => void;
  /** The one rung to be used, for who wants to see it; null: the best there is. */
  only: Rung | null;
}

/** How often the counters of RTP are looked at. */
const COUNTS_MS = 1_000;

export class LegKeeper {
  readonly #options: KeeperOptions;
  readonly #ladder: Ladder;
  #ear: Ear | null = null;
  #wire: VoiceWire | null = null;
  #microphone: MediaStreamTrack | null = null;
  #thin = false;
  #lost: number | null = null;
  #countedAt = Number.NEGATIVE_INFINITY;

  constructor(options: KeeperOptions) {
    this.#options = options;
    this.#ladder = new Ladder({ encodes: typeof AudioEncoder === "function", only: options.only });
  }

  /** The RTP leg's connection, for who watches from outside. */
  get pc(): RTCPeerConnection | null {
    return this.#ear?.pc ?? null;
  }

  /** The rung sound goes by now. */
  get rung(): Rung | null {
    return this.#ladder.rung;
  }

  /** Does what is due now. Stopping is immediate. `thin`: the line wants few bits. */
  tick(
    facts: Pick<Facts, "listening" | "connected">,
    microphone: MediaStreamTrack | null,
    thin: boolean,
  ): void {
    const now = this.#options.now();
    if (thin !== this.#thin) this.#ear?.spare(thin).catch(() => undefined);
    this.#thin = thin;
    this.#microphone = microphone;
    this.#count(now);
    const acts = this.#ladder.decide(
      {
        ...facts,
        microphone: microphone !== null,
        lost: this.#lost,
        dropping: this.#wire?.pacer.dropping(now) ?? 0,
      },
      now,
    );
    for (const act of acts) this.#do(act);
  }

  /** The server's answer to the offer of attempt `leg`. */
  answer(sdp: string, leg: number): void {
    if (this.#ear?.attempt === leg) void this.#ear.answer(sdp);
  }

  /** The server's ticket for the socket of attempt `leg`. */
  ticket(ticket: string, leg: number): void {
    if (this.#wire?.attempt === leg) this.#wire.open(ticket);
  }

  /** The server could not take the last offer. */
  refused(): void {
    this.#failed("rtc", this.#ladder.attempt("rtc"));
  }

  /** Goes on with another microphone. */
  async use(microphone: MediaStreamTrack): Promise<void> {
    this.#microphone = microphone;
    await Promise.all([this.#ear?.use(microphone), this.#wire?.use(microphone)]);
  }

  close(): void {
    this.#close("rtc");
    this.#close("socket");
  }

  #do(act: Act): void {
    if (act.do === "carry") this.#wire?.carry(act.kind);
    else if (act.do === "close") this.#close(act.carrier);
    else if (act.carrier === "rtc") this.#buildRtc();
    else void this.#buildSocket();
  }

  #close(carrier: Carrier): void {
    if (carrier === "rtc") {
      this.#ear?.close();
      this.#ear = null;
      this.#lost = null;
    } else {
      this.#wire?.close();
      this.#wire = null;
    }
  }

  #buildRtc(): void {
    const { iceServers, onOffer, now } = this.#options;
    const track = this.#microphone;
    if (track === null) return;
    const leg = this.#ladder.attempt("rtc");
    this.#close("rtc");
    this.#ear = new Ear({
      attempt: leg,
      track,
      iceServers: iceServers(),
      thin: this.#thin,
      onOffer: (sdp) => onOffer(sdp, leg),
      onUp: () => this.#ladder.up("rtc", leg, now()),
      onFailed: () => this.#failed("rtc", leg),
    });
  }

  async #buildSocket(): Promise<void> {
    const { now, onOpen } = this.#options;
    const leg = this.#ladder.attempt("socket");
    this.#close("socket");
    try {
      const { VoiceWire } = await import("./voicewire.ts");
      const track = this.#microphone;
      if (track === null || this.#ladder.attempt("socket") !== leg) return;
      this.#wire = new VoiceWire({
        attempt: leg,
        track,
        kind: this.#ladder.kind,
        now,
        onOpen: () => onOpen(leg),
        onUp: () => this.#ladder.up("socket", leg, now()),
        onUnencoded: () => this.#ladder.cannotEncode(now()),
        onFailed: () => this.#failed("socket", leg),
      });
    } catch {
      this.#failed("socket", leg);
    }
  }

  #failed(carrier: Carrier, leg: number): void {
    this.#ladder.failed(carrier, leg, this.#options.now());
    const open = carrier === "rtc" ? this.#ear : this.#wire;
    if (open?.attempt === leg) this.#close(carrier);
  }

  /** Looks once a second at what the server says of the RTP it was sent. */
  #count(now: number): void {
    const ear = this.#ear;
    if (ear === null || now - this.#countedAt < COUNTS_MS) return;
    this.#countedAt = now;
    ear.lost().then(
      (lost) => {
        if (ear === this.#ear) this.#lost = lost;
      },
      () => undefined,
    );
  }
}
