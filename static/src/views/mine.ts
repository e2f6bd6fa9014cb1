/** `<duologue-mine>`: home of somebody signed in: when they meet next, what was shared, the step they carry. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Home, HomePair, Opened, Pairs, Upcoming } from "../api/protocol.gen.ts";
import { bringCall } from "../api/ahead.ts";
import { ask } from "../api/ask.ts";
import { firstName as deviceName, rememberName } from "../api/device.ts";
import { PageElement } from "../components/element.ts";
import { face, firstName } from "../components/face.ts";
import { pageHead } from "../components/nav.ts";
import { skies } from "../components/skies.ts";
import { dateLanguage } from "../locales/time.ts";
import { raised, say } from "../locales/translate.ts";
import { meetings as words } from "../locales/words.ts";
import { details, soon, talkName } from "../meetings/wording.ts";
import { clockIn, dayIn, dayName } from "../messages/when.ts";
import { fault } from "./meetings/fault.ts";
import { untilNextMinute } from "./home/place.ts";

/** How often home looks whether somebody waits in a call, or wrote. */
const LOOKS_EVERY_MS = 10_000;

@customElement("duologue-mine")
export class Mine extends PageElement {
  @property({ attribute: false }) home!: Home;
  @state() private cards: Pairs | null = null;
  @state() private now = new Date();
  @state() private busy = false;
  @state() private fault: string | null = null;
  readonly #language = dateLanguage(navigator.languages);
  #ticking: ReturnType<typeof setTimeout> | undefined;
  #looking: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#tick();
    if (!deviceName()) rememberName(firstName(this.home.me.name));
    this.#looking = setInterval(() => void this.#again(), LOOKS_EVERY_MS);
    void ask<Pairs>("GET", "/api/pairs", undefined, this.signal).then((asked) => {
      if (asked.ok) this.cards = asked.value;
    });
    const again = (): void => void this.#again();
    document.addEventListener("visibilitychange", again, { signal: this.signal });
    addEventListener("pageshow", again, { signal: this.signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#ticking);
    clearInterval(this.#looking);
  }

  #tick(): void {
    this.now = new Date();
    this.#ticking = setTimeout(() => this.#tick(), untilNextMinute(this.now));
  }

  async #again(): Promise<void> {
    if (document.visibilityState !== "visible") return;
    const asked = await ask<Home>("GET", "/api/home", undefined, this.signal);
    if (asked.ok) this.home = asked.value;
  }

  protected override render(): TemplateResult {
    const { home, cards } = this;
    const me = cards?.me ?? { name: home.me.name, photo: null };
    const [first, ...others] = this.#pairs();
    return html`${pageHead("home", me)}
      <main id="content" class="column mine" tabindex="-1">
        ${first ? this.#pair(first) : this.#nobody()} ${this.#invited()} ${others.map((each) => this.#other(each))}
      </main>`;
  }

