/**
 * The meeting at work: joins the pure parts to the browser. It decides nothing that a pure module decides.
 *
 * Views read its fields and call its acts; it tells them of every change.
 */

import type {
  CallPlan,
  Consent,
  CueEvent,
  FromServer,
  HintMessage,
  Media,
  OffRecord,
  Rung,
} from "../api/protocol.gen.ts";
import { VERSION } from "../api/protocol.gen.ts";
import { MeetingSocket, type Clock, type Wire } from "../api/socket.ts";
import { Advice } from "./advice.ts";
import { Busy } from "./busy.ts";
import { Captions, type Caption, captionsOn } from "./captions.ts";
import { chime } from "./chime.ts";
import { effective, mineIsOff, said, untold } from "./consent.ts";
import type { LegKeeper } from "./keeper.ts";
import { PartnerLink } from "./link.ts";
import type { Sdp } from "./negotiation.ts";
import { LocalMedia } from "./media.ts";
import type { Looks, Memory } from "./memory.ts";
import { Sacrifice } from "./sacrifice.ts";
import { OPENING, apply, joined, leaving, linkedPage, offline, stage, type Meeting } from "./state.ts";
import { LineWatch } from "./watch.ts";

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

const TICK_MS = 250;
const LOOK_MS = 1_000;
const LEAVES_MS = 3_000;
/** More events than five lively minutes have, and messages than anybody writes before the tools are there. */
const MOST_RECENT = 400;
const MOST_WAITING = 50;

export class Session {
  readonly media: LocalMedia;
  readonly line: LineWatch;
  /** The listening leg; null until its part of the page has come. */
  leg: LegKeeper | null = null;
  readonly advice: Advice;
  readonly sacrifice = new Sacrifice();
  meeting: Meeting = OPENING;
  /** Of a pair's call, once it has come: who the other is, and what the call is for. */
  plan: CallPlan | null = null;
  /** What the person wants to send; what can be sent is in `sends`. */
  wants: Required<Media>;
  looks: Looks;
  link: PartnerLink | null = null;
  caption: Caption | null = null;
  /** A screen shown in the camera's place; null for none. */
  share: MediaStreamTrack | null = null;
  /** The partner shows a screen: all of it counts, to its edges. */
  theirScreen = false;
  /** What the partner's page said and nobody has taken yet, and what was lately heard: both bounded. */
  readonly inbox: unknown[] = [];
  recent: readonly CueEvent[] = [];
  /** ms of the page's clock when this page joined; null before. */
  joinedAt: number | null = null;
  /** Leaving took longer than it should: no summary path has come. */
  late = false;
  readonly #options: SessionOptions;
  readonly #socket: MeetingSocket;
  readonly #page = crypto.randomUUID();
  /** The key of a seat not taken yet: the same at every try, so that a lost answer takes no second seat. */
  readonly #token = crypto.randomUUID();
  /** Nothing could be heard of the partner a moment ago. */
  #silent = false;
  readonly #busy = new Busy();
  #captions = new Captions(0);
  #again: ReturnType<typeof untold> = [];
  #stops: (() => void)[] = [];

