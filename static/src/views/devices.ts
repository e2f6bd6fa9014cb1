/** `<duologue-devices>`: which camera, microphone and loudspeaker, as soon as the browser tells of any. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import chevron from "icon:chevron-down";
import mic from "icon:mic";
import video from "icon:video";
import volume from "icon:volume-2";
import type { Session } from "../call/session.ts";
import { PageElement } from "../components/element.ts";
import { icon } from "../components/icon.ts";
import { trials as words } from "../locales/words.ts";

const WIDE = matchMedia("(min-width: 720px)");
const SINKS = "setSinkId" in HTMLMediaElement.prototype;

@customElement("duologue-devices")
export class Devices extends PageElement {
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) revision = 0;

  protected override render(): TemplateResult | typeof nothing {
    const { media, memory } = this.session;
    const of = (kind: MediaDeviceKind) => media.devices.filter((each) => each.kind === kind && each.deviceId !== "");
    if (!media.devices.some(({ deviceId }) => deviceId !== "")) return nothing;
    const choose = (kind: "audio" | "video") => (id: string) => void media.choose(kind, id);
    return html`<details class="devices" ?open=${WIDE.matches}>
      <summary>${words.devices} ${icon(chevron)}</summary>
      <div>
      ${this.#select(words.camera, video, of("videoinput"), media.camera?.getSettings().deviceId, choose("video"))}
      ${this.#select(words.microphone, mic, of("audioinput"), media.microphone?.getSettings().deviceId, choose("audio"))}
      ${SINKS
        ? this.#select(words.speaker, volume, of("audiooutput"), memory.devices.speaker ?? undefined, (speaker) => {
            memory.devices = { ...memory.devices, speaker };
          })
        : nothing}
      </div>
    </details>`;
  }

  #select(
    label: string,
    shapes: typeof mic,
    devices: readonly MediaDeviceInfo[],
    chosen: string | undefined,
    choose: (id: string) => void,
  ): TemplateResult | typeof nothing {
    if (devices.length === 0) return nothing;
    return html`<label class="device">
      ${icon(shapes)}<span class="read-only-aloud">${label}</span>
      <select @change=${(event: Event) => choose((event.currentTarget as HTMLSelectElement).value)}>
        ${repeat(
          devices,
          (each) => each.deviceId,
          (each, index) =>
            html`<option value=${each.deviceId} ?selected=${each.deviceId === chosen}>
              ${each.label || `${label} ${index + 1}`}
            </option>`,
        )}
      </select>
      ${icon(chevron)}
    </label>`;
  }
}
