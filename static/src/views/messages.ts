/** `<duologue-messages>`: what two people write to each other, and beside it what they share. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import search from "icon:search";
import send from "icon:send";
import type { Found, Message, Thread } from "../api/protocol.gen.ts";
import { ask } from "../api/ask.ts";
import { firstName } from "../components/face.ts";
import { icon } from "../components/icon.ts";
import { say } from "../locales/translate.ts";
import { messages as words } from "../locales/words.ts";
import { keep, read } from "../messages/drawer.ts";
import { listen } from "../messages/listen.ts";
import * as thread from "../messages/thread.ts";
import { clockIn, dayIn, dayName } from "../messages/when.ts";
import { PairPage } from "./pair/page.ts";
import "./messages/shared.ts";

/** How soon a message that did not get through is tried again. */
const AGAIN_MS = 3000;

@customElement("duologue-messages")
export class Messages extends PairPage {
  protected override readonly place = "messages";
  @state() private thread = thread.EMPTY;
  @state() private zones: { readonly mine: string; readonly theirs: string } | null = null;
  @state() private tab: "messages" | "ideas" = "messages";
  @state() private online = true;
  @state() private found: readonly Message[] | null = null;
  @state() private looking = false;
  @state() private news = 0;
  #sending = false;
  #again: ReturnType<typeof setTimeout> | undefined;
  #following = true;

