/** `<duologue-home>`: what Duologue is, the door to a meeting, and the meetings this device remembers. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import alert from "icon:circle-alert";
import { firstName, forgetMeetings, meetings, rememberName, type Remembered } from "../api/device.ts";
import { bringCall } from "../api/ahead.ts";
import { startMeeting } from "../api/meetings.ts";
import { glyph } from "../charts/glyphs.ts";
import type { Kind } from "../charts/marks.ts";
import { PageElement } from "../components/element.ts";
import { header } from "../components/header.ts";
import { icon } from "../components/icon.ts";
import { skies } from "../components/skies.ts";
import { home as words } from "../locales/words.ts";
import { dateLanguage } from "../locales/time.ts";
import { say } from "../locales/translate.ts";
import { cityOf, timeOf, untilNextMinute, whenOf } from "./home/place.ts";

const LONGEST_NAME = 40;

@customElement("duologue-home")
export class Home extends PageElement {
  @state() private fault: "name_missing" | "too_fast" | "failed" | null = null;
  @state() private busy = false;
  @state() private now = new Date();
  @state() private recent: readonly Remembered[] = meetings();
  @query("input") private input!: HTMLInputElement;

  readonly #language = dateLanguage(navigator.languages);
  #ticking: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#tick();
    // Coming back by the browser's own "back": what was remembered meanwhile shows, and the door is open.
    const refresh = (): void => {
      this.busy = false;
      this.recent = meetings();
    };
    addEventListener("pageshow", refresh, { signal: this.signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#ticking);
  }

  #tick(): void {
    this.now = new Date();
    this.#ticking = setTimeout(() => this.#tick(), untilNextMinute(this.now));
  }

  protected override render() {
    return html`<a class="skip read-only-aloud" href="#start">${words.skip}</a>
      ${header("/")}
      <main class="column">
        ${this.#hero()}
        <div class="door">
          <div class="sentence">
            <h1>${words.title}</h1>
            <p>${words.lead}</p>
          </div>
          ${this.#form()}
        </div>
        <div class="lines">
          ${this.#list("listens", [
            ["quiet", words.listens_quiet],
            ["together", words.listens_sounds],
            ["line", words.listens_line],
          ])}
          <section aria-labelledby="sees">
            <h2 id="sees" class="label">${words.sees_heading}</h2>
            <p>${words.sees_call}</p>
            <p>${words.sees_consent}</p>
            <p>${words.sees_kept}</p>
          </section>
        </div>
        ${this.recent.length ? this.#recent() : nothing}
      </main>`;
  }

  #hero(): TemplateResult {
    const city = cityOf(Intl.DateTimeFormat().resolvedOptions().timeZone);
    return html`<div class="hero">
      ${skies()}
      <p class="here">
        <span class="serif clock">${timeOf(this.now, this.#language)}</span>
        <span>${city ? say(words.here, { city }) : words.here_somewhere}</span>
      </p>
      <p class="there"><span class="serif">${words.there}</span><span>${words.there_label}</span></p>
    </div>`;
  }

  #form(): TemplateResult {
    const { fault } = this;
    return html`<form id="start" class="start" novalidate @submit=${this.#start} @focusin=${bringCall}>
      <div class="field">
        <label for="name">${words.name}</label>
        <input
          id="name"
          name="name"
          autocomplete="given-name"
          autocapitalize="words"
          spellcheck="false"
          maxlength=${LONGEST_NAME}
          .value=${firstName()}
          aria-invalid=${fault === "name_missing"}
          aria-describedby="start-note"
        />
      </div>
      <button class="button main big" aria-busy=${this.busy}>${words.start}</button>
      <p id="start-note" class=${fault ? "fault" : "next"} role="status">
        ${fault ? html`${icon(alert)}<span>${words[fault]}</span>` : words.next}
      </p>
    </form>`;
  }

  #list(id: string, lines: readonly (readonly [Kind, string])[]): TemplateResult {
    return html`<section aria-labelledby=${id}>
      <h2 id=${id} class="label">${words.listens_heading}</h2>
      <ul>
        ${lines.map(([kind, line]) => html`<li>${glyph(kind)}<span class="serif">${line}</span></li>`)}
      </ul>
    </section>`;
  }

  #recent(): TemplateResult {
    return html`<section class="recent" aria-labelledby="recent">
      <h2 id="recent" class="label">${words.recent_heading}</h2>
      <ol>
        ${this.recent.map(({ path, at, summary }) => {
          const when = whenOf(new Date(at), this.#language);
          return html`<li>
            <span>${when}</span>
            ${
              summary
                ? html`<a href=${summary} aria-label=${say(words.recent_summary_at, { when })}>${words.recent_summary}</a>`
                : html`<a href=${path} aria-label=${say(words.recent_open_at, { when })}>${words.recent_open}</a>`
            }
          </li>`;
        })}
      </ol>
      <p class="note">
        ${words.recent_note}
        <button type="button" class="link" @click=${this.#forget}>${words.recent_forget}</button>
      </p>
    </section>`;
  }

  #start = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (this.busy) return;
    const name = this.input.value.replace(/\s+/g, " ").trim();
    if (!name) {
      this.fault = "name_missing";
      this.input.focus();
      return;
    }
    this.fault = null;
    this.busy = true;
    rememberName(name);
    const started = await startMeeting();
    if ("path" in started) {
      location.assign(started.path);
      return;
    }
    this.busy = false;
    this.fault = started.fault;
  };

  #forget = (): void => {
    forgetMeetings();
    this.recent = [];
  };
}
