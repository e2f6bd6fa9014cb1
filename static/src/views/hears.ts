/** `<duologue-hears>`: whether Duologue hears one's voice and small sounds through this microphone and its filter. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { type Heard, UNHEARD } from "../call/hearing.ts";
import { SMALL_SOUNDS, keepsSmallSounds } from "../call/memory.ts";
import type { Session } from "../call/session.ts";
import { PageElement } from "../components/element.ts";
import { trials as words } from "../locales/words.ts";
import type { Meter } from "./meter.ts";
import "./meter.ts";

const USUAL = { ...SMALL_SOUNDS, noiseSuppression: true, autoGainControl: true };

@customElement("duologue-hears")
export class Hears extends PageElement {
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) revision = 0;
  @state() private heard = UNHEARD;

  protected override render(): TemplateResult {
    const { media, memory } = this.session;
    const small = keepsSmallSounds(memory.processing);
    const { voice, soft, laugh } = this.heard;
    const title = soft ? words.hears_small : voice ? words.hears : words.hears_nothing;
    if (!media.microphone && !media.asking) {
      return html`<section class="card hears" aria-labelledby="hears">
        <h2 id="hears" class="serif">${words.no_microphone}</h2>
        <p>${words.no_microphone_detail}</p>
      </section>`;
    }
    return html`<section class="card hears" aria-labelledby="hears">
      <h2 id="hears" class="serif">${title}</h2>
      <duologue-meter
        .track=${media.microphone}
        .onHeard=${(heard: Heard) => {
          this.heard = heard;
        }}
      ></duologue-meter>
      <dl>
        <div data-heard=${voice}><dt>${words.your_voice}</dt><dd>${voice ? words.heard : words.try_voice}</dd></div>
        <div data-heard=${soft}><dt>${words.soft}</dt><dd>${soft ? words.heard : words.try_soft}</dd></div>
        <div data-heard=${laugh === "heard"}>
          <dt>${words.laugh}</dt>
          <dd aria-live="polite">
            ${
              laugh === "heard"
                ? words.heard
                : laugh === "trying"
                  ? words.laughing
                  : html`${laugh === "unheard" ? (small ? words.unheard : words.unheard_filtered) : nothing}
                      <button class="link" data-test="laugh" @click=${() => this.querySelector<Meter>("duologue-meter")?.tryLaugh()}>
                        ${words.try_laugh}
                      </button>`
            }
          </dd>
        </div>
      </dl>
      <button
        class="switch"
        role="switch"
        data-test="small-sounds"
        aria-checked=${small}
        @click=${() => void media.process(small ? USUAL : SMALL_SOUNDS)}
      >
        <span>${words.small_sounds} <span class="aside">${words.small_sounds_detail}</span></span>
      </button>
    </section>`;
  }
}
