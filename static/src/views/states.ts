/** The moments when there is no call to show, and the ones that stand on its stage. Template functions. */
import { html, nothing, type TemplateResult } from "lit";
import type { CallPlan } from "../api/protocol.gen.ts";
import { brand } from "../components/brand.ts";
import { languages } from "../components/language.ts";
import { type Half, mark } from "../components/mark.ts";
import { states } from "../locales/words.ts";
import { clockIn } from "../locales/time.ts";
import { say } from "../locales/translate.ts";

export type PageState =
  | "name"
  | "opening"
  | "greenroom"
  | "microphone"
  | "call"
  | "leaving"
  | "left"
  | "third"
  | "guests"
  | "unknown"
  | "over"
  | "replaced"
  | "version"
  | "too_fast";

type EndState = "third" | "guests" | "unknown" | "over" | "replaced" | "version" | "too_fast";

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
function whole(options: StateOptions): TemplateResult {
  return html`<main class="column"><header>${brand()}${languages()}</header>${stateOf(options)}</main>`;
}

const link = (href: string, text: string) => html`<a class="button main" href=${href}>${text}</a>`;
const reload = (text: string) =>
  html`<button class="button main" data-test="reload" @click=${() => location.reload()}>${text}</button>`;

const BOTH = { them: "yes", me: "yes" } as const;
const NEITHER = { them: "open", me: "open" } as const;

export function opening(): TemplateResult {
  return whole({ halves: { them: "absent", me: "open" }, title: states.opening });
}

export function leaving(): TemplateResult {
  return whole({ halves: NEITHER, title: states.leaving });
}

export function left(summary: string | null): TemplateResult {
  return whole({
    halves: NEITHER,
    title: states.left,
    ...(summary === null ? { detail: states.left_detail } : {}),
    actions: summary === null ? reload(states.join_again) : link(summary, states.to_summary),
  });
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

/** Why a meeting cannot go on in this page. */
export function ended(state: EndState, summary?: string): TemplateResult {
  switch (state) {
    case "third":
      return whole({
        halves: BOTH,
        third: true,
        title: states.third,
        detail: states.third_detail,
        actions: link("/", states.third_action),
      });
    case "unknown":
      return whole({
        halves: { them: "absent", me: "absent" },
        title: states.unknown,
        detail: states.unknown_detail,
        actions: link("/", states.home),
      });
    case "guests":
      return whole({
        halves: { them: "absent", me: "open" },
        title: states.guests,
        detail: states.guests_detail,
        actions: link("/sign-in", states.guests_action),
      });
    case "over":
      return whole({
        halves: NEITHER,
        title: states.over,
        detail: states.over_detail,
        actions: summary ? link(summary, states.to_summary) : link("/", states.home),
      });
    case "replaced":
      return whole({
        halves: BOTH,
        title: states.replaced,
        detail: states.replaced_detail,
        actions: reload(states.replaced_action),
      });
    case "version":
      return whole({
        halves: BOTH,
        title: states.version,
        detail: states.version_detail,
        actions: reload(states.reload),
      });
    case "too_fast":
      return whole({
        halves: { them: "yes", me: "open" },
        title: states.too_fast,
        detail: states.too_fast_detail,
        actions: reload(states.reload),
      });
  }
}

/** On the stage: nobody there yet. `plan` says whom a pair waits for; `copy` gives anybody else the link to send. */
export function waiting(name: string | null, plan: CallPlan | null, copy: () => TemplateResult): TemplateResult {
  if (name !== null && plan !== null) {
    const { city, zone } = plan.partner;
    return stateOf({
      halves: { them: "absent", me: "yes" },
      title: say(states.waiting, { name }),
      detail: city
        ? say(states.waiting_there, { name, city, time: clockIn(zone, new Date()) })
        : say(states.waiting_detail, { name }),
      actions: html`<a class="button main" href="/messages?pair=${plan.pair}" target="_blank">${say(states.write_to, { name })}</a>`,
      inside: true,
    });
  }
  return stateOf({
    halves: { them: "absent", me: "yes" },
    title: name === null ? states.waiting_nobody : say(states.waiting, { name }),
    detail: name === null ? states.waiting_nobody_detail : say(states.waiting_detail, { name }),
    actions: copy(),
    inside: true,
  });
}

export function gone(name: string): TemplateResult {
  return stateOf({
    halves: { them: "open", me: "yes" },
    title: say(states.gone, { name }),
    detail: say(states.gone_detail, { name }),
    inside: true,
  });
}

/** The partner's line dropped, or the path between the two; `seconds` counts in steps of two. */
export function dropped(name: string, seconds: number, between: boolean): TemplateResult {
  return stateOf({
    halves: { them: "open", me: "yes" },
    dots: 6,
    title: between ? states.mending : say(states.dropped, { name, seconds }),
    detail: between ? states.mending_detail : states.dropped_detail,
    inside: true,
  });
}
