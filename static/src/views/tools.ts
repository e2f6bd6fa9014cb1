/**
 * `<duologue-tools>`: what a call does not need at its first moment; comes later, by `import()`.
 * Panels, the picture of the exchange, the agenda's chip, and a soft word that something was done. Fires `news`
 * when the number of unread messages changed.
 */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import bookmark from "icon:bookmark";
import feather from "icon:feather";
import message from "icon:message-circle";
import screen from "icon:screen-share";
import { keep, kept } from "../api/kept.ts";
import { exchange } from "../call/exchange.ts";
import type { Call } from "../call/call.ts";
import type { Act } from "../call/shortcuts.ts";
import { heard, looked, read, SILENT, standing, written, type Agenda, type Talk } from "../call/talk.ts";
import { river } from "../charts/river.ts";
import { PageElement } from "../components/element.ts";
import { clockForm, dateLanguage } from "../locales/time.ts";
import { say } from "../locales/translate.ts";
import { tools as words } from "../locales/words.ts";
import style from "style:tools.css";
import type { Control } from "./toolbar.ts";
import { agendaPanel, jotPanel, messagesPanel, morePanel, type Further, type ToolPanel } from "./tools/panels.ts";
import { canShare, openScreen } from "./tools/screen.ts";

/** A soft word stays so long, in ms. */
const SOFT_MS = 2_500;
const PICTURE = { width: 240, height: 44, every: 2_000 } as const;
const LANGUAGE = dateLanguage(navigator.languages);
const CLOCK = new Intl.DateTimeFormat(LANGUAGE, clockForm(LANGUAGE));

@customElement("duologue-tools")
export class Tools extends PageElement {
  @property({ attribute: false }) call!: Call;
  @property({ attribute: false }) revision = 0;
  @property({ attribute: false }) name = "";
  @property({ attribute: false }) panel: string | null = null;
  @property({ attribute: false }) perform!: (act: Act) => void;

  @state() private talk: Talk = SILENT;
  @state() private soft = "";
  @state() private picture = false;
  @state() private unsent = false;
  @state() private closingSaid = false;

