/** The listening leg over a socket: the microphone's sound as Opus, or a sketch of it, paced by the server's answers. */

import { capture } from "./capture.ts";
import { acknowledged, encode, type Kind } from "./frames.ts";
import { Framer, type Piece } from "./framer.ts";
import { Pacer } from "./pacing.ts";
import { Resampler } from "./resampler.ts";
import { HOPS, HOP_MS, Sketcher } from "./sketch.ts";

export interface VoiceWireOptions {
  /** The number of this attempt. */
  attempt: number;
  track: MediaStreamTrack;
  kind: Kind;
  now: () => number;
  /** Asks the server for a ticket. */
  onOpen: () => void;
  onUp: () => void;
  /** The browser does not make Opus after all; what goes from now on is a sketch. */
  onUnencoded: () => void;
  onFailed: () => void;
}

/** Long packets: at 12 kbit/s headers would be half of what 20 ms ones cost. */
const PACKET_MS = 60;
/** Enough to keep laughs and most sighs. */
const BITRATE = 12_000;
/** How often what waits is looked at when nothing new is made. */
const LOOK_MS = 250;

/** The options of Opus that the library of types does not know yet. */
interface OpusConfig extends AudioEncoderConfig {
  opus: { frameDuration: number; application: "voip"; usedtx: boolean; useinbandfec: boolean };
}

/** Breaths and "mm-hm" are sent like everything else, and what the line loses is marked, never guessed. */
function opus(rate: number): OpusConfig {
  return {
    codec: "opus",
    sampleRate: rate,
    numberOfChannels: 1,
    bitrate: BITRATE,
    opus: { frameDuration: PACKET_MS * 1_000, application: "voip", usedtx: false, useinbandfec: false },
  };
}

export class VoiceWire {
  readonly attempt: number;
  readonly pacer = new Pacer();
  readonly #options: VoiceWireOptions;
  readonly #resampler = new Resampler();
  readonly #sound = new Framer(PACKET_MS);
  readonly #hops = new Framer(HOP_MS);
  #sketcher = new Sketcher();
  #drawn: { at: number; bytes: number[] } | null = null;
  #kind: Kind;
  #encoder: AudioEncoder | null = null;
  #socket: WebSocket | null = null;
  #stop: () => void = () => undefined;
  #track: MediaStreamTrack;
  #closed = false;
  #look: ReturnType<typeof setInterval> | undefined;

  constructor(options: VoiceWireOptions) {
    this.#options = options;
    this.attempt = options.attempt;
    this.#kind = options.kind;
    this.#track = options.track;
    options.onOpen();
  }

  /** Opens the socket the server has a ticket for. */
  open(ticket: string): void {
    if (this.#closed || this.#socket !== null) return;
    const socket = new WebSocket(new URL(`/leg/${ticket}`, location.href.replace(/^http/, "ws")));
    this.#socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => void this.#listen();
    socket.onmessage = ({ data }) => this.#answer(data as ArrayBuffer);
    socket.onclose = () => this.#fail();
    this.#look = setInterval(() => this.#send(), LOOK_MS);
  }

  /** Goes on with another microphone. */
  async use(track: MediaStreamTrack): Promise<void> {
    if (track === this.#track) return;
    this.#track = track;
    if (this.#socket?.readyState === WebSocket.OPEN) await this.#listen();
  }

  async #listen(): Promise<void> {
    const track = this.#track;
    this.#stop();
    this.#stop = () => undefined;
    try {
      const stop = await capture(track, (piece) => this.#take(piece));
      if (this.#closed || track !== this.#track) stop();
      else this.#stop = stop;
    } catch {
      this.#fail();
    }
  }

  carry(kind: Kind): void {
    this.#kind = kind;
    this.#drawn = null;
    if (kind === "sketch") this.#silence();
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#look);
    this.#stop();
    this.#silence();
    if (this.#socket !== null) {
      this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
      this.#socket.close();
    }
  }

  #take(piece: Piece): void {
    if (this.#closed) return;
    if (this.#kind === "sketch") for (const hop of this.#hops.cut(piece)) this.#draw(hop);
    else for (const window of this.#sound.cut(this.#resampler.take(piece))) this.#encode(window);
  }

  #draw({ samples, rate, at }: Piece): void {
    const drawn = this.#drawn;
    const expected = drawn === null ? at : drawn.at + (drawn.bytes.length / 2) * HOP_MS * 1_000;
    // A hole: what was begun is sent short.
    if (drawn !== null && Math.abs(at - expected) > 1_000) this.#finishDrawing();
    this.#drawn ??= { at, bytes: [] };
    this.#drawn.bytes.push(...this.#sketcher.draw(samples, rate, at / 1_000));
    if (this.#drawn.bytes.length === 2 * HOPS) this.#finishDrawing();
  }

  #finishDrawing(): void {
    const drawn = this.#drawn;
    this.#drawn = null;
    if (drawn === null) return;
    const payload = Uint8Array.from(drawn.bytes);
    this.#offer("sketch", drawn.at, (payload.length / 2) * HOP_MS, payload);
  }

  #encode({ samples, rate, at }: Piece): void {
    try {
      this.#encoder ??= this.#encoderFor(rate);
      const data = new AudioData({
        format: "f32-planar",
        sampleRate: rate,
        numberOfFrames: samples.length,
        numberOfChannels: 1,
        timestamp: at,
        data: samples,
      });
      this.#encoder.encode(data);
      data.close();
    } catch {
      this.#sketch();
    }
  }

  #sketch(): void {
    if (this.#closed || this.#kind === "sketch") return;
    this.carry("sketch");
    this.#options.onUnencoded();
  }

  #encoderFor(rate: number): AudioEncoder {
    const encoder = new AudioEncoder({
      output: (chunk) => {
        if (this.#encoder !== encoder || this.#kind !== "sound") return;
        const payload = new Uint8Array(chunk.byteLength);
        chunk.copyTo(payload);
        this.#offer("sound", chunk.timestamp, PACKET_MS, payload);
      },
      error: () => this.#sketch(),
    });
    encoder.configure(opus(rate));
    return encoder;
  }

  #silence(): void {
    if (this.#encoder !== null && this.#encoder.state !== "closed") this.#encoder.close();
    this.#encoder = null;
  }

  #offer(kind: Kind, at: number, ms: number, payload: Uint8Array): void {
    this.pacer.offer({ kind, at, ms, payload }, this.#options.now());
    this.#send();
  }

  #send(): void {
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN) return;
    for (const { made, sequence, dropped } of this.pacer.due(this.#options.now())) {
      socket.send(encode(made, sequence, dropped));
    }
    if (this.pacer.stuck) this.#fail();
  }

  #answer(data: ArrayBuffer): void {
    const sequence = acknowledged(data);
    if (sequence === null) return;
    this.pacer.answered(sequence);
    this.#options.onUp();
    this.#send();
  }

  #fail(): void {
    if (this.#closed) return;
    this.close();
    this.#options.onFailed();
  }
}
