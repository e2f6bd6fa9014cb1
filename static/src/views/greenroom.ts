/** The green room: see and hear oneself, choose devices, answer the question whether to listen, and join. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import headphones from "icon:headphones";
import mic from "icon:mic";
import micOff from "icon:mic-off";
import video from "icon:video";
import videoOff from "icon:video-off";
import { consentHalves } from "../call/consent.ts";
import type { Session } from "../call/session.ts";
import { brand } from "../components/brand.ts";
import { PageElement, receiveFocus } from "../components/element.ts";
import { icon } from "../components/icon.ts";
import { languages } from "../components/language.ts";
import { mark } from "../components/mark.ts";
import { greenroom as words, states } from "../locales/words.ts";
import { clockIn } from "../locales/time.ts";
import { say } from "../locales/translate.ts";
import { copyLink } from "./link.ts";
import { answer } from "./answer.ts";


@customElement("duologue-greenroom")
export class GreenRoom extends PageElement {
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) revision = 0;

  protected override render(): TemplateResult {
    return html`<div class="greenroom column">
      <header>${brand()}${languages()}</header>
      <main tabindex="-1">
        <div class="preview-column">${this.#preview()}
            <duologue-devices .session=${this.session} .revision=${this.revision}></duologue-devices>
            <duologue-checks .session=${this.session} .revision=${this.revision}></duologue-checks></div>
        <div class="ready">
          ${this.#title()}
          <duologue-hears .session=${this.session} .revision=${this.revision}></duologue-hears>
          ${this.#consent()}
          <div class="join">
            <button class="button main big" data-test="join" @click=${() => this.session.join()}>
              ${this.#joinText()}
            </button>
          </div>
          ${this.session.meeting.agreed?.listening === "off" ? nothing : html`<p class="join-note">${words.without}</p>`}
        </div>
      </main>
    </div>`;
  }

  protected override firstUpdated(): void {
    void import("./trials.ts");
    receiveFocus(this);
  }

  protected override updated(): void {
    const preview = this.querySelector<HTMLVideoElement>("video");
    const { camera, stream } = this.session.media;
    if (preview && camera && preview.srcObject !== stream) preview.srcObject = stream;
  }

  #joinText(): string {
    const { partnerName, media } = this.session;
    if (!media.microphone && !media.asking) return words.join_listen;
    return partnerName ? say(words.join, { name: partnerName }) : words.join_first;
  }

  #title(): TemplateResult {
    const { meeting, partnerName: name, plan } = this.session;
    const { presence } = meeting.partner;
    if (meeting.phase === "opening") return html`<div class="greeting" role="status"><h1>${states.opening}</h1></div>`;
    if (name !== null && plan && presence === "absent") {
      const { partner } = plan;
      const time = clockIn(partner.zone, new Date());
      return html`<div class="greeting" role="status">
        <h1>${say(words.not_here, { name })}</h1>
        ${partner.city ? html`<p>${say(words.their_clock, { time, city: partner.city })}</p>` : nothing}
      </div>`;
    }
    if (name === null || presence === "absent") {
      return html`<div class="greeting">
        <h1>${words.nobody}</h1>
        <p>${words.nobody_detail}</p>
        ${copyLink(this)}
      </div>`;
    }
    const title = presence === "green_room" ? words.here : presence === "in_call" ? words.in_call : words.away;
    return html`<div class="greeting" role="status">
      <h1>${say(title, { name })}</h1>
      <p>${say(words.unseen, { name })}</p>
    </div>`;
  }

  #preview(): TemplateResult {
    const { session } = this;
    const { sends, wants, media } = session;
    const asks = { audio: media.asking && wants.audio, video: media.asking && wants.video && !wants.voice_only };
    const note = asks.video ? nothing : wants.voice_only ? words.voice_only_on : media.trouble.video ? words.no_camera_detail : words.camera_off;
    return html`<section class="preview" aria-label=${words.preview}>
      ${sends.video
        ? html`<video data-test="preview" autoplay muted playsinline></video>`
        : html`<p class="preview-note">${note}</p>`}
      <div class="bar" role="toolbar" aria-label=${words.title}>
        ${this.#toggle("mic", sends.audio || asks.audio, [mic, micOff], words.turn_off_microphone, words.turn_on_microphone, () =>
          session.set({ audio: !(sends.audio || asks.audio) }),
        )}
        ${this.#toggle("camera", sends.video || asks.video, [video, videoOff], words.turn_off_camera, words.turn_on_camera, () =>
          session.set({ video: !(sends.video || asks.video) }),
        )}
        <button
          class="pill ${wants.voice_only ? "on" : ""}"
          data-test="voice-only"
          aria-pressed=${wants.voice_only}
          @click=${() => session.set({ voice_only: !wants.voice_only })}
        >
          ${icon(headphones)} ${words.voice_only}
        </button>
      </div>
    </section>
    <p class="data-use aside" data-test="data-use">${wants.voice_only ? words.data_voice : words.data_picture}</p>`;
  }

  #toggle(
    test: string,
    on: boolean,
    [shown, struck]: [typeof mic, typeof mic],
    off: string,
    turnOn: string,
    act: () => void,
  ): TemplateResult {
    return html`<button
      class="round ${on ? "" : "off"}"
      data-test=${test}
      aria-label=${on ? off : turnOn}
      title=${on ? off : turnOn}
      @click=${act}
    >
      ${icon(on ? shown : struck)}
    </button>`;
  }

  #consent(): TemplateResult {
    const { listening, partner, agreed, phase } = this.session.meeting;
    const { name } = partner;
    const theirs =
      name === null
        ? phase === "opening"
          ? nothing
          : words.nobody_answered
        : say(
            listening.theirs === null ? words.theirs_open : listening.theirs ? words.they_said_yes : words.they_said_no,
            { name },
          );
    const mine = listening.mine === null ? words.mine_open : listening.mine ? words.mine_yes : words.mine_no;
    const which = agreed && (agreed.version === null ? "none" : agreed.listening);
    if (agreed?.listening === "off") {
      return html`<section class="consent" aria-label=${words.question} data-test="consent" data-agreed="off">
        <p>${words.agreed.off}</p>
      </section>`;
    }
    return html`<section class="consent" aria-label=${words.question}>
      ${which ? html`<p class="as-agreed" data-test="agreed" data-agreed=${which}>${words.agreed[which]}</p>` : nothing}
      <ol>
        <li>${words.listens}</li>
        <li>${agreed ? say(words.keeps_days, { count: agreed.keep_days }) : words.keeps}</li>
        <li>${words.starts}</li>
      </ol>
      <div class="keys" data-test="consent" data-mine=${String(listening.mine)} data-theirs=${String(listening.theirs)}>
        ${mark({ ...consentHalves(listening, name !== null), size: 34 })}
        <p role="status">${theirs}<br /><span class="aside">${mine}</span></p>
        ${answer(this.session)}
      </div>
    </section>`;
  }
}
