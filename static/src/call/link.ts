/** The peer connection to one page of the partner: tracks both ways, negotiation, and ICE that mends itself. */

import type { IceServer } from "../api/protocol.gen.ts";
import { Steady } from "./line.ts";
import { Negotiator, sameOrigin, type IceLine, type Peer, type Sdp } from "./negotiation.ts";
import { THIN_VOICE, shaped } from "./opus.ts";

export interface LinkOptions {
  /** The partner's page this connection is with. */
  page: string;
  polite: boolean;
  iceServers: readonly IceServer[];
  stream: MediaStream;
  tracks: () => Readonly<Record<"audio" | "video", MediaStreamTrack | null>>;
  /** Both voices are sent as a thin line wants it. */
  thin: boolean;
  onDescription: (description: Sdp) => void;
  onCandidate: (line: IceLine) => void;
  onChange: () => void;
  /** The partner's page said something; the way to say it opened. */
  onTold: (message: unknown) => void;
  onTalk: () => void;
}

/** The impolite side begins, so that offers do not cross at the start; if none comes, the other does. */
const BEGINS_ANYWAY_MS = 3_000;
/** A "disconnected" that lasts longer is mended by an ICE restart; a "failed" at once. */
const MENDS_AFTER_MS = 2_500;
/** Sound comes 15 times a second or more, also of a microphone that is off: without any for so long, the line is in doubt. */
const SILENT_MS = 700;

export type PictureSize = "whole" | "small" | "least";

/** What of the picture goes out: 720 lines, 240, or 120 at 4 frames a second. */
const PICTURES: Readonly<Record<PictureSize, RTCRtpEncodingParameters>> = {
  whole: { maxBitrate: 2_500_000, scaleResolutionDownBy: 1, maxFramerate: 30 },
  small: { maxBitrate: 200_000, scaleResolutionDownBy: 3, maxFramerate: 12 },
  least: { maxBitrate: 40_000, scaleResolutionDownBy: 6, maxFramerate: 4 },
};

/** ICE servers as `RTCConfiguration` takes them. */
export function rtcServers(servers: readonly IceServer[]): RTCIceServer[] {
  return servers.map(({ urls, username, credential }) => ({
    urls: [...urls],
    ...(username ? { username } : {}),
    ...(credential ? { credential } : {}),
  }));
}

