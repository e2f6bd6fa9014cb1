/** The listening leg: a second, send-only connection to the server with the same microphone track. */

import type { IceServer } from "../api/protocol.gen.ts";
import { rtcServers } from "./link.ts";
import { THIN_EAR, shaped } from "./opus.ts";

export interface EarOptions {
  /** The number of this attempt. */
  attempt: number;
  track: MediaStreamTrack;
  iceServers: readonly IceServer[];
  /** On a thin line: half the bits, in longer packets. */
  thin: boolean;
  onOffer: (sdp: string) => void;
  onUp: () => void;
  onFailed: () => void;
}

/** Candidates gathered after this are left out: the server's own address is what counts. */
const GATHERS_MS = 1_000;
/** A leg that lost touch for so long is built anew. */
const LOST_MS = 4_000;
/** Enough to keep sighs; laughs would do with less. */
const BITRATE = 24_000;

export class Ear {
  readonly attempt: number;
  readonly pc: RTCPeerConnection;
  readonly #options: EarOptions;
  readonly #sender: RTCRtpSender;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(options: EarOptions) {
    this.#options = options;
    this.attempt = options.attempt;
    this.pc = new RTCPeerConnection({ iceServers: rtcServers(options.iceServers) });
    this.#sender = this.pc.addTransceiver(options.track, {
      direction: "sendonly",
      sendEncodings: [{ maxBitrate: options.thin ? THIN_EAR.bitrate : BITRATE, priority: "low" }],
    }).sender;
    this.pc.onconnectionstatechange = () => this.#watch();
    this.#offer().catch(() => this.#fail());
  }

  /** Takes the server's answer. */
  async answer(sdp: string): Promise<void> {
    try {
      const asked = this.#options.thin ? shaped(sdp, THIN_EAR) : sdp;
      if (!this.#closed) await this.pc.setRemoteDescription({ type: "answer", sdp: asked });
    } catch {
      this.#fail();
    }
  }

  /** Goes on with another microphone. */
  async use(track: MediaStreamTrack): Promise<void> {
    if (this.#sender.track !== track) await this.#sender.replaceTrack(track);
  }

  /** Takes half the bits, or all again; the packets stay as long as they are. */
  async spare(thin: boolean): Promise<void> {
    const asked = this.#sender.getParameters();
    for (const encoding of asked.encodings) encoding.maxBitrate = thin ? THIN_EAR.bitrate : BITRATE;
    await this.#sender.setParameters(asked);
  }

  /** Share of what was sent lately that did not arrive, as the server reports; null when it has not. */
  async lost(): Promise<number | null> {
    let lost: number | null = null;
    (await this.#sender.getStats()).forEach((stat: { type: string; fractionLost?: number }) => {
      if (stat.type === "remote-inbound-rtp") lost = stat.fractionLost ?? null;
    });
    return lost;
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.pc.onconnectionstatechange = this.pc.onicegatheringstatechange = null;
    this.pc.close();
  }

  async #offer(): Promise<void> {
    await this.pc.setLocalDescription();
    await new Promise<void>((resolve) => {
      const late = setTimeout(resolve, GATHERS_MS);
      this.pc.onicegatheringstatechange = () => {
        if (this.pc.iceGatheringState !== "complete") return;
        clearTimeout(late);
        resolve();
      };
    });
    const sdp = this.pc.localDescription?.sdp;
    if (!this.#closed && sdp) this.#options.onOffer(sdp);
  }

  #watch(): void {
    clearTimeout(this.#timer);
    switch (this.pc.connectionState) {
      case "connected":
        this.#options.onUp();
        break;
      case "disconnected":
        this.#timer = setTimeout(() => this.#fail(), LOST_MS);
        break;
      case "failed":
      case "closed":
        this.#fail();
        break;
      default:
        break;
    }
  }

  #fail(): void {
    if (this.#closed) return;
    this.close();
    this.#options.onFailed();
  }
}
