/** `<duologue-programme>`: whether pairs meet and how far their agreements are. Never anything of a meeting. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { ask } from "../api/ask.ts";
import type { Enrolled, PairRow, ProgrammePage, ShownGoal, ShownLink, Totals } from "../api/protocol.gen.ts";
import { brand } from "../components/brand.ts";
import { PageElement } from "../components/element.ts";
import { languages } from "../components/language.ts";
import { dateLanguage } from "../locales/time.ts";
import { say } from "../locales/translate.ts";
import "./programme/bringing.ts";
import { programme as words } from "../locales/words.ts";

const WHY: readonly string[] = ["bad_email", "bad_name", "bad_time_zone", "bad_language", "bad_pronouns"];
type Why = "bad_email" | "bad_name" | "bad_time_zone" | "bad_language" | "bad_pronouns";

/** Lines of a list shown as wrong at most; who has more mends these first. */
const MOST_WRONG = 8;

@customElement("duologue-programme")
export class Programme extends PageElement {
  @state() private page: ProgrammePage | "unknown" | null = null;
  @state() private pairs: readonly PairRow[] = [];
  @state() private links: readonly ShownLink[] = [];
  @state() private came: Enrolled | "no_such_list" | "list_too_long" | "failed" | null = null;
  @state() private totals: Totals | null = null;
  @state() private copied = "";
  @state() private busy = false;

