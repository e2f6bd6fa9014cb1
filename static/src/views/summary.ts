/** `<duologue-summary>`: one person's private summary, from the server or from the page's own data. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { SummaryPage } from "../api/protocol.gen.ts";
import { loadSummary, tokenOf, type Loaded } from "../api/summary.ts";
import { people } from "../charts/people.ts";
import "../charts/timeline.ts";
import type { Closing } from "./summary/closing.ts";
import type { Timeline } from "../charts/timeline.ts";
import { PageElement } from "../components/element.ts";
import { header } from "../components/header.ts";
import { mark, type MarkOptions } from "../components/mark.ts";
import { summary as words } from "../locales/words.ts";
import { dateLanguage } from "../locales/time.ts";
import { say } from "../locales/translate.ts";
import { details, moments, type Show } from "./summary/details.ts";
import { first } from "./summary/first.ts";
import { suggestionsFor, toTry } from "./summary/suggestions.ts";
import { title } from "./summary/telling.ts";

type Rows = Parameters<typeof moments>[0];

/** Less than this many seconds known is nothing heard. */
const HEARD_S = 1;

/** Lets the browser paint and listen in between. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

@customElement("duologue-summary")
export class SummaryView extends PageElement {
  @state() private loaded: Loaded | { state: "loading" } = { state: "loading" };

  @state() private together = false;

  /** How far down the page stands: it is drawn in turns, so that no one of them holds up a slow phone. */
  @state() private drawn: 0 | 1 | 2 = 0;

  readonly #language = dateLanguage(navigator.languages);

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  async #load(): Promise<void> {
    this.loaded = { state: "loading" };
    const loaded = await loadSummary(document, location.pathname, this.signal);
    if (!this.isConnected) return;
    if (loaded.state !== "here") {
      this.loaded = loaded;
      return;
    }
    const name = title(loaded.page, people(loaded.page), this.#language);
    document.title = say(words.page.tab, { title: name });
    await nextTurn();
    this.loaded = loaded;
    for (const more of [1, 2] as const) {
      await this.updateComplete;
      await nextTurn();
      this.drawn = more;
    }
  }

  protected override render() {
    const alone = document.getElementById("data") !== null;
    return html`<a class="skip read-only-aloud" href="#content">${words.page.skip}</a>
      ${header(alone ? null : "/")}
      <main id="content" class="column" tabindex="-1" @note=${this.#note}>${this.#content()}</main>`;
  }

  #content(): TemplateResult | typeof nothing {
    const { states } = words;
    switch (this.loaded.state) {
      case "loading":
        return html`<p class="loading read-only-aloud" role="status">${words.page.loading}</p>`;
      case "unknown":
        return this.#say(
          states.unknown_title,
          states.unknown,
          { them: "absent", me: "absent" },
          this.#home(),
        );
      case "gone":
        return this.#say(states.gone_title, states.gone, { them: "open", me: "open" }, this.#home());
      case "failed":
        return this.#say(
          states.failed_title,
          states.failed,
          { them: "absent", me: "yes" },
          html`<button type="button" class="button main" @click=${() => this.#load()}>${states.again}</button>`,
        );
      case "here":
        return this.#page(this.loaded.page);
    }
  }

  #page(page: SummaryPage): TemplateResult {
    if (!page.listened || page.summary.known_s < HEARD_S) {
      const call = page.source === "call";
      const { unheard_title, unheard, unheard_recording } = words.states;
      return this.#say(
        unheard_title,
        call ? unheard : unheard_recording,
        { them: "open", me: "open" },
        call ? this.#home() : nothing,
      );
    }
    const who = people(page);
    const show = (at: number): void => void this.querySelector<Timeline>("duologue-timeline")?.show(at);
    const token = document.getElementById("data") === null ? tokenOf(location.pathname) : null;
    return html`${first(page, who, this.#language, token, this.together)}
      ${this.drawn > 0 ? details(page, who, show) : nothing}
      ${this.drawn > 1 ? suggestionsFor(page, who, show) : nothing}
      ${this.drawn > 1 && token !== null ? this.#after(page, token, show) : nothing}`;
  }

  #note = ({ detail }: CustomEvent<number>): void => this.querySelector<Closing>("duologue-closing")?.mark(detail);

  /** What follows comes in a chunk of its own, once the summary stands. */
  #after(page: SummaryPage, token: string, show: Show): TemplateResult {
    void import("./summary/after.ts");
    const who = people(page);
    const seat = who.me ? 0 : 1;
    const theirs = (partner: SummaryPage): TemplateResult | null =>
      partner.summary.suggestions[seat].length ? html`${toTry(partner, who, seat, show)}` : null;
    const together = ({ detail }: CustomEvent<boolean>): void => {
      this.together = detail;
    };
    return html`<duologue-closing .page=${page} .token=${token} .theirs=${theirs} .moments=${(rows: Rows) => moments(rows, show)} @together=${together}></duologue-closing>
      <duologue-past .token=${token} .language=${this.#language}></duologue-past>`;
  }

  #say(
    heading: string,
    text: string,
    halves: Pick<MarkOptions, "them" | "me">,
    act: unknown,
  ): TemplateResult {
    return html`<div class="state">
      ${mark({ ...halves, size: 76 })}
      <h1>${heading}</h1>
      <p>${text}</p>
      <div class="actions">${act}</div>
    </div>`;
  }

  #home(): TemplateResult {
    return html`<a class="button main" href="/">${words.states.home}</a>`;
  }
}
