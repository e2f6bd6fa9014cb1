/** `<duologue-propose>`: two skies side by side, and the times that lie well in both. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import before from "icon:chevron-left";
import after from "icon:chevron-right";
import close from "icon:x";
import plus from "icon:plus";
import type { Day, Repeat, MeetingsPage, Time } from "../../api/protocol.gen.ts";
import { type Answer, ask } from "../../api/ask.ts";
import { PageElement } from "../../components/element.ts";
import { firstName } from "../../components/face.ts";
import { icon } from "../../components/icon.ts";
import { say } from "../../locales/translate.ts";
import { meetings as words } from "../../locales/words.ts";
import * as offers from "../../meetings/offers.ts";
import { gradient, isNight } from "../../meetings/sky.ts";
import { fault } from "./fault.ts";
import { clockNews, dateOf, hour, repeats, theirHour, today } from "../../meetings/wording.ts";

/** The time that is to be replaced. */
export interface Moved {
  readonly uid: string;
  readonly original: string;
  readonly start: Time;
}

const DAYS = 7;
/** Hours named under a rail, every so many half hours. */
const NAMED = 6;

@customElement("duologue-propose")
export class Propose extends PageElement {
  @property({ attribute: false }) page!: MeetingsPage;
  @property({ attribute: false }) moved: Moved | null = null;
  @property({ attribute: false }) language = "en-GB";
  @state() private draft = offers.EMPTY;
  @state() private day: Day | null = null;
  @state() private first = "";
  @state() private noted = false;
  @state() private busy = false;
  @state() private fault: string | null = null;
  readonly #days = new Map<string, Day>();

  get #name(): string {
    return firstName(this.page.partner.name);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const from = today(new Date(this.page.now), this.#anyTime());
    this.first = offers.shifted(from, 1);
    void this.#show(this.moved ? this.moved.start.mine.slice(0, 10) : this.first);
  }

