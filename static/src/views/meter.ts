/** The green room's meter: the last seconds of one's own sound as bars, and whether small sounds survive. */
import { html, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { type Heard, Hearing } from "../call/hearing.ts";
import { Tap } from "../call/tap.ts";
import { PageElement } from "../components/element.ts";
import { trials } from "../locales/words.ts";

const BARS = 72;
const BAR_MS = 80;
const STILL_MS = 500;
const LOOK_MS = 33;

@customElement("duologue-meter")
export class Meter extends PageElement {
  @property({ attribute: false }) track: MediaStreamTrack | null = null;
  @property({ attribute: false }) onHeard: (heard: Heard) => void = () => undefined;
  #tap: Tap | null = null;
  #hearing = new Hearing();
  #bars: number[] = Array.from({ length: BARS }, () => 0);
  #loudest = 0;
  #timers: ReturnType<typeof setInterval>[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#timers = [
      setInterval(() => this.#look(), LOOK_MS),
      setInterval(() => this.#draw(), still ? STILL_MS : BAR_MS),
    ];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const timer of this.#timers) clearInterval(timer);
    this.#tap?.close();
    this.#tap = null;
  }

  protected override render(): TemplateResult {
    return html`<canvas
      role="meter"
      data-test="level"
      aria-label=${trials.level}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow="0"
    ></canvas>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has("track")) return;
    this.#tap?.close();
    this.#tap = this.track ? new Tap(this.track) : null;
    this.#hearing = new Hearing();
    if (changed.get("track")) this.onHeard(this.#hearing.heard);
  }

  #look(): void {
    if (!this.#tap) return;
    const before = this.#hearing.heard;
    this.#loudest = Math.max(this.#loudest, this.#hearing.hear(this.#tap.read(), performance.now()));
    const { heard } = this.#hearing;
    if (heard.voice !== before.voice || heard.soft !== before.soft || heard.laugh !== before.laugh) this.onHeard(heard);
  }

  /** Waits for a laugh from now on. */
  tryLaugh(): void {
    this.#hearing.tryLaugh(performance.now());
    this.onHeard(this.#hearing.heard);
  }

  #draw(): void {
    const canvas = this.querySelector("canvas");
    const paint = canvas?.getContext("2d");
    if (!canvas || !paint) return;
    this.#bars = [...this.#bars.slice(1), this.track?.enabled === true ? this.#loudest : 0];
    canvas.setAttribute("aria-valuenow", String(Math.round(this.#loudest * 100)));
    this.#loudest = 0;
    const { clientWidth: width, clientHeight: height } = canvas;
    const scale = devicePixelRatio;
    if (canvas.width !== Math.round(width * scale)) canvas.width = Math.round(width * scale);
    if (canvas.height !== Math.round(height * scale)) canvas.height = Math.round(height * scale);
    paint.setTransform(scale, 0, 0, scale, 0, 0);
    paint.clearRect(0, 0, width, height);
    paint.strokeStyle = getComputedStyle(canvas).color;
    paint.lineWidth = 2.6;
    paint.lineCap = "round";
    const step = width / BARS;
    this.#bars.forEach((level, index) => {
      const x = (index + 0.5) * step;
      const half = Math.max(0.2, (level * (height - 4)) / 2);
      paint.globalAlpha = 0.35 + (0.65 * index) / BARS;
      paint.beginPath();
      paint.moveTo(x, height / 2 - half);
      paint.lineTo(x, height / 2 + half);
      paint.stroke();
    });
  }
}
