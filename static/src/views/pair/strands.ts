/** Two stories side by side: a line each, a dot a station, a ring a turning point, close where both have been. */
import { html, nothing, svg, type TemplateResult } from "lit";
import type { Biography, Common, PairCard, Station } from "../../api/protocol.gen.ts";
import { firstName } from "../../components/face.ts";
import { say } from "../../locales/translate.ts";
import { pair as words } from "../../locales/words.ts";
import { type Row, rows } from "../../pair/strands.ts";

export function strands(pair: PairCard, mine: Biography, theirs: Biography, ground: readonly Common[]): TemplateResult {
  const name = firstName(pair.partner.name);
  const all = rows(mine, theirs, ground);
  return html`<section class="strands" aria-label=${words.stories}>
    <div class="heads">
      <p>
        <strong>${pair.partner.name}</strong>
        <span>${role(pair.their_role, pair.partner.city, words.place_of, "{role}")}</span>
      </p>
      <p>
        <strong>${pair.me.name}</strong>
        <span>${role(pair.my_role, pair.me.city, words.you_in, words.you)}</span>
      </p>
    </div>
    <ol>
      ${all.map((row) => (row.kind === "ground" ? met(row, name) : stop(row, pair)))}
      ${theirs.stations.length ? nothing : html`<li class="untold them">${say(words.empty_theirs, { name })}</li>`}
      ${mine.stations.length ? nothing : html`<li class="untold me"><a href="/together/story">${words.empty_mine}</a></li>`}
    </ol>
  </section>`;
}

function role(kind: PairCard["my_role"], city: string, withCity: string, without: string): string {
  return city ? say(withCity, { role: words[kind], city }) : say(without, { role: words[kind] });
}

/** From when until when, in words. */
export function years(start: number, end: number | null, kind?: Station["kind"]): string {
  // Years are names, not amounts: no language parts their digits.
  if (end !== null && end !== start) return say(words.years, { start: String(start), end: String(end) });
  const lasting = end === null && (kind === "work" || kind === "study");
  return say(lasting ? words.since_year : words.in_year, { start: String(start) });
}

function lines(row: Row): TemplateResult {
  return html`<span class="line them" data-run=${row.them}></span><span class="line me" data-run=${row.me}></span>`;
}

function stop(row: Extract<Row, { kind: "station" }>, pair: PairCard): TemplateResult {
  const { station, who } = row;
  const turning = station.kind === "turning_point";
  const said = station.place && !station.title.includes(station.place)
    ? say(words.in_place, { title: station.title, place: station.place })
    : station.title;
  const when = years(station.start, station.end, station.kind);
  const below = station.note
    ? say(turning ? words.turning_noted : words.noted, { years: when, note: station.note })
    : turning
      ? say(words.turning, { years: when })
      : when;
  return html`<li class="stop ${who}">
    ${lines(row)}
    <span class="dot ${who} ${turning ? "turn" : ""}"></span>
    <span class="read-only-aloud">${who === "me" ? pair.me.name : pair.partner.name}:</span>
    <strong class="serif">${said}</strong>
    <span class="when">${below}</span>
  </li>`;
}

function met(row: Extract<Row, { kind: "ground" }>, name: string): TemplateResult {
  return html`<li class="met">
    ${bend("in", row)}
    <p class="serif">${together(row.common, name)}</p>
    ${bend("out", row)}
  </li>`;
}

/** Both lines, coming together over a place or parting after it. */
function bend(way: "in" | "out", { me, them }: Row): TemplateResult {
  const goes = (run: Row["me"]): boolean => run === "on" || (way === "in" ? run === "ends" : run === "begins");
  const path = (from: number, to: number): string =>
    way === "in" ? `M${from} 0C${from} 30 ${to} 26 ${to} 52` : `M${to} 0C${to} 26 ${from} 22 ${from} 52`;
  return html`<svg class="bend" viewBox="0 0 53 52" preserveAspectRatio="none" aria-hidden="true">
    ${goes(them) ? svg`<path class="them" d=${path(0, 21)} />` : nothing}
    ${goes(me) ? svg`<path class="me" d=${path(53, 32)} />` : nothing}
  </svg>`;
}

/** Common ground of two stations in one sentence. */
function together(common: Common, name: string): string {
  const { my_years, their_years } = common;
  if (common.kind === "field") {
    const same = common.mine.toLocaleLowerCase() === common.theirs.toLocaleLowerCase();
    return say(same ? words.field_same : words.field, { name, mine: common.mine, theirs: common.theirs });
  }
  return say(common.together ? words.place_together : words.place_apart, {
    place: common.mine,
    name,
    theirs: their_years ? years(their_years.start, their_years.end, "work") : "",
    mine: my_years ? years(my_years.start, my_years.end, "work") : "",
  });
}
