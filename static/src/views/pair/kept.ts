/** `<duologue-kept>`: what a pair that ended shared, to be read and saved for the days the two agreed on. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { ask } from "../../api/ask.ts";
import type { EverythingShared, PairCard } from "../../api/protocol.gen.ts";
import { PageElement } from "../../components/element.ts";
import { firstName } from "../../components/face.ts";
import { say } from "../../locales/translate.ts";
import { pair as words } from "../../locales/words.ts";
import { asText, sections, type Section } from "../../pair/kept.ts";

@customElement("duologue-kept")
export class Kept extends PageElement {
  @property({ attribute: false }) pair!: PairCard;
  @property() language = "en-GB";
  @state() private all: EverythingShared | "gone" | null = null;

  protected override firstUpdated(): void {
    void ask<EverythingShared>("GET", `/api/pairs/${this.pair.id}/kept`, undefined, this.signal).then((asked) => {
      if (asked.ok) this.all = asked.value;
      else if (asked.code === "shared_gone") this.all = "gone";
    });
  }

  protected override render(): TemplateResult | typeof nothing {
    const { all, pair, language } = this;
    if (all === null) return nothing;
    if (all === "gone") return html`<p class="aside">${words.kept_gone}</p>`;
    const found = sections(all, {
      me: pair.me.id,
      name: firstName(pair.partner.name),
      language,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    });
    if (!found.length) return nothing;
    const day = new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(new Date(all.until ?? pair.since));
    return html`<section class="kept" aria-labelledby="kept">
      <h2 id="kept">${words.kept_title}</h2>
      <p>${say(words.kept_until, { day })}</p>
      <button class="button" data-test="save-kept" @click=${() => this.#save(found)}>${words.kept_save}</button>
      ${found.map(
        ({ title, entries }) => html`<details>
          <summary class="serif">${title}</summary>
          <ul>
            ${entries.map(({ head, text }) => html`<li><p class="aside">${head}</p><p class="text" dir="auto">${text}</p></li>`)}
          </ul>
        </details>`,
      )}
    </section>`;
  }

  #save(found: readonly Section[]): void {
    const { name } = this.pair.partner;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([asText(name, found)], { type: "text/plain;charset=utf-8" }));
    link.download = `duologue-${firstName(name)}.txt`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }
}
