/** The answer to the question whether to listen. A template function. */
import { html, nothing, type TemplateResult } from "lit";
import type { Session } from "../call/session.ts";
import { greenroom } from "../locales/words.ts";

/** The one button of the question whether to listen; none where both agreed on no listening. */
export function answer(session: Session): TemplateResult | typeof nothing {
  if (session.meeting.agreed?.listening === "off") return nothing;
  return session.meeting.listening.mine === true
    ? html`<button class="button small" data-test="take-back" @click=${() => session.consent(false)}>
        ${greenroom.take_back}
      </button>`
    : html`<button class="button small" data-test="yes" @click=${() => session.consent(true)}>
        ${greenroom.yes}
      </button>`;
}