export class PartnerLink {
  readonly page: string;
  readonly pc: RTCPeerConnection;
  /** What the partner sends. */
  readonly incoming = new MediaStream();
  connected = false;
  /** ms of the page's clock at the first connection and at the first frame shown; null before. */
  connectedAt: number | null = null;
  firstFrameAt: number | null = null;
  /** When the connection was last lost, in ms; null while it stands or has never stood. */
  lostAt: number | null = null;
  readonly #options: LinkOptions;
  readonly #negotiator: Negotiator;
  #thin: boolean;
  readonly #sound = new Steady();
  #sounded = false;
  #size: PictureSize = "whole";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #talk: RTCDataChannel | undefined;

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#thin = options.thin;
    this.page = options.page;
    this.pc = new RTCPeerConnection({ iceServers: rtcServers(options.iceServers), bundlePolicy: "max-bundle" });
    this.#negotiator = new Negotiator({
      peer: this.pc as Peer,
      polite: options.polite,
      send: (description) => options.onDescription(this.#shaped(description)),
      beforeAnswer: () => this.#attach(),
    });
    this.pc.onnegotiationneeded = () => void this.#negotiator.offer().catch(() => this.#mend());
    this.pc.onicecandidate = ({ candidate }) => {
      if (candidate) this.#options.onCandidate(candidate);
    };
    this.pc.ontrack = ({ track }) => {
      this.incoming.addTrack(track);
      track.onmute = track.onunmute = options.onChange;
      options.onChange();
    };
    this.pc.onconnectionstatechange = () => this.#watch();
    if (options.polite) this.#timer = setTimeout(() => this.#begin(), BEGINS_ANYWAY_MS);
    else this.#begin();
  }

  /** Whether a description comes from a peer connection other than the one this link is with. */
  isStrange({ sdp }: Sdp): boolean {
    const known = this.pc.remoteDescription?.sdp;
    return known !== undefined && !sameOrigin(known, sdp);
  }

  description(description: Sdp): Promise<void> {
    return this.#negotiator.description(this.#shaped(description));
  }

  candidate(line: IceLine): Promise<void> {
    return this.#negotiator.candidate(line);
  }

  /** Makes the picture that goes out smaller, or whole again. */
  async squeeze(size: PictureSize): Promise<void> {
    const sender = this.#transceiver("video")?.sender;
    if (!sender || size === this.#size) return;
    const asked = sender.getParameters();
    Object.assign(asked.encodings[0] ?? {}, PICTURES[size]);
    await sender.setParameters(asked);
    this.#size = size;
  }

  /** Both voices are to be sent as a thin line wants it, or as usual again. */
  async speak(thin: boolean): Promise<void> {
    if (thin === this.#thin) return;
    this.#thin = thin;
    if (this.pc.remoteDescription) await this.#negotiator.offer();
  }

  /** The path for messages is back: say again what may have been lost with it, and mend what went with it. */
  resume(silent = false): void {
    this.#negotiator.again();
    const standing = this.connected && !silent;
    if (!standing && this.pc.signalingState === "stable" && this.pc.remoteDescription) this.pc.restartIce();
  }

  /** Other keys to the same TURN servers: they hold from the next restart on. */
  renew(iceServers: readonly IceServer[]): void {
    this.pc.setConfiguration({ ...this.pc.getConfiguration(), iceServers: rtcServers(iceServers) });
  }

  /** Whether sound came in once and has not for a while, at `now` in ms of the page's clock. */
  silent(now: number): boolean {
    const [source] = this.#transceiver("audio")?.receiver.getSynchronizationSources() ?? [];
    if (source !== undefined) this.#sounded = true;
    return this.#sounded && this.#sound.since(source?.timestamp ?? 0, now) >= SILENT_MS;
  }

  /** The partner's first frame stands on the screen. */
  framed(): void {
    this.firstFrameAt ??= performance.now();
  }

  /** Brings what is sent in line with the tracks there are. */
  async sync(): Promise<void> {
    const tracks = this.#options.tracks();
    for (const kind of ["audio", "video"] as const) {
      const transceiver = this.#transceiver(kind);
      if (transceiver) await transceiver.sender.replaceTrack(tracks[kind]);
      else if (tracks[kind] && this.pc.remoteDescription) this.#add(kind);
    }
  }

  /** Says something to the partner's page; false when there is no way to it. */
  tell(message: string): boolean {
    if (this.#talk?.readyState !== "open") return false;
    this.#talk.send(message);
    return true;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#negotiator.close();
    this.pc.onconnectionstatechange = this.pc.onnegotiationneeded = this.pc.onicecandidate = this.pc.ontrack = null;
    this.pc.close();
    this.connected = false;
  }

  /** What is said of Opus is what one wants to be sent: so both ways, and the other page need not know. */
  #shaped({ type, sdp }: Sdp): Sdp {
    return { type, sdp: this.#thin ? shaped(sdp, THIN_VOICE) : sdp };
  }

  #begin(): void {
    if (this.pc.remoteDescription || this.pc.getTransceivers().length > 0) return;
    this.#add("audio");
    this.#add("video");
    this.#open();
  }

  /** The way for words between the two pages; agreed on by number, so that neither waits for the other. */
  #open(): void {
    this.#talk ??= this.pc.createDataChannel("talk", { negotiated: true, id: 0 });
    this.#talk.onmessage = ({ data }) => this.#options.onTold(data);
    this.#talk.onopen = this.#options.onTalk;
  }

  // Both directions from the start: a camera turned on later needs no new negotiation.
  #add(kind: "audio" | "video"): void {
    const track = this.#options.tracks()[kind];
    this.pc.addTransceiver(track ?? kind, { direction: "sendrecv", streams: [this.#options.stream] });
  }

  async #attach(): Promise<void> {
    clearTimeout(this.#timer);
    // Opened only where the offer has room for it: a headless partner writes nothing.
    if (this.pc.remoteDescription?.sdp.includes("m=application")) this.#open();
    for (const kind of ["audio", "video"] as const) {
      const transceiver = this.#transceiver(kind);
      if (!transceiver) continue;
      transceiver.direction = "sendrecv";
      transceiver.sender.setStreams?.(this.#options.stream);
    }
    await this.sync();
  }

  #transceiver(kind: "audio" | "video"): RTCRtpTransceiver | undefined {
    return this.pc
      .getTransceivers()
      .find((each) => each.receiver.track.kind === kind && each.direction !== "stopped");
  }

  #watch(): void {
    const state = this.pc.connectionState;
    clearTimeout(this.#timer);
    if (state === "connected") {
      this.connected = true;
      this.connectedAt ??= performance.now();
      this.lostAt = null;
    } else if (state === "disconnected" || state === "failed") {
      if (this.connected) this.lostAt = performance.now();
      this.connected = false;
      this.#timer = setTimeout(() => this.#mend(), state === "failed" ? 0 : MENDS_AFTER_MS);
    }
    this.#options.onChange();
  }

  #mend(): void {
    if (this.pc.connectionState === "closed") return;
    this.pc.restartIce();
    this.#timer = setTimeout(() => {
      if (!this.connected) this.#mend();
    }, 4 * MENDS_AFTER_MS);
  }
}
