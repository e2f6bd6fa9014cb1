/** What floats at the edge of the stage in words: listening, the time, who is there, what was heard. Template functions. */
import { html, nothing, type TemplateResult } from "lit";
import micOff from "icon:mic-off";
import type { Call } from "../call/call.ts";
import type { Caption } from "../call/captions.ts";
import { dots } from "../call/connection.ts";
import { chip, chipHalves, type ListeningFacts, pauseReason } from "../call/consent.ts";
import type { Session } from "../call/session.ts";
import { icon } from "../components/icon.ts";
import { mark } from "../components/mark.ts";
import { clockForm, dateLanguage } from "../locales/time.ts";
import { say } from "../locales/translate.ts";
import { call as words, captions, line, listening } from "../locales/words.ts";

/** The partner, as the edge of the stage names them. */
export interface Who {
  name: string;
  /** Their city and clock; empty where none is known. */
  place: string;
  /** They are heard and not seen. */
  ears: boolean;
}

/** How listening stands; opens the panel about it. */
export function listeningChip(facts: ListeningFacts, open: boolean, toggle: (event: Event) => void): TemplateResult {
  return html`<button
    class="chip listening-chip"
    data-test="listening"
    data-listening=${facts.state}
    aria-expanded=${open}
    aria-haspopup="dialog"
    @click=${toggle}
  >
    ${mark({ ...chipHalves(facts), size: 17 })} <span>${listening.chip[chip(facts)]}</span>
    ${facts.state === "on" ? html`<span class="aside roomy">${listening.detail}</span>` : nothing}
  </button>`;
}

export function clockChip(): TemplateResult {
  const language = dateLanguage(navigator.languages);
  return html`<time class="chip clock">${new Date().toLocaleTimeString(language, clockForm(language))}</time>`;
}

/** Who is there, where, and what the line is like. */
export function nameChip(call: Call, { name, place, ears }: Who): TemplateResult | typeof nothing {
  if (call.stage !== "here" || !call.link?.connected) return nothing;
  const { word, delayS } = call.line.connection;
  // The audio-only view tells a delay larger, as distance.
  if (ears && dots(delayS) > 0 && (word === "clear" || word === "slow" || word === "very_slow")) return nothing;
  const muted = call.session.meeting.partner.media?.audio === false;
  const frozen = call.line.frozen && !ears;
  return html`<p class="chip name-chip" data-word=${frozen ? "frozen" : word}>
    <strong data-test="partner-name">${name}</strong>
    ${place ? html`<span class="place">${place}</span>` : nothing}
    ${muted ? html`<span class="muted" title=${say(words.muted, { name })}>${icon(micOff)}</span>` : nothing}
    <span class="aside" data-test="line">${frozen ? words.frozen : say(line[word], { name })}</span>
  </p>`;
}

/** A sound that is no word, as one. */
export function captionPlace(caption: Caption | null): TemplateResult {
  return html`<div class="caption-place" role="status">
    ${caption
      ? html`<p class="caption sound" data-test="caption" data-key=${caption.key}>${captions[caption.key]}</p>`
      : nothing}
  </div>`;
}

/** What a reader hears when something changed that others see; `still`: both have been quiet for a while. */
export function aloud(session: Session, name: string, still: boolean): string {
  if (!session.meeting.online) return words.your_line_dropped;
  const reason = pauseReason(session.listening);
  const heard = reason ? say(listening.reason[reason], { name }) : listening.chip[chip(session.listening)];
  const muted = session.meeting.partner.media?.audio === false ? say(words.muted, { name }) : "";
  return [heard, muted, still ? words.quiet_connected : ""].filter(Boolean).join(" ");
}