  protected override async load(): Promise<void> {
    const { pair } = this;
    if (pair === null || pair.state !== "active") {
      this.trouble = "closed";
      return;
    }
    this.zones = { mine: pair.me.time_zone, theirs: pair.partner.time_zone };
    if (location.hash === "#ideas") this.tab = "ideas";
    this.thread = { ...thread.EMPTY, waiting: read(pair.id) };
    const first = this.got(await ask<Thread>("GET", this.#path("/messages"), undefined, this.signal));
    if (first) this.thread = thread.took(this.thread, first);
    listen(
      pair.id,
      this.signal,
      (news) => {
        this.#set(thread.heard(this.thread, news, pair.me.id));
        if (news.type === "changed") this.news += 1;
        void this.#seen();
      },
      {
        last: () => thread.newest(this.thread),
        online: (online) => {
          this.online = online;
          if (online) void this.#flush();
        },
      },
    );
    addEventListener("online", () => void this.#flush(), { signal: this.signal });
    document.addEventListener("visibilitychange", () => void this.#seen(), { signal: this.signal });
    void this.#flush();
    void this.#seen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#again);
  }

  #path(rest: string): string {
    return `/api/pairs/${this.pair?.id}${rest}`;
  }

  #set(to: thread.State): void {
    this.thread = to;
    if (this.pair) keep(this.pair.id, to.waiting);
  }

  /** Send what waits, one after the other; what the line swallows goes out with the next. */
  async #flush(): Promise<void> {
    if (this.#sending) return;
    clearTimeout(this.#again);
    this.#sending = true;
    for (let waiting = thread.next(this.thread); waiting !== undefined; waiting = thread.next(this.thread)) {
      const { client, body } = waiting;
      const asked = await ask<Message>("PUT", this.#path(`/messages/${client}`), { body });
      if (asked.ok) this.#set(thread.heard(this.thread, { type: "said", message: asked.value }, ""));
      else if (asked.code === "bad_message") this.#set(thread.refused(this.thread, client));
      else {
        this.#again = setTimeout(() => void this.#flush(), AGAIN_MS);
        break;
      }
    }
    this.#sending = false;
  }

  /** Say how far I have read, once it is before my eyes. */
  async #seen(): Promise<void> {
    const { pair } = this;
    const upto = pair && thread.unread(this.thread, pair.me.id);
    if (!upto || document.visibilityState !== "visible" || this.tab !== "messages") return;
    await ask("PUT", this.#path("/read"), { upto });
    this.thread = { ...this.thread, readByMe: Math.max(upto, this.thread.readByMe) };
  }

  protected override updated(): void {
    const box = this.querySelector<HTMLElement>(".thread");
    if (box && this.#following) box.scrollTop = box.scrollHeight;
  }

  protected override content(): TemplateResult {
    const { pair } = this;
    if (pair === null || this.zones === null) return html``;
    const name = firstName(pair.partner.name);
    const tab = (which: "messages" | "ideas", label: string): TemplateResult => html`<label>
      <input type="radio" name="tab" value=${which} .checked=${this.tab === which} @change=${() => this.#open(which)} />${label}
    </label>`;
    return html`<div class="tabs segmented" role="radiogroup" aria-label=${words.heading}>
        ${tab("messages", words.tab_messages)} ${tab("ideas", words.tab_ideas)}
      </div>
      <div class="desk" data-tab=${this.tab}>
        <section class="talk" aria-labelledby="talk">
          <div class="heading">
            <h1 id="talk">${words.heading}</h1>
            ${this.#search()}
          </div>
          ${this.found ? this.#results(this.found, name) : this.#thread(name)} ${this.#composer(name)}
        </section>
        <duologue-shared
          .pair=${pair.id}
          .me=${pair.me.id}
          .name=${name}
          .language=${this.language}
          .news=${this.news}
        ></duologue-shared>
      </div>`;
  }

  #open(which: "messages" | "ideas"): void {
    this.tab = which;
    void this.#seen();
  }

  #thread(name: string): TemplateResult {
    const { messages, more, waiting } = this.thread;
    const { mine } = this.zones!;
    const me = this.pair!.me.id;
    let day = "";
    return html`<div
      class="thread"
      role="log"
      aria-label=${words.heading}
      tabindex="0"
      @scroll=${({ currentTarget }: Event) => {
        const box = currentTarget as HTMLElement;
        this.#following = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
      }}
    >
      ${more ? html`<button class="button small older" data-test="older" @click=${this.#older}>${words.older}</button>` : nothing}
      ${messages.length || waiting.length ? nothing : html`<p class="aside">${say(words.none, { name })}</p>`}
      ${thread
        .groups(messages, (at) => dayIn(at, mine))
        .map((group) => {
          const fresh = group.day !== day;
          day = group.day;
          const own = group.author === me;
          return html`${fresh ? html`<p class="date">${dayName(day, dayIn(new Date().toISOString(), mine), this.language)}</p>` : nothing}
            <div class="said ${own ? "me" : "them"}">
              ${group.messages.map((each) => keyed(each.id, html`<p class="bubble" dir="auto" data-id=${each.id}>${each.body}</p>`))}
              <p class="at clock">${this.#at(group.messages.at(-1)!, own, name)}</p>
            </div>`;
        })}
      ${waiting.map(
        ({ client, body, refused }) => html`<div class="said me waiting">
          <p class="bubble" dir="auto">${body}</p>
          <p class="at">
            ${
              refused
                ? html`${words.refused}
                    <button class="link" @click=${() => this.#set(thread.dropped(this.thread, client))}>${words.take_away}</button>`
                : this.online
                  ? "…"
                  : words.waiting
            }
          </p>
        </div>`,
      )}
    </div>`;
  }

  #at({ id, at }: Message, own: boolean, name: string): string {
    const { mine, theirs } = this.zones!;
    const time = clockIn(at, mine, this.language);
    if (own) return say(id <= this.thread.readByOther ? words.mine_read : words.mine_at, { time });
    const there = clockIn(at, theirs, this.language);
    return say(there === time ? words.theirs_same : words.theirs_at, { mine: time, theirs: there, name });
  }

  #older = async (): Promise<void> => {
    const first = this.thread.messages[0];
    const asked = await ask<Thread>("GET", this.#path(`/messages?before=${first?.id ?? 0}`), undefined, this.signal);
    this.#following = false;
    const older = this.got(asked);
    if (older) this.thread = thread.took(this.thread, older);
  };

  #search(): TemplateResult {
    if (!this.looking) {
      return html`<button class="round" data-test="search" aria-label=${words.search} @click=${() => (this.looking = true)}>${icon(search)}</button>`;
    }
    const submit = async (event: SubmitEvent): Promise<void> => {
      event.preventDefault();
      const said = String(new FormData(event.currentTarget as HTMLFormElement).get("words") ?? "").trim();
      if (!said) return;
      const found = this.got(await ask<Found>("GET", this.#path(`/messages?words=${encodeURIComponent(said)}`), undefined, this.signal));
      this.found = found?.messages ?? null;
    };
    return html`<form class="search" role="search" @submit=${submit}>
      <input name="words" type="search" aria-label=${words.search} placeholder=${words.search} maxlength="200" autofocus />
      <button
        type="button"
        class="button text"
        @click=${() => {
          this.looking = false;
          this.found = null;
        }}
      >
        ${words.search_close}
      </button>
    </form>`;
  }

  #results(found: readonly Message[], name: string): TemplateResult {
    const { mine } = this.zones!;
    const today = dayIn(new Date().toISOString(), mine);
    return html`<div class="thread results" tabindex="0" role="region" aria-label=${words.search}>
      <p class="aside" role="status">${say(words.found, { count: found.length })}</p>
      <ul>
        ${found.map(
          (each) => html`<li>
            <p dir="auto">${each.body}</p>
            <p class="aside">
              ${each.author === this.pair!.me.id ? words.you : name}, ${dayName(dayIn(each.at, mine), today, this.language)}, ${clockIn(each.at, mine, this.language)}
            </p>
          </li>`,
        )}
      </ul>
    </div>`;
  }

  #composer(name: string): TemplateResult {
    return html`<form class="composer" @submit=${this.#write}>
        <textarea
          name="body"
          rows="1"
          maxlength="4000"
          dir="auto"
          aria-label=${say(words.write, { name })}
          placeholder=${say(words.write, { name })}
          @keydown=${(event: KeyboardEvent) => {
            if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            (event.currentTarget as HTMLElement).closest("form")?.requestSubmit();
          }}
        ></textarea>
        <button class="send" data-test="send" aria-label=${words.send}>${icon(send)}</button>
      </form>
      <p class="aside line" role="status">${this.online ? nothing : words.offline}</p>`;
  }

  #write = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const body = String(new FormData(form).get("body") ?? "").trim();
    if (!body) return;
    form.reset();
    this.#following = true;
    this.found = null;
    this.#set(thread.wrote(this.thread, crypto.randomUUID(), body, new Date().toISOString()));
    void this.#flush();
  };
}
