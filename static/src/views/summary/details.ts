/** What follows the first screen, a section at a time: balance, timeline, answers, overlaps, quiet, turns, tone. */
import { html, nothing, type TemplateResult } from "lit";
import type { SummaryPage, ToneShift } from "../../api/protocol.gen.ts";
import { changes, listed, tell, type People } from "../../charts/people.ts";
import { summary as words } from "../../locales/words.ts";
import { about, clock } from "../../locales/time.ts";
import { say } from "../../locales/translate.ts";
import { answers, ARCHES, arches, strip, tallies } from "./figures.ts";
import { balance, balanceNotes, good, overlaps, reactions, shape, slowed } from "./telling.ts";

/** More tone marks than these stand in two columns where there is room. */
const SIDE_BY_SIDE = 5;

/** Leads to a moment in the timeline. */
export type Show = (at: number) => void;

export function details(page: SummaryPage, who: People, show: Show): TemplateResult {
  const { summary } = page;
  const told = !summary.too_short && !who.alone;
  return html`${told ? balanceOf(page, who) : nothing}
    <section class="part" aria-labelledby="timeline">
      <h2 id="timeline" class="label">${words.timeline.heading}</h2>
      <p class="serif saying">${summary.seconds >= 180 ? words.timeline.title : words.timeline.title_short}</p>
      <duologue-timeline class="card" .page=${page}></duologue-timeline>
    </section>
    ${
      told
        ? html`<div class="part halves">${answersOf(page, who)} ${overlapsOf(page)}</div>
          <div class="part halves">${quietsOf(page, who, show)} ${turnsOf(page, who, show)}</div>`
        : nothing
    }
    ${told ? sharedOf(page, who, show) : nothing} ${summary.too_short ? nothing : tonesOf(page, who, show)}`;
}

function section(id: string, heading: string, saying: string, body: unknown): TemplateResult {
  return html`<section aria-labelledby=${id}>
    <h2 id=${id} class="label">${heading}</h2>
    <p class="serif saying">${saying}</p>
    ${body}
  </section>`;
}

function balanceOf(page: SummaryPage, who: People): TemplateResult {
  const minutes = Math.max(1, Math.round(page.summary.known_s / 60));
  const { them, quiet, me } = balance(page, who);
  const spoke = (seat: number, seconds: number): string =>
    tell(words.balance.spoke, who, seat, { length: about(seconds) });
  const parts = [
    { kind: "them", seconds: them, words: spoke(1 - who.me, them) },
    { kind: "quiet", seconds: quiet, words: say(words.balance.quiet, { length: about(quiet) }) },
    { kind: "me", seconds: me, words: spoke(who.me, me) },
  ] as const;
  return html`<div class="part">
    ${section(
      "balance",
      say(words.balance.heading, { count: minutes }),
      shape(page, who),
      html`${strip(parts)}
        <p class="note">${balanceNotes(page, who).join(" ")}</p>`,
    )}
  </div>`;
}

function answersOf(page: SummaryPage, who: People): TemplateResult | typeof nothing {
  const saying = reactions(page, who);
  if (!saying) return nothing;
  return section(
    "answers",
    words.gaps.heading,
    saying,
    html`${answers(page, who)}
      <p class="note">${slowed(page) ? words.gaps.key_heard : words.gaps.key}</p>`,
  );
}

function overlapsOf(page: SummaryPage): TemplateResult {
  const { overlaps: count, overlaps_line_made: line, overlap_s } = page.summary;
  return section(
    "overlaps",
    words.overlaps.heading,
    overlaps(page),
    html`${count ? tallies(count, line) : nothing}
      <p class="note">
        ${line ? words.overlaps.dashed : nothing}
        ${count ? say(words.overlaps.length, { length: about(overlap_s) }) : nothing}
      </p>`,
  );
}

function quietsOf({ summary }: SummaryPage, who: People, show: Show): TemplateResult {
  const quiets = summary.long_silences;
  const { none, title, key, longest, heading } = words.quiets;
  if (!quiets.length) return section("quiets", heading, none, nothing);
  return section(
    "quiets",
    heading,
    say(title, { count: quiets.length }),
    html`${arches(quiets, who, show)}
      <p class="note">${key} ${quiets.length > ARCHES ? say(longest, { count: ARCHES }) : nothing}</p>`,
  );
}

function turnsOf({ summary }: SummaryPage, who: People, show: Show): TemplateResult {
  const turns = summary.long_turns;
  const { none, title, heading } = words.turns;
  if (!turns.length) return section("turns", heading, none, nothing);
  const rows = turns.map((turn) => ({
    at: turn.start,
    said: tell(words.turns.who, who, turn.who, { length: about(turn.end - turn.start) }),
  }));
  return section("turns", heading, say(title, { count: turns.length }), moments(rows, show));
}

/** The laughs of both, each with its way into the timeline. */
function sharedOf({ summary }: SummaryPage, who: People, show: Show): TemplateResult | typeof nothing {
  const laughs = summary.laughed_together;
  if (!laughs.length) return nothing;
  const saying = good({ key: "laughed_together", count: laughs.length, of: null, who: null, moments: laughs }, who);
  return html`<div class="part">
    ${section(
      "shared",
      words.shared,
      saying,
      html`<p class="links">
        ${laughs.map(
          ({ start }) => html`<button
            type="button"
            class="link clock"
            aria-label=${say(words.tones.show_at, { at: clock(start) })}
            @click=${() => show(start)}
          >
            ${clock(start)}
          </button>`,
        )}
      </p>`,
    )}
  </div>`;
}

function tonesOf(page: SummaryPage, who: People, show: Show): TemplateResult | typeof nothing {
  const tones = page.events.filter((event): event is ToneShift => event.type === "tone_shift");
  if (!tones.length) return nothing;
  const rows = tones.map((tone) => ({
    at: tone.at,
    said: tell(words.tones.who, who, tone.who, { changes: listed(changes(tone.moved)) }),
  }));
  return html`<div class="part ${rows.length > SIDE_BY_SIDE ? "spread" : "halves"}">
    ${section(
      "tones",
      words.tones.heading,
      words.tones.title,
      html`${moments(rows, show)}
        <p class="note">${words.tones.only_sound}</p>`,
    )}
  </div>`;
}

/** A list of moments, each with its way into the timeline. */
export function moments(rows: readonly { at: number; said: string }[], show: Show): TemplateResult {
  return html`<ol class="moments">
    ${rows.map(
      ({ at, said }) => html`<li>
        <span class="clock">${clock(at)}</span>
        <span>${said}</span>
        <button type="button" class="link" aria-label=${say(words.tones.show_at, { at: clock(at) })} @click=${() => show(at)}>
          ${words.tones.show}
        </button>
      </li>`,
    )}
  </ol>`;
}
