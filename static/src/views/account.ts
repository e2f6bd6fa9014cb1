/** `<duologue-account>`: oneself, where one is signed in, passkeys, and all that is kept of one. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import alert from "icon:circle-alert";
import { ask, type Answer } from "../api/ask.ts";
import { makePasskey, offersPasskeys } from "../api/passkeys.ts";
import type { Leaving, Me, MyPasskey, MySession } from "../api/protocol.gen.ts";
import { PageElement } from "../components/element.ts";
import { header } from "../components/header.ts";
import { icon } from "../components/icon.ts";
import { dateLanguage } from "../locales/time.ts";
import { say } from "../locales/translate.ts";
import { account as words } from "../locales/words.ts";
import { whenOf } from "./home/place.ts";

type Shelf = "you" | "sessions" | "passkeys" | "data";

type Note = "saved" | "passkey_not" | Fault;

type Fault =
  | "failed"
  | "bad_name"
  | "bad_time_zone"
  | "bad_language"
  | "not_your_address"
  | "last_administrator";

const NOTES: readonly string[] = [
  "bad_name",
  "bad_time_zone",
  "bad_language",
  "not_your_address",
  "last_administrator",
];

@customElement("duologue-account")
export class Account extends PageElement {
  @state() private me: Me | "unknown" | null = null;
  @state() private sessions: readonly MySession[] = [];
  @state() private passkeys: readonly MyPasskey[] = [];
  @state() private note: { at: Shelf; text: Note } | null = null;

  @state() private leaving: Leaving | null = null;
  @state() private gone = false;

  readonly #language = dateLanguage(navigator.languages);

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  async #load(): Promise<void> {
    const [me, sessions, passkeys] = await Promise.all([
      ask<Me>("GET", "/api/me", undefined, this.signal),
      ask<MySession[]>("GET", "/api/me/sessions", undefined, this.signal),
      ask<MyPasskey[]>("GET", "/api/me/passkeys", undefined, this.signal),
    ]);
    this.me = me.ok ? me.value : "unknown";
    if (sessions.ok) this.sessions = sessions.value;
    if (passkeys.ok) this.passkeys = passkeys.value;
  }

  protected override render(): TemplateResult {
    const { me } = this;
    return html`${header("/")}
      <main class="column" tabindex="-1">
        ${this.gone ? html`<h1>${words.gone_title}</h1>` : html`<h1>${words.title}</h1>`}
        ${
          this.gone
            ? html`<p class="lead">${words.gone}</p>`
            : me === "unknown"
            ? html`<p class="lead">${words.sign_in_first}</p>
                <a class="button main" href="/sign-in">${words.to_sign_in}</a>`
            : html`<p class="lead">
                  ${words.lead}
                  ${me?.administrator ? html`<a href="/programme">${words.to_programme}</a>` : nothing}
                </p>
                ${me ? html`<div class="shelves">${this.#you(me)}${this.#where()}${this.#keys()}${this.#data()}</div>` : nothing}`
        }
      </main>`;
  }

  #you(me: Me): TemplateResult {
    return html`<section aria-labelledby="you">
      <h2 id="you" class="label">${words.you}</h2>
      <form novalidate @submit=${this.#save}>
        <div class="field">
          <label for="name">${words.name}</label>
          <input id="name" name="name" autocomplete="name" maxlength="80" .value=${me.name} />
        </div>
        <div class="field">
          <label for="email">${words.email}</label>
          <input id="email" .value=${me.email} readonly aria-describedby="email-note" />
          <p id="email-note" class="note">${words.email_note}</p>
        </div>
        <div class="field">
          <label for="pronouns">${words.pronouns}</label>
          <select id="pronouns" name="pronouns">
            ${(["none", "she", "he", "they"] as const).map(
              (each) =>
                html`<option value=${each} ?selected=${(me.pronouns ?? "none") === each}>
                  ${words[`pronouns_${each}`]}
                </option>`,
            )}
          </select>
        </div>
        <div class="field">
          <label for="time-zone">${words.time_zone}</label>
          <select id="time-zone" name="time_zone">
            ${zones(me.time_zone).map(
              (zone) => html`<option ?selected=${zone === me.time_zone}>${zone}</option>`,
            )}
          </select>
        </div>
        <div class="field">
          <label for="languages">${words.languages}</label>
          <input
            id="languages"
            name="languages"
            spellcheck="false"
            .value=${me.languages.join(", ")}
            aria-describedby="languages-note"
          />
          <p id="languages-note" class="note">${words.languages_note}</p>
        </div>
        <button class="button main">${words.save}</button>
        ${this.#noted("you")}
      </form>
    </section>`;
  }

  #where(): TemplateResult {
    const others = this.sessions.filter(({ here }) => !here);
    return html`<section aria-labelledby="sessions">
      <h2 id="sessions" class="label">${words.sessions}</h2>
      <ul class="rows">
        ${this.sessions.map((session) => {
          const agent = session.agent === "unknown" ? words.agent_unknown : session.agent;
          const when = whenOf(new Date(session.seen_at), this.#language);
          return html`<li>
            <span class="what">${agent}</span>
            <span class="note">${session.here ? words.session_here : say(words.session_seen, { when })}</span>
            ${
              session.here
                ? html`<button class="link" @click=${this.#signOut}>${words.sign_out}</button>`
                : html`<button
                    class="link"
                    aria-label=${say(words.session_end_of, { agent, when })}
                    @click=${() => this.#end(session.id)}
                  >
                    ${words.session_end}
                  </button>`
            }
          </li>`;
        })}
      </ul>
      ${
        others.length > 1
          ? html`<button class="button small" @click=${() => this.#end(null)}>${words.sessions_end}</button>`
          : nothing
      }
      ${this.#noted("sessions")}
    </section>`;
  }

  #keys(): TemplateResult {
    return html`<section aria-labelledby="passkeys">
      <h2 id="passkeys" class="label">${words.passkeys}</h2>
      <p class="note">${words.passkeys_note}</p>
      ${this.passkeys.length ? nothing : html`<p class="none">${words.passkeys_none}</p>`}
      <ul class="rows">
        ${this.passkeys.map(({ id, name, created_at, used_at }) => {
          const when = whenOf(new Date(created_at), this.#language);
          const used = used_at && whenOf(new Date(used_at), this.#language);
          return html`<li>
            <span class="what">${name}</span>
            <span class="note">
              ${used ? say(words.passkey_used, { when: used }) : say(words.passkey_made, { when })}
            </span>
            <button
              class="link"
              aria-label=${say(words.passkey_forget_of, { name, when })}
              @click=${() => this.#forget(id)}
            >
              ${words.passkey_forget}
            </button>
          </li>`;
        })}
      </ul>
      ${
        offersPasskeys()
          ? html`<button class="button" @click=${this.#add}>${words.passkey_add}</button>`
          : html`<p class="note">${words.passkeys_cannot}</p>`
      }
      ${this.#noted("passkeys")}
    </section>`;
  }

  #data(): TemplateResult {
    return html`<section aria-labelledby="data">
      <h2 id="data" class="label">${words.data}</h2>
      <p class="note">${words.data_note}</p>
      <a class="button" href="/api/me/export" download>${words.data_get}</a>
      <details class="leave" @toggle=${this.#opened}>
        <summary>${words.leave}</summary>
        <h3>${words.leave_goes}</h3>
        <p>${words.leave_gone}</p>
        <h3>${words.leave_stays}</h3>
        ${
          this.leaving?.kept.length
            ? html`<ul>
                ${this.leaving.kept.map(
                  ({ partner, meetings, messages, agreement }) =>
                    html`<li>
                      ${say(words.leave_kept, { count: meetings, partner: partner || words.leave_somebody })}
                      ${messages ? say(words.leave_messages, { count: messages }) : nothing}
                      ${agreement ? words.leave_agreement : nothing}
                    </li>`,
                )}
              </ul>`
            : html`<p>${words.leave_nothing}</p>`
        }
        <form novalidate @submit=${this.#leave}>
          <div class="field">
            <label for="leave-email">${words.leave_confirm}</label>
            <input id="leave-email" name="email" type="email" autocomplete="off" spellcheck="false" />
          </div>
          <button class="button ink">${words.leave_now}</button>
          ${this.#noted("data")}
        </form>
      </details>
    </section>`;
  }

  #noted(at: Shelf): TemplateResult {
    const note = this.note?.at === at ? this.note.text : null;
    return html`<p class="noted" role="status">
      ${note && note !== "saved" ? icon(alert) : nothing}${note ? words[note] : nothing}
    </p>`;
  }

  #save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const pronouns = form.get("pronouns");
    const tags = String(form.get("languages")).split(",");
    const done = await ask<Me>("PUT", "/api/me", {
      name: form.get("name"),
      pronouns: pronouns === "none" ? null : pronouns,
      time_zone: form.get("time_zone"),
      languages: tags.map((tag) => tag.trim()).filter(Boolean),
    });
    if (done.ok) this.me = done.value;
    const fault = !done.ok && NOTES.includes(done.code) ? (done.code as Note) : "failed";
    this.note = { at: "you", text: done.ok ? "saved" : fault };
  };

  #opened = async (): Promise<void> => {
    const told = await ask<Leaving>("GET", "/api/me/leaving", undefined, this.signal);
    if (told.ok) this.leaving = told.value;
  };

  #leave = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const email = new FormData(event.currentTarget as HTMLFormElement).get("email");
    const done = await ask("DELETE", "/api/me", { email });
    this.gone = done.ok;
    if (!done.ok) this.note = { at: "data", text: NOTES.includes(done.code) ? (done.code as Note) : "failed" };
  };

  async #end(session: string | null): Promise<void> {
    const path = session === null ? "/api/me/sessions" : `/api/me/sessions/${session}`;
    await this.#then(ask("DELETE", path), "sessions");
  }

  async #forget(passkey: string): Promise<void> {
    await this.#then(ask("DELETE", `/api/me/passkeys/${passkey}`), "passkeys");
  }

  #add = async (): Promise<void> => {
    const done = await makePasskey();
    if (!done.ok && done.code === "none") this.note = { at: "passkeys", text: "passkey_not" };
    else await this.#then(Promise.resolve(done), "passkeys");
  };

  async #then(act: Promise<Answer<undefined>>, at: "sessions" | "passkeys"): Promise<void> {
    const done = await act;
    this.note = done.ok ? null : { at, text: "failed" };
    await this.#load();
  }

  #signOut = async (): Promise<void> => {
    await ask("POST", "/api/sign-out");
    location.assign("/");
  };
}

/** Every time zone the browser knows, and the one that is set. */
function zones(set: string): readonly string[] {
  const known = Intl.supportedValuesOf("timeZone");
  return known.includes(set) ? known : [set, ...known];
}