  /** Whoever waits in a call comes first, then the pair that meets next. */
  #pairs(): readonly HomePair[] {
    const at = ({ page, waiting }: HomePair): number =>
      waiting ? 0 : Date.parse(page.upcoming[0]?.start.at ?? "9999-01-01");
    return [...this.home.pairs].sort((a, b) => at(a) - at(b));
  }

  #nobody(): TemplateResult {
    const { me } = this.home;
    return html`${this.#hero(me.zone, me.city, null)}
      <div class="door">
        <div class="sentence">
          <h1>${words.nobody}</h1>
          <p>${words.nobody_detail}</p>
        </div>
        <p class="acts">
          ${
            this.home.administrator
              ? html`<a class="button big" href="/programme">${words.programme}</a>`
              : nothing
          }
          <a class="button main big" href="/together">${words.nobody_action}</a>
        </p>
      </div>`;
  }

  #invited(): TemplateResult[] {
    return this.home.invited.map(({ pair, name: whole }) => {
      const name = firstName(whole);
      return html`<section class="other" data-test="invited">
        <p class="serif">${say(words.asks, { name })}</p>
        <p><a href="/together?pair=${pair}">${say(words.answer, { name })}</a></p>
      </section>`;
    });
  }

  #pair(pair: HomePair): TemplateResult {
    const { page } = pair;
    const name = firstName(page.partner.name);
    const [next] = page.upcoming;
    return html`${this.#hero(page.me.zone, page.me.city, page.partner)}
      <div class="door">
        <div class="sentence" data-test="sentence">
          <h1>
            ${
              pair.waiting
                ? say(words.partner_here, { name })
                : next
                  ? soon(next, name, this.now, this.#language)
                  : none(pair)
            }
          </h1>
          ${next ? html`<p>${details(next, { ...page, partner: { ...page.partner, name } }, this.now, this.#language)}</p>` : nothing}
          <p class="fault" role="status">${this.fault ? fault(this.fault) : nothing}</p>
        </div>
        ${this.#acts(pair, next, name)}
      </div>
      ${this.#asked(pair, name)} ${this.#lines(pair, name)}`;
  }

  #acts({ page, waiting }: HomePair, next: Upcoming | undefined, name: string): TemplateResult {
    if (waiting) {
      bringCall();
      return html`<p class="acts"><a class="button main big" data-test="join" href=${waiting}>${say(words.join, { name })}</a></p>`;
    }
    if (next === undefined) {
      return html`<p class="acts"><a class="button main big" data-test="find" href="/meetings?pair=${page.pair}&propose">${words.find}</a></p>`;
    }
    const opens = new Date(next.opens_at) <= this.now;
    if (opens) bringCall();
    return html`<p class="acts">
      <a class="button big" data-test="move" href="/meetings?pair=${page.pair}&move=${next.uid}@${next.original}">${words.move}</a>
      <button class="button main big" data-test="start" aria-busy=${this.busy} ?disabled=${!opens} @click=${() => this.#start(page.pair, next)}>
        ${words.start}
      </button>
      ${opens ? nothing : html`<span class="aside">${words.opens}</span>`}
    </p>`;
  }

  #asked({ page, unread }: HomePair, name: string): TemplateResult | typeof nothing {
    const asked = page.proposals.some(({ mine }) => !mine);
    if (!asked && !unread) return nothing;
    return html`<div class="news">${
      asked
        ? html`<p data-test="asked">${say(words.open_proposal, { name })} <a href="/meetings?pair=${page.pair}">${words.see_proposal}</a></p>`
        : nothing
    }
    ${
      unread
        ? html`<p data-test="unread">${say(words.unread, { name, count: unread })} <a href="/messages?pair=${page.pair}">${words.read}</a></p>`
        : nothing
    }</div>`;
  }

  #lines({ page, shared, carrying, last, to_begin }: HomePair, name: string): TemplateResult | typeof nothing {
    if (shared === null && carrying === null && last === null && !to_begin.length) return nothing;
    const today = dayIn(this.now.toISOString(), page.me.zone);
    const partner = this.cards?.pairs.find(({ id }) => id === page.pair)?.partner ?? { name, photo: null };
    return html`<div class="lines">
      ${to_begin.length ? beginnings(to_begin, page.pair, name) : nothing}
      ${
        shared
          ? html`<section aria-labelledby="shared">
              <h2 id="shared" class="label">
                ${say(words.shared, { name, day: dayName(dayIn(shared.at, page.me.zone), today, this.#language) })}
              </h2>
              <div class="shared">
                ${face(partner, "them", 44)}
                <div>
                  <p class="serif" dir="auto">${shared.quote ? `“${shared.quote}”` : shared.title}</p>
                  ${shared.quote || shared.url ? html`<p dir="auto"><a href="/messages?pair=${page.pair}#ideas">“${shared.title}”</a></p>` : nothing}
                </div>
              </div>
            </section>`
          : nothing
      }
      ${
        carrying
          ? html`<section aria-labelledby="carrying">
              <h2 id="carrying" class="label">${words.carrying}</h2>
              <p class="serif" dir="auto">${carrying.step}</p>
              <p class="aside">${say(carrying.visibility === "mine" ? words.step_mine : words.step_ours, { goal: carrying.goal })}</p>
            </section>`
          : nothing
      }
      ${
        last
          ? html`<section aria-labelledby="last">
              <h2 id="last" class="label">${words.last_talk}</h2>
              <p class="serif">${talkName(last, page.me.zone, today, this.#language)}</p>
              <p><a data-test="last" href="/s/${last.id}">${words.look_back}</a></p>
            </section>`
          : nothing
      }
    </div>`;
  }

  #other(pair: HomePair): TemplateResult {
    const { page } = pair;
    const name = firstName(page.partner.name);
    const [next] = page.upcoming;
    return html`<section class="other">
      <p class="serif">${next ? soon(next, name, this.now, this.#language) : `${name}. ${none(pair)}`}</p>
      <p><a href="/meetings?pair=${page.pair}">${words.heading}</a></p>
    </section>`;
  }

  #hero(zone: string, city: string, partner: HomePair["page"]["partner"] | null): TemplateResult {
    const at = this.now.toISOString();
    const name = partner ? firstName(partner.name) : "";
    return html`<div class="hero">
      ${skies()}
      <p class="here">
        <span class="serif clock">${clockIn(at, zone, this.#language)}</span>
        <span>${city ? say(words.here, { city }) : words.here_somewhere}</span>
      </p>
      ${
        partner
          ? html`<p class="there">
              <span class="serif clock">${clockIn(at, partner.zone, this.#language)}</span>
              <span>${partner.city ? say(words.there, { city: partner.city, name }) : say(words.there_somewhere, { name })}</span>
            </p>`
          : nothing
      }
    </div>`;
  }

  async #start(pair: string, { uid, original }: Upcoming): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    const opened = await ask<Opened>("POST", `/api/pairs/${pair}/meetings/${uid}/call`, { original });
    this.busy = false;
    if (opened.ok) location.assign(opened.value.path);
    else this.fault = opened.code;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "duologue-mine": Mine;
  }
}

type Beginning = HomePair["to_begin"][number];

const WAYS: Record<Beginning, string> = { agreement: "/together/agreement", story: "/together/story", hello: "/messages" };

/** What two people begin with. */
function beginnings(list: readonly Beginning[], pair: string, name: string): TemplateResult {
  return html`<section aria-labelledby="begin" data-test="begin">
    <h2 id="begin" class="label">${words.begin}</h2>
    <ul class="begin">
      ${list.map((each) => html`<li><a class="serif" href="${WAYS[each]}?pair=${pair}">${say(words.beginnings[each], { name })}</a></li>`)}
    </ul>
  </section>`;
}

/** That nothing is set, with the weekday on which the two mostly met. */
function none({ usual_weekday }: HomePair): string {
  if (usual_weekday === null) return words.no_meeting;
  const day = new Date(`${usual_weekday}T12:00:00Z`).getUTCDay() as 0 | 1 | 2 | 3 | 4 | 5 | 6;
  return say(words.no_meeting_usual, { days: raised(words.weekdays[`d${day}`]) });
}
