/** Why a meeting does not go on in this page; comes when it does not. Template functions. */
import { html, type TemplateResult } from "lit";
import { endings } from "../locales/words.ts";
import { whole } from "./states.ts";

export type Ending = "third" | "guests" | "unknown" | "over" | "replaced" | "version" | "too_fast";

const BOTH = { them: "yes", me: "yes" } as const;
const NEITHER = { them: "open", me: "open" } as const;

const link = (href: string, text: string) => html`<a class="button main" href=${href}>${text}</a>`;
const reload = (text: string) =>
  html`<button class="button main" data-test="reload" @click=${() => location.reload()}>${text}</button>`;

export function leaving(): TemplateResult {
  return whole({ halves: NEITHER, title: endings.leaving });
}

export function left(summary: string | null): TemplateResult {
  return whole({
    halves: NEITHER,
    title: endings.left,
    ...(summary === null ? { detail: endings.left_detail } : {}),
    actions: summary === null ? reload(endings.join_again) : link(summary, endings.to_summary),
  });
}

/** Why a meeting cannot go on in this page. */
export function ended(state: Ending, summary?: string): TemplateResult {
  switch (state) {
    case "third":
      return whole({
        halves: BOTH,
        third: true,
        title: endings.third,
        detail: endings.third_detail,
        actions: link("/", endings.third_action),
      });
    case "unknown":
      return whole({
        halves: { them: "absent", me: "absent" },
        title: endings.unknown,
        detail: endings.unknown_detail,
        actions: link("/", endings.home),
      });
    case "guests":
      return whole({
        halves: { them: "absent", me: "open" },
        title: endings.guests,
        detail: endings.guests_detail,
        actions: link("/sign-in", endings.guests_action),
      });
    case "over":
      return whole({
        halves: NEITHER,
        title: endings.over,
        detail: endings.over_detail,
        actions: summary ? link(summary, endings.to_summary) : link("/", endings.home),
      });
    case "replaced":
      return whole({
        halves: BOTH,
        title: endings.replaced,
        detail: endings.replaced_detail,
        actions: reload(endings.replaced_action),
      });
    case "version":
      return whole({
        halves: BOTH,
        title: endings.version,
        detail: endings.version_detail,
        actions: reload(endings.reload),
      });
    case "too_fast":
      return whole({
        halves: { them: "yes", me: "open" },
        title: endings.too_fast,
        detail: endings.too_fast_detail,
        actions: reload(endings.reload),
      });
  }
}
