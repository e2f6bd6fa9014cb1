/** `<duologue-shared>`: ideas with what each says to them, what the two are working on, and notes of one's own. */
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import check from "icon:check";
import eye from "icon:eye";
import lock from "icon:lock";
import plus from "icon:plus";
import users from "icon:users";
import type { Goal, GoalList, Idea, IdeaList, Note, NoteList } from "../../api/protocol.gen.ts";
import { type Answer, ask } from "../../api/ask.ts";
import { PageElement } from "../../components/element.ts";
import { icon } from "../../components/icon.ts";
import { say } from "../../locales/translate.ts";
import { messages as words } from "../../locales/words.ts";
import { dayIn, dayName } from "../../messages/when.ts";

type Adding = "idea" | "goal" | "note";

@customElement("duologue-shared")
export class Shared extends PageElement {
  @property() pair = "";
  @property() me = "";
  @property() name = "";
  @property() language = "en-GB";
  /** Rises whenever something of the pair has changed. */
  @property({ type: Number }) news = 0;
  @state() private ideas: readonly Idea[] | null = null;
  @state() private goals: readonly Goal[] = [];
  /** Whether the two agreed that goals they both mark are shown to the programme. */
  @state() private programme = false;
  @state() private notes: readonly Note[] = [];
  @state() private adding: Adding | null = null;
  @state() private open: string | null = null;
  @state() private fault: string | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("news") || changed.has("pair")) void this.#load();
  }

  async #load(): Promise<void> {
    const [ideas, goals, notes] = await Promise.all([
      ask<IdeaList>("GET", this.#path("/ideas"), undefined, this.signal),
      ask<GoalList>("GET", this.#path("/goals"), undefined, this.signal),
      ask<NoteList>("GET", this.#path("/notes"), undefined, this.signal),
    ]);
    this.ideas = this.#got(ideas)?.ideas ?? this.ideas;
    this.#show(this.#got(goals));
    this.notes = this.#got(notes)?.notes ?? this.notes;
  }

  #path(rest: string): string {
    return `/api/pairs/${this.pair}${rest}`;
  }

  #got<T>(asked: Answer<T>): T | null {
    this.fault = asked.ok ? null : asked.code;
    return asked.ok ? asked.value : null;
  }

  protected override render(): TemplateResult {
    return html`${this.#ideas()} ${this.#goals()} ${this.#notes()}`;
  }

  #head(id: string, title: string, what: Adding): TemplateResult {
    return html`<div class="heading">
      <h2 id=${id} class="serif">${title}</h2>
      <button class="button small" data-test="add-${what}" aria-expanded=${this.adding === what} @click=${() => (this.adding = what)}>
        ${icon(plus)}${words.add}
      </button>
    </div>`;
  }

  #ideas(): TemplateResult {
    const { ideas } = this;
    return html`<section aria-labelledby="ideas" class="ideas">
      ${this.#head("ideas", words.ideas, "idea")} ${this.adding === "idea" ? this.#ideaForm() : nothing}
      ${ideas === null ? nothing : ideas.length ? html`<ul>${ideas.map((each) => this.#idea(each))}</ul>` : html`<p class="aside">${words.ideas_none}</p>`}
      <p class="visibility">${icon(users)}${say(words.ours, { name: this.name })}</p>
    </section>`;
  }

  #idea(idea: Idea): TemplateResult {
    const { id, title, quote, url, author, at, comments, visibility } = idea;
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const today = dayIn(new Date().toISOString(), zone);
    const day = dayName(dayIn(at, zone), today, this.language);
    const own = author === this.me;
    const opened = this.open === id;
    return html`<li data-test="idea">
      <p class="serif what" dir="auto">${url ? html`<a href=${url} target="_blank" rel="noopener noreferrer">${title}</a>` : title}</p>
      ${quote ? html`<p dir="auto">“${quote}”</p>` : nothing}
      <p class="aside">
        ${own ? say(words.idea_mine, { day }) : say(words.idea_from, { name: this.name, day })}
        <button class="link" data-test="replies" aria-expanded=${opened} @click=${() => (this.open = opened ? null : id)}>
          ${say(words.replies, { count: comments.length })}
        </button>
      </p>
      ${visibility === "mine" ? html`<p class="visibility">${icon(lock)}${words.mine}</p>` : nothing}
      ${
        opened
          ? html`<ul class="replies">
                ${comments.map(
                  (each) => html`<li dir="auto">
                    ${say(words.said_by, { name: each.author === this.me ? words.you : this.name, body: each.body })}
                  </li>`,
                )}
              </ul>
              ${this.#line(words.reply, words.reply_send, (body) => this.#changeIdeas("POST", `/ideas/${id}/comments`, { body }))}
              ${own ? html`<button class="link" @click=${() => this.#changeIdeas("DELETE", `/ideas/${id}`)}>${words.take_away}</button>` : nothing}`
          : nothing
      }
    </li>`;
  }

  #ideaForm(): TemplateResult {
    const field = (name: string, label: string, most: number, type = "text"): TemplateResult => html`<div class="field">
      <label for="idea-${name}">${label}</label><input id="idea-${name}" name=${name} type=${type} maxlength=${most} />
    </div>`;
    return this.#form("idea", html`${field("title", words.idea_title, 200)} ${field("quote", words.idea_quote, 1000)} ${field("url", words.idea_url, 2000, "url")}`, (said) => {
      const of = (name: string): string => String(said.get(name) ?? "").trim();
      const body = { title: of("title"), quote: of("quote"), url: of("url") || null, visibility: of("visibility") as Idea["visibility"] };
      return this.#changeIdeas("POST", "/ideas", body);
    });
  }

  #form(what: Adding, fields: TemplateResult, save: (said: FormData) => Promise<boolean>): TemplateResult {
    const submit = async (event: SubmitEvent): Promise<void> => {
      event.preventDefault();
      if (await save(new FormData(event.currentTarget as HTMLFormElement))) this.adding = null;
    };
    return html`<form class="form adding" data-what=${what} novalidate @submit=${submit}>
      ${fields}
      ${
        what === "note"
          ? nothing
          : html`<fieldset class="choice">
              <legend>${words.who_sees}</legend>
              <div class="segmented">
                <label><input type="radio" name="visibility" value="ours" checked />${words.see_ours}</label>
                <label><input type="radio" name="visibility" value="mine" />${words.see_mine}</label>
              </div>
            </fieldset>`
      }
      <p class="fault" role="status">${this.fault ? fault(this.fault) : nothing}</p>
      <p class="acts">
        <button class="button small main" data-test="save-${what}">${words.save}</button>
        <button type="button" class="button small" @click=${() => (this.adding = null)}>${words.cancel}</button>
      </p>
    </form>`;
  }

  #line(label: string, act: string, save: (text: string) => Promise<boolean>): TemplateResult {
    const submit = async (event: SubmitEvent): Promise<void> => {
      event.preventDefault();
      const form = event.currentTarget as HTMLFormElement;
      const text = String(new FormData(form).get("text") ?? "").trim();
      if (text && (await save(text))) form.reset();
    };
    return html`<form class="oneline" @submit=${submit}>
      <input name="text" aria-label=${label} placeholder=${label} maxlength="300" dir="auto" />
      <button class="button small">${act}</button>
    </form>`;
  }

  #goals(): TemplateResult {
    return html`<section aria-labelledby="goals" class="goals">
      ${this.#head("goals", words.goals, "goal")}
      ${
        this.adding === "goal"
          ? this.#form("goal", html`<div class="field"><label for="goal-title">${words.goal_add}</label><input id="goal-title" name="title" maxlength="200" /></div>`, (said) =>
              this.#changeGoals("POST", "/goals", { title: String(said.get("title") ?? "").trim(), visibility: said.get("visibility") }),
            )
          : nothing
      }
      ${this.goals.length ? html`<ul>${this.goals.map((each) => this.#goal(each))}</ul>` : html`<p class="aside">${words.goals_none}</p>`}
    </section>`;
  }

  #goal(goal: Goal): TemplateResult {
    const { id, title, owner, steps, done_at, visibility } = goal;
    const own = owner === this.me;
    const path = `/goals/${id}`;
    return html`<li data-test="goal" data-done=${done_at !== null}>
      <p class="serif what" dir="auto">${title}</p>
      <ul class="steps">
        ${steps.map(
          (step) => html`<li>
            <label dir="auto">
              <input
                type="checkbox"
                .checked=${step.done_at !== null}
                @change=${(event: Event) =>
                  this.#changeGoals("PATCH", `${path}/steps/${step.id}`, { done: (event.target as HTMLInputElement).checked })}
              />${step.title}
            </label>
          </li>`,
        )}
      </ul>
      ${done_at === null ? this.#line(words.step_add, words.add, (text) => this.#changeGoals("POST", `${path}/steps`, { title: text })) : nothing}
      <p class="aside foot">
        <span class="visibility">
          ${visibility === "mine" ? html`${icon(lock)}${words.mine}` : html`${icon(users)}${own ? words.goal_mine : say(words.goal_of, { name: this.name })}`}
        </span>
        ${
          own
            ? html`<button class="link" @click=${() => this.#changeGoals("PATCH", path, { done: done_at === null })}>
                ${done_at === null ? html`${icon(check)}${words.goal_done}` : words.goal_open}
              </button>`
            : nothing
        }
      </p>
      ${this.programme && visibility !== "mine" ? this.#forProgramme(goal) : nothing}
    </li>`;
  }

  #forProgramme({ id, visibility, marked_by }: Goal): TemplateResult {
    const mark = (marked: boolean, label: string): TemplateResult =>
      html`<button class="link" data-test="mark" @click=${() => this.#changeGoals("PUT", `/goals/${id}/programme`, { marked })}>${label}</button>`;
    const { name } = this;
    if (visibility === "programme")
      return html`<p class="aside foot"><span>${icon(eye)}${words.programme_sees}</span>${mark(false, words.programme_no_more)}</p>`;
    if (marked_by === null)
      return html`<p class="aside foot"><span></span>${mark(true, say(words.programme_mark, { name }))}</p>`;
    if (marked_by === this.me)
      return html`<p class="aside foot"><span>${say(words.programme_waits, { name })}</span>${mark(false, words.programme_not)}</p>`;
    return html`<p class="aside foot">
      <span>${say(words.programme_asked, { name })}</span>${mark(true, words.programme_yes)}${mark(false, words.programme_no)}
    </p>`;
  }

  #notes(): TemplateResult {
    const field = html`<div class="field">
      <label for="note-body">${words.note_add}</label><textarea id="note-body" name="body" rows="3" maxlength="20000"></textarea>
    </div>`;
    return html`<section aria-labelledby="notes" class="notes">
      ${this.#head("notes", words.notes, "note")}
      ${this.adding === "note" ? this.#form("note", field, (said) => this.#changeNotes("POST", "/notes", { body: String(said.get("body") ?? "") })) : nothing}
      ${
        this.notes.length
          ? html`<ul>
              ${this.notes.map(
                (each) => html`<li data-test="note-line">
                  <p class="body" dir="auto">${each.body}</p>
                  <button class="link" @click=${() => this.#changeNotes("DELETE", `/notes/${each.id}`)}>${words.take_away}</button>
                </li>`,
              )}
            </ul>`
          : html`<p class="aside">${words.notes_none}</p>`
      }
      <p class="visibility">${icon(lock)}${words.mine}</p>
    </section>`;
  }

  async #changeIdeas(method: "POST" | "DELETE", path: string, body?: unknown): Promise<boolean> {
    const list = this.#got(await ask<IdeaList>(method, this.#path(path), body));
    this.ideas = list?.ideas ?? this.ideas;
    return list !== null;
  }

  async #changeGoals(method: "POST" | "PATCH" | "PUT", path: string, body: unknown): Promise<boolean> {
    return this.#show(this.#got(await ask<GoalList>(method, this.#path(path), body)));
  }

  #show(list: GoalList | null): boolean {
    this.goals = list?.goals ?? this.goals;
    this.programme = list?.programme ?? this.programme;
    return list !== null;
  }

  async #changeNotes(method: "POST" | "DELETE", path: string, body?: unknown): Promise<boolean> {
    const list = this.#got(await ask<NoteList>(method, this.#path(path), body));
    this.notes = list?.notes ?? this.notes;
    return list !== null;
  }
}

function fault(code: string): string {
  const known: Readonly<Record<string, string>> = words.faults;
  return known[code] ?? words.faults.unknown;
}
