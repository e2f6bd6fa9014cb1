/** `<duologue-bringing>`: suggests whom to bring together, with the reasons, and does it. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { ask, type Answer } from "../../api/ask.ts";
import type { Common, PeoplePage, PersonRow, Role } from "../../api/protocol.gen.ts";
import { PageElement } from "../../components/element.ts";
import { dateLanguage } from "../../locales/time.ts";
import { say } from "../../locales/translate.ts";
import { programme as words } from "../../locales/words.ts";

/** Somebody to pair a person with (`server/pair/pages.py`: `SuggestionLine`). */
interface Suggested {
  name: string;
  suggestion: {
    person: string;
    reasons: readonly Common[];
    hours: number;
    obstacles: readonly ("no_common_language" | "no_common_hours")[];
  };
}

const ROLES: readonly Role[] = ["mentor", "mentee", "peer"];
const OTHER: Readonly<Record<Role, Role>> = { mentor: "mentee", mentee: "mentor", peer: "peer" };

/** Pages of people looked through for who meets nobody: a select of more helps nobody. */
const MOST_PAGES = 10;

@customElement("duologue-bringing")
export class Bringing extends PageElement {
  @state() private free: readonly PersonRow[] = [];
  @state() private chosen: PersonRow | null = null;
  @state() private other = "";
  @state() private roleOfOne: Role = "mentee";
  @state() private found: readonly Suggested[] | null = null;
  @state() private told: "brought" | "already_paired" | "failed" | null = null;

  readonly #names = new Intl.DisplayNames([dateLanguage(navigator.languages)], { type: "language" });

  protected override render(): TemplateResult {
    return html`<details class="invite" @toggle=${this.#open}>
      <summary class="button text small">${words.bring}</summary>
      <form @submit=${(event: Event) => event.preventDefault()}>
        <p class="note">${words.bring_note}</p>
        <div class="field">
          <label for="who">${words.bring_who}</label>
          <select id="who" @change=${this.#choose}>
            <option value="">${words.bring_choose}</option>
            ${this.free.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
          </select>
        </div>
        ${this.chosen && this.found ? this.#suggested(this.chosen, this.found) : nothing}
        <p class="noted" role="status">${this.told ? words[this.told] : nothing}</p>
      </form>
    </details>`;
  }

  #suggested(one: PersonRow, found: readonly Suggested[]): TemplateResult {
    const others = this.free.filter(({ id }) => id !== one.id);
    return html`${found.length ? nothing : html`<p class="note">${say(words.bring_nobody, { name: one.name })}</p>`}
      <div class="field">
        <label for="role">${say(words.bring_role, { name: one.name })}</label>
        <select id="role" @change=${this.#choosesRole}>
          ${ROLES.map((each) => html`<option value=${each} ?selected=${each === this.roleOfOne}>${words[each]}</option>`)}
        </select>
      </div>
      <ul class="suggestions">
        ${found.map(({ name, suggestion }) => {
          const two = { first: one.name, second: name };
          return html`<li>
            <h3 class="serif">${name}</h3>
            <ul class="note">
              ${suggestion.reasons.map((each) => html`<li>${this.#why(each, two)}</li>`)}
              ${suggestion.hours ? html`<li>${say(words.why_hours, { count: suggestion.hours })}</li>` : nothing}
              ${suggestion.obstacles.map((each) => html`<li>${words[each]}</li>`)}
            </ul>
            <button class="button small" @click=${() => this.#bring(one.id, suggestion.person)}>
              ${say(words.bring_now, two)}
            </button>
          </li>`;
        })}
      </ul>
      ${others.length ? this.#other(one, others) : nothing}`;
  }

  /** Somebody chosen without a suggestion: an administrator may know more than two stories say. */
  #other(one: PersonRow, others: readonly PersonRow[]): TemplateResult {
    const chosen = others.find(({ id }) => id === this.other);
    return html`<div class="field">
        <label for="other">${say(words.bring_other, { name: one.name })}</label>
        <select id="other" @change=${this.#choosesOther}>
          <option value="">${words.bring_choose}</option>
          ${others.map(({ id, name }) => html`<option value=${id} ?selected=${id === this.other}>${name}</option>`)}
        </select>
      </div>
      ${
        chosen
          ? html`<button class="button small" @click=${() => this.#bring(one.id, chosen.id)}>
              ${say(words.bring_now, { first: one.name, second: chosen.name })}
            </button>`
          : nothing
      }`;
  }

  #why(common: Common, two: { first: string; second: string }): string {
    const tongue = ["language", "i_speak", "they_speak", "learning"].includes(common.kind);
    const what = common.kind === "they_help" ? common.theirs : common.mine || common.theirs;
    return say(words[`why_${common.kind}`], { ...two, what: tongue ? (this.#names.of(what) ?? what) : what });
  }

  #open = async (): Promise<void> => {
    const free: PersonRow[] = [];
    let after: string | null = "";
    for (let page = 0; page < MOST_PAGES && after !== null; page += 1) {
      const path: string = `/api/programme/people?after=${encodeURIComponent(after)}`;
      const told: Answer<PeoplePage> = await ask<PeoplePage>("GET", path, undefined, this.signal);
      if (!told.ok) return;
      free.push(...told.value.people.filter(({ paired }) => !paired));
      after = told.value.more;
    }
    this.free = free;
  };

  #choose = async ({ currentTarget }: Event): Promise<void> => {
    const { value } = currentTarget as HTMLSelectElement;
    this.chosen = this.free.find(({ id }) => id === value) ?? null;
    this.found = null;
    this.other = "";
    this.told = null;
    if (!this.chosen) return;
    const told = await ask<Suggested[]>("GET", `/api/programme/suggestions/${value}`, undefined, this.signal);
    if (told.ok) this.found = told.value;
    else this.told = "failed";
  };

  #choosesOther = ({ currentTarget }: Event): void => {
    this.other = (currentTarget as HTMLSelectElement).value;
  };

  #choosesRole = ({ currentTarget }: Event): void => {
    this.roleOfOne = (currentTarget as HTMLSelectElement).value as Role;
  };

  async #bring(one: string, other: string): Promise<void> {
    const body = { people: [one, other], roles: [this.roleOfOne, OTHER[this.roleOfOne]] };
    const done = await ask("POST", "/api/programme/pairs", body);
    this.told = done.ok ? "brought" : done.code === "already_paired" ? "already_paired" : "failed";
    if (!done.ok) return;
    this.chosen = null;
    this.found = null;
    await this.#open();
    this.dispatchEvent(new CustomEvent("brought"));
  }
}
