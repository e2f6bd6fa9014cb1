/** The moments when there is no call to show: opening, a closed microphone. Template functions. */
import { html, nothing, type TemplateResult } from "lit";
import { brand } from "../components/brand.ts";
import { languages } from "../components/language.ts";
import { type Half, mark } from "../components/mark.ts";
import { states } from "../locales/words.ts";

interface StateOptions {
  halves: { them: Half; me: Half };
  /** Dots between the halves: a line that dropped. */
  dots?: number;
  /** A third, dashed disc beside the two. */
  third?: boolean;
  title: string;
  detail?: string;
  actions?: TemplateResult | typeof nothing;
  /** On the stage of a call, under its own heading. */
  inside?: boolean;
}

function picture({ halves, dots = 0, third = false }: StateOptions): TemplateResult {
  return html`<div class="state-mark" aria-hidden="true">
    ${mark({ ...halves, size: 76, dots })}
    ${third ? html`<svg class="third" viewBox="0 0 36 36"><circle cx="18" cy="18" r="15" /></svg>` : nothing}
  </div>`;
}

export function stateOf(options: StateOptions): TemplateResult {
  const { title, detail, actions = nothing, inside = false } = options;
  return html`<div class="state" data-test="state">
    ${picture(options)} ${inside ? html`<h2>${title}</h2>` : html`<h1>${title}</h1>`}
    ${detail ? html`<p>${detail}</p>` : nothing}
    ${actions === nothing ? nothing : html`<div class="actions">${actions}</div>`}
  </div>`;
}

/** A state that fills the page. */
export function whole(options: StateOptions): TemplateResult {
  return html`<main class="column"><header>${brand()}${languages()}</header>${stateOf(options)}</main>`;
}

export function opening(): TemplateResult {
  return whole({ halves: { them: "absent", me: "open" }, title: states.opening });
}

export function microphoneClosed(acts: { again: () => void; listen: () => void }): TemplateResult {
  return whole({
    halves: { them: "yes", me: "struck" },
    title: states.microphone,
    detail: states.microphone_detail,
    actions: html`<button class="button main" data-test="again" @click=${acts.again}>${states.try_again}</button>
      <button class="button text" data-test="listen-only" @click=${acts.listen}>${states.join_listen}</button>`,
  });
}
