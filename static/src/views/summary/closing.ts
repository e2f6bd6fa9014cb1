/**
 * `<duologue-closing>`: a note of one's own, and the two keys that open the summary to both. Fires `together`
 * with whether both have.
 */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import lock from "icon:lock";
import { keepNote, loadOwn, loadPartner, setOpened } from "../../api/own.ts";
import type { Own, SummaryPage } from "../../api/protocol.gen.ts";
import { keep, kept, meetingOf } from "../../api/kept.ts";
import { joinedNote, sealNote, unsealNote, type Note } from "../../api/seal.ts";
import { PageElement } from "../../components/element.ts";
import { icon } from "../../components/icon.ts";
import { mark } from "../../components/mark.ts";
import { say } from "../../locales/translate.ts";
import { after as words } from "../../locales/words.ts";

/** A note is kept this long after the last letter, in ms. */
const REST = 800;
/** Letters of a note, at most: what the server keeps, with room for letters of several bytes. */
const LONGEST = 9000;

@customElement("duologue-closing")
export class Closing extends PageElement {
  @property({ attribute: false }) page!: SummaryPage;
  @property({ attribute: false }) token!: string;
  /** What is suggested to the other, drawn; null for nothing. */
  @property({ attribute: false }) theirs!: (partner: SummaryPage) => TemplateResult | null;

  /** Moments, drawn as a list that leads into the timeline. */
  @property({ attribute: false }) moments!: (rows: readonly { at: number; said: string }[]) => TemplateResult;

  @state() private own: Own | null = null;
  @state() private note: Note | null = null;
  @state() private kept: "" | "kept" | "not_kept" = "";
  @state() private partner: SummaryPage | null = null;
  @state() private failed = false;

  #waiting: ReturnType<typeof setTimeout> | undefined;

  // What was set before this class was here counts from the first update on.
  protected override firstUpdated(): void {
    void this.#load();
    // A page that is left keeps the last words too.
    addEventListener("pagehide", () => void this.#keep(), { signal: this.signal });
  }

  async #load(): Promise<void> {
    const own = await loadOwn(this.token, this.signal);
    if (!own) return;
    // A talk's id is no secret of a page: nothing may be sealed with it.
    if (this.page.opens !== "account") {
      this.note = await unsealNote(own.sealed ?? "", this.token);
      await this.#takeOver();
    }
    await this.#take(own);
  }

  /** What was set down in the call, on this device, joins the note; then the device forgets it. */
  async #takeOver(): Promise<void> {
    const meeting = meetingOf(location.pathname);
    if (!meeting || !this.note) return;
    const more = kept(meeting);
    if (!more.jot && !more.moments.length) return;
    this.note = joinedNote(this.note, more);
    if (await keepNote(this.token, await sealNote(this.note, this.token))) keep(meeting, { jot: "", moments: [] });
  }

  /** Sets a moment of the call down in the note, in seconds, and goes there. */
  mark(at: number): void {
    if (!this.note) return;
    this.note = joinedNote(this.note, { jot: "", moments: [Math.round(at * 10) / 10] });
    this.#waiting = setTimeout(() => void this.#keep());
    this.querySelector("textarea")?.focus();
  }

  async #take(own: Own): Promise<void> {
    this.own = own;
    this.dispatchEvent(new CustomEvent("together", { detail: own.both }));
    this.partner = own.both ? await loadPartner(this.token, this.signal) : null;
  }

  protected override render() {
    if (!this.own) return nothing;
    return html`<div class="part halves closing">${this.#reflection()} ${this.#opening()}</div>
      ${this.partner ? this.#theirs(this.partner) : nothing}`;
  }

  #reflection(): TemplateResult {
    const said = words.reflection;
    return html`<section aria-labelledby="reflection">
      <h2 id="reflection" class="label">${said.heading}</h2>
      ${
        this.note === null
          ? html`<p class="note">${this.page.opens === "account" ? said.elsewhere : said.unreadable}</p>`
          : html`<div class="field">
              <textarea
                class="serif"
                rows="4"
                maxlength=${LONGEST}
                aria-labelledby="reflection"
                aria-describedby="reflection-kept"
                placeholder=${said.placeholder}
                .value=${this.note.text}
                @input=${this.#write}
                @blur=${() => void this.#keep()}
              ></textarea>
            </div>`
      }
      <p class="visible" id="reflection-kept">
        ${icon(lock)}<span>${said.never_shared}</span>
        <span role="status">${this.kept ? said[this.kept] : nothing}</span>
      </p>
      ${this.note?.moments.length ? this.#moments(this.note.moments) : nothing}
    </section>`;
  }

  /** The moments one marked in the call, each with its way into the timeline. */
  #moments(all: readonly number[]): TemplateResult {
    return html`<h3 class="label">${words.reflection.marked}</h3>
      ${this.moments(all.map((at) => ({ at, said: words.reflection.moment })))}`;
  }

  #opening(): TemplateResult {
    const said = words.opening;
    const { opened, both } = this.own!;
    const name = this.page.partner;
    const stage = both ? "both" : opened ? "opened" : "closed";
    return html`<section aria-labelledby="opening">
      <h2 id="opening" class="label">${said.heading}</h2>
      <div class="keys" data-opened=${stage}>
        ${mark({ them: both ? "yes" : "open", me: opened ? "yes" : "open", size: 48 })}
        <div role="status">
          <p class="serif">${say(said[stage], { name })}</p>
          <p>${say(both ? said.both_more : said.more, { name })}</p>
          ${this.failed ? html`<p>${said.failed}</p>` : nothing}
        </div>
        <button type="button" class="button small" @click=${() => void this.#set(!opened)}>
          ${opened ? said.close : say(said.open, { name })}
        </button>
      </div>
    </section>`;
  }

  /** What is suggested to the other; the facts are the same ones. */
  #theirs(partner: SummaryPage): TemplateResult {
    const { nothing } = words.opening;
    return this.theirs(partner) ?? html`<p class="note">${say(nothing, { name: this.page.partner })}</p>`;
  }

  #write = ({ target }: Event): void => {
    if (!this.note) return;
    this.note = { ...this.note, text: (target as HTMLTextAreaElement).value };
    this.kept = "";
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => void this.#keep(), REST);
  };

  async #keep(): Promise<void> {
    if (this.#waiting === undefined || this.note === null) return;
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
    const written = this.note;
    const kept = await keepNote(this.token, await sealNote(written, this.token));
    if (written === this.note) this.kept = kept ? "kept" : "not_kept";
  }

  async #set(opened: boolean): Promise<void> {
    const own = await setOpened(this.token, opened, this.signal);
    this.failed = own === null;
    if (own) await this.#take(own);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "duologue-closing": Closing;
  }
}
