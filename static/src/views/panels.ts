/** The panel of how listening stands. Template functions; the call's other panels come with its tools. */
import { html, nothing, type TemplateResult } from "lit";
import close from "icon:x";
import { chipHalves, mineIsOff, pauseReason } from "../call/consent.ts";
import type { Call } from "../call/call.ts";
import { icon } from "../components/icon.ts";
import { mark } from "../components/mark.ts";
import { call as callWords, greenroom, listening as words } from "../locales/words.ts";
import { say } from "../locales/translate.ts";
import { answer } from "./answer.ts";

function panel(name: string, title: string, done: () => void, body: TemplateResult): TemplateResult {
  return html`<div class="panel ${name}" role="dialog" aria-labelledby="panel-title" data-test="panel-${name}" tabindex="-1">
    <header>
      <h2 id="panel-title" class="serif">${title}</h2>
      <button class="round" aria-label=${callWords.close} data-test="close-panel" @click=${done}>${icon(close)}</button>
    </header>
    ${body}
  </div>`;
}

/** Who said yes, off the record, and my hints. */
export function listeningPanel(call: Call, name: string, done: () => void): TemplateResult {
  const { session, advice } = call;
  const { listening } = session;
  const reason = pauseReason(listening);
  const sentence = reason
    ? say(words.reason[reason], { name })
    : listening.state === "on"
      ? words.on
      : words.waiting;
  const theirs =
    listening.theirs === null
      ? greenroom.theirs_open
      : listening.theirs
        ? greenroom.they_said_yes
        : greenroom.they_said_no;
  const mine =
    listening.mine === null ? greenroom.mine_open : listening.mine ? greenroom.mine_yes : greenroom.mine_no;
  const off = mineIsOff(listening);
  return panel(
    "listening",
    words.title,
    done,
    html`<p>${sentence}</p>
      <div class="keys">
        ${mark({ ...chipHalves(listening), size: 34 })}
        <p role="status">${say(theirs, { name })}<br />${mine}</p>
        ${answer(session)}
      </div>
      <button
        class="switch"
        role="switch"
        data-test="off-record"
        aria-checked=${off}
        aria-keyshortcuts="o"
        @click=${() => session.toggleOffRecord()}
      >
        <span>${words.off_record}<br /><span class="aside">${words.off_record_detail}</span></span>
      </button>
      ${listening.off_record_by.includes("them") ? html`<p class="aside">${say(words.back, { name })}</p>` : nothing}
      <fieldset>
        <legend>${words.hints}</legend>
        <div class="segmented">
          ${advice.modes.map(
            (mode) => html`<label>
              <input
                type="radio"
                name="hints"
                data-test="hints-${mode}"
                .checked=${advice.mode === mode}
                @change=${() => advice.choose(mode)}
              />
              ${words[mode]}
            </label>`,
          )}
        </div>
        <p class="aside">${words.only_mine}</p>
      </fieldset>`,
  );
}
