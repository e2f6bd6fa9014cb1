/** `<duologue-sign-in>`: the door of the house. A mailed link is used by a press, not by opening the page. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import alert from "icon:circle-alert";
import key from "icon:key-round";
import { ask } from "../api/ask.ts";
import { rememberWay, wayOn } from "../api/device.ts";
import { offersPasskeys, usePasskey } from "../api/passkeys.ts";
import type { Doors, Entered } from "../api/protocol.gen.ts";
import { PageElement, receiveFocus } from "../components/element.ts";
import { header } from "../components/header.ts";
import { icon } from "../components/icon.ts";
import { mark } from "../components/mark.ts";
import { say } from "../locales/translate.ts";
import { sign_in as words } from "../locales/words.ts";

type Fault =
  | "bad_email"
  | "link_over"
  | "too_fast"
  | "passkey_failed"
  | "passkey_none"
  | "organisation_failed"
  | "unknown_person"
  | "failed";

const KNOWN: readonly string[] = ["bad_email", "link_over", "too_fast", "passkey_failed", "unknown_person"];
const faultOf = (code: string): Fault => (KNOWN.includes(code) ? (code as Fault) : "failed");

/** Faults another page sends one here with, as `?fault=`. */
const ARRIVED: Readonly<Record<string, Fault>> = {
  organisation: "organisation_failed",
  unknown_person: "unknown_person",
};

@customElement("duologue-sign-in")
export class SignIn extends PageElement {
  @state() private token = /^\/sign-in\/([\w-]+)$/.exec(location.pathname)?.[1] ?? null;
  @state() private sent: string | null = null;
  @state() private fault: Fault | null = ARRIVED[new URLSearchParams(location.search).get("fault") ?? ""] ?? null;
  @state() private busy = false;
  @state() private doors: Doors | null = null;
  @query("input") private input!: HTMLInputElement;

  override connectedCallback(): void {
    super.connectedCallback();
    rememberWay(new URLSearchParams(location.search).get("then"));
    void ask<Doors>("GET", "/api/sign-in", undefined, this.signal).then((told) => {
      if (told.ok) this.doors = told.value;
    });
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("sent") || changed.has("token")) receiveFocus(this);
  }

  protected override render(): TemplateResult {
    return html`${header("/")}
      <main class="column door-page" tabindex="-1">
        ${this.token ? this.#link() : this.sent ? this.#letter(this.sent) : this.#ask()}
      </main>`;
  }

  #link(): TemplateResult {
    return this.#door(
      words.link_title,
      words.link,
      html`<button class="button main big" aria-busy=${this.busy} @click=${this.#enter}>${words.enter}</button>`,
    );
  }

  #letter(email: string): TemplateResult {
    return this.#door(
      words.sent_title,
      say(words.sent, { email }),
      html`${this.doors?.mail === false ? html`<p class="note">${words.no_mail}</p>` : nothing}
        <button class="button" @click=${() => (this.sent = null)}>${words.again}</button>`,
    );
  }

  #ask(): TemplateResult {
    const other = this.doors?.organisation;
    return this.#door(
      words.title,
      words.lead,
      html`<form class="one-field" novalidate @submit=${this.#send}>
          <div class="field">
            <label for="email">${words.email}</label>
            <input
              id="email"
              type="email"
              name="email"
              autocomplete="username webauthn"
              spellcheck="false"
              aria-invalid=${this.fault === "bad_email"}
              aria-describedby="fault"
            />
          </div>
          <button class="button main big" aria-busy=${this.busy}>${words.send}</button>
        </form>
        ${
          offersPasskeys() || other
            ? html`<p class="between"><span>${words.or}</span></p>
                <div class="ways">
                  ${
                    offersPasskeys()
                      ? html`<button class="button" @click=${this.#passkey}>${icon(key)}${words.passkey}</button>`
                      : nothing
                  }
                  ${
                    other
                      ? html`<a class="button" href="/sign-in/organisation">${say(words.organisation, { name: other })}</a>`
                      : nothing
                  }
                </div>`
            : nothing
        }
        <p class="note">${words.without}</p>`,
    );
  }

  #door(title: string, lead: string, rest: TemplateResult): TemplateResult {
    return html`${mark({ them: "yes", me: this.token ? "yes" : "open", size: 56 })}
      <h1>${title}</h1>
      <p class="lead">${lead}</p>
      <p id="fault" class="fault" role="status">
        ${this.fault ? html`${icon(alert)}<span>${words[this.fault]}</span>` : nothing}
      </p>
      ${rest}`;
  }

  #send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const email = this.input.value.trim();
    const done = await this.#during(ask("POST", "/api/sign-in", { email }));
    if (done.ok) this.sent = email;
    else if (this.fault === "bad_email") this.input.focus();
  };

  #enter = async (): Promise<void> => {
    const done = await this.#during(ask<Entered>("POST", "/api/sign-in/use", { token: this.token }));
    if (done.ok) location.replace(wayOn(done.value.then));
    else if (this.fault === "link_over") {
      history.replaceState(null, "", "/sign-in");
      this.token = null;
    }
  };

  #passkey = async (): Promise<void> => {
    const done = await this.#during(usePasskey());
    if (done.ok) location.replace(wayOn(done.value.then));
    else if (done.code === "none") this.fault = "passkey_none";
  };

  async #during<T extends { ok: true } | { ok: false; code: string }>(act: Promise<T>): Promise<T> {
    this.fault = null;
    this.busy = true;
    const done = await act;
    this.busy = false;
    if (!done.ok) this.fault = faultOf(done.code);
    return done;
  }
}
