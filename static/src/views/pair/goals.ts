/** What the two are working on: goals with their steps, to be ticked here and changed among what is shared. */
import { html, type TemplateResult } from "lit";
import check from "icon:check";
import lock from "icon:lock";
import users from "icon:users";
import type { Goal, GoalList } from "../../api/protocol.gen.ts";
import { icon } from "../../components/icon.ts";
import { say } from "../../locales/translate.ts";
import { pair as words } from "../../locales/words.ts";

const SHOWN = 2;

export interface GoalActs {
  name: string;
  done: (goal: string, step: string, done: boolean) => void;
}

/** The goals that are not done yet, the oldest first. */
export function working({ goals }: GoalList, acts: GoalActs): TemplateResult {
  const open = goals.filter(({ done_at }) => done_at === null).slice(0, SHOWN);
  return html`<h2 id="working" class="label">${words.working}</h2>
    ${open.length ? open.map((goal) => one(goal, acts)) : html`<p class="aside">${words.working_none}</p>`}
    <p><a href="/messages">${words.working_more}</a></p>`;
}

function one(goal: Goal, { name, done }: GoalActs): TemplateResult {
  const ours = goal.visibility !== "mine";
  return html`<div class="goal">
    <h3 class="serif">${goal.title}</h3>
    <ul>
      ${goal.steps.map(
        (step) => html`<li>
          <button
            class="tick"
            role="checkbox"
            aria-checked=${step.done_at !== null}
            @click=${() => done(goal.id, step.id, step.done_at === null)}
          >
            <span class="box">${step.done_at === null ? "" : icon(check)}</span><span>${step.title}</span>
          </button>
        </li>`,
      )}
    </ul>
    <p class="visibility">${icon(ours ? users : lock)}${ours ? say(words.working_ours, { name }) : words.working_mine}</p>
  </div>`;
}
