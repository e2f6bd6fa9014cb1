/** What a meeting is for: its parts, their names and minutes, changed in place. */
import { html, type TemplateResult } from "lit";
import type { Phase, PhaseKind, Upcoming } from "../../api/protocol.gen.ts";
import { say } from "../../locales/translate.ts";
import { meetings as words } from "../../locales/words.ts";
import { phaseName } from "../../meetings/wording.ts";

const KINDS: readonly PhaseKind[] = ["arrive", "stories", "topic", "next_steps", "close"];

/** A line for each kind of part; `save` gets those with minutes, or null when nothing is to change. */
export function agendaForm(meeting: Upcoming, save: (agenda: readonly Phase[] | null) => void): TemplateResult {
  const now = new Map(meeting.agenda.map((phase) => [phase.kind, phase]));
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const said = new FormData(event.currentTarget as HTMLFormElement);
    save(
      KINDS.flatMap((kind) => {
        const minutes = Math.floor(Number(said.get(`${kind}-minutes`)));
        const title = String(said.get(`${kind}-title`) ?? "").trim();
        return minutes > 0 ? [{ kind, minutes, title: title && title !== words.phases[kind] ? title : null }] : [];
      }),
    );
  };
  return html`<form class="plan" @submit=${submit}>
    ${KINDS.map((kind) => {
      const phase = now.get(kind);
      return html`<p>
        <input name="${kind}-title" aria-label=${words.phases[kind]} maxlength="80" .value=${phase ? phaseName(phase) : words.phases[kind]} />
        <input
          name="${kind}-minutes"
          type="number"
          inputmode="numeric"
          min="0"
          max=${meeting.minutes}
          aria-label=${words.agenda_minutes}
          .value=${String(phase?.minutes ?? 0)}
        />
      </p>`;
    })}
    <p class="acts">
      <button class="button small main" data-test="plan-save">${words.agenda_save}</button>
      <button type="button" class="button small" @click=${() => save(null)}>${words.keep_it}</button>
      <span class="aside">${say(words.minutes, { count: meeting.minutes })}</span>
    </p>
  </form>`;
}
