/** The audio-only view: a name, a voice drawn live, and the line as distance. Template functions. */
import { html, nothing, svg, type TemplateResult } from "lit";
import type { Media } from "../api/protocol.gen.ts";
import { delayWord, dots } from "../call/connection.ts";
import type { Session } from "../call/session.ts";
import { call as words, delay } from "../locales/words.ts";
import { say } from "../locales/translate.ts";
import "./audio.ts";

const NOTHING_SENT: Media = { audio: false, video: false };
const DOT_PX = 22;

/** The partner's dome, one dot for each 50 ms, one's own bowl. */
function distance(count: number): TemplateResult {
  const width = 56 + (count + 1) * DOT_PX;
  return html`<svg class="far" viewBox="0 0 ${width} 30" width=${width} height="30">
    <path class="them" d="M0 14a14 14 0 0 1 28 0z" />
    ${Array.from({ length: count }, (_, index) => svg`<circle r="2" cx=${28 + (index + 1) * DOT_PX} cy="15" />`)}
    <path class="me" d="M${width - 28} 16a14 14 0 0 0 28 0z" />
  </svg>`;
}

export function voiceView(session: Session, name: string, quiet: boolean): TemplateResult {
  const track = session.link?.incoming.getAudioTracks()[0] ?? null;
  const { audio, voice_only } = session.meeting.partner.media ?? NOTHING_SENT;
  const voiceOnly = session.wants.voice_only || voice_only === true;
  const { delayS, word } = session.line.connection;
  const far = dots(delayS);
  return html`<div class="voice">
    <p class="who serif">${name}</p>
    <p class="how">
      ${voiceOnly ? words.voice_only : words.camera_is_off}${audio ? nothing : html`, ${words.is_muted}`}
    </p>
    <duologue-ribbon class="theirs" .track=${track} .lost=${audio && !session.flows}></duologue-ribbon>
    <p class="quiet-word sound ${quiet ? "shown" : ""}" aria-hidden="true">${words.quiet}</p>
    ${far === 0 || delayS === null
      ? nothing
      : html`<div class="distance" data-test="distance" data-dots=${far}>
          <p aria-hidden="true">
            <span>${name}</span>${distance(far)}<span>${words.you}</span>
          </p>
          <p class="serif">
            ${say(words.distance_slow, { delay: delay[delayWord(delayS)] })}
            ${word === "clear" ? nothing : html`<span class="aside">${words.leave_beat}</span>`}
          </p>
        </div>`}
  </div>`;
}

