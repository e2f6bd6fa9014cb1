/** The small picture of oneself: mirrored, in one of four corners, moved by pointer, click or arrow keys. */
import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { CORNERS, type Corner, moved, nearest } from "../call/corners.ts";
import { PageElement } from "../components/element.ts";

const DRAG_PX = 6;

@customElement("duologue-self")
export class SelfView extends PageElement {
  @property({ attribute: false }) stream: MediaStream | null = null;
  @property() label = "";
  @property({ reflect: true }) corner: Corner = "bottom-right";
  @property({ attribute: false }) onCorner: (corner: Corner) => void = () => undefined;
  #from: { x: number; y: number } | null = null;
  #dragged = false;

  protected override render(): TemplateResult {
    return html`<button
      aria-label=${this.label}
      data-test="self"
      @pointerdown=${(event: PointerEvent) => this.#grab(event)}
      @pointermove=${(event: PointerEvent) => this.#drag(event)}
      @pointerup=${() => this.#drop()}
      @pointercancel=${() => this.#drop()}
      @click=${() => this.#next()}
      @keydown=${(event: KeyboardEvent) => this.#key(event)}
    >
      <video autoplay muted playsinline data-test="self-video"></video>
    </button>`;
  }

  protected override updated(): void {
    const video = this.querySelector("video");
    if (video && video.srcObject !== this.stream) video.srcObject = this.stream;
  }

  #grab(event: PointerEvent): void {
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.#from = { x: event.clientX, y: event.clientY };
    this.#dragged = false;
  }

  #drag(event: PointerEvent): void {
    if (!this.#from) return;
    const [x, y] = [event.clientX - this.#from.x, event.clientY - this.#from.y];
    if (Math.hypot(x, y) > DRAG_PX) this.#dragged = true;
    if (this.#dragged) this.style.translate = `${x}px ${y}px`;
  }

  #drop(): void {
    if (this.#from && this.#dragged) {
      const own = this.getBoundingClientRect();
      const stage = this.offsetParent?.getBoundingClientRect();
      if (stage) {
        const x = (own.x + own.width / 2 - stage.x) / stage.width;
        const y = (own.y + own.height / 2 - stage.y) / stage.height;
        this.onCorner(nearest(x, y));
      }
    }
    this.#from = null;
    this.style.translate = "";
  }

  // A click is the way to move it for whoever cannot drag.
  #next(): void {
    if (!this.#dragged) this.onCorner(CORNERS[(CORNERS.indexOf(this.corner) + 1) % CORNERS.length] ?? this.corner);
    this.#dragged = false;
  }

  #key(event: KeyboardEvent): void {
    const corner = moved(this.corner, event.key);
    if (corner === null) return;
    event.preventDefault();
    this.onCorner(corner);
  }
}
