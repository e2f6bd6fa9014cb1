/** `<duologue-timeline>`: a call's lanes with their tools, strip and legend; or the same as a table. */
import { html, nothing, type PropertyValues, type SVGTemplateResult, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import tableIcon from "icon:table";
import zoomIn from "icon:zoom-in";
import zoomOut from "icon:zoom-out";
import { prefersTable, rememberTable } from "../api/device.ts";
import type { SummaryPage } from "../api/protocol.gen.ts";
import { PageElement } from "../components/element.ts";
import { icon } from "../components/icon.ts";
import { summary } from "../locales/words.ts";
import { clock } from "../locales/time.ts";
import { say } from "../locales/translate.ts";
import { glyph } from "./glyphs.ts";
import "./lanes.ts";
import type { LanesElement, Score } from "./lanes.ts";
import { KINDS, marks, type Kind } from "./marks.ts";
import { people } from "./people.ts";
import { rows, type Column, type Sorting } from "./rows.ts";
import { Size } from "./size.ts";
import "./strip.ts";
import { table } from "./table.ts";
import { talk } from "./talk.ts";
import { opening, whole, zoomed, type Window } from "./zoom.ts";

const words = summary.timeline;
const PRESS = 2;

@customElement("duologue-timeline")
export class Timeline extends PageElement {
  @property({ attribute: false }) page!: SummaryPage;

  @state() private view: Window | null = null;
  @state() private off: ReadonlySet<Kind> = new Set();
  @state() private asTable = prefersTable();
  @state() private speech = false;
  @state() private sorting: Sorting = { by: "at", down: false };
  @query("duologue-lanes") private lanes!: LanesElement | null;

  readonly #size = new Size(this);
  #score!: Score;
  #present: readonly Kind[] = [];

  /** Bring a moment into view in the lanes, and move the focus there. */
  async show(at: number): Promise<void> {
    this.asTable = false;
    await this.updateComplete;
    await this.lanes?.show(at);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("page")) {
      const all = marks(this.page);
      const total = Math.max(0.001, this.page.summary.seconds);
      this.#score = { marks: all, talks: talk(this.page), who: people(this.page), total };
      this.#present = KINDS.filter((kind) => all.some((mark) => mark.kind === kind));
      this.view = null;
    }
    if (!this.view && this.#size.width) {
      const moments = this.#score.marks.filter((mark) => mark.kind !== "speech").map((mark) => mark.start);
      this.view = opening(moments, this.#score.total, this.#size.width);
    }
  }

  protected override render() {
    const view = this.view ?? whole(this.#score.total);
    const look = ({ detail }: CustomEvent<Window>): void => {
      this.view = detail;
    };
    return html`<div class="bar">
        <p class="clock" role="status">${say(words.window, { from: clock(view.from), to: clock(view.to) })}</p>
        ${this.#buttons()}
      </div>
      ${
        this.asTable
          ? nothing
          : html`<duologue-lanes .score=${this.#score} .window=${view} .off=${this.off} @look=${look}></duologue-lanes>`
      }
      <duologue-strip .talk=${this.#score.talks.river} .window=${view} @look=${look}></duologue-strip>
      ${this.asTable ? this.#table(view) : nothing} ${this.#legend()}`;
  }

  #buttons(): TemplateResult {
    const all = this.page.source === "recording" ? words.whole_recording : words.whole;
    const zoom = (shape: SVGTemplateResult, name: string, factor: number): TemplateResult =>
      html`<button
        type="button"
        class="button small wide"
        aria-label=${name}
        title=${name}
        @click=${() => this.#zoom(factor)}
      >
        ${icon(shape)}
      </button>`;
    return html`<div class="buttons">
      ${zoom(zoomOut, words.zoom_out, PRESS)} ${zoom(zoomIn, words.zoom_in, 1 / PRESS)}
      <button type="button" class="button small" @click=${() => (this.view = whole(this.#score.total))}>${all}</button>
      <button type="button" class="button small table" aria-pressed=${this.asTable} @click=${this.#toggleTable}>
        ${icon(tableIcon)}<span class="wide-words">${words.table}</span>
      </button>
    </div>`;
  }

  #table(view: Window): TemplateResult {
    const { marks, who } = this.#score;
    const sort = (by: Column): void => {
      this.sorting = { by, down: this.sorting.by === by && !this.sorting.down };
    };
    return html`<p class="speech-too">
        ${this.speech ? nothing : words.speech_left_out}
        <button type="button" class="link" @click=${() => (this.speech = !this.speech)}>
          ${this.speech ? words.hide_speech : words.show_speech}
        </button>
      </p>
      ${table(rows(marks, view, this.off, who, this.sorting, this.speech), view, this.sorting, sort)}`;
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

  #zoom(factor: number): void {
    if (this.lanes) this.lanes.zoom(factor);
    else if (this.view) {
      const { from, to } = this.view;
      this.view = zoomed(this.view, factor, (from + to) / 2, this.#score.total);
    }
  }

  #toggle(kind: Kind): void {
    const off = new Set(this.off);
    if (!off.delete(kind)) off.add(kind);
    this.off = off;
  }

  #toggleTable = (): void => {
    this.asTable = !this.asTable;
    rememberTable(this.asTable);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "duologue-timeline": Timeline;
  }
}
