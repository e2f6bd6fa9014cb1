/**
 * The call at work: the connection to the partner, the listening leg, captions, hints, and what the line makes of
 * it all. Joins the pure parts to the browser; it decides nothing that a pure module decides.
 *
 * Comes after the green room: nobody waits for it before they see themselves.
 */

import type { CueEvent, FromServer } from "../api/protocol.gen.ts";
import { Advice } from "./advice.ts";
import { Captions, type Caption, captionsOn } from "./captions.ts";
import { chime } from "./chime.ts";
import type { LegKeeper } from "./keeper.ts";
import { PartnerLink } from "./link.ts";
import type { Sdp } from "./negotiation.ts";
import { Sacrifice } from "./sacrifice.ts";
import type { Session } from "./session.ts";
import { linkedPage, stage } from "./state.ts";
import { LineWatch } from "./watch.ts";

const TICK_MS = 250;
const LOOK_MS = 1_000;
/** More events than five lively minutes have, and messages than anybody writes before the tools are there. */
const MOST_RECENT = 400;
const MOST_WAITING = 50;

export class Call {
  readonly session: Session;
  readonly line: LineWatch;
  readonly advice: Advice;
  readonly sacrifice = new Sacrifice();
  /** The listening leg; null until its part of the page has come. */
  leg: LegKeeper | null = null;
  link: PartnerLink | null = null;
  caption: Caption | null = null;
  /** A screen shown in the camera's place; null for none. */
  share: MediaStreamTrack | null = null;
  /** The partner shows a screen: all of it counts, to its edges. */
  theirScreen = false;
  /** What the partner's page said and nobody has taken yet, and what was lately heard: both bounded. */
  readonly inbox: unknown[] = [];
  recent: readonly CueEvent[] = [];
  /** Nothing could be heard of the partner a moment ago. */
  #silent = false;
  #partnerIn = false;
  #captions = new Captions(0);
  #seat = 0;
  #closed = false;
  #stops: (() => void)[] = [];