  constructor(options: SessionOptions) {
    const { memory, clock, connect } = options;
    this.#options = options;
    this.looks = memory.looks;
    this.wants = { audio: true, video: true, voice_only: false, ...memory.media };
    this.media = new LocalMedia(memory, () => this.#synced());
    const now = () => clock.now();
    this.line = new LineWatch({
      now,
      onReport: (report) => this.#socket.send(report),
      onFigures: (line) => {
        this.sacrifice.report(line, this.#outgoing().video !== null, this.now);
        this.#spare();
      },
      onChange: () => this.#changed(),
    });
    this.advice = new Advice({
      now,
      send: (message) => this.#socket.send(message),
      onChange: () => this.#changed(),
    });
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
    return {
      audio: this.wants.audio && microphone !== null,
      video: this.share !== null || (this.wants.video && !this.wants.voice_only && camera !== null),
      voice_only: this.wants.voice_only,
    };
  }

  /** Whether the partner's picture is there to be seen. */
  get seesPartner(): boolean {
    return !this.wants.voice_only && this.meeting.partner.media?.video === true;
  }

  get captionsShown(): boolean {
    const seen = this.seesPartner && !this.line.frozen;
    return captionsOn(this.looks.captions, seen || this.stage !== "here");
  }

  /** Whether the connection to the partner stands and brings something. */
  get flows(): boolean {
    return this.link?.connected === true && this.line.arriving;
  }

  get stage() {
    return stage(this.meeting, this.flows);
  }

  /** Connects to the meeting and opens microphone and camera as wanted. */
  start(): void {
    this.#socket.open();
    this.#every(TICK_MS, () => this.#tick());
    this.#every(LOOK_MS, () => this.#look());
    void this.#openMedia();
  }

  /** Lets go of everything. */
  stop(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#unlink();
    this.leg?.close();
    this.media.close();
    this.#socket.close();
  }

  /** The network may be back: tries at once. */
  hurry(): void {
    this.#socket.hurry();
  }

  join(): void {
    const before = this.meeting;
    this.meeting = joined(before);
    if (this.meeting.phase === before.phase) this.#changed();
    else this.#join();
  }

  /** Hangs up for good. */
  leave(): void {
    this.meeting = leaving(this.meeting);
    this.#socket.send({ type: "leave" });
    this.memory.media = null;
    this.share?.stop();
    this.#unlink();
    this.leg?.close();
    this.media.close();
    this.#stops.push(
      this.#options.clock.after(LEAVES_MS, () => {
        this.late = this.meeting.phase === "leaving";
        this.#changed();
      }),
    );
    this.#changed();
  }

  async set(wants: Partial<Media>): Promise<void> {
    if (wants.video !== undefined || wants.voice_only !== undefined) this.sacrifice.chose();
    await this.#want(wants);
  }

  async #want(wants: Partial<Media>): Promise<void> {
    this.wants = { ...this.wants, ...wants };
    if (wants.video === true) this.wants.voice_only = false;
    await this.#openMedia();
  }

  /** Shows a screen, or no longer one. */
  present(track: MediaStreamTrack | null): void {
    if (this.share !== track) this.share?.stop();
    this.share = track;
    this.#presented();
    this.#synced();
  }

  /** Says something to the partner's page; false when there is no line to it. */
  tell(message: string): boolean {
    return this.link?.tell(message) === true;
  }

  shownTo(screen: boolean): void {
    if (this.theirScreen === screen) return;
    this.theirScreen = screen;
    this.#changed();
  }

  #presented(): void {
    this.tell(JSON.stringify({ kind: "screen", on: this.share !== null }));
  }

  learn(plan: CallPlan | null): void {
    this.plan = plan;
    this.#changed();
  }

  consent(listen: boolean): void {
    this.#say({ type: "consent", listen });
  }

  /** On to a step of the stories, or out of them. */
  tellStories(step: number | null): void {
    this.#socket.send({ type: "stories", step });
  }

  toggleOffRecord(): void {
    this.#say({ type: "off_record", on: !mineIsOff(this.meeting.listening) });
  }

  look(looks: Partial<Looks>): void {
    this.looks = { ...this.looks, ...looks };
    this.memory.looks = this.looks;
    this.#changed();
  }

  /** A word about listening holds here at once, also while the server cannot be reached. */
  #say(message: Consent | OffRecord): void {
    this.meeting = { ...this.meeting, listening: said(this.meeting.listening, message) };
    this.#socket.send(message);
    this.#tick();
    this.#changed();
  }

  #take(message: FromServer): void {
    const before = this.meeting;
    this.meeting = apply(before, message, this.#saidAt(message));
    switch (message.type) {
      case "welcome":
        this.memory.seatToken = message.seat_token;
        this.link?.renew(message.ice_servers);
        this.advice.mode = message.hints;
        if (before.seat !== message.seat) this.#captions = new Captions(message.seat);
        this.#again = untold(before.listening, message.listening);
        this.#harmless(this.#loadLeg());
        break;
      case "agreed":
        this.advice.bound(message.listening);
        break;
      case "partner":
        if (message.presence === "in_call" && before.partner.presence !== "in_call") this.#arrived();
        // They may have turned to voice only, or back: what goes out follows.
        this.#harmless(this.link?.sync());
        this.#harmless(this.link?.speak(this.#thin));
        break;
      case "description":
        this.#describe({ type: message.kind, sdp: message.sdp });
        break;
      case "candidate":
        this.#harmless(
          this.link?.candidate({
            candidate: message.candidate,
            sdpMid: message.mid,
            sdpMLineIndex: message.line,
          }),
        );
        break;
      case "leg_answer":
        this.leg?.answer(message.sdp, message.leg);
        break;
      case "leg_ticket":
        this.leg?.ticket(message.ticket, message.leg);
        break;
      case "heard":
        if (message.sound === "laughter") this.#captions.laughing(message.who, message.at, this.now);
        break;
      case "cue":
        this.#captions.hear(message.event, this.now);
        this.recent = [...this.recent.slice(1 - MOST_RECENT), message.event];
        this.#options.onCue?.(message.event);
        break;
      case "hint":
        this.#options.onHint?.(message);
        this.advice.offer(message);
        break;
      case "error":
        if (message.code === "leg_failed") this.leg?.refused();
        break;
      default:
        break;
    }
    if (this.meeting.phase === "ended" || this.meeting.phase === "left") this.#end();
    this.#relink();
    this.#tick();
    if (this.meeting !== before) this.#changed();
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
      if (this.meeting.phase === "call") this.#join();
      // It may have been lost with the connection; said twice it costs nothing.
      if (this.meeting.phase === "leaving") this.#socket.send({ type: "leave" });
    } else {
      this.meeting = offline(this.meeting);
    }
    this.#tick();
    this.#changed();
  }

  #join(): void {
    this.joinedAt ??= this.now;
    this.#socket.send({ type: "join", media: this.sends });
    this.#relink();
    this.link?.resume(this.link.silent(this.now));
    this.#changed();
  }

  #arrived(): void {
    if (this.meeting.phase === "call" && this.meeting.callZero === null) chime();
  }

  #relink(): void {
    const page = linkedPage(this.meeting, this.link?.page ?? null);
    if (page === (this.link?.page ?? null)) return;
    this.#unlink();
    if (page === null) return;
    this.link = new PartnerLink({
      page,
      polite: this.meeting.polite,
      iceServers: this.meeting.iceServers,
      stream: this.media.stream,
      tracks: () => this.#outgoing(),
      thin: this.#thin,
      onDescription: ({ type, sdp }) => this.#socket.send({ type: "description", kind: type, sdp, page }),
      onCandidate: ({ candidate, sdpMid, sdpMLineIndex }) =>
        this.#socket.send({ type: "candidate", candidate, mid: sdpMid, line: sdpMLineIndex, page }),
      onChange: () => this.#changed(),
      onTold: (message) => {
        if (this.inbox.push(message) > MOST_WAITING) this.inbox.shift();
        this.#changed();
      },
      onTalk: () => {
        if (this.share) this.#presented();
      },
    });
  }

  #describe(description: Sdp): void {
    // The partner began anew without a new page: so do we.
    if (this.link?.isStrange(description)) {
      this.#unlink();
      this.#relink();
    }
    // One that cannot be applied is mended by the next negotiation, never by an error on screen.
    this.link?.description(description).catch(() => this.link?.resume());
  }

  #unlink(): void {
    this.link?.close();
    this.link = null;
  }

  /** Brings what goes out in line with what the line carries. */
  #spare(): void {
    const { sacrifice, link } = this;
    const size = sacrifice.gives("picture_least") ? "least" : sacrifice.gives("picture_small") ? "small" : "whole";
    this.#harmless(link?.squeeze(size));
    this.#harmless(link?.speak(this.#thin));
    this.#changed();
  }

  /** Answers what the line made the page ask: voice only, or the picture again. */
  async answer(agreed: boolean): Promise<void> {
    const { offer } = this.sacrifice;
    if (offer === null) return;
    if (!agreed) {
      this.sacrifice.refuse(this.now);
      this.#changed();
      return;
    }
    this.sacrifice.agree();
    this.#spare();
    await this.#want(offer === "voice_only" ? { voice_only: true } : { video: true });
  }

  /** Without pictures little is sent, and that is what the green room said. */
  get #thin(): boolean {
    const { wants, meeting, sacrifice } = this;
    return wants.voice_only || meeting.partner.media?.voice_only === true || sacrifice.gives("leg_thin");
  }

  #outgoing() {
    const wanted = this.meeting.partner.media?.voice_only !== true;
    return { audio: this.media.microphone, video: this.share ?? (this.sends.video && wanted ? this.media.camera : null) };
  }

  async #openMedia(): Promise<void> {
    const { video, voice_only } = this.wants;
    if (!video || voice_only) this.media.closeCamera();
    await this.media.open({ audio: true, video: video && !voice_only });
    this.media.mute(!this.wants.audio);
  }

  /** Nobody is listened to on the first screen: that part comes after it. */
  async #loadLeg(): Promise<void> {
    const { LegKeeper } = await import("./keeper.ts");
    this.leg ??= new LegKeeper({
      now: () => this.now,
      iceServers: () => this.meeting.iceServers,
      onOffer: (sdp, leg) => this.#socket.send({ type: "leg_offer", sdp, leg }),
      onOpen: (leg) => this.#socket.send({ type: "leg_open", leg }),
      only: this.#options.rung ?? null,
    });
  }

  /** Brings both connections and the server in line with what there is to send. */
  #synced(): void {
    const { phase } = this.meeting;
    if (phase === "call") {
      this.memory.media = this.wants;
      this.#socket.send({ type: "set_media", media: this.sends });
    }
    this.#harmless(this.link?.sync());
    this.#harmless(this.link?.speak(this.#thin));
    if (this.media.microphone) this.#harmless(this.leg?.use(this.media.microphone));
    this.#changed();
  }

  #tick(): void {
    const { now, meeting, media } = this;
    this.leg?.tick(
      {
        listening: meeting.listening.state,
        connected: meeting.phase === "call" && meeting.online && !this.sacrifice.gives("leg_off"),
      },
      media.microphone,
      this.#thin,
    );
    // Who hears nothing asks whether it is their own line: a server may answer where a browser noticed nothing.
    const silent = this.link?.silent(now) === true;
    if (silent) this.#socket.doubt();
    else if (this.#silent) this.#socket.hurry();
    this.#silent = silent;
    const caption = this.captionsShown ? this.#captions.at(now) : null;
    this.advice.tick();
    if (caption === this.caption) return;
    this.caption = caption;
    this.#changed();
  }

  #look(): void {
    const { sends, seesPartner } = this;
    this.#harmless(this.line.look(this.link, { sendsVideo: sends.video, seesPartner }));
    if (this.#busy.due(this.media.trouble.audio, this.now)) void this.#openMedia();
    // Seconds are being counted on the stage.
    if (this.stage === "dropped" || this.link?.lostAt) this.#changed();
  }

  #end(): void {
    this.#unlink();
    this.leg?.close();
    this.media.close();
    this.#socket.close();
  }

  /** What can fail without harm: a stale candidate, counters of a connection that has just closed. */
  #harmless(work: Promise<void> | undefined): void {
    work?.catch(() => undefined);
  }

  #every(ms: number, act: () => void): void {
    const timer = setInterval(act, ms);
    this.#stops.push(() => clearInterval(timer));
  }

  #changed(): void {
    this.#options.onChange();
  }
}
