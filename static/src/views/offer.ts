/** What the line makes the page ask: voice only while it is thin, the pictures again when it is good. */
import { html, type TemplateResult } from "lit";
import type { Offer } from "../call/sacrifice.ts";
import { call as words } from "../locales/words.ts";

export function offerCard(offer: Offer, answer: (agreed: boolean) => void): TemplateResult {
  const [title, detail, yes, no] =
    offer === "voice_only"
      ? [words.thin_title, words.thin_detail, words.thin_yes, words.thin_no]
      : [words.good_title, words.good_detail, words.good_yes, words.good_no];
  return html`<section class="hint" data-test="offer" data-offer=${offer}>
    <p class="headline serif">${title}</p>
    <p class="detail">${detail}</p>
    <div class="acts">
      <button class="button text" data-test="offer-yes" @click=${() => answer(true)}>${yes}</button>
      <button class="button text quiet" data-test="offer-no" @click=${() => answer(false)}>${no}</button>
    </div>
  </section>`;
}
