/**
 * The meeting at work, from the green room to the summary: the socket, what this browser sends, and what is
 * agreed on listening. The call itself comes after the green room (`call.ts`). It decides nothing that a pure
 * module decides.
 *
 * Views read its fields and call its acts; it tells them of every change.
 */

import type {
  CallPlan,
  Consent,
  CueEvent,
  FromPage,
  FromServer,
  HintMessage,
  Media,
  OffRecord,
  Rung,
} from "../api/protocol.gen.ts";
import { VERSION } from "../api/protocol.gen.ts";
import { MeetingSocket, type Clock, type Wire } from "../api/socket.ts";
import { Busy } from "./busy.ts";
import type { Call } from "./call.ts";
import { effective, mineIsOff, said, untold } from "./consent.ts";
import { LocalMedia } from "./media.ts";
import type { Looks, Memory } from "./memory.ts";
import { OPENING, apply, joined, leaving, offline, type Meeting } from "./state.ts";

export interface SessionOptions {
  memory: Memory;
  clock: Clock;
  connect: () => Wire;
  /** Something to show has changed. */
  onChange: () => void;
  /** Every message and act, for who watches from outside. */
  onCue?: (event: CueEvent) => void;
  onHint?: (hint: HintMessage) => void;
  /** The one rung the listening leg is to use, for who watches from outside. */
  rung?: Rung | null;
}

const BUSY_MS = 1_000;
const LEAVES_MS = 3_000;
const LOADS_AGAIN_MS = 2_000;
/** Messages kept for the call while its script is on the way; the oldest go first. */
const MOST_WAITING = 400;

export class Session {
  readonly media: LocalMedia;
  meeting: Meeting = OPENING;
  /** Of a pair's call, once it has come: who the other is, and what the call is for. */
  plan: CallPlan | null = null;
  /** What the person wants to send; what can be sent is in `sends`. */
  wants: Required<Media>;
  looks: Looks;
  /** The call; null until its part of the page has come. */
  call: Call | null = null;
  /** ms of the page's clock when this page joined; null before. */
  joinedAt: number | null = null;
  /** Leaving took longer than it should: no summary path has come. */
  late = false;
  readonly #options: SessionOptions;
  readonly #socket: MeetingSocket;
  readonly #page = crypto.randomUUID();
  /** The key of a seat not taken yet: the same at every try, so that a lost answer takes no second seat. */
  readonly #token = crypto.randomUUID();
  readonly #busy = new Busy();
  #coming: Promise<Call> | null = null;
  #waiting: FromServer[] = [];
  #again: ReturnType<typeof untold> = [];
  #stops: (() => void)[] = [];

