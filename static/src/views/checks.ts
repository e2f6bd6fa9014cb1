/** `<duologue-checks>`: what one's line is good for, a sound to hear, and a word when a device comes or goes. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import volume from "icon:volume-2";
import { chime } from "../call/chime.ts";
import { added, changed, lineWord, rate, type Device } from "../call/linecheck.ts";
import type { Session } from "../call/session.ts";
import { PageElement } from "../components/element.ts";
import { icon } from "../components/icon.ts";
import { distance } from "../components/distance.ts";
import { say } from "../locales/translate.ts";
import { checks as words, delay } from "../locales/words.ts";

/** A line that needs longer than this for one script is very slow, in ms. */
const PATIENCE_MS = 6_000;
const LOOK_MS = 1_000;
/** One dot of the distance is 50 ms each way. */
const DOT_S = 0.05;

@customElement("duologue-checks")
export class Checks extends PageElement {
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) revision = 0;
  @state() private bps: number | null | undefined;
  @state() private played = false;
  @state() private news: { readonly device: Device; readonly came: boolean } | null = null;
  #devices: readonly Device[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    // Answers to pings are no change that is told.
    const timer = setInterval(() => this.requestUpdate(), LOOK_MS);
    this.signal.addEventListener("abort", () => clearInterval(timer));
  }

  protected override firstUpdated(): void {
    void this.#measure();
  }

  protected override willUpdate(): void {
    const { devices } = this.session.media;
    if (devices === this.#devices) return;
    this.news = changed(this.#devices, devices) ?? this.news;
    this.#devices = devices;
  }

  protected override render(): TemplateResult {
    return html`<div class="checks">
      ${this.#line()}
      <button class="button small" data-test="play-sound" @click=${() => this.#play()}>
        ${icon(volume)} ${words.play}
      </button>
      <p class="aside" role="status">
        ${this.played ? words.played : nothing} ${this.news ? this.#news(this.news) : nothing}
      </p>
    </div>`;
  }

  #line(): TemplateResult {
    const roundTrip = this.session.roundTripS;
    if (this.bps === undefined || roundTrip === null) return html`<p class="line-check aside">${words.measuring}</p>`;
    const word = lineWord(roundTrip, this.bps);
    const much = added(roundTrip);
    const more = word === "good" ? (much ? say(words.adds, { delay: delay[much] }) : words.hardly) : "";
    const dots = Math.min(14, Math.max(2, Math.round(roundTrip / 2 / DOT_S)));
    return html`<p class="line-check" data-test="line-check" data-line=${word}>
      ${distance(dots, 20)}
      <span class="serif">${words.line[word]} ${more}</span>
    </p>`;
  }

  #news({ device, came }: { device: Device; came: boolean }): TemplateResult {
    const text = say(came ? words.came : words.gone, { device: device.label });
    if (!came) return html`${text}`;
    return html`${text} <button class="link" data-test="use-device" @click=${() => this.#use(device)}>${words.use}</button>`;
  }

  #use({ kind, deviceId }: Device): void {
    const { media, memory } = this.session;
    if (kind === "audiooutput") memory.devices = { ...memory.devices, speaker: deviceId };
    else void media.choose(kind === "audioinput" ? "audio" : "video", deviceId);
    this.news = null;
  }

  #play(): void {
    chime(this.session.memory.devices.speaker);
    this.played = true;
  }

  /** How fast one of the page's own scripts comes when it is asked for again. */
  async #measure(): Promise<void> {
    const url = document.querySelector<HTMLScriptElement>("script[type=module][src]")?.src;
    if (!url) return;
    const patience = AbortSignal.any([this.signal, AbortSignal.timeout(PATIENCE_MS)]);
    try {
      await (await fetch(url, { cache: "no-store", signal: patience })).arrayBuffer();
      const timing = performance.getEntriesByName(url).at(-1);
      if (!(timing instanceof PerformanceResourceTiming)) this.bps = null;
      else this.bps = rate(timing.encodedBodySize, timing.responseEnd - timing.responseStart);
    } catch {
      if (this.isConnected) this.bps = 0;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "duologue-checks": Checks;
  }
}
