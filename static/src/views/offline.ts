/** `<duologue-offline>`: kept by the service worker, shown in the place of any page when there is no line. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { meetings } from "../api/device.ts";
import { PageElement } from "../components/element.ts";
import { header } from "../components/header.ts";
import { mark } from "../components/mark.ts";
import { dateLanguage } from "../locales/time.ts";
import { offline as words } from "../locales/words.ts";
import { whenOf } from "./home/place.ts";

/** How often it is looked whether the server answers again. */
const LOOKS_MS = 5_000;

@customElement("duologue-offline")
export class Offline extends PageElement {
  override connectedCallback(): void {
    super.connectedCallback();
    const look = () => void this.#look();
    addEventListener("online", look, { signal: this.signal });
    const timer = setInterval(look, LOOKS_MS);
    this.signal.addEventListener("abort", () => clearInterval(timer));
  }

  /** Goes back to the page once the server answers: a line may be there before the way to the server is. */
  async #look(): Promise<void> {
    const answer = await fetch("/healthz", { cache: "no-store", signal: this.signal }).catch(() => null);
    if (answer?.ok) location.reload();
  }

  protected override render(): TemplateResult {
    return html`${header(null)}
      <main class="column">
        <div class="state" role="status">
          ${mark({ them: "absent", me: "yes", size: 76, dots: 6 })}
          <h1>${words.title}</h1>
          <p>${words.detail}</p>
          <ul>
            <li>${words.call}</li>
            <li>${words.copies}</li>
          </ul>
          <div class="actions">
            <button type="button" class="button main" @click=${() => location.reload()}>${words.again}</button>
          </div>
        </div>
        ${this.#met()}
      </main>`;
  }

  #met(): TemplateResult | typeof nothing {
    const known = meetings();
    if (!known.length) return nothing;
    const language = dateLanguage(navigator.languages);
    return html`<section class="recent" aria-labelledby="met">
      <h2 id="met" class="label">${words.met}</h2>
      <ol>
        ${known.map(({ at }) => html`<li>${whenOf(new Date(at), language)}</li>`)}
      </ol>
    </section>`;
  }
}
