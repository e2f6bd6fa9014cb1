/** A voice drawn live: the ribbon of the audio-only view, and the small one that says "you are heard". */
import { html, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { Ribbon, outline, still, type Outline } from "../call/ribbon.ts";
import { Tap } from "../call/tap.ts";
import { PageElement } from "../components/element.ts";

const NOTHING = { levelDb: -100, hz: null };
const STILL_MS = 500;
/** On wide screens now stands here, with room for the word beside it (design, "Audio-only"). */
const HEAD = 0.71;
const NARROW_PX = 720;

@customElement("duologue-ribbon")
export class VoiceRibbon extends PageElement {
  @property({ attribute: false }) track: MediaStreamTrack | null = null;
  /** Nothing arrives at the moment: drawn as unknown. */
  @property({ attribute: false }) lost = false;
  @property({ type: Boolean }) small = false;
  #tap: Tap | null = null;
  #ribbon = new Ribbon();
  #frame = 0;
  #drawnAt = 0;
  #still = matchMedia("(prefers-reduced-motion: reduce)");

  /** How long the voice has been quiet, in ms; null when it was never heard. */
  get quietMs(): number | null {
    return this.#ribbon.quietFor(performance.now());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const step = () => {
      this.#look();
      this.#frame = requestAnimationFrame(step);
    };
    this.#frame = requestAnimationFrame(step);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    cancelAnimationFrame(this.#frame);
    this.#tap?.close();
    this.#tap = null;
  }

  protected override render(): TemplateResult {
    return html`<canvas aria-hidden="true"></canvas>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has("track") || this.#tap?.track === this.track) return;
    this.#tap?.close();
    this.#tap = this.track ? new Tap(this.track) : null;
  }

  #look(): void {
    const now = performance.now();
    const every = this.#still.matches ? STILL_MS : 30;
    if (now - this.#drawnAt < every) return;
    this.#drawnAt = now;
    this.#ribbon.hear(this.lost ? null : (this.#tap?.read() ?? NOTHING), now);
    const canvas = this.querySelector("canvas");
    const paint = canvas?.getContext("2d");
    if (!canvas || !paint || canvas.clientWidth === 0) return;
    const size = { width: canvas.clientWidth, height: canvas.clientHeight };
    const scale = devicePixelRatio;
    const [wide, high] = [Math.round(size.width * scale), Math.round(size.height * scale)];
    if (canvas.width !== wide || canvas.height !== high) Object.assign(canvas, { width: wide, height: high });
    paint.setTransform(scale, 0, 0, scale, 0, 0);
    paint.clearRect(0, 0, size.width, size.height);
    const style = getComputedStyle(this);
    if (this.#still.matches) this.#drawStill(paint, size, style);
    else this.#drawMoving(paint, size, style, now);
  }

  #drawMoving(
    paint: CanvasRenderingContext2D,
    size: { width: number; height: number },
    style: CSSStyleDeclaration,
    now: number,
  ): void {
    const { width, height } = size;
    const head = this.small || width < NARROW_PX ? 1 : HEAD;
    if (!this.small) {
      paint.fillStyle = style.getPropertyValue("--line");
      paint.fillRect(0, height / 2 - 0.5, width, 1);
    }
    const edges = outline(this.#ribbon.points, now, size, head);
    if (edges.length < 2) return;
    const fade = paint.createLinearGradient(0, 0, width * head, 0);
    const colour = style.color;
    fade.addColorStop(0, `color-mix(in srgb, ${colour} 1%, transparent)`);
    fade.addColorStop(0.25, `color-mix(in srgb, ${colour} 25%, transparent)`);
    fade.addColorStop(0.75, colour);
    paint.fillStyle = this.small ? colour : fade;
    paint.beginPath();
    trace(paint, edges, (edge) => edge.top);
    trace(paint, edges.toReversed(), (edge) => edge.bottom);
    paint.closePath();
    paint.fill();
    paint.fillStyle = style.getPropertyValue("--hatch");
    for (const { x, hatched } of edges) if (hatched) paint.fillRect(x, height / 2 - 8, 1, 16);
  }

  #drawStill(
    paint: CanvasRenderingContext2D,
    { width, height }: { width: number; height: number },
    style: CSSStyleDeclaration,
  ): void {
    const { length, step } = still(this.#ribbon.points.at(-1));
    paint.fillStyle = style.color;
    const long = Math.max(4, (length * width) / 2);
    paint.fillRect((width - long) / 2, (height * (6 - step)) / 6 - 3, long, 6);
  }
}

/** A smooth line through the points: curves from middle to middle. */
function trace(paint: CanvasRenderingContext2D, edges: Outline[], y: (edge: Outline) => number): void {
  edges.forEach((edge, index) => {
    const next = edges[index + 1];
    if (!next) paint.lineTo(edge.x, y(edge));
    else paint.quadraticCurveTo(edge.x, y(edge), (edge.x + next.x) / 2, (y(edge) + y(next)) / 2);
  });
}
