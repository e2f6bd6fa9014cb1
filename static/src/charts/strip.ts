/** `<duologue-strip>`: the whole call small, with the part in view as a brush: drag it or its edges. */
import { html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { PageElement } from "../components/element.ts";
import { banks, freshId, type Talk } from "./river-picture.ts";
import { along, way } from "./reading.ts";
import { Size } from "./size.ts";
import { panned, resized, whole, within, type Window } from "./zoom.ts";

const HEIGHT = 44;
/** How near an edge a pointer takes hold of it, in px. */
const GRIP = 9;
/** The brush is never drawn narrower, in px. */
const NARROWEST = 10;

type Hold = { kind: "whole" | "from" | "to"; x: number; window: Window };

/** Fires `look` with the new window. Pointer only: the timeline above does the same by keys and buttons. */
@customElement("duologue-strip")
export class Strip extends PageElement {
  @property({ attribute: false }) talk: Talk | undefined;
  @property({ attribute: false }) window: Window = whole(1);

  readonly #size = new Size(this);
  readonly #id = freshId();
  #hold: Hold | undefined;

  protected override render() {
    const { talk } = this;
    const { width } = this.#size;
    if (!talk || !width) return html`<div style="height:${HEIGHT}px"></div>`;
    const { left, right } = this.#brush(width, talk.to);
    const whole = right - left >= width - 1;
    return html`<svg
      class="strip"
      width=${width}
      height=${HEIGHT}
      viewBox="0 0 ${width} ${HEIGHT}"
      aria-hidden="true"
      @pointerdown=${this.#down}
      @pointermove=${this.#move}
      @pointerup=${this.#up}
      @pointercancel=${this.#up}
      @dblclick=${() => this.#look({ from: 0, to: talk.to })}
    >
      <rect class="ground" width=${width} height=${HEIGHT} rx="8" />
      <g class=${whole ? "" : "faint"}>${banks({ ...talk, width, height: HEIGHT }, this.#id)}</g>
      <clipPath id="${this.#id}-brush"><rect x=${left} width=${right - left} height=${HEIGHT} rx="7" /></clipPath>
      <g clip-path="url(#${this.#id}-brush)">
        <rect class="lit" x=${left} width=${right - left} height=${HEIGHT} />
        ${banks({ ...talk, width, height: HEIGHT }, `${this.#id}-lit`)}
      </g>
      <rect class="brush" x=${left + 1} y="1" width=${right - left - 2} height=${HEIGHT - 2} rx="7" />
    </svg>`;
  }

  #brush(width: number, total: number): { left: number; right: number } {
    const left = (this.window.from / total) * width;
    const right = (this.window.to / total) * width;
    const lack = Math.max(0, NARROWEST - (right - left)) / 2;
    const start = Math.min(Math.max(0, left - lack), Math.max(0, width - NARROWEST));
    return { left: start, right: Math.min(width, Math.max(right + lack, start + NARROWEST)) };
  }

  #down = (event: PointerEvent): void => {
    const { talk } = this;
    if (!talk || event.button !== 0) return;
    const svg = event.currentTarget as SVGElement;
    const box = svg.getBoundingClientRect();
    const { width } = box;
    const x = along(event.clientX, box);
    const { left, right } = this.#brush(width, talk.to);
    let { window } = this;
    let kind: Hold["kind"] = "whole";
    if (Math.abs(x - left) <= GRIP && right - left > 3 * GRIP) kind = "from";
    else if (Math.abs(x - right) <= GRIP && right - left > 3 * GRIP) kind = "to";
    else if (x < left || x > right) {
      const at = (x / width) * talk.to;
      const half = (window.to - window.from) / 2;
      window = within({ from: at - half, to: at + half }, talk.to);
      this.#look(window);
    }
    this.#hold = { kind, x: event.clientX, window };
    svg.setPointerCapture(event.pointerId);
  };

  #move = (event: PointerEvent): void => {
    const { talk } = this;
    if (!this.#hold || !talk) return;
    const { kind, x, window } = this.#hold;
    const seconds = (((event.clientX - x) * way()) / this.#size.width) * talk.to;
    if (kind === "whole") this.#look(panned(window, seconds, talk.to));
    else this.#look(resized(window, kind, window[kind] + seconds, talk.to));
  };

  #up = (): void => {
    this.#hold = undefined;
  };

  #look(window: Window): void {
    this.dispatchEvent(new CustomEvent("look", { detail: window }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "duologue-strip": Strip;
  }
}
