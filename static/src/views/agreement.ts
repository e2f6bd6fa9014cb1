/** `<duologue-agreement>`: the clauses two people hold to, what is proposed, and both names under it. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import alert from "icon:circle-alert";
import type { AgreementPage, Clause, Terms, VersionPage } from "../api/protocol.gen.ts";
import { ask } from "../api/ask.ts";
import { firstName } from "../components/face.ts";
import { icon } from "../components/icon.ts";
import { mark, type Half } from "../components/mark.ts";
import { say } from "../locales/translate.ts";
import { pair as words } from "../locales/words.ts";
import { pieces } from "../pair/diff.ts";
import { changed, wordings, type Wording } from "../pair/wording.ts";
import { controls } from "./pair/controls.ts";
import { PairPage } from "./pair/page.ts";

const FAULTS: Readonly<Record<string, string>> = {
  not_a_signature: words.signing_missing,
  nothing_new: words.nothing_new,
  version_moved_on: words.moved_on,
};

@customElement("duologue-agreement")
export class Agreement extends PairPage {
  @state() private page: AgreementPage | null = null;
  /** What is being changed here and not yet proposed. */
  @state() private draft: Terms | null = null;
  @state() private ending = false;
  @query("#signature") private signature!: HTMLInputElement | null;

  protected override async load(): Promise<void> {
    const { pair } = this;
    if (pair === null || pair.state === "invited") this.trouble = "closed";
    else this.page = this.got(await ask<AgreementPage>("GET", `/api/pairs/${pair.id}/agreement`, undefined, this.signal));
  }

  protected override content(): TemplateResult {
    const { page, draft } = this;
    if (page === null) return html``;
    const waiting = page.versions.find(({ number }) => number === page.open);
    const shown = draft ?? waiting?.terms ?? page.holds;
    // Something is only new beside something that holds; before the first signatures there is nothing to strike out.
    const before = draft !== null ? (waiting?.terms ?? page.holds) : page.in_force === null ? shown : page.holds;
    const theirs = draft === null && waiting !== undefined && !waiting.mine;
    return html`<div class="title">
        <h1>${words.our_agreement}</h1>
        <p role="status">${this.#lead(page, waiting, draft === null ? [] : changed(before, draft))}</p>
      </div>
      <ol class="clauses" data-test="clauses">
        ${wordings(shown).map((now, index) => this.#clause(now, wordings(before)[index] ?? now, index + 1, theirs, shown))}
      </ol>
      ${this.#low(page, waiting)} ${this.#earlier(page)} ${page.pair.state === "active" ? html`${this.#end(page)} ${this.#bar(page, waiting)}` : nothing}`;
  }

  #lead(page: AgreementPage, waiting: VersionPage | undefined, news: readonly Clause[]): string {
    const name = firstName(page.pair.partner.name);
    if (page.pair.state === "ended") return words.lead_ended;
    if (this.draft !== null) return say(words.lead_draft, { count: news.length });
    if (waiting) {
      const values = { name, number: waiting.number, when: this.day(waiting.at), count: page.news.length };
      if (page.in_force === null) return say(waiting.mine ? words.lead_first_mine : words.lead_first_theirs, values);
      return say(waiting.mine ? words.lead_change_mine : words.lead_change_theirs, values);
    }
    const counted = page.versions.find(({ number }) => number === page.in_force);
    if (!counted?.signed_at) return words.lead_none;
    return say(words.lead_in_force, { number: counted.number, when: this.day(counted.signed_at) });
  }

  #clause(now: Wording, before: Wording, number: number, theirs: boolean, terms: Terms): TemplateResult {
    const isNew = now.title !== before.title || now.text !== before.text || now.note !== before.note;
    const name = firstName(this.page?.pair.partner.name ?? "");
    const changes = this.draft === null ? null : (more: Partial<Terms>) => {
      this.draft = { ...terms, ...more };
    };
    return html`<li data-clause=${now.clause} class=${isNew ? `new ${theirs ? "them" : "me"}` : ""}>
      <span class="number serif" aria-hidden="true">${number}</span>
      <div class="says">
        <h2 class="serif">
          ${wording(before.title, now.title)}
          ${isNew ? html`<small>${theirs ? say(words.changed_by, { name }) : words.changed_by_me}</small>` : nothing}
        </h2>
        <p class="serif">${wording(before.text, now.text)}</p>
        ${controls(now.clause, terms, changes)}
      </div>
      <p class="does">${wording(before.note, now.note)}</p>
    </li>`;
  }

  #bar(page: AgreementPage, waiting: VersionPage | undefined): TemplateResult {
    const { draft } = this;
    const name = firstName(page.pair.partner.name);
    const number = draft === null ? (waiting?.number ?? 0) : page.versions.length + 1;
    const mine = waiting?.signatures.some((each) => each.mine) ?? false;
    const open = waiting !== undefined;
    const half = (signed: boolean): Half => (open || page.in_force === null ? (signed ? "yes" : "open") : "yes");
    const theirs = waiting?.signatures.some((each) => !each.mine) ?? false;
    const counted = page.versions.find((each) => each.number === page.in_force);
    const says = draft !== null
      ? words.draft_open
      : open
      ? say(mine ? words.you_signed : words.they_signed, { name })
      : counted?.signed_at
        ? say(words.both_signed, { when: this.day(counted.signed_at) })
        : words.nothing_signed;
    const until = open || !counted
      ? page.in_force === null
        ? words.until_careful
        : say(words.until_then, { number: page.in_force })
      : words.holds_now;
    const signs = draft !== null || (open && !mine);
    return html`<form class="sign-bar" novalidate @submit=${(event: SubmitEvent) => this.#sign(event, waiting)} data-test="sign-bar">
      <div class="column">
        ${draft === null ? mark({ them: half(theirs), me: half(mine), size: 48 }) : mark({ them: "open", me: "open", size: 48 })}
        <p class="stands" role="status" data-test="stands"
          ><span class="serif">${this.fault === null ? says : html`${icon(alert)}${FAULTS[this.fault] ?? words.failed}`}</span
          ><span class="aside">${until}</span></p
        >
        ${
          signs
            ? html`<input
                id="signature"
                class="signature sound"
                name="signature"
                autocomplete="name"
                maxlength="80"
                aria-label=${words.signature}
                placeholder=${words.signature}
                aria-invalid=${this.fault === "not_a_signature"}
              />`
            : nothing
        }
        ${
          draft === null
            ? html`<button type="button" class="button ${signs ? "wide" : ""}" data-test="suggest" @click=${() => this.#suggest(page, waiting)}>
                  ${page.versions.length ? words.suggest : words.suggest_first}
                </button>
                ${
                  open
                    ? mine
                      ? html`<button type="button" class="button text" data-test="aside" @click=${() => this.#aside(waiting.number)}>${words.aside}</button>`
                      : html`<button class="button main" data-test="sign" aria-busy=${this.busy}>${say(words.sign, { number })}</button>`
                    : nothing
                }`
            : html`<button type="button" class="button text" data-test="cancel" @click=${this.#cancel}>${words.cancel}</button>
                <button class="button main" data-test="propose" aria-busy=${this.busy}>${say(words.propose, { number })}</button>`
        }
      </div>
    </form>`;
  }

  /** On a phone the bar has no room for it while it asks for a name. */
  #low(page: AgreementPage, waiting: VersionPage | undefined): TemplateResult | typeof nothing {
    if (page.pair.state !== "active" || this.draft !== null || !waiting || waiting.signatures.some(({ mine }) => mine))
      return nothing;
    return html`<p class="low"><button class="button" @click=${() => this.#suggest(page, waiting)}>${words.suggest}</button></p>`;
  }

  #earlier(page: AgreementPage): TemplateResult | typeof nothing {
    const rest = page.versions.filter(({ number }) => number !== page.open && number !== page.in_force);
    if (rest.length === 0) return nothing;
    return html`<details class="earlier">
      <summary>${words.earlier}</summary>
      <ul>
        ${rest.toReversed().map(
          (each) => html`<li>
            ${
              each.signed_at
                ? say(words.earlier_line, { number: each.number, when: this.day(each.signed_at) })
                : say(each.aside ? words.earlier_aside : words.earlier_open, { number: each.number, when: this.day(each.at) })
            }
          </li>`,
        )}
      </ul>
    </details>`;
  }

  #end(page: AgreementPage): TemplateResult {
    const name = firstName(page.pair.partner.name);
    if (!this.ending)
      return html`<p class="end"><button class="link" data-test="end" @click=${() => (this.ending = true)}>${words.end}</button></p>`;
    return html`<section class="end card" aria-labelledby="end">
      <h2 id="end" class="serif">${say(words.end_sure, { name })}</h2>
      <p>${say(words.end_says, { name, count: page.holds.save_days })}</p>
      <div class="actions">
        <button class="button" @click=${() => (this.ending = false)}>${words.end_no}</button>
        <button class="button ink" data-test="end-sure" aria-busy=${this.busy} @click=${() => this.#ended(page)}>${words.end_yes}</button>
      </div>
    </section>`;
  }

  #suggest(page: AgreementPage, waiting: VersionPage | undefined): void {
    this.fault = null;
    this.draft = { ...(waiting?.terms ?? page.holds) };
  }

  #cancel = (): void => {
    this.fault = null;
    this.draft = null;
  };

  #sign(event: SubmitEvent, waiting: VersionPage | undefined): void {
    event.preventDefault();
    const name = this.signature?.value ?? "";
    if (this.draft !== null) void this.#act("", { terms: this.draft, name });
    else if (waiting) void this.#act(`/${waiting.number}/sign`, { name });
  }

  #aside(number: number): void {
    void this.#act(`/${number}/aside`, {});
  }

  #ended(page: AgreementPage): Promise<void> {
    return this.doing(async () => {
      const done = await ask("POST", `/api/pairs/${page.pair.id}/end`, {});
      if (done.ok) location.assign("/together");
      else this.got(done);
    });
  }

  #act(path: string, body: unknown): Promise<void> {
    return this.doing(async () => {
      const { page } = this;
      if (page === null) return;
      const after = this.got(await ask<AgreementPage>("POST", `/api/pairs/${page.pair.id}/agreement${path}`, body));
      if (after !== null) {
        this.page = after;
        this.draft = null;
      } else if (this.fault === "version_moved_on") {
        await this.load();
        this.fault = "version_moved_on";
      } else if (this.fault === "not_a_signature") this.signature?.focus();
    });
  }
}

/** A wording with what is gone and what is new in it. */
function wording(before: string, now: string): TemplateResult {
  if (before === now) return html`${now}`;
  return html`${pieces(before, now).map(({ kind, text }) =>
    kind === "gone" ? html`<del>${text}</del> ` : kind === "new" ? html`<ins>${text}</ins> ` : html`${text} `,
  )}`;
}
