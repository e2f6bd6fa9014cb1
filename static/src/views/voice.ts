/** The audio-only view: a name, a voice drawn live, and the line as distance. Template functions. */
import { html, nothing, type TemplateResult } from "lit";
import type { Media } from "../api/protocol.gen.ts";
import { delayWord, dots } from "../call/connection.ts";
import type { Call } from "../call/call.ts";
import { distance } from "../components/distance.ts";
import { call as words, delay } from "../locales/words.ts";
import { say } from "../locales/translate.ts";
import type { Who } from "./chips.ts";
import "./audio.ts";

const NOTHING_SENT: Media = { audio: false, video: false };

export function voiceView(call: Call, { name, place }: Who, quiet: boolean): TemplateResult {
  const { session } = call;
  const track = call.link?.incoming.getAudioTracks()[0] ?? null;
  const { audio, voice_only } = session.meeting.partner.media ?? NOTHING_SENT;
  const voiceOnly = session.wants.voice_only || voice_only === true;
  const { delayS, word } = call.line.connection;
  const far = dots(delayS);
  const how = [...(place ? [place] : []), voiceOnly ? words.voice_only : words.camera_is_off, ...(audio ? [] : [words.is_muted])];
  return html`<div class="voice">
    <p class="who serif">${name}</p>
    <p class="how">${how.reduce((one, other) => say(words.and_then, { one, other }))}</p>
    <duologue-ribbon class="theirs" .track=${track} .lost=${audio && !call.flows}></duologue-ribbon>
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

