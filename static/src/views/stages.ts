/** What stands on the stage of a call where nobody is to be seen. Template functions. */
import { html, type TemplateResult } from "lit";
import type { CallPlan } from "../api/protocol.gen.ts";
import { clockIn } from "../locales/time.ts";
import { say } from "../locales/translate.ts";
import { stages } from "../locales/words.ts";
import { stateOf } from "./states.ts";

/** On the stage: nobody there yet. `plan` says whom a pair waits for; `copy` gives anybody else the link to send. */
export function waiting(name: string | null, plan: CallPlan | null, copy: () => TemplateResult): TemplateResult {
  if (name !== null && plan !== null) {
    const { city, zone } = plan.partner;
    return stateOf({
      halves: { them: "absent", me: "yes" },
      title: say(stages.waiting, { name }),
      detail: city
        ? say(stages.waiting_there, { name, city, time: clockIn(zone, new Date()) })
        : say(stages.waiting_detail, { name }),
      actions: html`<a class="button main" href="/messages?pair=${plan.pair}" target="_blank">${say(stages.write_to, { name })}</a>`,
      inside: true,
    });
  }
  return stateOf({
    halves: { them: "absent", me: "yes" },
    title: name === null ? stages.waiting_nobody : say(stages.waiting, { name }),
    detail: name === null ? stages.waiting_nobody_detail : say(stages.waiting_detail, { name }),
    actions: copy(),
    inside: true,
  });
}

export function gone(name: string): TemplateResult {
  return stateOf({
    halves: { them: "open", me: "yes" },
    title: say(stages.gone, { name }),
    detail: say(stages.gone_detail, { name }),
    inside: true,
  });
}

/** The partner's line dropped, or the path between the two; `seconds` counts in steps of two. */
export function dropped(name: string, seconds: number, between: boolean): TemplateResult {
  return stateOf({
    halves: { them: "open", me: "yes" },
    dots: 6,
    title: between ? stages.mending : say(stages.dropped, { name, seconds }),
    detail: between ? stages.mending_detail : stages.dropped_detail,
    inside: true,
  });
}
