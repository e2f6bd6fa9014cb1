/** The meeting page: asks the name, holds the session, and shows the view that fits. */
import { html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { meetings, rememberMeeting } from "../api/device.ts";
import type { Code, CueEvent, HintMessage } from "../api/protocol.gen.ts";
import type { Wire } from "../api/socket.ts";
import { Memory, tidyName, type Store } from "../call/memory.ts";
import { Session } from "../call/session.ts";
import { PageElement } from "../components/element.ts";
import { brand } from "../components/brand.ts";
import { languages } from "../components/language.ts";
import { greenroom, states } from "../locales/words.ts";
import { say } from "../locales/translate.ts";
import { rungOf, watched } from "../call/debug.ts";
import "./greenroom.ts";
import type * as Endings from "./endings.ts";
import type { Ending } from "./endings.ts";
import { microphoneClosed, opening } from "./states.ts";

const INVITE = location.pathname.split("/").filter(Boolean).at(-1) ?? "";

const ENDED: Partial<Record<Code, Ending>> = {
  call_is_for_two: "third",
  unknown_meeting: "unknown",
  meeting_over: "over",
  replaced: "replaced",
  version: "version",
  guests_not_agreed: "guests",
};

const NOTHING: Store = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };

/** The browser's storage, or a blank one where it refuses. */
function kept(storage: () => Storage): Store {
  try {
    return storage();
  } catch {
    return NOTHING;
  }
}

function connect(): Wire {
  const url = new URL(`/ws/${INVITE}`, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  return new WebSocket(url) as unknown as Wire;
}

type PageState = "name" | "opening" | "greenroom" | "microphone" | "call" | "leaving" | "left" | Ending;

@customElement("duologue-call")
export class MeetingPage extends PageElement {
  @state() private revision = 0;
  @state() private nameMissing = false;
  @state() private listensOnly = false;
  @state() private endings: typeof Endings | null = null;
  readonly #memory = new Memory(
    INVITE,
    kept(() => localStorage),
    kept(() => sessionStorage),
  );
  #session: Session | null = null;
  #asked = false;
  readonly #new = this.#memory.seatToken === null;

  override connectedCallback(): void {
    super.connectedCallback();
    // What stood here before the script came.
    this.replaceChildren();
    addEventListener("online", () => this.#session?.hurry(), { signal: this.signal });
    navigator.mediaDevices?.addEventListener("devicechange", () => void this.#session?.media.list(), {
      signal: this.signal,
    });
    if (this.#memory.name !== null) this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#session?.stop();
  }

  get #state(): PageState {
    const session = this.#session;
    if (session === null) return "name";
    const { phase, ended: code } = session.meeting;
    if (phase === "ended") return (code && ENDED[code]) ?? "too_fast";
    if (phase === "greenroom" && session.media.trouble.audio === "closed" && !this.listensOnly) return "microphone";
    return phase;
  }

  protected override render(): TemplateResult {
    const session = this.#session;
    const now = this.#state;
    if (session === null) return this.#nameForm();
    switch (now) {
      case "greenroom":
        return this.#greenRoom(session);
      case "call":
        return session.call
          ? html`<duologue-incall .call=${session.call} .revision=${this.revision}></duologue-incall>`
          : opening();
      case "microphone":
        return microphoneClosed({
          again: () => void session.set({}),
          listen: () => {
            this.listensOnly = true;
            session.join();
          },
        });
      case "opening":
        // Whoever comes anew need not wait for the server to see and hear themselves; who was here before may be
        // in the call still.
        return this.#new && !session.meeting.eager ? this.#greenRoom(session) : opening();
      case "name":
        return opening();
      default:
        return this.endings === null ? opening() : this.#ending(session, now, this.endings);
    }
  }

  #ending(session: Session, now: Ending | "leaving" | "left", { ended, leaving, left }: typeof Endings): TemplateResult {
    switch (now) {
      case "leaving":
        return session.late ? left(null) : leaving();
      case "left":
        return left(session.meeting.summary);
      default:
        return ended(now, meetings().find(({ path }) => path === location.pathname)?.summary);
    }
  }

  #greenRoom(session: Session): TemplateResult {
    return html`<duologue-greenroom .session=${session} .revision=${this.revision}></duologue-greenroom>`;
  }

  protected override updated(): void {
    const session = this.#session;
    const { dataset } = document.body;
    dataset["state"] = this.#state;
    // The green room comes first; what stands behind it loads while somebody is in it.
    if (this.#state !== "opening" && session !== null) {
      void import("./call.ts");
      if (this.endings === null) void import("./endings.ts").then((endings) => (this.endings = endings));
    }
    if (session?.meeting.agreed) void this.#learn(session);
    dataset["partner"] = session?.meeting.partner.presence ?? "absent";
    const name = session?.partnerName;
    document.title = name ? `${say(states.title, { name })} · Duologue` : "Duologue";
    const summary = session?.meeting.summary;
    if (session?.meeting.phase === "left" && summary) {
      rememberMeeting(location.pathname, new Date(), summary);
      location.replace(summary);
    }
  }

  /** Of a pair's call more is known than its link says. */
  async #learn(session: Session): Promise<void> {
    if (this.#asked) return;
    this.#asked = true;
    const { planOf } = await import("../call/plan.ts");
    session.learn(await planOf(INVITE, this.signal));
  }

  #nameForm(): TemplateResult {
    return html`<main class="column name-form">
      <header>${brand()}${languages()}</header>
      <form class="state" novalidate @submit=${(event: SubmitEvent) => this.#named(event)}>
        <h1>${greenroom.ask_name}</h1>
        <p>${greenroom.ask_name_detail}</p>
        <div class="field">
          <label for="name">${greenroom.name_label}</label>
          <input
            id="name"
            name="name"
            data-test="name"
            autocomplete="given-name"
            maxlength="40"
            aria-invalid=${this.nameMissing}
            aria-describedby="name-fault"
          />
          <p class="fault" id="name-fault" ?hidden=${!this.nameMissing}>${greenroom.name_missing}</p>
        </div>
        <div class="actions">
          <button class="button main" data-test="go-on">${greenroom.go_on}</button>
        </div>
      </form>
    </main>`;
  }

  #named(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const field = form.elements.namedItem("name") as HTMLInputElement;
    const name = tidyName(field.value);
    this.nameMissing = name === null;
    if (name === null) {
      field.focus();
      return;
    }
    this.#memory.name = name;
    this.#start();
  }

  #start(): void {
    const debug = location.hash.startsWith("#debug") ? watched(() => this.#session) : null;
    this.#session = new Session({
      memory: this.#memory,
      connect,
      clock: {
        now: () => performance.now(),
        after: (ms, act) => {
          const timer = setTimeout(act, ms);
          return () => clearTimeout(timer);
        },
        chance: () => Math.random(),
      },
      onChange: () => {
        this.revision += 1;
      },
      onCue: (event: CueEvent) => debug?.cue(event),
      onHint: (hint: HintMessage) => debug?.hint(hint),
      rung: rungOf(location.hash),
    });
    rememberMeeting(location.pathname, new Date());
    this.#session.start();
    this.revision += 1;
  }
}