  #agendaCame = false;
  #storiesOpened = false;
  #told = 0;
  #quieten: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    const timer = setInterval(() => this.requestUpdate(), PICTURE.every);
    this.signal.addEventListener("abort", () => clearInterval(timer));
  }

  /** A scheduled meeting brings its agenda along, the same to both; what they make of it in the call wins. */
  #planned(): void {
    const { plan } = this.call.session;
    if (plan === null || this.#agendaCame) return;
    this.#agendaCame = true;
    if (this.talk.agenda.topics.length) return;
    const topics = plan.agenda.map(({ kind, title, minutes }) => ({
      text: title ?? words.phases[kind],
      minutes,
      ...(kind === "stories" ? { stories: true as const } : {}),
    }));
    this.talk = { ...this.talk, agenda: { topics, begun: 0 } };
  }

  /** Seconds of call time; null before the call. */
  get #now(): number | null {
    const { meeting, now } = this.call.session;
    return meeting.callZero === null ? null : (now - meeting.callZero) / 1000;
  }

  get #path(): string {
    return location.pathname;
  }

  /** What stands in the bar besides what every call needs, with `panel` open. */
  controls(panel: string | null): Control[] {
    const { share, session } = this.call;
    const { looks } = session;
    const key = (name: string) => (looks.keys ? name : undefined);
    const { unread } = this.talk;
    const show: Control = {
      test: "share",
      label: share ? words.share_off : words.share_on,
      shapes: screen,
      look: share ? "on" : "plain",
      act: () => this.perform("share"),
      keys: key("s"),
      wide: true,
    };
    return [
      ...(canShare() ? [show] : []),
      {
        test: "messages",
        label: unread ? say(words.messages_new, { count: unread }) : words.messages,
        shapes: message,
        look: panel === "messages" ? "on" : "plain",
        act: () => this.perform("messages"),
        keys: key("t"),
        wide: true,
        news: unread > 0,
        expanded: panel === "messages",
      },
      {
        test: "jot",
        label: words.jot,
        shapes: feather,
        look: panel === "jot" ? "on" : "plain",
        act: () => this.perform("jot"),
        keys: key("j"),
        wide: true,
        expanded: panel === "jot",
      },
      {
        test: "moment",
        label: words.moment,
        shapes: bookmark,
        look: "plain",
        act: () => this.perform("moment"),
        keys: key("k"),
      },
    ];
  }

  /** Does what the call itself leaves to the tools. */
  act(act: Act): void {
    switch (act) {
      case "share":
        return void this.#share();
      case "moment":
        return this.#mark();
      case "picture":
        this.picture = !this.picture;
        return;
      case "pip":
        return void this.#pip();
      default:
        return;
    }
  }

  protected override willUpdate(): void {
    this.#planned();
    const looking = this.panel === "messages";
    for (const raw of this.call.inbox.splice(0)) {
      const told = read(raw);
      if (!told) continue;
      this.talk = heard(this.talk, told, Date.now(), looking);
      if (told.kind === "words" && !looking) this.#say(say(words.message_came, { name: this.name }));
    }
    if (looking) this.talk = looked(this.talk);
    this.call.shownTo(this.talk.screen);
    const at = this.#now;
    const stands = at === null ? null : standing(this.talk.agenda, at);
    if (stands?.closing && !this.closingSaid) {
      this.closingSaid = true;
      this.#say(this.call.session.plan?.next_is_set ? words.agenda_closing_set : words.agenda_closing, 3 * SOFT_MS);
    }
    if (stands?.topic?.stories) this.#openStories();
  }

  /** The time for stories opens the card once, for both; one of the two pages says so. */
  #openStories(): void {
    if (this.#storiesOpened) return;
    this.#storiesOpened = true;
    const { seat, stories } = this.call.session.meeting;
    if (seat === 0 && stories === null) this.call.tellStories(0);
  }

  protected override updated(): void {
    if (this.#told !== this.talk.unread) {
      this.#told = this.talk.unread;
      this.dispatchEvent(new CustomEvent("news"));
    }
    this.querySelector(".lines")?.lastElementChild?.scrollIntoView({ block: "end" });
  }

  protected override render(): TemplateResult {
    return html`<style>
        ${style}
      </style>
      ${this.#agendaChip()} ${this.picture ? this.#picture() : nothing}
      <p class="chip soft ${this.soft ? "" : "gone"}" role="status" data-test="soft">${this.soft}</p>
      ${this.#panel()}`;
  }

  #panel(): TemplateResult | typeof nothing {
    const done = (): void => this.perform("close");
    const { agenda, lines } = this.talk;
    switch (this.panel as ToolPanel | null) {
      case "more":
        return morePanel(this.call, this.#further(), this.perform);
      case "messages":
        return messagesPanel(lines, this.name, this.unsent, (text) => this.#send(text), done);
      case "jot":
        return jotPanel(kept(this.#path).jot, (jot) => void keep(this.#path, { jot }), done);
      case "agenda":
        return agendaPanel(agenda, this.#now, (changed) => this.#plan(changed), done);
      default:
        return nothing;
    }
  }

  #further(): Further[] {
    const pip = document.pictureInPictureEnabled && this.call.seesPartner;
    const { share } = this.call;
    return [
      { act: "messages", text: words.messages },
      { act: "jot", text: words.jot },
      { act: "agenda", text: words.agenda },
      { act: "picture", text: words.picture, on: this.picture },
      ...(canShare() ? [{ act: "share", text: words.share_on, on: share !== null } as const] : []),
      ...(pip ? [{ act: "pip", text: words.pip } as const] : []),
    ];
  }

  #agendaChip(): TemplateResult | typeof nothing {
    const at = this.#now;
    const stands = at === null ? null : standing(this.talk.agenda, at);
    if (at === null || !stands) return nothing;
    const until = CLOCK.format(Date.now() + (stands.until - at) * 1000);
    const text = stands.topic
      ? say(words.agenda_until, { topic: stands.topic.text, at: until })
      : words.agenda_over;
    return html`<button class="chip agenda-chip" data-test="agenda-chip" @click=${() => this.perform("agenda")}>
      ${text}
    </button>`;
  }

  #picture(): TemplateResult {
    const { call, name } = this;
    const { session } = call;
    const at = this.#now;
    const shown = at === null ? null : exchange(call.recent, session.meeting.seat, at);
    if (!shown) return html`<p class="chip exchange" data-test="exchange">${words.picture_short}</p>`;
    const { width, height } = PICTURE;
    const { them, me } = river({ ...shown, width, height });
    const path = (side: string, d: string): TemplateResult => html`<svg
      class="bank ${side}"
      viewBox="0 0 ${width} ${height}"
      aria-hidden="true"
    >
      <path d=${d} />
    </svg>`;
    return html`<div class="chip exchange" data-test="exchange" role="img" aria-label=${say(words.picture_label, { name })}>
      ${them.map((d) => path("them", d))} ${me.map((d) => path("me", d))}
    </div>`;
  }

  async #share(): Promise<void> {
    const { call } = this;
    if (call.share) {
      call.present(null);
      return;
    }
    const track = await openScreen(() => call.present(null));
    if (track) call.present(track);
    else this.#say(words.share_closed);
  }

  #send(text: string): boolean {
    this.unsent = !this.call.tell(JSON.stringify({ kind: "words", text }));
    if (!this.unsent) this.talk = written(this.talk, text, Date.now());
    return !this.unsent;
  }

  #plan(agenda: Agenda): void {
    this.closingSaid = false;
    this.talk = { ...this.talk, agenda };
    this.call.tell(JSON.stringify({ kind: "agenda", ...agenda }));
  }

  #mark(): void {
    const at = this.#now;
    if (at === null) return this.#say(words.marks_from_begin);
    keep(this.#path, { moments: [...kept(this.#path).moments, Math.round(at * 10) / 10] });
    this.#say(words.marked);
  }

  async #pip(): Promise<void> {
    const video = this.closest("main")?.querySelector<HTMLVideoElement>("video.partner");
    try {
      if (document.pictureInPictureElement) await document.exitPictureInPicture();
      else await video?.requestPictureInPicture();
    } catch {
      // The browser wants a picture to be there first; there is nothing to say.
    }
  }

  #say(text: string, ms: number = SOFT_MS): void {
    clearTimeout(this.#quieten);
    this.soft = text;
    this.#quieten = setTimeout(() => {
      this.soft = "";
    }, ms);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "duologue-tools": Tools;
  }
}