  readonly #language = dateLanguage(navigator.languages);

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load("");
  }

  async #load(after: string): Promise<void> {
    const path = `/api/programme?after=${encodeURIComponent(after)}`;
    const [page, links] = await Promise.all([
      ask<ProgrammePage>("GET", path, undefined, this.signal),
      ask<ShownLink[]>("GET", "/api/programme/links", undefined, this.signal),
    ]);
    this.page = page.ok ? page.value : "unknown";
    if (page.ok) {
      this.pairs = after ? [...this.pairs, ...page.value.pairs] : page.value.pairs;
      if (!after) this.totals = page.value.totals;
    }
    if (links.ok) this.links = links.value;
  }

  protected override render(): TemplateResult {
    const { page } = this;
    return html`<header class="head column">
        ${brand("/")}<span class="view note">${words.view}</span>${languages()}
      </header>
      <main class="column programme" tabindex="-1">
        ${
          page === "unknown"
            ? html`<p class="lead">${words.sign_in_first}</p>
                <a class="button main" href="/sign-in">${words.to_sign_in}</a>`
            : page
              ? this.#whole(page)
              : nothing
        }
      </main>`;
  }

  #whole(page: ProgrammePage): TemplateResult {
    return html`<h1>${page.name}</h1>
      ${this.#told(page)}
      <div class="sides">
        <section>${this.#table(page)}</section>
        <aside>${this.#aside()}</aside>
      </div>`;
  }

  #told({ month }: ProgrammePage): TemplateResult {
    const { totals } = this;
    if (!totals) return html`<p class="told serif">${words.few}</p>`;
    const name = new Intl.DateTimeFormat(this.#language, { month: "long", timeZone: "UTC" }).format(new Date(month));
    return html`<p class="told serif">
      ${say(words.pairs, { count: totals.pairs })}
      ${say(words.meetings, { month: name, held: totals.held, not_held: totals.not_held })}
      ${say(words.agreed, { agreed: totals.agreed, invitations: totals.invitations })}
    </p>`;
  }

  #table(page: ProgrammePage): TemplateResult {
    if (!this.pairs.length) return html`<p class="lead">${words.no_pairs}</p>`;
    return html`<table class="pairs">
        <thead>
          <tr>
            <th scope="col">${words.pair}</th>
            <th scope="col">${words.last_six}</th>
            <th scope="col">${words.agreement}</th>
          </tr>
        </thead>
        <tbody>
          ${this.pairs.map(
            ({ names, held, next_at, agreement, goals }) =>
              html`<tr>
                <th scope="row" class="serif">
                  ${say(words.pair_names, {
                    first: names[0] || words.somebody,
                    second: names[1] || words.somebody,
                  })}
                </th>
                <td>${held.length ? dots(held) : this.#following(next_at)}</td>
                <td>${words[agreement]}${goals.length ? shown(goals) : nothing}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${
        page.more
          ? html`<button class="button small" @click=${() => this.#load(page.more ?? "")}>${words.more}</button>`
          : nothing
      }`;
  }

  #following(at: string | null): TemplateResult {
    if (!at) return html`<span class="note">${words.not_planned}</span>`;
    const day = new Intl.DateTimeFormat(this.#language, { day: "numeric", month: "short" }).format(new Date(at));
    return html`<span class="note">${say(words.first_one, { day })}</span>`;
  }

  #aside(): TemplateResult {
    return html`<section>
        <h2 class="label">${words.how}</h2>
        <p class="key"><i class="dot held"></i>${words.held}</p>
        <p class="key"><i class="dot"></i>${words.missed}</p>
      </section>
      <section>
        <h2 class="label">${words.not_here}</h2>
        <p>${words.nothing}</p>
        <p>${words.five}</p>
      </section>
      <details class="invite">
        <summary class="button small">${words.invite}</summary>
        <form @submit=${this.#enrol}>
          <div class="field">
            <label for="roll">${words.roll}</label>
            <input id="roll" name="roll" type="file" accept=".csv,text/csv" required aria-describedby="roll-note" />
            <p id="roll-note" class="note">${words.roll_note}</p>
          </div>
          <label class="tick"><input type="checkbox" name="invite" checked />${words.roll_mail}</label>
          <button class="button main" aria-busy=${this.busy}>${words.roll_send}</button>
          <div role="status">${this.#outcome()}</div>
        </form>
      </details>
      <duologue-bringing @brought=${() => this.#load("")}></duologue-bringing>
      ${
        this.links.length
          ? html`<section>
              <h2 class="label">${words.links}</h2>
              <p>${words.links_note}</p>
              <ul class="rows">
                ${this.links.map((each) => this.#link(each))}
              </ul>
            </section>`
          : nothing
      }`;
  }

  #link({ to, link }: ShownLink): TemplateResult {
    const copied = this.copied === link;
    const copy = async (): Promise<void> => {
      await navigator.clipboard.writeText(link);
      this.copied = link;
    };
    return html`<li class="link-of">
      <span>${to}</span>
      ${
        // Only where the page came safely may it write to the clipboard.
        isSecureContext
          ? html`<button class="button small" @click=${() => void copy()}>
              <span aria-live="polite">${copied ? words.copied : words.copy}</span>
            </button>`
          : nothing
      }
      <code>${link}</code>
    </li>`;
  }

  #outcome(): TemplateResult | typeof nothing {
    const { came } = this;
    if (came === null) return nothing;
    if (typeof came === "string") return html`<p class="noted">${words[came]}</p>`;
    return html`<p class="noted">
        ${say(words.added, { count: came.added })} ${say(words.known, { count: came.known })}
      </p>
      <ul class="note">
        ${came.wrong
          .slice(0, MOST_WRONG)
          .map(({ line, code }) =>
            WHY.includes(code) ? html`<li>${say(words.wrong, { line, why: words[code as Why] })}</li>` : nothing,
          )}
      </ul>`;
  }

  #enrol = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const roll = form.get("roll");
    if (!(roll instanceof File) || this.busy) return;
    this.busy = true;
    const told = await ask<Enrolled>("POST", "/api/programme/people", {
      csv: await roll.text(),
      invite: form.has("invite"),
    });
    this.busy = false;
    const known = !told.ok && (told.code === "no_such_list" || told.code === "list_too_long");
    this.came = told.ok ? told.value : known ? (told.code as "no_such_list" | "list_too_long") : "failed";
    await this.#load("");
  };
}

/** What both of a pair marked for the programme. */
function shown(goals: readonly ShownGoal[]): TemplateResult {
  return html`<details class="goals">
    <summary>${say(words.goals, { count: goals.length })}</summary>
    <ul>
      ${goals.map(({ title, done }) => html`<li dir="auto">${done ? say(words.goal_done, { title }) : title}</li>`)}
    </ul>
  </details>`;
}

function dots(held: readonly boolean[]): TemplateResult {
  const label = say(words.held_of, { held: held.filter(Boolean).length, all: held.length });
  return html`<span class="dots" role="img" aria-label=${label}>
    ${held.map((was) => html`<i class=${was ? "dot held" : "dot"}></i>`)}
  </span>`;
}