  /** A time by both clocks from which the offset of the reader's own can be told. */
  #anyTime(): Time {
    const { now, upcoming, proposals } = this.page;
    const known = upcoming[0]?.start ?? proposals[0]?.offers[0]?.start;
    if (known) return known;
    const at = new Date(now);
    const mine = new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
    return { at: now, mine, theirs: mine };
  }

  async #show(date: string): Promise<void> {
    const known = this.#days.get(date);
    const found = known ?? this.#got(await ask<Day>("GET", `/api/pairs/${this.page.pair}/times?day=${date}`, undefined, this.signal));
    if (found === null) return;
    this.#days.set(date, found);
    this.day = found;
    if (date < this.first || date >= offers.shifted(this.first, DAYS)) this.first = date;
    if (this.draft.offers.length === 0) {
      const time = offers.firstGood(found, isNight, new Date(this.page.now));
      if (time) this.draft = offers.put(this.draft, time);
    }
  }

  /** Go to another day, taking the chosen time along. */
  async #take(date: string): Promise<void> {
    await this.#show(date);
    const chosen = this.draft.offers[this.draft.chosen];
    const there = this.day && chosen && offers.sameHour(this.day, chosen.time);
    if (there && this.draft.offers.length === 1 && new Date(there.at) > new Date(this.page.now)) {
      this.draft = offers.put(this.draft, there);
    }
  }

  protected override render(): TemplateResult {
    const { day, draft, moved } = this;
    const chosen = draft.offers[draft.chosen];
    return html`<h1>${moved ? words.move_heading : words.propose_heading}</h1>
      ${
        moved
          ? html`<p class="moving">${say(words.moving, { day: dateOf(moved.start.mine, this.language), mine: hour(moved.start.mine, this.language) })}</p>`
          : nothing
      }
      ${this.#dates()} ${day ? this.#rails(day) : html`<div class="rails waiting"></div>`}
      ${chosen ? html`<p class="saying serif" aria-hidden="true">${this.#saying(chosen)}</p>` : nothing}
      <div class="offers">
        <section aria-labelledby="proposing">
          <h2 id="proposing" class="label">${words.proposing}</h2>
          ${draft.offers.length ? this.#list() : html`<p class="aside">${words.proposing_none}</p>`}
        </section>
        <section aria-labelledby="good">
          <h2 id="good" class="label">${words.good_to_know}</h2>
          <p class="good">${this.#good()}</p>
          ${
            this.noted
              ? html`<div class="field">
                  <label for="note">${say(words.note_label, { name: this.#name })}</label>
                  <textarea id="note" maxlength="500" rows="2"></textarea>
                </div>`
              : nothing
          }
          <p class="fault" role="status">${this.fault ? fault(this.fault) : nothing}</p>
          <div class="send">
            <button
              class="button main big"
              data-test="propose"
              aria-busy=${this.busy}
              ?disabled=${draft.offers.length === 0}
              @click=${this.#send}
            >
              ${say(words.propose, { count: Math.max(draft.offers.length, 1), name: this.#name })}
            </button>
            ${
              this.noted
                ? nothing
                : html`<button class="button text" data-test="note" @click=${() => (this.noted = true)}>${words.note}</button>`
            }
          </div>
        </section>
      </div>`;
  }

  #dates(): TemplateResult {
    const { first, day } = this;
    const week = offers.daysFrom(first, DAYS);
    const earliest = today(new Date(this.page.now), this.#anyTime());
    const tab = (date: string): TemplateResult => {
      const on = date === day?.day;
      const form: Intl.DateTimeFormatOptions = { weekday: "short", day: "numeric", ...(on ? { month: "short" } : {}) };
      return html`<button
        class="day"
        role="radio"
        aria-checked=${on}
        tabindex=${on ? 0 : -1}
        aria-label=${dateOf(date, this.language)}
        @click=${() => void this.#take(date)}
        @keydown=${(event: KeyboardEvent) => this.#dayKeys(event, date)}
      >
        ${dateOf(date, this.language, form).replace(",", "")}
      </button>`;
    };
    return html`<div class="dates">
      <button class="round" aria-label=${words.week_before} ?disabled=${first <= earliest} @click=${() => void this.#week(-DAYS, earliest)}>
        ${icon(before)}
      </button>
      <div class="days" role="radiogroup" aria-label=${words.days}>${week.map(tab)}</div>
      <button class="round" aria-label=${words.week_after} @click=${() => void this.#week(DAYS, earliest)}>${icon(after)}</button>
    </div>`;
  }

  async #week(by: number, earliest: string): Promise<void> {
    const to = offers.shifted(this.first, by);
    this.first = to < earliest ? earliest : to;
    await this.#take(this.first);
  }

  #dayKeys(event: KeyboardEvent, date: string): void {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    void this.#take(offers.shifted(date, by)).then(async () => {
      await this.updateComplete;
      this.querySelector<HTMLElement>(".day[aria-checked=true]")?.focus();
    });
  }

  #rails(day: Day): TemplateResult {
    const { me, partner } = this.page;
    const rail = (name: string, city: string, walls: readonly string[], who: string): TemplateResult => html`
      <div class="who ${who}"><span class="serif">${name}</span><span>${city}</span></div>
      <div class="sky ${who}" style="--sky:${gradient(walls)}"></div>
      <ol class="hours ${who} clock" aria-hidden="true">
        ${walls.filter((_, index) => index % NAMED === 0).map((wall) => html`<li>${hour(wall, this.language)}</li>`)}
      </ol>`;
    const { draft } = this;
    const chosen = draft.offers[draft.chosen];
    return html`<div
      class="rails"
      data-day=${day.day}
      style="--halves:${day.times.length}"
      aria-label=${words.rails}
      role="group"
    >
      ${rail(words.you, me.city, day.times.map(({ mine }) => mine), "me")}
      ${rail(this.#name, partner.city, day.times.map(({ theirs }) => theirs), "them")}
      <div class="slots" @click=${this.#click}>
        ${draft.offers.map((offer, index) => {
          const place = offers.placeOf(day, offer.time);
          if (place === null || index === draft.chosen) return nothing;
          return html`<span class="slot" style="--at:${place};--long:${offer.minutes / 30}"></span>`;
        })}
        ${chosen ? this.#chosen(day, chosen) : nothing}
      </div>
    </div>`;
  }

  #chosen(day: Day, { time, minutes }: offers.Offer): TemplateResult | typeof nothing {
    const place = offers.placeOf(day, time);
    if (place === null) return nothing;
    const mine = hour(time.mine, this.language);
    const theirs = hour(time.theirs, this.language);
    const name = this.#name;
    return html`<div
      class="slot chosen"
      style="--at:${place};--long:${minutes / 30}"
      role="slider"
      tabindex="0"
      aria-label=${words.slot}
      aria-valuemin="0"
      aria-valuemax=${day.times.length - 1}
      aria-valuenow=${Math.round(place * day.times.length)}
      aria-valuetext=${this.#saying({ time })}
      @keydown=${this.#slotKeys}
    >
      <span class="clock mine" data-edge=${edge(place)}>${say(words.for_you, { time: mine })}</span>
      <span class="clock theirs" data-edge=${edge(place)}>${say(words.for_them, { time: theirs, name })}</span>
    </div>`;
  }

  #saying({ time }: Pick<offers.Offer, "time">): string {
    const values = { mine: hour(time.mine, this.language), theirs: hour(time.theirs, this.language), name: this.#name };
    return say(words.slot_value, { day: dateOf(time.mine, this.language), ...values });
  }

  #slotKeys = (event: KeyboardEvent): void => {
    const { day, draft } = this;
    const chosen = draft.offers[draft.chosen];
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by === undefined || day === null || chosen === undefined) return;
    event.preventDefault();
    if (event.shiftKey) {
      void this.#take(offers.shifted(day.day, by)).then(() => this.#refocus());
      return;
    }
    const time = offers.step(day, chosen.time, by, new Date(this.page.now));
    if (time) this.draft = offers.put(draft, time);
  };

  async #refocus(): Promise<void> {
    await this.updateComplete;
    this.querySelector<HTMLElement>(".slot.chosen")?.focus();
  }

  #click = (event: MouseEvent): void => {
    const { day } = this;
    if (day === null) return;
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const across = box.width > box.height || matchMedia("(min-width: 720px)").matches;
    const start = document.dir === "rtl" ? box.right - event.clientX : event.clientX - box.left;
    const place = across ? start / box.width : (event.clientY - box.top) / box.height;
    const time = offers.timeAt(day, place, new Date(this.page.now));
    if (time) this.draft = offers.put(this.draft, time);
    void this.#refocus();
  };

  #list(): TemplateResult {
    const { draft, moved } = this;
    const line = (offer: offers.Offer, index: number): TemplateResult => {
      const when = `${dateOf(offer.time.mine, this.language)}, ${hour(offer.time.mine, this.language)}`;
      const on = index === draft.chosen;
      const every = repeats(offer.every);
      return html`<li data-chosen=${on}>
        <button class="offer" aria-pressed=${on} title=${say(words.choose, { when })} @click=${() => this.#pick(index)}>
          <span class="serif">${when}</span>
          <span>${theirHour(offer.time, this.#name, this.language)}${every ? `. ${every}` : ""}</span>
        </button>
        <button class="round" aria-label=${say(words.remove, { when })} @click=${() => (this.draft = offers.without(draft, index))}>
          ${icon(close)}
        </button>
        ${on ? this.#choices(offer, index) : nothing}
      </li>`;
    };
    return html`<ul>${draft.offers.map(line)}</ul>
      ${
        moved || draft.offers.length >= offers.MOST
          ? nothing
          : html`<button class="button text more" data-test="another" @click=${this.#another}>${icon(plus)}${words.another}</button>`
      }`;
  }

  #choices({ minutes, every }: offers.Offer, index: number): TemplateResult {
    const long = (event: Event): void => {
      this.draft = offers.change(this.draft, index, { minutes: Number((event.target as HTMLSelectElement).value) });
    };
    const often = (event: Event): void => {
      this.draft = offers.change(this.draft, index, { every: (event.target as HTMLSelectElement).value as Repeat });
    };
    return html`<div class="choices">
      <label>
        <span class="read-only-aloud">${words.how_long}</span>
        <select data-test="minutes" @change=${long}>
          ${offers.LENGTHS.map(
            (each) => html`<option value=${each} ?selected=${each === minutes}>${say(words.minutes, { count: each })}</option>`,
          )}
        </select>
      </label>
      ${
        this.moved
          ? nothing
          : html`<label>
              <span class="read-only-aloud">${words.how_often}</span>
              <select data-test="every" @change=${often}>
                ${offers.REPEATS.map(
                  (each) => html`<option value=${each} ?selected=${each === every}>${words.repeats[each]}</option>`,
                )}
              </select>
            </label>`
      }
    </div>`;
  }

  #pick(index: number): void {
    this.draft = offers.choose(this.draft, index);
    void this.#show(this.draft.offers[index]!.time.mine.slice(0, 10));
  }

  #another = (): void => {
    const { day, draft } = this;
    const last = draft.offers.at(-1);
    if (day === null) return;
    const now = new Date(this.page.now);
    const free = [2, 4, -2, -4, 6, -6, 1, -1]
      .map((by) => last && offers.step(day, last.time, by, now))
      .find((time) => time && !draft.offers.some((each) => each.time.at === time.at));
    const time = free ?? offers.firstGood(day, isNight, now);
    if (time) this.draft = offers.another(draft, time);
  };

  #good(): string {
    const { page, draft, language } = this;
    const chosen = draft.offers[draft.chosen];
    if (chosen && isNight(chosen.time.theirs)) return say(words.night, { time: hour(chosen.time.theirs, this.language), name: this.#name });
    if (chosen && isNight(chosen.time.mine)) return say(words.night_mine, { time: hour(chosen.time.mine, this.language) });
    return page.clocks && chosen ? clockNews(page.clocks, chosen.time, page.me, this.#name, language) : words.good_none;
  }

  #send = async (): Promise<void> => {
    if (this.busy || this.draft.offers.length === 0) return;
    this.busy = true;
    const note = this.querySelector<HTMLTextAreaElement>("#note")?.value ?? "";
    const body = {
      offers: this.draft.offers.map(({ time, minutes, every }) => ({ start: time.at, minutes, every })),
      note,
      ...(this.moved ? { moves: { uid: this.moved.uid, original: this.moved.original } } : {}),
    };
    const page = this.#got(await ask<MeetingsPage>("POST", `/api/pairs/${this.page.pair}/proposals`, body));
    this.busy = false;
    if (page) this.dispatchEvent(new CustomEvent("proposed", { detail: page }));
  };

  #got<T>(asked: Answer<T>): T | null {
    this.fault = asked.ok ? null : asked.code;
    return asked.ok ? asked.value : null;
  }
}

/** Near which end a label is, so that it stays on the page. */
const edge = (place: number): string => (place < 0.06 ? "start" : place > 0.9 ? "end" : "none");

declare global {
  interface HTMLElementTagNameMap {
    "duologue-propose": Propose;
  }
}
