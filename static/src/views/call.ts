/** The call: the partner large, everything else at the edge. Draws what the session knows; decides nothing. */
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import volume from "icon:volume-2";
import { stayAwake } from "../call/awake.ts";
import type { Corner } from "../call/corners.ts";
import { QUIET_AFTER_MS } from "../call/ribbon.ts";
import type { Session } from "../call/session.ts";
import type { Call } from "../call/call.ts";
import { actOf, type Act } from "../call/shortcuts.ts";
import { wordsOf } from "../call/wording.ts";
import { PageElement, receiveFocus } from "../components/element.ts";
import { icon } from "../components/icon.ts";
import { call as words, states } from "../locales/words.ts";
import { clockForm, clockIn, dateLanguage } from "../locales/time.ts";
import { say } from "../locales/translate.ts";
import type { VoiceRibbon } from "./audio.ts";
import { aloud, captionPlace, clockChip, listeningChip, nameChip, type Who } from "./chips.ts";
import { controls } from "./controls.ts";
import { hintCard } from "./hintcard.ts";
import { offerCard } from "./offer.ts";
import { copyLink } from "./link.ts";
import { listeningPanel } from "./panels.ts";
import style from "style:incall.css";
import "./selfview.ts";
import type { storyCard as StoryCard } from "./storycard.ts";
import { dropped, gone, waiting } from "./stages.ts";
import { stateOf } from "./states.ts";
import { toolbar } from "./toolbar.ts";
import type { Tools } from "./tools.ts";
import type { ToolPanel } from "./tools/panels.ts";
import { voiceView } from "./voice.ts";

const LANGUAGE = dateLanguage(navigator.languages);
const CLOCK = new Intl.DateTimeFormat(LANGUAGE, { ...clockForm(LANGUAGE), second: "2-digit" });
const NARROW = matchMedia("(max-width: 719px)");
const CLOCK_MS = 5_000;
const QUIET_LOOK_MS = 250;
const ASKS_MS = 4_000;

@customElement("duologue-incall")
export class CallView extends PageElement {
  @property({ attribute: false }) call!: Call;
  @property({ attribute: false }) revision = 0;
  @state() private panel: "listening" | ToolPanel | null = null;
  @state() private card: typeof StoryCard | null = null;
  @state() private whyOpen = false;
  @state() private quiet = false;
  @state() private blocked = false;
  @state() private asked = false;
  #hintId: number | null = null;
  #opener: HTMLElement | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("keydown", (event) => this.#press(event), { signal: this.signal });
    const timers = [
      setInterval(() => this.requestUpdate(), CLOCK_MS),
      setInterval(() => this.#listenForQuiet(), QUIET_LOOK_MS),
    ];
    this.signal.addEventListener("abort", () => timers.forEach(clearInterval));
    stayAwake(this.signal);
    void import("./tools.ts").then(() => this.requestUpdate());
  }

  private get session(): Session {
    return this.call.session;
  }

