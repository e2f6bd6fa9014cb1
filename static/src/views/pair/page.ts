/** What every page of a pair does first: find out who is signed in, and which pair it is about. */
import { html, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import type { PairCard, Pairs } from "../../api/protocol.gen.ts";
import { type Answer, ask } from "../../api/ask.ts";
import { firstName as deviceName, rememberName } from "../../api/device.ts";
import { PageElement } from "../../components/element.ts";
import { firstName } from "../../components/face.ts";
import { mark } from "../../components/mark.ts";
import { pageHead, type Place } from "../../components/nav.ts";
import { dateLanguage } from "../../locales/time.ts";
import { pair as words } from "../../locales/words.ts";

type Trouble = "sign_in" | "offline" | "closed";

const TROUBLES: Readonly<Record<string, Trouble>> = {
  sign_in_first: "sign_in",
  failed: "offline",
  unknown_pair: "closed",
  pair_not_active: "closed",
};

/** The base of the pages of a pair: `content` draws what `load` has brought. */
export abstract class PairPage extends PageElement {
  @state() protected pairs: Pairs | null = null;
  @state() protected trouble: Trouble | null = null;
  @state() protected busy = false;
  @state() protected fault: string | null = null;
  protected readonly place: Place = "together";
  protected readonly language = dateLanguage(navigator.languages);

  /** The id the address names, or null. */
  protected get wanted(): string | null {
    return new URLSearchParams(location.search).get("pair");
  }

  /** The pair this page is about: the one named, else the first that meets, else an invitation. */
  protected get pair(): PairCard | null {
    const all = this.pairs?.pairs ?? [];
    if (this.wanted !== null) return all.find(({ id }) => id === this.wanted) ?? null;
    return all.find((each) => each.state === "active") ?? all.find((each) => each.state === "invited") ?? null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#begin();
  }

  protected abstract load(): Promise<void>;
  protected abstract content(): TemplateResult;

  protected override render(): TemplateResult {
    const { trouble, pairs } = this;
    return html`${pageHead(this.place, pairs?.me ?? null)}
      <main id="content" class="column" tabindex="-1" data-trouble=${trouble ?? "none"}>
        ${trouble !== null ? this.#troubled(trouble) : pairs === null ? html`` : this.content()}
      </main>`;
  }

  /** What was asked for, or null after showing why not. */
  protected got<T>(asked: Answer<T>): T | null {
    if (asked.ok) {
      this.fault = null;
      return asked.value;
    }
    const trouble = TROUBLES[asked.code];
    if (trouble !== undefined && (trouble !== "offline" || this.pairs === null)) this.trouble = trouble;
    else this.fault = asked.code;
    return null;
  }

  /** Does one thing at a time, with the buttons saying so. */
  protected async doing(act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    await act();
    this.busy = false;
  }

  protected day(at: string): string {
    return new Intl.DateTimeFormat(this.language, { day: "numeric", month: "long" }).format(new Date(at));
  }

  protected async refresh(): Promise<void> {
    this.pairs = this.got(await ask<Pairs>("GET", "/api/pairs", undefined, this.signal));
  }

  async #begin(): Promise<void> {
    this.trouble = null;
    await this.refresh();
    if (this.pairs === null) return;
    if (!deviceName()) rememberName(firstName(this.pairs.me.name));
    await this.load();
  }

  #troubled(trouble: Trouble): TemplateResult {
    const here = encodeURIComponent(location.pathname + location.search);
    return html`<div class="state">
      ${mark({ them: "absent", me: trouble === "offline" ? "open" : "absent", size: 64 })}
      <h1>${words[trouble]}</h1>
      <p>${words[`${trouble}_detail`]}</p>
      <div class="actions">
        ${
          trouble === "sign_in"
            ? html`<a class="button main" href="/sign-in?then=${here}">${words.sign_in_action}</a>`
            : trouble === "closed"
              ? html`<a class="button" href="/together">${words.to_together}</a>`
              : html`<button class="button main" @click=${() => void this.#begin()}>${words.again}</button>`
        }
      </div>
    </div>`;
  }
}
