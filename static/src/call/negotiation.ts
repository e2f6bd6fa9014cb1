/**
 * Perfect negotiation between the two pages, as a machine over anything that looks like an RTCPeerConnection.
 *
 * Both may offer at any time. When two offers cross, the polite side takes back its own and answers; the
 * impolite side ignores the other's. Candidates wait until there is a remote description to belong to.
 * Rules: W3C WebRTC, section 10.7 ("Perfect Negotiation Example").
 */

export interface Sdp {
  type: "offer" | "answer";
  sdp: string;
}

export interface IceLine {
  candidate: string;
  sdpMid: string | null;
  sdpMLineIndex: number | null;
}

/** What the machine needs of a peer connection. */
export interface Peer {
  readonly signalingState: string;
  readonly localDescription: { type: string; sdp: string } | null;
  /** Makes and sets the description that fits the state: an offer, or the answer to a remote offer. */
  setLocalDescription(): Promise<void>;
  /** An offer set while an own one is out rolls the own one back. */
  setRemoteDescription(description: Sdp): Promise<void>;
  addIceCandidate(candidate: IceLine): Promise<void>;
}

/** Whether two descriptions come from one and the same peer connection, by their DTLS certificates. */
export function sameOrigin(one: string, other: string): boolean {
  return certificates(one) === certificates(other);
}

function certificates(sdp: string): string {
  return [...new Set(sdp.match(/^a=fingerprint:.*$/gm))].sort().join();
}

export interface NegotiatorOptions {
  peer: Peer;
  polite: boolean;
  send: (description: Sdp) => void;
  /** Called after a remote offer was taken and before it is answered: the moment to attach own tracks. */
  beforeAnswer?: () => Promise<void>;
}

export class Negotiator {
  readonly #peer: Peer;
  readonly #polite: boolean;
  readonly #send: (description: Sdp) => void;
  readonly #beforeAnswer: () => Promise<void>;
  #makingOffer = false;
  #takingAnswer = false;
  #ignoringOffer = false;
  #hasRemote = false;
  #closed = false;
  #waiting: IceLine[] = [];
  #incoming: Promise<void> = Promise.resolve();

  constructor(options: NegotiatorOptions) {
    this.#peer = options.peer;
    this.#polite = options.polite;
    this.#send = options.send;
    this.#beforeAnswer = options.beforeAnswer ?? (() => Promise.resolve());
  }

  /** True while a colliding offer of the other side is being ignored. */
  get ignoring(): boolean {
    return this.#ignoringOffer;
  }

  /** Something changed that the other side has to agree to (`negotiationneeded`, or an ICE restart). */
  async offer(): Promise<void> {
    if (this.#closed || this.#makingOffer) return;
    this.#makingOffer = true;
    try {
      await this.#peer.setLocalDescription();
      this.#sendLocal("offer");
    } finally {
      this.#makingOffer = false;
    }
  }

  /** A description from the partner. Resolves when it has been dealt with; later messages wait for it. */
  description(description: Sdp): Promise<void> {
    return this.#inOrder(() => this.#takeDescription(description));
  }

  /** A candidate from the partner. */
  candidate(line: IceLine): Promise<void> {
    return this.#inOrder(() => this.#takeCandidate(line));
  }

  /** Messages may have been lost on the way: an offer that is still open is said again. */
  again(): void {
    if (this.#peer.signalingState === "have-local-offer") this.#sendLocal("offer");
  }

  /** From here on nothing is sent or applied. */
  close(): void {
    this.#closed = true;
    this.#waiting = [];
  }

  #inOrder(step: () => Promise<void>): Promise<void> {
    const done = this.#incoming.then(() => (this.#closed ? undefined : step()));
    this.#incoming = done.catch(() => undefined);
    return done;
  }

  async #takeDescription(description: Sdp): Promise<void> {
    const free =
      !this.#makingOffer && (this.#peer.signalingState === "stable" || this.#takingAnswer);
    const collision = description.type === "offer" && !free;
    this.#ignoringOffer = !this.#polite && collision;
    if (this.#ignoringOffer) return;
    if (description.type === "answer" && this.#peer.signalingState !== "have-local-offer") return;
    this.#takingAnswer = description.type === "answer";
    try {
      await this.#peer.setRemoteDescription(description);
    } finally {
      this.#takingAnswer = false;
    }
    if (this.#closed) return;
    this.#hasRemote = true;
    const waiting = this.#waiting;
    this.#waiting = [];
    // One that fits no more costs the others and the answer nothing.
    for (const line of waiting) await this.#peer.addIceCandidate(line).catch(() => undefined);
    if (description.type === "answer" || this.#closed) return;
    await this.#beforeAnswer();
    await this.#peer.setLocalDescription();
    this.#sendLocal("answer");
  }

  async #takeCandidate(line: IceLine): Promise<void> {
    if (!this.#hasRemote && !this.#ignoringOffer) {
      this.#waiting.push(line);
      return;
    }
    try {
      await this.#peer.addIceCandidate(line);
    } catch (error) {
      // A candidate of an offer we ignored belongs to nothing we know.
      if (!this.#ignoringOffer) throw error;
    }
  }

  #sendLocal(type: "offer" | "answer"): void {
    const local = this.#peer.localDescription;
    if (this.#closed || local?.type !== type) return;
    this.#send({ type, sdp: local.sdp });
  }
}
