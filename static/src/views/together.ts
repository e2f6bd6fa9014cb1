/** `<duologue-together>`: two stories, what they share, how the agreement stands; or how two come together. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import alert from "icon:circle-alert";
import users from "icon:users";
import type { AgreementPage, Common, GoalList, PairCard, TogetherPage } from "../api/protocol.gen.ts";
import { ask } from "../api/ask.ts";
import { face, firstName } from "../components/face.ts";
import { icon } from "../components/icon.ts";
import { mark } from "../components/mark.ts";
import { raised, say } from "../locales/translate.ts";
import { pair as words } from "../locales/words.ts";
import "./meetings/talks.ts";
import { working } from "./pair/goals.ts";
import "./pair/kept.ts";
import { inviteForm } from "./pair/invite.ts";
import { PairPage } from "./pair/page.ts";
import { strands } from "./pair/strands.ts";

@customElement("duologue-together")
export class Together extends PairPage {
  @state() private page: TogetherPage | null = null;
  @state() private goals: GoalList | null = null;
  @state() private inviting = false;

  protected override async load(): Promise<void> {
    const { pair } = this;
    if (this.wanted !== null && pair === null) this.trouble = "closed";
    if (pair?.state !== "active") return;
    this.page = this.got(await ask<TogetherPage>("GET", `/api/pairs/${pair.id}/together`, undefined, this.signal));
    if (this.page !== null) this.goals = this.got(await ask<GoalList>("GET", `/api/pairs/${pair.id}/goals`, undefined, this.signal));
  }

  protected override content(): TemplateResult {
    const { pair } = this;
    if (this.inviting || pair === null) return this.#alone(pair);
    if (pair.state === "invited") return pair.invited_by_me ? this.#waiting(pair) : this.#asked(pair);
    if (pair.state === "ended") return this.#ended(pair);
    return this.page ? this.#two(this.page) : html``;
  }

  #two(page: TogetherPage): TemplateResult {
    const { pair, mine, theirs, ground } = page;
    const name = firstName(pair.partner.name);
    const since = new Intl.DateTimeFormat(this.language, { month: "long", year: "numeric" }).format(new Date(pair.since));
    return html`<div class="two">
        <span class="faces">${face(pair.partner, "them", 68)}${face(pair.me, "me", 68)}</span>
        <div>
          <h1>${say(words.heading, { name })}</h1>
          <p>${say(words.since, { when: since })}</p>
        </div>
        <button class="button" data-test="start" aria-busy=${this.busy} @click=${() => this.#start(pair)}>
          ${words.start}
        </button>
      </div>
      ${this.#failed()}
      <div class="story-and-more">
        ${strands(pair, mine, theirs, ground)}
        <aside>
          <section aria-labelledby="ground">
            <h2 id="ground" class="label">${words.ground}</h2>
            ${
              ground.length
                ? html`<ul class="grounds serif" data-test="ground">
                    ${lines(ground, name, this.language).map((line) => html`<li>${line}</li>`)}
                  </ul>`
                : html`<p class="aside">${words.ground_none}</p>`
            }
            <p class="aside">${say(words.hours, { count: page.hours })}</p>
          </section>
          <section aria-labelledby="agreement">
            <h2 id="agreement" class="label">${words.agreement}</h2>
            ${this.#agreement(page.agreement, name)}
          </section>
          ${
            this.goals === null
              ? nothing
              : html`<section aria-labelledby="working">
                  ${working(this.goals, { name, done: (goal, step, done) => this.#tick(pair, `${goal}/steps/${step}`, done) })}
                </section>`
          }
          <section>
            <p><a href="/together/story" data-test="story">${mine.stations.length ? words.change_story : words.tell}</a></p>
            <p class="visibility">${icon(users)}${say(words.ours, { name })}</p>
          </section>
          ${this.#others(pair)}
        </aside>
      </div>`;
  }

  #agreement({ pair, holds, in_force, open, versions }: AgreementPage, name: string): TemplateResult {
    const href = `/together/agreement?pair=${pair.id}`;
    const waiting = versions.find(({ number }) => number === open);
    const counted = versions.find(({ number }) => number === in_force);
    const half = (mine: boolean): "yes" | "open" =>
      (waiting && !counted ? waiting.signatures.some((each) => each.mine === mine) : counted !== undefined) ? "yes" : "open";
    const version = counted
      ? say(words[`version_${holds.listening}`], { number: counted.number, days: holds.keep_days })
      : words.careful_holds;
    return html`<div class="standing" data-test="standing" data-in-force=${in_force ?? 0}>
        ${mark({ them: half(false), me: half(true), size: 36 })}
        <p>
          ${counted?.signed_at ? say(words.signed_on, { when: this.day(counted.signed_at) }) : words.not_signed}
          <span class="aside">${version}</span>
        </p>
      </div>
      <p>
        <a href=${href} data-test="agreement">
          ${
            waiting
              ? waiting.mine
                ? words.you_proposed
                : say(words.proposed_change, { name })
              : counted
                ? words.read_it
                : words.make_one
          }
        </a>
      </p>`;
  }

  #asked(pair: PairCard): TemplateResult {
    const name = firstName(pair.partner.name);
    const accept = () =>
      this.#act(`/api/pairs/${pair.id}/accept`, { time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone });
    return html`<div class="state">
      ${mark({ them: "yes", me: "open", size: 64 })}
      <h1>${say(words.invited_title, { name })}</h1>
      <p>${words.invited_detail}</p>
      <div class="actions">
        <button class="button main" data-test="accept" aria-busy=${this.busy} @click=${accept}>${words.invited_yes}</button>
        <button class="button" @click=${() => this.#act(`/api/pairs/${pair.id}/end`)}>${words.invited_no}</button>
      </div>
      ${this.#failed()}
    </div>`;
  }

  #waiting(pair: PairCard): TemplateResult {
    return html`<div class="state">
      ${mark({ them: "absent", me: "yes", size: 64 })}
      <h1>${say(words.waiting_title, { name: firstName(pair.partner.name) })}</h1>
      <p>${words.waiting_detail}</p>
      <div class="actions">
        <a class="button" href="/together/story">${words.tell}</a>
        <button class="button text" @click=${() => this.#act(`/api/pairs/${pair.id}/end`)}>${words.take_back}</button>
      </div>
      ${this.#failed()} ${this.#others(pair)}
    </div>`;
  }

  #ended(pair: PairCard): TemplateResult {
    return html`<div class="state">
      ${mark({ them: "absent", me: "absent", size: 64 })}
      <h1>${pair.partner.name}</h1>
      <p>${say(words.ended, { when: this.day(pair.ended_at ?? pair.since) })}</p>
      <div class="actions">
        <a class="button" href="/together/agreement?pair=${pair.id}">${words.our_agreement}</a>
      </div>
      <duologue-kept .pair=${pair} .language=${this.language}></duologue-kept>
      <duologue-talks .pair=${pair.id}></duologue-talks>
      ${this.#others(pair)}
    </div>`;
  }

  #alone(pair: PairCard | null): TemplateResult {
    return html`<div class="alone">
      ${mark({ them: "absent", me: "yes", size: 64 })}
      ${
        this.inviting
          ? html`<h1>${words.invite}</h1><p>${words.invite_lead}</p>
              ${inviteForm({ busy: this.busy, fault: this.fault, send: (wish) => this.#act("/api/pairs", wish) })}`
          : html`<h1>${words.alone_title}</h1><p>${words.alone_detail}</p>
              <div class="actions">
                <button class="button main" data-test="invite" @click=${this.#invite}>${words.invite}</button>
                <a class="button" href="/together/story">${words.tell}</a>
              </div>`
      }
      ${this.#others(pair)}
    </div>`;
  }

  /** The other pairs, and the way to one more. */
  #others(pair: PairCard | null): TemplateResult | typeof nothing {
    const rest = (this.pairs?.pairs ?? []).filter(({ id }) => id !== pair?.id);
    if (rest.length === 0 && (pair === null || this.inviting)) return nothing;
    return html`<section class="others" aria-label=${words.others}>
      ${
        rest.length
          ? html`<h2 class="label">${words.others}</h2>
              <ul>
                ${rest.map(
                  (each) => html`<li>
                    <a href="/together?pair=${each.id}">${each.partner.name}</a>
                    ${each.ended_at ? html`<span class="aside">${say(words.ended, { when: this.day(each.ended_at) })}</span>` : nothing}
                  </li>`,
                )}
              </ul>`
          : nothing
      }
      ${
        this.inviting || pair === null
          ? nothing
          : html`<button class="link" data-test="invite" @click=${this.#invite}>${words.invite}</button>`
      }
    </section>`;
  }

  #failed(): TemplateResult | typeof nothing {
    return this.fault === null ? nothing : html`<p class="fault" role="status">${icon(alert)}${words.failed}</p>`;
  }

  #invite = (): void => {
    this.fault = null;
    this.inviting = true;
  };

  #start(pair: PairCard): Promise<void> {
    return this.doing(async () => {
      const made = this.got(await ask<{ path: string }>("POST", `/api/pairs/${pair.id}/meetings`, {}));
      if (made) location.assign(made.path);
    });
  }

  #tick(pair: PairCard, step: string, done: boolean): Promise<void> {
    return this.doing(async () => {
      this.goals = this.got(await ask<GoalList>("PATCH", `/api/pairs/${pair.id}/goals/${step}`, { done })) ?? this.goals;
    });
  }

  #act(path: string, body: unknown = {}): Promise<void> {
    return this.doing(async () => {
      const done = await ask("POST", path, body);
      if (this.got(done) === null && !done.ok) return;
      this.inviting = false;
      await this.refresh();
      await this.load();
    });
  }
}

/** Common ground as short lines, each thing once. */
function lines(ground: readonly Common[], name: string, language: string): string[] {
  const tongue = (code: string): string => new Intl.DisplayNames(language, { type: "language" }).of(code) ?? code;
  const all = ground.map(({ kind, mine, theirs }) => {
    const same = mine.toLocaleLowerCase() === theirs.toLocaleLowerCase();
    switch (kind) {
      case "place":
        return raised(mine);
      case "field":
      case "interest":
        return say(same ? words.ground_interest : words.ground_interest_both, { mine: raised(mine), theirs: raised(theirs) });
      case "goal":
        return say(words.ground_goal, { mine });
      case "i_help":
        return say(words.ground_helps_them, { theirs });
      case "they_help":
        return say(words.ground_helps_me, { name, mine });
      case "language":
        return say(words.ground_language, { language: tongue(mine) });
      case "i_speak":
        return say(words.ground_learning_them, { name, language: tongue(mine) });
      case "they_speak":
        return say(words.ground_learning_me, { name, language: tongue(mine) });
      case "learning":
        return say(words.ground_learning_both, { language: tongue(mine) });
    }
  });
  return [...new Set(all)];
}