  constructor(session: Session) {
    this.session = session;
    const now = () => session.now;
    this.line = new LineWatch({
      now,
      onReport: (report) => session.send(report),
      onFigures: (line) => {
        this.sacrifice.report(line, this.#outgoing().video !== null, session.now);
        this.#spare();
      },
      onChange: () => session.changed(),
    });
    this.advice = new Advice({
      now,
      send: (message) => session.send(message),
      onChange: () => session.changed(),
    });
    this.#every(TICK_MS, () => this.tick());
    this.#every(LOOK_MS, () => this.#look());
    harmless(this.#loadLeg());
  }

  /** Whether the partner's picture is there to be seen. */
  get seesPartner(): boolean {
    const { wants, meeting } = this.session;
    return !wants.voice_only && meeting.partner.media?.video === true;
  }

  get captionsShown(): boolean {
    const seen = this.seesPartner && !this.line.frozen;
    return captionsOn(this.session.looks.captions, seen || this.stage !== "here");
  }

  /** Whether the connection to the partner stands and brings something. */
  get flows(): boolean {
    return this.link?.connected === true && this.line.arriving;
  }

  get stage() {
    return stage(this.session.meeting, this.flows);
  }

  /** Lets go of everything. */
  close(): void {
    this.#closed = true;
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.share?.stop();
    this.#unlink();
    this.leg?.close();
  }

  /** The page has joined, for the first time or again. */
  joined(): void {
    this.#relink();
    this.link?.resume(this.link.silent(this.session.now));
  }

  /** Takes what the server said, after the meeting's own state has. */
  take(message: FromServer): void {
    const { session } = this;
    switch (message.type) {
      case "welcome":
        this.link?.renew(message.ice_servers);
        this.advice.mode = message.hints;
        if (message.seat !== this.#seat) this.#captions = new Captions(message.seat);
        this.#seat = message.seat;
        break;
      case "agreed":
        this.advice.bound(message.listening);
        break;
      case "partner":
        if (message.presence === "in_call" && !this.#partnerIn) this.#arrived();
        // They may have turned to voice only, or back: what goes out follows.
        harmless(this.link?.sync());
        harmless(this.link?.speak(this.#thin));
        break;
      case "description":
        this.#describe({ type: message.kind, sdp: message.sdp });
        break;
      case "candidate":
        harmless(
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
        if (message.sound === "laughter") this.#captions.laughing(message.who, message.at, session.now);
        break;
      case "cue":
        this.#captions.hear(message.event, session.now);
        this.recent = [...this.recent.slice(1 - MOST_RECENT), message.event];
        break;
      case "hint":
        this.advice.offer(message);
        break;
      case "error":
        if (message.code === "leg_failed") this.leg?.refused();
        break;
      default:
        break;
    }
    this.#partnerIn = session.meeting.partner.presence === "in_call";
    this.#relink();
    this.tick();
  }

  /** What is to go out has changed: both connections follow. */
  synced(): void {
    const { microphone } = this.session.media;
    harmless(this.link?.sync());
    harmless(this.link?.speak(this.#thin));
    if (microphone) harmless(this.leg?.use(microphone));
  }

  /** Lets time pass. */
  tick(): void {
    if (this.#closed) return;
    const { session } = this;
    const { now, meeting, media } = session;
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
    if (silent) session.doubt();
    else if (this.#silent) session.hurry();
    this.#silent = silent;
    const caption = this.captionsShown ? this.#captions.at(now) : null;
    this.advice.tick();
    if (caption === this.caption) return;
    this.caption = caption;
    session.changed();
  }

  /** Shows a screen, or no longer one. */
  present(track: MediaStreamTrack | null): void {
    if (this.share !== track) this.share?.stop();
    this.share = track;
    this.#presented();
    this.session.synced();
  }

  /** Says something to the partner's page; false when there is no line to it. */
  tell(message: string): boolean {
    return this.link?.tell(message) === true;
  }

  shownTo(screen: boolean): void {
    if (this.theirScreen === screen) return;
    this.theirScreen = screen;
    this.session.changed();
  }

  /** On to a step of the stories, or out of them. */
  tellStories(step: number | null): void {
    this.session.send({ type: "stories", step });
  }

  /** Answers what the line made the page ask: voice only, or the picture again. */
  async answer(agreed: boolean): Promise<void> {
    const { session, sacrifice } = this;
    const { offer } = sacrifice;
    if (offer === null) return;
    if (!agreed) {
      sacrifice.refuse(session.now);
      session.changed();
      return;
    }
    sacrifice.agree();
    this.#spare();
    await session.want(offer === "voice_only" ? { voice_only: true } : { video: true });
  }

  #presented(): void {
    this.tell(JSON.stringify({ kind: "screen", on: this.share !== null }));
  }

  #arrived(): void {
    const { phase, callZero } = this.session.meeting;
    if (phase === "call" && callZero === null) chime();
  }

  #relink(): void {
    const { session } = this;
    const { meeting, media } = session;
    const page = this.#closed ? null : linkedPage(meeting, this.link?.page ?? null);
    if (page === (this.link?.page ?? null)) return;
    this.#unlink();
    if (page === null) return;
    this.link = new PartnerLink({
      page,
      polite: meeting.polite,
      iceServers: meeting.iceServers,
      stream: media.stream,
      tracks: () => this.#outgoing(),
      thin: this.#thin,
      onDescription: ({ type, sdp }) => session.send({ type: "description", kind: type, sdp, page }),
      onCandidate: ({ candidate, sdpMid, sdpMLineIndex }) =>
        session.send({ type: "candidate", candidate, mid: sdpMid, line: sdpMLineIndex, page }),
      onChange: () => session.changed(),
      onTold: (message) => {
        if (this.inbox.push(message) > MOST_WAITING) this.inbox.shift();
        session.changed();
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
    harmless(link?.squeeze(size));
    harmless(link?.speak(this.#thin));
    this.session.changed();
  }

  /** Without pictures little is sent, and that is what the green room said. */
  get #thin(): boolean {
    const { wants, meeting } = this.session;
    return wants.voice_only || meeting.partner.media?.voice_only === true || this.sacrifice.gives("leg_thin");
  }

  #outgoing() {
    const { media, meeting, sends } = this.session;
    const wanted = meeting.partner.media?.voice_only !== true;
    return { audio: media.microphone, video: this.share ?? (sends.video && wanted ? media.camera : null) };
  }

  async #loadLeg(): Promise<void> {
    const { session } = this;
    const { LegKeeper } = await import("./keeper.ts");
    this.leg ??= new LegKeeper({
      now: () => session.now,
      iceServers: () => session.meeting.iceServers,
      onOffer: (sdp, leg) => session.send({ type: "leg_offer", sdp, leg }),
      onOpen: (leg) => session.send({ type: "leg_open", leg }),
      only: session.rung,
    });
  }

  #look(): void {
    const { session, seesPartner } = this;
    harmless(this.line.look(this.link, { sendsVideo: session.sends.video, seesPartner }));
    // Seconds are being counted on the stage.
    if (this.stage === "dropped" || this.link?.lostAt) session.changed();
  }

  #every(ms: number, act: () => void): void {
    const timer = setInterval(act, ms);
    this.#stops.push(() => clearInterval(timer));
  }
}

/** What can fail without harm: a stale candidate, counters of a connection that has just closed. */
function harmless(work: Promise<void> | undefined): void {
  work?.catch(() => undefined);
}
