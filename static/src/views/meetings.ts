/** `<duologue-meetings>`: what waits for a yes, when the two meet, and finding a time. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import lock from "icon:lock";
import users from "icon:users";
import building from "icon:building-2";
import type { FeedState, MeetingProposal, MeetingsPage, Opened, Phase, Upcoming } from "../api/protocol.gen.ts";
import { ask } from "../api/ask.ts";
import { type Reminders, remindHere, remindNoMore, reminders } from "../api/device-reminders.ts";
import { firstName } from "../components/face.ts";
import { icon } from "../components/icon.ts";
import { say } from "../locales/translate.ts";
import { meetings as words } from "../locales/words.ts";
import { dateOf, details, hour, phaseName, repeats, soon, theirHour } from "../meetings/wording.ts";
import { fault } from "./meetings/fault.ts";
import "./meetings/propose.ts";
import type { Moved } from "./meetings/propose.ts";
import "./meetings/talks.ts";
import { agendaForm } from "./meetings/agenda.ts";
import { listen } from "../messages/listen.ts";
import { PairPage } from "./pair/page.ts";

@customElement("duologue-meetings")
export class Meetings extends PairPage {
  protected override readonly place = "meetings";
  @state() private page: MeetingsPage | null = null;
  @state() private proposing = false;
  @state() private moved: Moved | null = null;
  @state() private sent = false;
  @state() private asking: Upcoming | null = null;
  @state() private planning: string | null = null;
  @state() private feed: FeedState | null = null;
  @state() private device: Reminders = "none";

  protected override async load(): Promise<void> {
    const { pair } = this;
    if (pair === null || pair.state !== "active") {
      this.trouble = "closed";
      return;
    }
    await this.#ask();
    const wish = new URLSearchParams(location.search);
    const moving = this.page?.upcoming.find(({ uid, original }) => wish.get("move") === `${uid}@${original}`);
    if (moving) this.#move(moving);
    else if (wish.has("propose") || this.#empty()) this.proposing = true;
    this.feed = this.got(await ask<FeedState>("GET", "/api/me/calendar", undefined, this.signal));
    void reminders().then((how) => (this.device = how));
    listen(pair.id, this.signal, (news) => {
      if (news.type === "changed" && news.what === "meetings") void this.#ask();
    });
  }

  async #ask(): Promise<void> {
    this.page = this.got(await ask<MeetingsPage>("GET", this.#path("/meetings"), undefined, this.signal)) ?? this.page;
  }

  #empty(): boolean {
    return this.page !== null && !this.page.upcoming.length && !this.page.proposals.length;
  }

  #path(rest: string): string {
    return `/api/pairs/${this.pair?.id}${rest}`;
  }

  protected override content(): TemplateResult {
    const { page } = this;
    if (page === null) return html``;
    if (this.proposing) {
      return html`<div class="propose">
        ${
          this.#empty()
            ? nothing
            : html`<button class="button text back" data-test="back" @click=${() => this.#back()}>${words.back}</button>`
        }
        <duologue-propose
          .page=${page}
          .moved=${this.moved}
          .language=${this.language}
          @proposed=${(event: CustomEvent<MeetingsPage>) => this.#proposed(event.detail)}
        ></duologue-propose>
        ${this.#empty() ? this.#talks(page) : nothing}
      </div>`;
    }
    const name = firstName(page.partner.name);
    return html`<div class="title">
        <h1>${words.heading}</h1>
        <button class="button" data-test="find" @click=${() => (this.proposing = true)}>${words.find}</button>
      </div>
      <p class="fault" role="status">${this.fault ? fault(this.fault) : this.sent ? say(words.proposed, { name }) : nothing}</p>
      ${page.proposals.map((each) => this.#proposal(each, name))} ${this.#upcoming(page, name)} ${this.#talks(page)} ${this.#calendar()} ${this.#device()}`;
  }

  #talks({ pair, me }: MeetingsPage): TemplateResult {
    return html`<duologue-talks .pair=${pair} .zone=${me.zone}></duologue-talks>`;
  }

  #back(page: MeetingsPage | null = null): void {
    this.page = page ?? this.page;
    this.proposing = false;
    this.moved = null;
    history.replaceState(null, "", `/meetings?pair=${this.pair?.id}`);
  }

  #proposed(page: MeetingsPage): void {
    this.sent = true;
    this.#back(page);
  }

  #proposal(proposal: MeetingProposal, name: string): TemplateResult {
    const { id, mine, note, offers, moves } = proposal;
    return html`<section class="proposal" data-test="proposal" data-mine=${mine}>
      <h2 class="label">${say(mine ? words.waiting : words.asked, { name })}</h2>
      ${moves ? html`<p class="aside">${say(words.instead_of, { when: `${dateOf(moves.mine, this.language)}, ${hour(moves.mine, this.language)}` })}</p>` : nothing}
      ${note ? html`<p class="note">“<bdi>${note}</bdi>”</p>` : nothing}
      <ul>
        ${offers.map(({ uid, start, every, minutes }) => {
          const when = `${dateOf(start.mine, this.language)}, ${hour(start.mine, this.language)}`;
          const more = [theirHour(start, name, this.language), say(words.minutes, { count: minutes }), repeats(every)];
          return html`<li>
            <div>
              <p class="serif">${when}</p>
              <p class="aside">${more.filter(Boolean).join(". ")}</p>
            </div>
            ${
              mine
                ? nothing
                : html`<button class="button main" data-test="yes" @click=${() => this.#change(`/proposals/${id}/yes`, { uid })}>
                    ${say(words.yes, { time: hour(start.mine, this.language) })}
                  </button>`
            }
          </li>`;
        })}
      </ul>
      <p class="foot">
        <button class="button text" data-test="no" @click=${() => this.#change(`/proposals/${id}`, undefined, "DELETE")}>
          ${mine ? words.take_back : words.no}
        </button>
        <span class="visibility">${icon(users)}${say(words.ours, { name })}</span>
      </p>
    </section>`;
  }

  #upcoming(page: MeetingsPage, name: string): TemplateResult {
    const [next, ...later] = page.upcoming;
    if (next === undefined) return html`<p class="none serif">${words.none}</p>`;
    return html`<section class="next" aria-labelledby="next" data-test="next">
        <h2 id="next" class="label">${words.next}</h2>
        ${this.#next(next, page, name)}
      </section>
      ${
        later.length
          ? html`<ul class="later">
              ${later.map(
                (each) => html`<li>
                  <div>
                    <p class="serif">${dateOf(each.start.mine, this.language)}, ${hour(each.start.mine, this.language)}</p>
                    <p class="aside">${theirHour(each.start, name, this.language)}</p>
                  </div>
                  <p class="acts">
                    <button class="button small" @click=${() => this.#move(each)}>${words.move}</button>
                    <button class="button small" @click=${() => (this.asking = each)}>${words.off}</button>
                  </p>
                  ${this.asking === each ? this.#sure(each, name) : nothing}
                </li>`,
              )}
            </ul>`
          : nothing
      }
      <p class="visibility">${icon(building)}${words.seen}</p>`;
  }

  #next(next: Upcoming, page: MeetingsPage, name: string): TemplateResult {
    const now = new Date();
    const opens = new Date(next.opens_at) <= now;
    const answer = say(words.answers[next.answer], { name });
    return html`<p class="soon serif">${soon(next, name, now, this.language)}</p>
      <p>${details(next, page, now, this.language)}${next.every === "once" ? "" : ` ${repeats(next.every)}.`}</p>
      ${answer ? html`<p class="aside">${answer}</p>` : nothing} ${next.ask.length ? this.#keep(next, page, name) : nothing}
      <p class="acts">
        <button class="button main" data-test="start" ?disabled=${!opens} @click=${() => this.#start(next)}>${words.start}</button>
        <button class="button" data-test="move" @click=${() => this.#move(next)}>${words.move}</button>
        <button class="button text" data-test="off" @click=${() => (this.asking = next)}>${words.off}</button>
        <a class="button text" href=${this.#path(`/meetings/${next.uid}/meeting.ics`)} download>${words.file}</a>
        ${opens ? nothing : html`<span class="aside">${words.opens}</span>`}
      </p>
      ${this.asking === next ? this.#sure(next, name) : nothing}
      <div class="agenda">
        <h3 class="label">${words.agenda}</h3>
        ${
          this.planning === next.uid
            ? agendaForm(next, (agenda) => this.#plan(next, agenda))
            : html`<ol>
                  ${next.agenda.map((phase) => html`<li><span>${phaseName(phase)}</span><span class="aside">${say(words.minutes, { count: phase.minutes })}</span></li>`)}
                </ol>
                <button class="button small" data-test="plan" @click=${() => (this.planning = next.uid)}>${words.agenda_change}</button>`
        }
      </div>`;
  }

  #keep({ uid, start }: Upcoming, page: MeetingsPage, name: string): TemplateResult {
    const { clocks, me, partner } = page;
    if (clocks === null) return html``;
    const day = dateOf(clocks.day, this.language, { day: "numeric", month: "long" });
    const keep = (zone: string): Promise<void> => this.#change(`/meetings/${uid}/keep`, { zone });
    return html`<p class="keep">
      ${say(words.keep, { day })}
      <button class="button small" data-test="keep-mine" @click=${() => keep(me.zone)}>
        ${say(words.keep_mine, { time: hour(start.mine, this.language) })}
      </button>
      <button class="button small" data-test="keep-theirs" @click=${() => keep(partner.zone)}>
        ${say(words.keep_theirs, { name, time: hour(start.theirs, this.language) })}
      </button>
    </p>`;
  }

  #sure(meeting: Upcoming, name: string): TemplateResult {
    const when = `${dateOf(meeting.start.mine, this.language)}, ${hour(meeting.start.mine, this.language)}`;
    const off = (original: string | null): Promise<void> => {
      this.asking = null;
      return this.#change(`/meetings/${meeting.uid}/off`, { original });
    };
    return html`<p class="sure" role="alert">
      ${say(words.off_sure, { when, name })}
      <button class="button small" data-test="off-yes" @click=${() => off(meeting.original)}>${words.off_yes}</button>
      ${
        meeting.every === "once"
          ? nothing
          : html`<button class="button small" data-test="off-all" @click=${() => off(null)}>${words.off_all}</button>`
      }
      <button class="button small" @click=${() => (this.asking = null)}>${words.keep_it}</button>
    </p>`;
  }

  #calendar(): TemplateResult | typeof nothing {
    const { feed } = this;
    if (feed === null) return nothing;
    const made = feed.made_at ? this.day(feed.made_at) : "";
    return html`<section class="calendar" aria-labelledby="calendar">
      <h2 id="calendar" class="label">${words.calendar}</h2>
      <p class="aside">${feed.made_at && !feed.url ? say(words.calendar_there, { day: made }) : words.calendar_detail}</p>
      ${
        feed.url
          ? html`<div class="field">
              <label for="feed">${words.calendar_url}</label>
              <input id="feed" data-test="feed" readonly .value=${feed.url} @focus=${(event: Event) => (event.target as HTMLInputElement).select()} />
            </div>`
          : nothing
      }
      <p class="acts">
        <button class="button small" data-test="make-feed" @click=${() => this.#feed("POST")}>
          ${feed.made_at ? words.calendar_new : words.calendar_make}
        </button>
        ${feed.made_at ? html`<button class="button small" @click=${() => this.#feed("DELETE")}>${words.calendar_drop}</button>` : nothing}
        <span class="visibility">${icon(lock)}${words.mine}</span>
      </p>
    </section>`;
  }

  #device(): TemplateResult | typeof nothing {
    const { device } = this;
    if (device === "none") return nothing;
    const act = device === "on" ? remindNoMore : remindHere;
    return html`<section class="calendar" aria-labelledby="device">
      <h2 id="device" class="label">${words.device}</h2>
      <p class="aside">${device === "closed" ? words.device_closed : words.device_detail}</p>
      ${
        device === "closed"
          ? nothing
          : html`<p class="acts">
              <button class="button small" data-test="device" @click=${async () => (this.device = await act())}>
                ${device === "on" ? words.device_off : words.device_on}
              </button>
            </p>`
      }
    </section>`;
  }

  async #feed(method: "POST" | "DELETE"): Promise<void> {
    const found = this.got(await ask<FeedState | null>(method, "/api/me/calendar"));
    this.feed = found ?? (method === "DELETE" ? { made_at: null, url: null } : this.feed);
  }

  #move({ uid, original, start }: Upcoming): void {
    this.moved = { uid, original, start };
    this.proposing = true;
  }

  async #plan(meeting: Upcoming, agenda: readonly Phase[] | null): Promise<void> {
    this.planning = null;
    if (agenda) await this.#change(`/meetings/${meeting.uid}/agenda`, { agenda }, "PUT");
  }

  async #start({ uid, original }: Upcoming): Promise<void> {
    await this.doing(async () => {
      const opened = this.got(await ask<Opened>("POST", this.#path(`/meetings/${uid}/call`), { original }));
      if (opened) location.assign(opened.path);
    });
  }

  async #change(path: string, body?: unknown, method: "POST" | "PUT" | "DELETE" = "POST"): Promise<void> {
    this.sent = false;
    await this.doing(async () => {
      const page = this.got(await ask<MeetingsPage>(method, this.#path(path), body));
      if (page) this.page = page;
      else await this.#ask();
    });
  }
}
