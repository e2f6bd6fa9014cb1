/** `<duologue-timeline>`: two lanes of a call, zoomable, by pointer, touch and keys; or the same as a table. */
import { html, nothing, svg, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import tableIcon from "icon:table";
import zoomIn from "icon:zoom-in";
import zoomOut from "icon:zoom-out";
import type { SummaryPage } from "../api/protocol.gen.ts";
import { prefersTable, rememberTable } from "../api/device.ts";
import { PageElement } from "../components/element.ts";
import { icon } from "../components/icon.ts";
import { summary } from "../locales/en.ts";
import { clock } from "../locales/time.ts";
import { say } from "../locales/translate.ts";
import { describe, sentence } from "./describe.ts";
import { gestures } from "./gestures.ts";
import { glyph } from "./glyphs.ts";
import { inView, KINDS, marks, step, type Kind, type Mark } from "./marks.ts";
import { changes, label, people, type People } from "./people.ts";
import { rows, type Column, type Sorting } from "./rows.ts";
import { lanes as lanesOf, talk, type Talks } from "./talk.ts";
import { table } from "./table.ts";
import { draw, palette } from "./timeline-canvas.ts";
import { AXIS, extent, HEIGHT, LANE, ME, NAMES, place, stand, THEM } from "./timeline-layout.ts";
import { sign } from "./timeline-signs.ts";
import { tip, type Tip } from "./tip.ts";
import "./strip.ts";
import { level, opening, panned, revealing, ticks, whole, zoomed, type Window } from "./zoom.ts";
import { Size } from "./size.ts";

const words = summary.timeline;
/** Zoom of one press, and the part of the window one arrow key pans. */
const PRESS = 2;
const PAN = 1 / 3;
/** Room a tick's label needs, in px. */
const TICK_LABEL = 44;
/** How long the tip waits for the pointer to come to it, in ms. */
const GRACE = 180;
/** Marks are looked at no wider than this, in px a second, when stepped to out of the river. */
const STEP_SCALE = 3;

@customElement("duologue-timeline")
export class Timeline extends PageElement {
  @property({ attribute: false }) page: SummaryPage | undefined;

  @state() private view: Window = whole(1);
  @state() private off: ReadonlySet<Kind> = new Set();
  @state() private chosen: Mark | null = null;
  @state() private pointed: Mark | null = null;
  @state() private asTable = prefersTable();
  @state() private speech = false;
  @state() private sorting: Sorting = { by: "at", down: false };
  @query("canvas") private canvas: HTMLCanvasElement | null | undefined;
  @query(".stage") private stage: HTMLElement | null | undefined;

  readonly #size = new Size(this);
  #who: People | undefined;
  #marks: readonly Mark[] = [];
  #present: readonly Kind[] = [];
  #talks: Talks | undefined;
  #opened = false;
  #listening: HTMLElement | undefined;
  #leaving: ReturnType<typeof setTimeout> | undefined;

  /** Bring a moment into view, choose what is there and move the focus here. */
  async show(at: number): Promise<void> {
    const mark = this.#marks.find((m) => m.kind !== "speech" && Math.abs(m.start - at) < 0.05);
    this.asTable = false;
    this.#choose(mark ?? { kind: "speech", who: null, start: at, end: at }, true);
    this.chosen = mark ?? null;
    await this.updateComplete;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
    this.stage?.focus({ preventScroll: true });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const redraw = (): void => this.#draw();
    for (const media of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"]) {
      matchMedia(media).addEventListener("change", redraw, { signal: this.signal });
    }
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("page") && this.page) {
      this.#who = people(this.page);
      this.#marks = marks(this.page);
      this.#present = KINDS.filter((kind) => this.#marks.some((m) => m.kind === kind));
      this.#talks = talk(this.page);
      this.#opened = false;
    }
    if (!this.#opened && this.page && this.#stageWidth) {
      this.#opened = true;
      const moments = this.#marks.filter((m) => m.kind !== "speech").map((m) => m.start);
      this.view = opening(moments, this.#total, this.#stageWidth);
    }
  }

  protected override updated(): void {
    this.#draw();
    const { stage } = this;
    if (stage && stage !== this.#listening) {
      this.#listening = stage;
      const timeline = this;
      const surface = {
        get window() {
          return timeline.view;
        },
        get total() {
          return timeline.#total;
        },
        look: (to: Window) => timeline.#look(to),
        tap: (event: PointerEvent) => timeline.#tap(event),
      };
      gestures(stage, surface, this.signal);
    }
  }

  protected override render() {
    if (!this.page || !this.#who) return nothing;
    const { from, to } = this.view;
    return html`<div class="bar">
        <p class="clock" role="status">${say(words.window, { from: clock(from), to: clock(to) })}</p>
        <div class="buttons">
          ${this.#button(zoomOut, words.zoom_out, () => this.#zoom(PRESS), "wide")}
          ${this.#button(zoomIn, words.zoom_in, () => this.#zoom(1 / PRESS), "wide")}
          <button type="button" class="button small" @click=${() => this.#look(whole(this.#total))}>
            ${this.page.source === "recording" ? words.whole_recording : words.whole}
          </button>
          <button type="button" class="button small table" aria-pressed=${this.asTable} @click=${this.#toggleTable}>
            ${icon(tableIcon)}<span class="wide-words">${words.table}</span>
          </button>
        </div>
      </div>
      ${this.asTable ? nothing : this.#chart(this.#who)}
      <duologue-strip
        .talk=${this.#talks?.river}
        .window=${this.view}
        @look=${({ detail }: CustomEvent<Window>) => this.#look(detail)}
      ></duologue-strip>
      ${this.asTable ? this.#table(this.#who) : nothing} ${this.#legend()}`;
  }

  #button(shape: typeof zoomIn, name: string, act: () => void, kind: string): TemplateResult {
    return html`<button type="button" class="button small ${kind}" aria-label=${name} title=${name} @click=${act}>
      ${icon(shape)}
    </button>`;
  }

  #chart(who: People): TemplateResult {
    const width = this.#stageWidth;
    const x = place(this.view, width);
    const shown = this.#shown(width);
    const above = (mark: Mark): boolean | null => (mark.who === null ? null : mark.who !== who.me);
    const active = this.pointed ?? null;
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
          ${ticks(this.view, width).filter((at) => x(at) + TICK_LABEL < width).map((at) => svg`<text class="tick" x=${x(at) + 5} y=${AXIS}>${clock(at)}</text>`)}
          ${shown.map((mark) =>
            sign(
              {
                mark,
                above: above(mark),
                x,
                width,
                chosen: same(mark, this.chosen),
                words: mark.moved ? changes(mark.moved).join(", ") : "",
              },
              (at) => this.#point(at),
            ),
          )}
          ${this.chosen?.kind === "speech" && this.#shownLanes ? this.#ring(this.chosen, above(this.chosen), x) : nothing}
        </svg>
        ${who.alone ? nothing : html`<span class="name" style="top:${NAMES.them - 17}px">${label(who, 1 - who.me)}</span>`}
        <span class="name" style="top:${NAMES.me - 17}px">${label(who, who.me)}</span>
        ${active ? this.#tip(active, above(active), x, width, who) : nothing}
      </div>
      <p id="timeline-keys" class="read-only-aloud">${words.keys}</p>
      <p class="read-only-aloud" aria-live="polite">${this.chosen ? sentence(this.chosen, who) : ""}</p>`;
  }

  #ring(mark: Mark, above: boolean | null, x: (at: number) => number) {
    const left = x(mark.start);
    const y = (above ? THEM : ME) - LANE / 2 - 2;
    return svg`<rect class="chosen" x=${left - 2} y=${y} width=${Math.max(6, x(mark.end) - left + 3)} height=${LANE + 4} rx="6" />`;
  }

  #tip(mark: Mark, above: boolean | null, x: (at: number) => number, width: number, who: People): TemplateResult {
    const { left, right } = extent(mark, x);
    const { y } = stand(mark, above);
    const at: Tip = { left: Math.max(0, left), right: Math.min(width, right), y, width, height: HEIGHT };
    return tip(describe(mark, who), at, { enter: () => clearTimeout(this.#leaving), leave: () => this.#point(null) });
  }

  #table(who: People): TemplateResult {
    const shown = rows(this.#marks, this.view, this.off, who, this.sorting, this.speech);
    const sort = (by: Column): void => {
      this.sorting = { by, down: this.sorting.by === by && !this.sorting.down };
    };
    return html`<p class="speech-too">
        ${this.speech ? nothing : words.speech_left_out}
        <button type="button" class="link" @click=${() => (this.speech = !this.speech)}>
          ${this.speech ? words.hide_speech : words.show_speech}
        </button>
      </p>
      ${table(shown, this.view, this.sorting, sort)}`;
  }

  #legend(): TemplateResult {
    return html`<ul class="legend" aria-label=${words.kinds}>
      ${this.#present.map(
        (kind) => html`<li>
          <button type="button" aria-pressed=${!this.off.has(kind)} @click=${() => this.#toggle(kind)}>
            ${glyph(kind)}${summary.kinds[kind]}
          </button>
        </li>`,
      )}
    </ul>`;
  }

  get #total(): number {
    return Math.max(0.001, this.page?.summary.seconds ?? 1);
  }

  get #stageWidth(): number {
    return this.stage?.clientWidth || this.#size.width;
  }

  #shown(width: number): Mark[] {
    const at = level(width / (this.view.to - this.view.from));
    if (at === "river") return [];
    return inView(this.#marks, this.view, this.off, at === "marks").filter((m) => m.kind !== "unheard" || same(m, this.chosen));
  }

  #look(to: Window): void {
    this.view = to;
    this.pointed = null;
  }

  #zoom(factor: number): void {
    const { from, to } = this.view;
    const { chosen } = this;
    const about = chosen && chosen.start > from && chosen.start < to ? chosen.start : (from + to) / 2;
    this.#look(zoomed(this.view, factor, about, this.#total));
  }

  #choose(mark: Mark, tell: boolean): void {
    this.chosen = mark;
    const closest = this.#stageWidth / STEP_SCALE;
    const { from, to } = this.view;
    const near = level(this.#stageWidth / (to - from)) === "river" ? zoomed(this.view, closest / (to - from), mark.start, this.#total) : this.view;
    this.view = revealing(near, { from: mark.start, to: mark.end }, this.#total);
    this.pointed = tell && mark.who !== null ? mark : null;
  }

  #point(mark: Mark | null): void {
    clearTimeout(this.#leaving);
    if (mark) this.pointed = mark;
    else this.#leaving = setTimeout(() => (this.pointed = null), GRACE);
  }

  /** Speech is on the canvas: find it by where the pointer is. */
  #speechAt(clientX: number, clientY: number): Mark | undefined {
    if (!this.stage || !this.#who || this.off.has("speech") || !this.#shownLanes) return undefined;
    const box = this.stage.getBoundingClientRect();
    const y = clientY - box.top;
    const seat = Math.abs(y - THEM) <= LANE / 2 ? 1 - this.#who.me : Math.abs(y - ME) <= LANE / 2 ? this.#who.me : null;
    const { from, to } = this.view;
    const at = from + ((clientX - box.left) / box.width) * (to - from);
    return this.#marks.find(
      (m) => (m.kind === "speech" || m.kind === "unheard") && (m.who === seat || m.who === null) && seat !== null && m.start <= at && at <= m.end,
    );
  }

  get #shownLanes(): boolean {
    return level(this.#stageWidth / (this.view.to - this.view.from)) !== "river";
  }

  #hover = (event: PointerEvent): void => {
    if (event.pointerType === "touch" || event.buttons || (event.target as Element).closest(".sign, .tip")) return;
    const found = this.#speechAt(event.clientX, event.clientY);
    if (found) this.#point(found);
    else if (this.pointed) this.#point(null);
  };

  /** A tap on a sign keeps what pointing at it showed; elsewhere it finds speech, or closes. */
  #tap(event: PointerEvent): void {
    if ((event.target as Element).closest(".sign, .tip")) return;
    this.pointed = this.#speechAt(event.clientX, event.clientY) ?? null;
  }

  #key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { from, to } = this.view;
    const pan = (by: number): void => this.#look(panned(this.view, by, this.#total));
    const go = (by: 1 | -1): void => {
      const seen = this.#marks.filter((m) => !this.off.has(m.kind));
      const next = step(seen, this.chosen ?? from, by, event.shiftKey);
      if (next) this.#choose(next, false);
    };
    const acts: Record<string, () => void> = {
      ArrowDown: () => go(1),
      ArrowUp: () => go(-1),
      ArrowLeft: () => pan(-(to - from) * PAN),
      ArrowRight: () => pan((to - from) * PAN),
      Home: () => pan(-this.#total),
      End: () => pan(this.#total),
      "+": () => this.#zoom(1 / PRESS),
      "=": () => this.#zoom(1 / PRESS),
      "-": () => this.#zoom(PRESS),
      "0": () => this.#look(whole(this.#total)),
      Enter: () => (this.pointed = this.chosen),
      Escape: () => (this.pointed = null),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  #toggle(kind: Kind): void {
    const hidden = new Set(this.off);
    if (!hidden.delete(kind)) hidden.add(kind);
    this.off = hidden;
  }

  #toggleTable = (): void => {
    this.asTable = !this.asTable;
    rememberTable(this.asTable);
  };

  #draw(): void {
    const { canvas, page } = this;
    if (!canvas || !page || !this.#talks || !this.#who) return;
    const width = this.#stageWidth;
    const ratio = devicePixelRatio || 1;
    if (canvas.width !== width * ratio || canvas.height !== HEIGHT * ratio) {
      canvas.width = width * ratio;
      canvas.height = HEIGHT * ratio;
    }
    const context = canvas.getContext("2d");
    if (!context) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const river = this.#shownLanes ? null : this.#talks.river;
    const hidden = { speech: this.off.has("speech"), unheard: this.off.has("unheard") };
    const drawing = { window: this.view, width, height: HEIGHT, ticks: ticks(this.view, width), river, hidden };
    draw(context, lanesOf(this.#talks, this.#who), drawing, palette(this));
  }
}

const same = (a: Mark, b: Mark | null): boolean =>
  b !== null && a.kind === b.kind && a.who === b.who && a.start === b.start;

declare global {
  interface HTMLElementTagNameMap {
    "duologue-timeline": Timeline;
  }
}
