/** A card at the edge of the call: who tells now, about what, and the word to go on. */
import { html, type TemplateResult } from "lit";
import { STEPS, turnOf } from "../call/stories.ts";
import { stories as words } from "../locales/words.ts";
import { say } from "../locales/translate.ts";
import { mark } from "../components/mark.ts";

export interface StoryCardOptions {
  step: number;
  seat: 0 | 1;
  name: string;
  go: (step: number | null) => void;
}

export function storyCard({ step, seat, name, go }: StoryCardOptions): TemplateResult {
  const { mine, question, next, passes } = turnOf(step, seat);
  const on = !mine ? words.theirs_next : next === null ? words.finish : passes ? say(words.pass, { name }) : words.next;
  return html`<section class="story-card" aria-label=${words.title} data-test="story-card" data-step=${step} data-mine=${mine}>
    <p class="who">
      ${mark({ them: mine ? "open" : "yes", me: mine ? "yes" : "open", size: 24 })}
      <span>${say(mine ? words.mine : words.theirs, { name })}</span>
      <span class="aside">${say(words.step, { step: step + 1, steps: STEPS })}</span>
    </p>
    <p class="serif">${words[`questions_${question}`]}</p>
    <div class="acts">
      <button class="button small ${mine ? "main" : ""}" data-test="story-on" @click=${() => go(next)}>${on}</button>
      <button class="button small text" data-test="story-end" @click=${() => go(null)}>${words.end}</button>
    </div>
  </section>`;
}
