/** What to try, if one likes: at most three things, and what Duologue said during the call. */
import { html, nothing, type TemplateResult } from "lit";
import type { SummaryPage, ToneShift } from "../../api/protocol.gen.ts";
import { hintWords } from "./hinted.ts";
import { named, type People } from "../../charts/people.ts";
import { summary as words } from "../../locales/words.ts";
import { clock } from "../../locales/time.ts";
import { say } from "../../locales/translate.ts";
import { moments, type Show } from "./details.ts";
import { suggestion } from "./telling.ts";

/** Moments of one suggestion that are linked, at most. */
const LINKED = 4;

export function suggestionsFor(page: SummaryPage, who: People, show: Show): TemplateResult {
  const seats = who.you ? [who.me] : who.alone ? [] : ([0, 1] as const);
  return html`${seats.map((seat) => toTry(page, who, seat, show))} ${said(page, who, show)}`;
}

/** What one seat might try; the reader is spoken to, the other is named. */
export function toTry(
  page: SummaryPage,
  who: People,
  seat: 0 | 1,
  show: Show,
): TemplateResult | typeof nothing {
  const suggested = page.summary.suggestions[seat];
  if (!suggested.length) return nothing;
  const tones = page.events.filter((event): event is ToneShift => event.type === "tone_shift");
  const { heading, heading_recording, at } = words.suggestions;
  return html`<section class="part" aria-labelledby="try-${seat}">
    <h2 id="try-${seat}" class="label">
      ${who.you && seat === who.me ? heading : say(heading_recording, { name: named(who, seat) })}
    </h2>
    <ul class="thirds tries">
      ${suggested.map((each) => {
        const { title, detail } = suggestion(each, who, seat, tones);
        return html`<li>
          <p class="serif">${title}</p>
          <p class="note">${detail}</p>
          <p class="links">
            ${each.moments.slice(0, LINKED).map(
              ({ start }) => html`<button type="button" class="link clock" @click=${() => show(start)}>
                ${say(at, { at: clock(start) })}
              </button>`,
            )}
          </p>
        </li>`;
      })}
    </ul>
  </section>`;
}

function said({ hints }: SummaryPage, who: People, show: Show): TemplateResult | typeof nothing {
  if (!hints.length) return nothing;
  const rows = hints.map((hint) => ({ at: hint.at, said: hintWords(hint, named(who, 1 - who.me)) }));
  return html`<section class="part halves" aria-label=${words.said.heading}>
    <div>
      <h2 class="label">${words.said.heading}</h2>
      ${moments(rows, show)}
    </div>
  </section>`;
}
