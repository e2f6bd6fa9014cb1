/** One hint: its words, and on asking what it rests on. Never moves the focus, never makes a sound. */
import { html, nothing, type TemplateResult } from "lit";
import type { Verdict } from "../api/protocol.gen.ts";
import type { HintWords } from "../call/wording.ts";
import { hints } from "../locales/words.ts";

const words = hints.words;

export interface HintActs {
  judge: (verdict: Verdict) => void;
  why: () => void;
  /** Pointer or focus came (`true`) or went. */
  hold: (on: boolean) => void;
}

export function hintCard(key: string, said: HintWords, open: boolean, acts: HintActs): TemplateResult {
  const verdict = (kind: Verdict, text: string, quiet = false) =>
    html`<button class="button text ${quiet ? "quiet" : ""}" data-test="hint-${kind}" @click=${() => acts.judge(kind)}>
      ${text}
    </button>`;
  return html`<section
    class="hint"
    data-test="hint"
    data-key=${key}
    @pointerenter=${() => acts.hold(true)}
    @pointerleave=${() => acts.hold(false)}
    @focusin=${() => acts.hold(true)}
    @focusout=${() => acts.hold(false)}
  >
    <p class="headline serif">${said.headline}</p>
    <p class="detail">${said.detail}</p>
    ${open
      ? html`<dl id="hint-why">
            ${said.why.map(({ label, text }) => html`<div><dt>${label}</dt><dd>${text}</dd></div>`)}
          </dl>
          <div class="acts">${verdict("mute_kind", words.mute_kind)} ${verdict("mute_all", words.mute_all)}</div>`
      : nothing}
    <div class="acts">
      <button
        class="button text"
        data-test="hint-why"
        aria-expanded=${open}
        aria-controls="hint-why"
        @click=${acts.why}
      >
        ${open ? words.less : words.why}
      </button>
      ${verdict("not_helpful", words.not_helpful)} ${verdict("hide", words.hide, true)}
    </div>
  </section>`;
}
