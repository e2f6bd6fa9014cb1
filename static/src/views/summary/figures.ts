/** The small pictures between sentences: balance strip, answers, tallies of overlaps, arches of quiet. */
import { html, nothing, svg, type TemplateResult } from "lit";
import type { Quiet, SummaryPage } from "../../api/protocol.gen.ts";
import { archWidths, dots, longest, MARKS, onLine } from "../../charts/dots.ts";
import { arch } from "../../charts/glyphs.ts";
import { label, named, tell, type People } from "../../charts/people.ts";
import { summary as words } from "../../locales/words.ts";
import { clock, exactly } from "../../locales/time.ts";
import { raised, say } from "../../locales/translate.ts";
import type { Show } from "./details.ts";
import { reaction, slowed } from "./telling.ts";

/** Two lengths and the quiet, each with its words under it. */
export function strip(
  parts: readonly { kind: "them" | "quiet" | "me"; seconds: number; words: string }[],
): TemplateResult {
  return html`<div class="strip-of-talk" aria-hidden="true">
      ${parts.map(({ kind, seconds }) => html`<i class=${kind} style="flex-grow:${Math.max(0.001, seconds)}"></i>`)}
    </div>
    <ul class="strip-words">
      ${parts.map(({ kind, words }) => html`<li><i class=${kind}></i>${words}</li>`)}
    </ul>`;
}

const LINE_HEIGHT = 52;
/** Seconds to the middle of the line of answers, in the drawing's own unit of a 1000th of the width. */
const part = (share: number): string => `${(share * 100).toFixed(2)}%`;

/**
 * Every answer of both as a dot on a line of seconds, the middle one as a bar.
 *
 * Over a slow line each dot is tied to an open one on a line below: the same answer as the other heard it.
 */
export function answers(page: SummaryPage, who: People): TemplateResult {
  const { summary } = page;
  const tied = slowed(page);
  const seats = [1 - who.me, who.me].filter((seat) => of(summary, seat).reactions.length > 0);
  const step = tied ? 2 * LINE_HEIGHT : LINE_HEIGHT;
  const height = seats.length * step + 24;
  return html`<div class="answers">
    <ul>
      ${seats.map(
        (seat) => html`<li><span>${label(who, seat)}</span></li>
          ${tied ? html`<li class="heard"><span>${tell(words.gaps.as_heard, who, seat)}</span></li>` : nothing}`,
      )}
    </ul>
    <svg width="100%" height=${height} role="img" aria-label=${seats.map((seat) => told(page, who, seat)).join(" ")}>
      ${MARKS.map(
        (
          at,
        ) => svg`<line class="grid" x1=${part(onLine(at))} x2=${part(onLine(at))} y1="4" y2=${height - 20} />
          <text class="tick" x=${part(onLine(at))} y=${height - 4} text-anchor="middle">
            ${at === 0 ? words.gaps.at_once : say(words.gaps.seconds, { count: at })}
          </text>`,
      )}
      ${seats.map((seat, i) => {
        const person = of(summary, seat);
        const y = i * step + LINE_HEIGHT / 2;
        const given = dots(person.reactions, "seconds");
        const later = tied ? dots(person.reactions, "heard") : [];
        return svg`<g class=${seat === who.me ? "me" : "them"}>
          ${later.map((dot, k) => svg`<line class="tie" x1=${part(given[k]!.at)} x2=${part(dot.at)} y1=${y} y2=${y + LINE_HEIGHT} />`)}
          ${given.map((dot) => svg`<circle class=${dot.beyond ? "beyond" : ""} cx=${part(dot.at)} cy=${y} r="4" />`)}
          ${later.map((dot) => svg`<circle class="open" cx=${part(dot.at)} cy=${y + LINE_HEIGHT} r="4" />`)}
          ${bar(person.gap_median_s, y)} ${tied ? bar(person.gap_heard_median_s, y + LINE_HEIGHT) : nothing}
        </g>`;
      })}
    </svg>
  </div>`;
}

const of = (summary: SummaryPage["summary"], seat: number) => summary.people[seat === 1 ? 1 : 0];

const bar = (middle: number | null, y: number) =>
  middle === null
    ? nothing
    : svg`<line class="middle" x1=${part(onLine(middle))} x2=${part(onLine(middle))} y1=${y - 14} y2=${y + 14} />`;

function told(page: SummaryPage, who: People, seat: number): string {
  const { reactions, gap_median_s, gap_heard_median_s } = of(page.summary, seat);
  const given = say(words.gaps.label, {
    name: label(who, seat),
    count: reactions.length,
    middle: reaction(gap_median_s ?? 0),
  });
  if (!slowed(page)) return given;
  return `${given} ${say(words.gaps.label_heard, { middle: reaction(gap_heard_median_s ?? 0) })}`;
}

/** Past this many, boxes are drawn small. */
const FEW = 60;

/** One box an overlap: dashed for those the line made. */
export function tallies(count: number, line: number): TemplateResult {
  return html`<div class=${count > FEW ? "tallies many" : "tallies"} aria-hidden="true">
    ${Array.from({ length: count }, (_, i) => html`<i class=${i < line ? "dashed" : ""}></i>`)}
  </div>`;
}

/** Width of an arch, in px. */
const ARCH = { least: 20, most: 64 } as const;
/** Arches drawn at most: the longest. */
export const ARCHES = 24;

/** An arch for each long quiet, coloured and named by who spoke next; pressing it leads there. */
export function arches(all: readonly Quiet[], who: People, show: Show): TemplateResult {
  const quiets = longest(all, ARCHES);
  const widths = archWidths(
    quiets.map((quiet) => quiet.end - quiet.start),
    ARCH.least,
    ARCH.most,
  );
  return html`<ol class="arches">
    ${quiets.map((quiet, i) => {
      const width = widths[i]!;
      const height = width * 0.78;
      const next = quiet.after === null ? words.quiets.nobody : nextOf(who, quiet.after);
      const side = quiet.after === null ? "" : quiet.after === who.me ? "me" : "them";
      const name = `${raised(say(words.marks.quiet, { length: exactly(quiet.end - quiet.start) }))}, ${clock(quiet.start)}`;
      return html`<li>
        <button type="button" title=${name} aria-label=${`${name}. ${next}`} @click=${() => show(quiet.start)}>
          <svg class=${side} width=${width + 4} height=${height + 3} aria-hidden="true">
            <path d=${arch(width / 2 + 2, height + 2, width, height)} />
          </svg>
          <span>${next}</span>
        </button>
      </li>`;
    })}
  </ol>`;
}

const nextOf = (who: People, seat: number): string =>
  who.you && seat === who.me ? words.quiets.me : named(who, seat);