  /** The tools, once they are there. */
  get #tools(): Tools | null {
    const tools = this.querySelector("duologue-tools");
    return tools && "act" in tools ? (tools as Tools) : null;
  }

  get #name(): string {
    return this.session.partnerName ?? words.partner;
  }

  /** Where the partner is and what their clock shows, where the two are a pair. */
  get #place(): string {
    const { partner } = this.session.plan ?? {};
    return partner?.city ? say(words.place, { city: partner.city, time: clockIn(partner.zone, new Date()) }) : "";
  }

  get #who(): Who {
    return { name: this.#name, place: this.#place, ears: this.#ears };
  }

  /** The audio-only view stands whenever there is no picture to see. */
  get #ears(): boolean {
    return this.call.stage === "here" && !this.call.seesPartner && !this.#between;
  }

  /** Both are there, and the way between them is lost. */
  get #between(): boolean {
    return this.call.stage === "here" && this.call.link?.lostAt != null;
  }

  protected override firstUpdated(): void {
    receiveFocus(this);
  }

  protected override willUpdate(changed: PropertyValues): void {
    // A sheet covers the hint: its time stands still meanwhile.
    if (NARROW.matches && changed.has("panel")) this.call.advice.hold(this.panel !== null);
    const id = this.call.advice.shown?.id ?? null;
    if (id !== this.#hintId) this.whyOpen = false;
    this.#hintId = id;
  }

  protected override render(): TemplateResult {
    const { call, session } = this;
    const ears = this.#ears;
    return html`<style>
        ${style}
      </style>
      <main
        class="call ${ears ? "ears" : ""} ${this.#between ? "dropped" : call.stage}"
        tabindex="-1"
        data-test="call"
        data-view=${ears ? "audio" : "video"}
        data-stage=${call.stage}
      >
        <h1 class="read-only-aloud">${say(states.title, { name: this.#name })}</h1>
        <div class="stage on-video ${call.line.frozen ? "frozen" : ""} ${call.theirScreen ? "screen" : ""}">
          <video
            class="partner"
            data-test="partner-video"
            autoplay
            playsinline
            @loadeddata=${() => call.link?.framed()}
          ></video>
          ${this.#stage()}
          ${this.#bar()}
          <div role="status">${this.#hint()}</div>
          <div role="status">${this.#stories()}</div>
          ${listeningChip(session.listening, this.panel === "listening", (event) => this.#open("listening", event))}
          ${clockChip()} ${this.#self()} ${nameChip(call, this.#who)} ${captionPlace(call.caption)} ${this.#panel()}
          <duologue-tools
            .call=${call}
            .revision=${this.revision}
            .name=${this.#name}
            .panel=${this.panel}
            .perform=${this.#perform}
            @news=${() => this.requestUpdate()}
          ></duologue-tools>
        </div>
        <div class="read-only-aloud" role="status">${aloud(session, this.#name, this.quiet && ears)}</div>
      </main>`;
  }

  protected override updated(): void {
    const partner = this.querySelector<HTMLVideoElement>("video.partner");
    const incoming = this.call.link?.incoming ?? null;
    if (!partner || partner.srcObject === incoming) return;
    partner.srcObject = incoming;
    this.blocked = false;
    if (incoming === null) return;
    partner.play().catch((error: unknown) => {
      this.blocked = error instanceof DOMException && error.name === "NotAllowedError";
    });
    const { speaker } = this.session.memory.devices;
    if (speaker !== null) partner.setSinkId?.(speaker).catch(() => undefined);
  }

  #stage(): TemplateResult | typeof nothing {
    const { call, session } = this;
    const { partner } = session.meeting;
    const since = (from: number) => Math.max(0, Math.floor((session.now - from) / 2000) * 2);
    switch (call.stage) {
      case "waiting":
        return waiting(session.partnerName, session.plan, () => copyLink(this));
      case "gone":
        return gone(this.#name);
      case "dropped":
        return dropped(this.#name, since(partner.since), false);
      case "here":
        if (this.#between) return dropped(this.#name, 0, true);
        if (this.blocked) return this.#unblock();
        if (this.#ears) return voiceView(call, this.#who, this.quiet);
        return call.link?.connected ? nothing : this.#connecting();
    }
  }

  #connecting(): TemplateResult {
    const title = say(words.connecting, { name: this.#name });
    return stateOf({ halves: { them: "open", me: "yes" }, title, inside: true });
  }

  #unblock(): TemplateResult {
    return stateOf({
      halves: { them: "yes", me: "yes" },
      title: say(words.play, { name: this.#name }),
      detail: words.play_detail,
      actions: html`<button class="button main" data-test="play" @click=${() => this.#play()}>
        ${icon(volume)} ${say(words.play, { name: this.#name })}
      </button>`,
      inside: true,
    });
  }

  #play(): void {
    void this.querySelector<HTMLVideoElement>("video.partner")?.play();
    this.blocked = false;
  }

  #bar(): TemplateResult {
    const leave = html`<button
      class="button ink"
      data-test="leave"
      tabindex="-1"
      aria-keyshortcuts="Control+Shift+L"
      @click=${() => this.session.leave()}
    >
      ${this.asked ? words.leave_sure : words.leave}
    </button>`;
    const own = controls(this.call, this.panel === "more", this.#perform);
    own.splice(3, 0, ...(this.#tools?.controls(this.panel) ?? []));
    return toolbar(words.controls, own, leave);
  }

  /** Its own chunk: most calls are without it. */
  #stories(): TemplateResult | typeof nothing {
    const { call, session } = this;
    const { stories, seat } = session.meeting;
    if (stories === null) return nothing;
    if (this.card === null) {
      void import("./storycard.ts").then(({ storyCard }) => {
        this.card = storyCard;
      });
      return nothing;
    }
    return this.card({ step: stories, seat, name: this.#name, go: (step) => call.tellStories(step) });
  }

  #hint(): TemplateResult | typeof nothing {
    const { call } = this;
    // The line comes before the person.
    const { offer } = call.sacrifice;
    if (offer !== null) return offerCard(offer, (agreed) => void call.answer(agreed));
    const hint = call.advice.shown;
    if (hint === null) return nothing;
    const said = wordsOf(hint, this.#name, (from, to) => this.#wall(from, to));
    if (said === null) return nothing;
    return hintCard(hint.key, said, this.whyOpen, {
      judge: (verdict) => call.advice.judge(verdict),
      why: () => this.#perform("why"),
      hold: (on) => call.advice.hold(on),
    });
  }

  #self(): TemplateResult | typeof nothing {
    const { session } = this;
    if (session.sends.video) {
      if (!session.looks.selfView) return nothing;
      return html`<duologue-self
        .stream=${session.media.stream}
        .label=${say(words.self, { name: this.#name })}
        .corner=${session.looks.corner ?? (NARROW.matches ? "top-right" : "bottom-right")}
        .onCorner=${(corner: Corner) => session.look({ corner })}
      ></duologue-self>`;
    }
    const { microphone } = session.media;
    const speaking = session.sends.audio ? words.you_are_heard : words.you_are_muted;
    const heard = microphone === null ? words.you_listen : speaking;
    return html`<p class="own-line">
      <duologue-ribbon class="mine" small .track=${session.sends.audio ? microphone : null}></duologue-ribbon>
      <span>${heard}</span>
    </p>`;
  }

  #panel(): TemplateResult | typeof nothing {
    if (this.panel !== "listening") return nothing;
    return listeningPanel(this.call, this.#name, () => this.#perform("close"));
  }

  #perform = (act: Act): void => {
    const { call, session } = this;
    switch (act) {
      case "microphone":
        return void session.set({ audio: !session.sends.audio });
      case "camera":
        return void session.set({ video: !session.sends.video });
      case "voice_only":
        return void session.set({ voice_only: !session.wants.voice_only });
      case "captions":
        return session.look({ captions: !call.captionsShown });
      case "hide_hint":
        return call.advice.judge("hide");
      case "hints_off":
        return call.advice.choose("off");
      case "why":
        this.whyOpen = this.call.advice.shown !== null && !this.whyOpen;
        return;
      case "off_record":
        return session.toggleOffRecord();
      case "self_view":
        return session.look({ selfView: !session.looks.selfView });
      case "help":
        this.#open("more");
        return void this.updateComplete.then(() => this.#showKeys());
      case "close":
        return this.#close();
      case "leave":
        return this.#leaveByKey();
      case "messages":
      case "jot":
      case "agenda":
        return this.#open(act);
      default:
        return this.#tools?.act(act);
    }
  };

  /** By key one may hit it unmeant: alone, it asks once. */
  #leaveByKey(): void {
    const alone = this.session.meeting.callZero === null;
    if (!alone || this.asked) this.session.leave();
    this.asked = alone;
    setTimeout(() => {
      this.asked = false;
    }, ASKS_MS);
  }

  #open(name: "listening" | ToolPanel, event?: Event): void {
    if (this.panel === name) {
      this.#close();
      return;
    }
    this.#opener = (event?.currentTarget ?? document.activeElement) as HTMLElement | null;
    this.panel = name;
    void this.updateComplete.then(() => this.#enter());
  }

  /** Into the panel, or what one writes in it. */
  async #enter(): Promise<void> {
    await this.#tools?.updateComplete;
    const panel = this.querySelector<HTMLElement>(".panel");
    (panel?.querySelector<HTMLElement>("[data-test=message], textarea") ?? panel)?.focus();
  }

  async #showKeys(): Promise<void> {
    await this.#tools?.updateComplete;
    this.querySelector(".shortcuts")?.scrollIntoView({ block: "end" });
  }

  #close(): void {
    if (this.panel === null) {
      this.whyOpen = false;
      return;
    }
    this.panel = null;
    this.#opener?.focus();
  }

  #press(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    const typing = target.matches("input:not([type=radio]), select, textarea, [contenteditable]");
    const act = actOf(event, { typing, enabled: this.session.looks.keys });
    if (act === null) return;
    event.preventDefault();
    this.#perform(act);
  }

  /** Quiet is quiet of both: nobody waits while the other speaks. */
  #listenForQuiet(): void {
    const times = [...this.querySelectorAll<VoiceRibbon>("duologue-ribbon")].map((each) => each.quietMs);
    const theirs = this.querySelector<VoiceRibbon>("duologue-ribbon.theirs")?.quietMs ?? null;
    this.quiet = theirs !== null && times.every((ms) => ms === null || ms >= QUIET_AFTER_MS);
  }

  #wall(from: number, to: number): string {
    const { session } = this;
    const zero = Date.now() - session.now + (session.meeting.callZero ?? session.now);
    return CLOCK.formatRange(zero + from * 1000, zero + to * 1000);
  }
}
