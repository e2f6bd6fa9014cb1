/** The panels of the call's tools: what is under "More", messages, a thought held, the agenda. */
import { html, nothing, type TemplateResult } from "lit";
import close from "icon:x";
import type { Call } from "../../call/call.ts";
import { LISTED, type Act } from "../../call/shortcuts.ts";
import { LONGEST, MOST_TOPICS, type Agenda, type Line, type Topic } from "../../call/talk.ts";
import { icon } from "../../components/icon.ts";
import { clockForm, dateLanguage } from "../../locales/time.ts";
import { say } from "../../locales/translate.ts";
import { acts, call as callWords, tools as words } from "../../locales/words.ts";

export type ToolPanel = "more" | "messages" | "jot" | "agenda";

export function panel(name: ToolPanel, title: string, done: () => void, body: TemplateResult): TemplateResult {
  return html`<div class="panel ${name}" role="dialog" aria-labelledby="panel-title" data-test="panel-${name}" tabindex="-1">
    <header>
      <h2 id="panel-title" class="serif">${title}</h2>
      <button class="round" aria-label=${callWords.close} data-test="close-panel" @click=${done}>${icon(close)}</button>
    </header>
    ${body}
  </div>`;
}

export interface Further {
  readonly act: Act;
  readonly text: string;
  readonly on?: boolean;
}

/** What has no room in the bar, and the keys. */
export function morePanel(
  call: Call,
  further: readonly Further[],
  perform: (act: Act) => void,
): TemplateResult {
  const { captionsShown, line, session } = call;
  const { looks, wants, meeting } = session;
  const { relayed } = line;
  const name = meeting.partner.name ?? callWords.partner;
  const item = (test: string, text: string, on: boolean | undefined, act: () => void, narrow = false) =>
    on === undefined
      ? html`<button class="row" data-test=${test} @click=${act}>${text}</button>`
      : html`<button
          class="switch ${narrow ? "narrow" : ""}"
          role="switch"
          data-test=${test}
          aria-checked=${on}
          @click=${act}
        >
          <span>${text}</span>
        </button>`;
  return panel(
    "more",
    callWords.more,
    () => perform("close"),
    html`${further.map(({ act, text, on }) => item(`more-${act}`, text, on, () => perform(act)))}
      ${item("more-captions", callWords.captions, captionsShown, () => perform("captions"), true)}
      ${item("more-voice-only", callWords.voice_only_switch, wants.voice_only, () => perform("voice_only"), true)}
      ${item("show-self", callWords.show_self, looks.selfView, () => perform("self_view"))}
      ${item("keys-on", callWords.keys_on, looks.keys, () => session.look({ keys: !looks.keys }))}
      ${
        call.stage === "here" && session.meeting.stories === null
          ? html`<button class="switch offer" data-test="stories" @click=${() => {
              call.tellStories(0);
              perform("close");
            }}>
              <span>${callWords.stories}<br /><span class="aside">${callWords.stories_detail}</span></span>
            </button>`
          : nothing
      }
      ${
        relayed === null
          ? nothing
          : html`<p class="aside" data-test="way">${say(relayed ? callWords.relayed : callWords.direct, { name })}</p>`
      }
      <h3 class="label">${callWords.keys_title}</h3>
      <dl class="shortcuts">
        ${LISTED.map(({ act, keys }) => html`<div><dt><kbd>${keys}</kbd></dt><dd>${acts[act]}</dd></div>`)}
      </dl>`,
  );
}

const LANGUAGE = dateLanguage(navigator.languages);
const TIME = new Intl.DateTimeFormat(LANGUAGE, clockForm(LANGUAGE));

export function messagesPanel(
  lines: readonly Line[],
  name: string,
  unsent: boolean,
  send: (text: string) => boolean,
  done: () => void,
): TemplateResult {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).elements.namedItem("message") as HTMLInputElement;
    const text = field.value.trim();
    if (text && send(text)) field.value = "";
  };
  return panel(
    "messages",
    words.messages,
    done,
    html`${
        lines.length
          ? html`<ol class="lines" data-test="lines">
              ${lines.map(
                (each) => html`<li class=${each.mine ? "mine" : ""}>
                  <span class="read-only-aloud">${each.mine ? words.you : name}:</span>
                  <p>${each.text}</p>
                  <time>${TIME.format(each.at)}</time>
                </li>`,
              )}
            </ol>`
          : html`<p class="aside">${words.nothing_written}</p>`
      }
      <form class="write" @submit=${submit}>
        <input
          name="message"
          data-test="message"
          autocomplete="off"
          maxlength=${LONGEST}
          aria-label=${say(words.write, { name })}
          placeholder=${say(words.write, { name })}
        />
        <button class="button small main">${words.send}</button>
      </form>
      <p class="aside" role="status">${unsent ? say(words.no_way, { name }) : words.goes_with_call}</p>`,
  );
}

export function jotPanel(jot: string, write: (text: string) => void, done: () => void): TemplateResult {
  return panel(
    "jot",
    words.jot,
    done,
    html`<textarea
        class="serif"
        rows="5"
        maxlength="4000"
        data-test="thought"
        aria-label=${words.jot}
        .value=${jot}
        @input=${(event: Event) => write((event.target as HTMLTextAreaElement).value)}
      ></textarea>
      <p class="aside">${words.jot_detail}</p>`,
  );
}

export function agendaPanel(
  agenda: Agenda,
  now: number | null,
  change: (agenda: Agenda) => void,
  done: () => void,
): TemplateResult {
  const { topics, begun } = agenda;
  const add = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const data = new FormData(form);
    const text = String(data.get("topic") ?? "").trim();
    const minutes = Number(data.get("minutes"));
    if (!text || !(minutes >= 1) || topics.length >= MOST_TOPICS) return;
    change({ topics: [...topics, { text, minutes }], begun });
    form.reset();
    (form.elements.namedItem("topic") as HTMLInputElement).focus();
  };
  const row = (each: Topic, index: number): TemplateResult => html`<li>
    <span>${each.text}</span>
    <span class="aside">${say(words.minutes_short, { count: each.minutes })}</span>
    <button
      class="round"
      aria-label=${say(words.agenda_remove, { topic: each.text })}
      @click=${() => change({ topics: topics.filter((_, i) => i !== index), begun })}
    >
      ${icon(close)}
    </button>
  </li>`;
  return panel(
    "agenda",
    words.agenda,
    done,
    html`${topics.length ? html`<ol class="topics">${topics.map(row)}</ol>` : html`<p>${words.agenda_none}</p>`}
      <form class="write" @submit=${add}>
        <input name="topic" data-test="topic" maxlength="80" required aria-label=${words.agenda_topic} placeholder=${words.agenda_topic} />
        <input
          name="minutes"
          type="number"
          min="1"
          max="240"
          value="10"
          required
          aria-label=${words.agenda_minutes}
          title=${words.agenda_minutes}
        />
        <button class="button small">${words.agenda_add}</button>
      </form>
      ${
        topics.length && now !== null
          ? html`<button class="button small main" data-test="begin-agenda" @click=${() => change({ topics, begun: now })}>
              ${begun === null ? words.agenda_begin : words.agenda_again}
            </button>`
          : nothing
      }
      <p class="aside">${words.agenda_detail}</p>`,
  );
}
