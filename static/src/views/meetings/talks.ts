/** `<duologue-talks>`: the talks of a pair so far, each leading to one's own summary. Nothing while there are none. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { ask } from "../../api/ask.ts";
import type { Talk } from "../../api/protocol.gen.ts";
import { PageElement } from "../../components/element.ts";
import { dateLanguage } from "../../locales/time.ts";
import { meetings as words } from "../../locales/words.ts";
import { talkName } from "../../meetings/wording.ts";
import { dayIn } from "../../messages/when.ts";

@customElement("duologue-talks")
export class Talks extends PageElement {
  @property() pair!: string;
  @property() zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  @state() private talks: readonly Talk[] = [];

  readonly #language = dateLanguage(navigator.languages);

  protected override firstUpdated(): void {
    void ask<Talk[]>("GET", `/api/pairs/${this.pair}/talks`, undefined, this.signal).then((asked) => {
      if (asked.ok) this.talks = asked.value;
    });
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.talks.length) return nothing;
    const today = dayIn(new Date().toISOString(), this.zone);
    return html`<section class="talks" aria-labelledby="talks">
      <h2 id="talks" class="label">${words.talks}</h2>
      <p class="aside">${words.talk_yours}</p>
      <ul class="later">
        ${this.talks.map(
          (talk) => html`<li>
            <p class="serif">${talkName(talk, this.zone, today, this.#language)}</p>
            ${
              talk.state === "kept"
                ? html`<a class="button small" href="/s/${talk.id}">${words.look_back}</a>`
                : html`<p class="aside">${words[`talk_${talk.state}`]}</p>`
            }
          </li>`,
        )}
      </ul>
    </section>`;
  }
}
