/** What can be chosen in a clause: segmented choices and lines of one's own words. */
import { html, nothing, type TemplateResult } from "lit";
import type { Clause, Terms } from "../../api/protocol.gen.ts";
import { say } from "../../locales/translate.ts";
import { pair as words } from "../../locales/words.ts";

/** Takes a change; null while the agreement is only read. */
export type Change = ((more: Partial<Terms>) => void) | null;

const { choices } = words;
const days = (count: number): string => say(choices.days, { count });
const saved = (count: number): string => say(choices.saved, { count });
const min = (count: number): string => say(choices.min, { count });

export function controls(clause: Clause, terms: Terms, change: Change): TemplateResult | typeof nothing {
  if (clause === "listening") {
    return choice("listening", choices.listening, terms, change, [
      ["live", choices.live],
      ["after", choices.after],
      ["off", choices.off],
    ]);
  }
  if (change === null) return nothing;
  switch (clause) {
    case "between_us":
      return html`${choice("sharing", choices.sharing, terms, change, [["ask", choices.ask], ["ideas", choices.ideas]])}
      ${choice("programme", choices.programme, terms, change, [["met", choices.met], ["goals", choices.goals]])}`;
    case "kept":
      return html`${choice("keep_days", choices.keep_days, terms, change, [[0, days(0)], [30, days(30)], [180, days(180)]])}
      ${choice("copies", choices.copies, terms, change, [["mine", choices.mine], ["ours", choices.ours]])}`;
    case "rhythm":
      return html`${choice("every", choices.every, terms, change, [
        ["week", choices.week],
        ["two_weeks", choices.two_weeks],
        ["month", choices.month],
        ["as_needed", choices.as_needed],
      ])}
      ${choice("minutes", choices.minutes, terms, change, [[25, min(25)], [50, min(50)], [80, min(80)]])}
      ${lines("rhythm", choices.rhythm, terms, change, 200)}`;
    case "guests":
      return choice("guests", choices.guests, terms, change, [[false, choices.no], [true, choices.yes]]);
    case "ending":
      return html`${choice("notice", choices.notice, terms, change, [
        ["any_time", choices.any_time],
        ["one_more", choices.one_more],
      ])}
      ${choice("save_days", choices.save_days, terms, change, [[0, saved(0)], [30, saved(30)], [90, saved(90)]])}`;
    case "own_words":
      return lines("own_words", choices.own_words, terms, change, 600);
  }
}

function choice<Name extends keyof Terms>(
  name: Name,
  label: string,
  terms: Terms,
  change: Change,
  options: readonly (readonly [Terms[Name], string])[],
): TemplateResult {
  return html`<fieldset class="choice" ?disabled=${change === null}>
    <legend class=${change === null ? "read-only-aloud" : ""}>${label}</legend>
    <div class="segmented">
      ${options.map(
        ([value, text]) => html`<label>
          <input
            type="radio"
            name=${name}
            data-test="${name}-${String(value)}"
            .checked=${terms[name] === value}
            @change=${() => change?.({ [name]: value })}
          />${text}
        </label>`,
      )}
    </div>
  </fieldset>`;
}

function lines(
  name: "rhythm" | "own_words",
  label: string,
  terms: Terms,
  change: NonNullable<Change>,
  most: number,
): TemplateResult {
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <textarea
      id=${name}
      maxlength=${most}
      .value=${terms[name]}
      @input=${(event: Event) => change({ [name]: (event.currentTarget as HTMLTextAreaElement).value })}
    ></textarea>
  </div>`;
}