  constructor(options: SessionOptions) {
    const { memory, clock, connect } = options;
    this.#options = options;
    this.looks = memory.looks;
    this.wants = { audio: true, video: true, voice_only: false, ...memory.media };
    this.media = new LocalMedia(memory, () => this.synced());
    this.#socket = new MeetingSocket({
      connect,
      clock,
      enter: () => ({
        type: "enter",
        version: VERSION,
        name: memory.name ?? "?",
        page: this.#page,
        seat_token: memory.seatToken ?? this.#token,
      }),
      onMessage: (message) => this.#take(message),
      onOnline: (online) => this.#online(online),
    });
  }

  get now(): number {
    return this.#options.clock.now();
  }

  get memory(): Memory {
    return this.#options.memory;
  }

  get rung(): Rung | null {
    return this.#options.rung ?? null;
  }

  /** What the partner is called, as soon as anything says so. */
  get partnerName(): string | null {
    return this.meeting.partner.name ?? this.plan?.partner.name ?? null;
  }

  /** To the server and back, in s; null before the first answer. */
  get roundTripS(): number | null {
    const ms = this.#socket.roundTrip;
    return ms === null ? null : ms / 1000;
  }

  /** Listening as it stands for this page. */
  get listening() {
    return effective(this.meeting.listening, this.meeting.online);
  }

  /** What can be sent of what is wanted. */
  get sends(): Required<Media> {
    const { microphone, camera } = this.media;
    const shares = this.call !== null && this.call.share !== null;
    return {
      audio: this.wants.audio && microphone !== null,
      video: shares || (this.wants.video && !this.wants.voice_only && camera !== null),
      voice_only: this.wants.voice_only,
    };
  }

  /** Connects to the meeting and opens microphone and camera as wanted. */
  start(): void {
    this.#socket.open();
    const timer = setInterval(() => {
      if (this.#busy.due(this.media.trouble.audio, this.now)) void this.#openMedia();
    }, BUSY_MS);
    this.#stops.push(() => clearInterval(timer));
    void this.#openMedia();
  }

  /** Lets go of everything. */
  stop(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#end();
  }

  /** The network may be back: tries at once. */
  hurry(): void {
    this.#socket.hurry();
  }

  /** The line is in doubt: the server is asked whether it is there. */
  doubt(): void {
    this.#socket.doubt();
  }

  send(message: FromPage): void {
    this.#socket.send(message);
  }

  join(): void {
    if (this.meeting.phase === "call") return;
    this.meeting = joined(this.meeting);
    void this.#join();
    this.changed();
  }

  /** Hangs up for good. */
  leave(): void {
    this.meeting = leaving(this.meeting);
    this.#socket.send({ type: "leave" });
    this.memory.media = null;
    this.call?.close();
    this.media.close();
    this.#stops.push(
      this.#options.clock.after(LEAVES_MS, () => {
        this.late = this.meeting.phase === "leaving";
        this.changed();
      }),
    );
    this.changed();
  }

  async set(wants: Partial<Media>): Promise<void> {
    if (wants.video !== undefined || wants.voice_only !== undefined) this.call?.sacrifice.chose();
    await this.want(wants);
  }

  /** As `set`, where the line and not the person chose. */
  async want(wants: Partial<Media>): Promise<void> {
    this.wants = { ...this.wants, ...wants };
    if (wants.video === true) this.wants.voice_only = false;
    await this.#openMedia();
  }

  learn(plan: CallPlan | null): void {
    this.plan = plan;
    this.changed();
  }

  consent(listen: boolean): void {
    this.#say({ type: "consent", listen });
  }

  toggleOffRecord(): void {
    this.#say({ type: "off_record", on: !mineIsOff(this.meeting.listening) });
  }

  look(looks: Partial<Looks>): void {
    this.looks = { ...this.looks, ...looks };
    this.memory.looks = this.looks;
    this.changed();
  }

  /** Brings the server, and the call, in line with what there is to send. */
  synced(): void {
    if (this.meeting.phase === "call") {
      this.memory.media = this.wants;
      this.#socket.send({ type: "set_media", media: this.sends });
    }
    this.call?.synced();
    this.changed();
  }

  changed(): void {
    this.#options.onChange();
  }

  /** A word about listening holds here at once, also while the server cannot be reached. */
  #say(message: Consent | OffRecord): void {
    this.meeting = { ...this.meeting, listening: said(this.meeting.listening, message) };
    this.#socket.send(message);
    this.call?.tick();
    this.changed();
  }

  #take(message: FromServer): void {
    const before = this.meeting;
    this.meeting = apply(before, message, this.#saidAt(message));
    if (message.type === "welcome") {
      this.memory.seatToken = message.seat_token;
      this.#again = untold(before.listening, message.listening);
      void this.#prepared();
    } else if (message.type === "cue") {
      this.#options.onCue?.(message.event);
    } else if (message.type === "hint") {
      this.#options.onHint?.(message);
    }
    if (this.meeting.phase === "ended" || this.meeting.phase === "left") this.#end();
    if (this.call) this.call.take(message);
    else if (this.#waiting.push(message) > MOST_WAITING) this.#waiting.shift();
    if (this.meeting !== before) this.changed();
  }

  /** When the server said something, by this page's clock: half a round trip ago, a `pong` better known. */
  #saidAt(message: FromServer): number {
    const { aligned, roundTrip } = this.#socket;
    const at = message.type === "pong" ? (message.at ?? null) : null;
    return at !== null && aligned.zero !== null ? aligned.zero + at * 1_000 : this.now - (roundTrip ?? 0) / 2;
  }

  #online(online: boolean): void {
    if (online) {
      for (const message of this.#again) this.#socket.send(message);
      this.#again = [];
      void this.#join();
      // It may have been lost with the connection; said twice it costs nothing.
      if (this.meeting.phase === "leaving") this.#socket.send({ type: "leave" });
    } else {
      this.meeting = offline(this.meeting);
    }
    this.call?.tick();
    this.changed();
  }

  /** Says that this page joins, once it can take what comes of that. */
  async #join(): Promise<void> {
    if (this.meeting.phase !== "call") return;
    const call = await this.#prepared();
    if (this.meeting.phase !== "call" || !this.meeting.online) return;
    this.joinedAt ??= this.now;
    this.#socket.send({ type: "join", media: this.sends });
    call.joined();
    this.changed();
  }

  /** The call, once its part of the page is there; it then takes what was said meanwhile. */
  #prepared(): Promise<Call> {
    this.#coming ??= this.#loadCall();
    return this.#coming;
  }

  async #loadCall(): Promise<Call> {
    for (;;) {
      try {
        const { Call } = await import("./call.ts");
        const call = new Call(this);
        this.call = call;
        for (const message of this.#waiting) call.take(message);
        this.#waiting = [];
        this.changed();
        return call;
      } catch {
        await new Promise<void>((resolve) => this.#stops.push(this.#options.clock.after(LOADS_AGAIN_MS, resolve)));
      }
    }
  }

  async #openMedia(): Promise<void> {
    const { video, voice_only } = this.wants;
    if (!video || voice_only) this.media.closeCamera();
    await this.media.open({ audio: true, video: video && !voice_only });
    this.media.mute(!this.wants.audio);
  }

  #end(): void {
    this.call?.close();
    this.media.close();
    this.#socket.close();
  }
}
