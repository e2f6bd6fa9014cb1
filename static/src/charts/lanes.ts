/** `<duologue-lanes>`: the two lanes of a call in a window, with their signs, by pointer, touch and keys. */
import { html, nothing, svg, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { PageElement } from "../components/element.ts";
import { summary } from "../locales/words.ts";
import { clock } from "../locales/time.ts";
import { describe, sentence } from "./describe.ts";
import { gestures } from "./gestures.ts";
import { inView, step, type Kind, type Mark } from "./marks.ts";
import { changes, label, type People } from "./people.ts";
import { along, way } from "./reading.ts";
import { Size } from "./size.ts";
import { lanes, type Talks } from "./talk.ts";
import { draw, palette } from "./timeline-canvas.ts";
import { AXIS, extent, HEIGHT, LANE, laneAt, ME, NAMES, place, stand, THEM } from "./timeline-layout.ts";
import { ring, sign } from "./timeline-signs.ts";
import { beside } from "./tone-words.ts";
import { tip } from "./tip.ts";
import { level, panned, revealing, STEP_SCALE, ticks, whole, zoomed, type Window } from "./zoom.ts";

const words = summary.timeline;
/** Zoom of one key, and the part of the window one arrow key pans. */
const PRESS = 2;
const PAN = 1 / 3;
/** How long the tip waits for the pointer to come to it, in ms. */
const GRACE = 180;
/** Room a tick's label needs, in px. */
const TICK_LABEL = 44;

/** What the lanes show; the same object as long as the call is the same. */
export interface Score {
  readonly marks: readonly Mark[];
  readonly talks: Talks;
  readonly who: People;
  readonly total: number;
}

/** Fires `look` with another window. */
@customElement("duologue-lanes")
export class LanesElement extends PageElement {
  @property({ attribute: false }) score!: Score;
  @property({ attribute: false }) window: Window = whole(1);
  @property({ attribute: false }) off: ReadonlySet<Kind> = new Set();

  @state() private chosen: Mark | null = null;
  @state() private pointed: Mark | null = null;
  @query("canvas") private canvas!: HTMLCanvasElement;
  @query(".stage") private stage!: HTMLElement;

  readonly #size = new Size(this);
  #leaving: ReturnType<typeof setTimeout> | undefined;

  /** Choose what is at a moment, bring it into view, and move the focus here. */
  async show(at: number): Promise<void> {
    await this.updateComplete;
    const mark = this.score.marks.find((m) => m.kind !== "speech" && Math.abs(m.start - at) < 0.05);
    this.#choose(mark ?? { kind: "speech", who: null, start: at, end: at });
    this.chosen = mark ?? null;
    this.pointed = mark ?? null;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
    this.stage.focus({ preventScroll: true });
  }

  /** The window with its length times `factor`, about what is chosen or the middle. */
  zoom(factor: number): void {
    const { from, to } = this.window;
    const at = this.chosen?.start ?? from;
    const about = at > from && at < to ? at : (from + to) / 2;
    this.#look(zoomed(this.window, factor, about, this.score.total));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    for (const media of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"]) {
      matchMedia(media).addEventListener("change", () => this.#draw(), { signal: this.signal });
    }
  }

  protected override firstUpdated(): void {
    const lanes = this;
    const surface = {
      get window() {
        return lanes.window;
      },
      get total() {
        return lanes.score.total;
      },
      look: (to: Window) => lanes.#look(to),
      tap: (event: PointerEvent) => lanes.#tap(event),
    };
    gestures(this.stage, surface, this.signal);
  }

  protected override updated(): void {
    this.#draw();
  }

  protected override render() {
    const { who } = this.score;
    const { width } = this.#size;
    const x = place(this.window, Math.max(1, width));
    return html`<div
        class="stage"
        tabindex="0"
        role="application"
        aria-label=${words.label}
        aria-describedby="timeline-keys"
        style="height:${HEIGHT}px"
        @keydown=${this.#key}
        @pointermove=${this.#hover}
        @pointerleave=${(event: PointerEvent) => event.pointerType === "touch" || this.#point(null)}
      >
        <canvas></canvas>
        <svg width=${width} height=${HEIGHT} viewBox="0 0 ${width} ${HEIGHT}" aria-hidden="true">
          ${ticks(this.window, width)
            .filter((at) => x(at) + TICK_LABEL < width)
            .map((at) => svg`<text class="tick" x=${x(at) + 5} y=${AXIS}>${clock(at)}</text>`)}
          ${this.#signs(x)} ${this.#ring(x)}
        </svg>
        ${who.alone ? nothing : name(label(who, 1 - who.me), NAMES.them)}
        ${name(label(who, who.me), NAMES.me)} ${this.pointed ? this.#tip(this.pointed, x) : nothing}
      </div>
      <p id="timeline-keys" class="read-only-aloud">${words.keys} ${document.getElementById("data") ? nothing : words.keys_note}</p>
      <p class="read-only-aloud" aria-live="polite">${this.chosen ? sentence(this.chosen, who) : ""}</p>`;
  }

  #signs(x: (at: number) => number) {
    const { width } = this.#size;
    const { level } = this;
    if (level === "river") return nothing;
    const shown = inView(this.score.marks, this.window, this.off, level === "marks");
    const words = ({ moved }: Mark): string => (moved ? changes(moved).join(", ") : "");
    const sides = beside(shown, words, x, width);
    return shown
      .filter((mark) => mark.kind !== "unheard" || same(mark, this.chosen))
      .map((mark) => {
        const drawn = {
          mark,
          above: this.#above(mark),
          x,
          chosen: same(mark, this.chosen),
          words: words(mark),
          side: sides.get(mark) ?? null,
        };
        return sign(drawn, (at) => this.#point(at));
      });
  }

  /** The ring around chosen speech, which is on the canvas. */
  #ring(x: (at: number) => number) {
    if (this.chosen?.kind !== "speech" || this.level === "river") return nothing;
    const left = x(this.chosen.start);
    const y = (this.#above(this.chosen) ? THEM : ME) - LANE / 2;
    return ring(left - 1, y - 1, Math.max(6, x(this.chosen.end) - left), LANE + 2);
  }

  #tip(mark: Mark, x: (at: number) => number): TemplateResult {
    const { width } = this.#size;
    const { left, right } = extent(mark, x);
    const { y } = stand(mark, this.#above(mark));
    const at = { left: Math.max(0, left), right: Math.min(width, right), y, width, height: HEIGHT };
    const on = { enter: () => clearTimeout(this.#leaving), leave: () => this.#point(null) };
    return tip(describe(mark, this.score.who), at, on);
  }

  private get level() {
    return level(this.#size.width / (this.window.to - this.window.from));
  }

  #above({ who }: Mark): boolean | null {
    return who === null ? null : who !== this.score.who.me;
  }

  #look(to: Window): void {
    this.pointed = null;
    this.dispatchEvent(new CustomEvent("look", { detail: to }));
  }

  #choose(mark: Mark): void {
    const { total } = this.score;
    const { from, to } = this.window;
    const closest = this.#size.width / STEP_SCALE / (to - from);
    const near = this.level === "river" ? zoomed(this.window, closest, mark.start, total) : this.window;
    this.#look(revealing(near, { from: mark.start, to: mark.end }, total));
    this.chosen = mark;
  }

  #point(mark: Mark | null): void {
    clearTimeout(this.#leaving);
    if (mark) this.pointed = mark;
    else this.#leaving = setTimeout(() => (this.pointed = null), GRACE);
  }

  /** Speech and unheard stretches are on the canvas: find them by where the pointer is. */
  #onCanvas({ clientX, clientY }: PointerEvent): Mark | undefined {
    const box = this.stage.getBoundingClientRect();
    const lane = laneAt(clientY - box.top);
    if (lane === null || this.level === "river") return undefined;
    const { me } = this.score.who;
    const seat = lane === "me" ? me : 1 - me;
    const { from, to } = this.window;
    const at = from + (along(clientX, box) / box.width) * (to - from);
    return this.score.marks.find(
      (m) =>
        (m.kind === "speech" || m.kind === "unheard") &&
        !this.off.has(m.kind) &&
        (m.who === seat || m.who === null) &&
        m.start <= at &&
        at <= m.end,
    );
  }

  #hover = (event: PointerEvent): void => {
    const elsewhere = event.pointerType === "touch" || event.buttons > 0;
    if (elsewhere || (event.target as Element).closest(".sign, .tip")) return;
    const found = this.#onCanvas(event);
    if (found || this.pointed) this.#point(found ?? null);
  };

  /** A tap on a sign keeps what pointing at it showed; elsewhere it finds speech, or closes. */
  #tap(event: PointerEvent): void {
    if ((event.target as Element).closest(".sign, .tip")) return;
    this.pointed = this.#onCanvas(event) ?? null;
  }

  #key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { from, to } = this.window;
    const { total, marks } = this.score;
    const pan = (by: number): void => this.#look(panned(this.window, by, total));
    const go = (by: 1 | -1): void => {
      const shown = marks.filter((m) => !this.off.has(m.kind));
      const next = step(shown, this.chosen ?? from, by, event.shiftKey);
      if (next) this.#choose(next);
    };
    const acts: Record<string, () => void> = {
      ArrowDown: () => go(1),
      ArrowUp: () => go(-1),
      ArrowLeft: () => pan(-(to - from) * PAN * way()),
      ArrowRight: () => pan((to - from) * PAN * way()),
      Home: () => pan(-total),
      End: () => pan(total),
      "+": () => this.zoom(1 / PRESS),
      "=": () => this.zoom(1 / PRESS),
      "-": () => this.zoom(PRESS),
      "0": () => this.#look(whole(total)),
      Enter: () => (this.pointed = this.chosen),
      Escape: () => (this.pointed = null),
      n: () => this.#note(this.chosen?.start ?? (from + to) / 2),
    };
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  /** Asks whoever keeps the reader's own note to set a moment down there. */
  #note(at: number): void {
    this.dispatchEvent(new CustomEvent("note", { detail: at, bubbles: true }));
  }

  #draw(): void {
    const { canvas, score } = this;
    const { width } = this.#size;
    const context = canvas.getContext("2d");
    if (!context || !width) return;
    const ratio = devicePixelRatio || 1;
    canvas.width = Math.round(width * ratio);
    canvas.height = HEIGHT * ratio;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const drawing = {
      window: this.window,
      width,
      height: HEIGHT,
      ticks: ticks(this.window, width),
      river: this.level === "river" ? score.talks.river : null,
      hidden: { speech: this.off.has("speech"), unheard: this.off.has("unheard") },
    };
    draw(context, lanes(score.talks, score.who), drawing, palette(this));
  }
}

const name = (text: string, baseline: number): TemplateResult =>
  html`<span class="name" style="top:${baseline - 17}px">${text}</span>`;

const same = (a: Mark, b: Mark | null): boolean =>
  b !== null && a.kind === b.kind && a.who === b.who && a.start === b.start;

declare global {
  interface HTMLElementTagNameMap {
    "duologue-lanes": LanesElement;
  }
}
