/** The signs of the timeline's marks, as SVG over the lanes. */
import { nothing, svg, type SVGTemplateResult } from "lit";
import { time } from "../locales/words.ts";
import { say } from "../locales/translate.ts";
import { arch, bowl, dome, pair } from "./glyphs.ts";
import type { Mark } from "./marks.ts";
import { extent, LANE, ME, MIDDLE, stand, THEM } from "./timeline-layout.ts";
import { BESIDE, type Side } from "./tone-words.ts";

const NARROWEST = 7;

export interface Sign {
  readonly mark: Mark;
  /** Whether it belongs to the one above, null to both. */
  readonly above: boolean | null;
  readonly x: (at: number) => number;
  readonly chosen: boolean;
  /** A tone's words. */
  readonly words: string;
  /** Which side of the sign the words stand on, null where they have no room. */
  readonly side: Side | null;
}

/** A sign, with a generous place to point at and a ring when chosen. */
export function sign(of: Sign, point: (mark: Mark | null) => void): SVGTemplateResult {
  const { mark, above, x, chosen } = of;
  const { left, right } = extent(mark, x);
  const { y, reach } = stand(mark, above);
  const side = above === null ? "both" : above ? "them" : "me";
  const leave = (event: PointerEvent): void => {
    if (event.pointerType !== "touch") point(null);
  };
  return svg`<g class="sign ${side}" data-kind=${mark.kind} @pointerenter=${() => point(mark)} @pointerleave=${leave}>
    <rect class="reach" x=${left} y=${y - reach} width=${right - left} height=${2 * reach} />
    ${shape(of, y)}
    ${chosen ? ring(left, y - reach, right - left, 2 * reach) : nothing}
  </g>`;
}

/** The ring around what is chosen, a little outside its box. */
export function ring(x: number, y: number, width: number, height: number): SVGTemplateResult {
  return svg`<rect class="chosen" x=${x - 1} y=${y - 1} width=${width + 2} height=${height + 2} rx="6" />`;
}

function shape(of: Sign, y: number): SVGTemplateResult | typeof nothing {
  const { mark, above, x } = of;
  const left = x(mark.start);
  const right = x(mark.end);
  const middle = (left + right) / 2;
  switch (mark.kind) {
    case "laugh":
      return svg`<path class="fill" d=${above ? bowl(middle, y - 4, 6.5) : dome(middle, y + 4, 6.5)} />`;
    case "together":
      return pair(middle, MIDDLE, 8);
    case "murmur":
      return svg`<circle class="fill" cx=${middle} cy=${y} r=${dot(mark.count ?? 1)} />`;
    case "sigh": {
      const long = Math.max(18, Math.min(26, right - left));
      return svg`<path class="fill" d="M${left} ${y - 5}l${long} 5L${left} ${y + 5}z" />`;
    }
    case "oh":
      return svg`<circle class="open" cx=${middle} cy=${y} r="4" />`;
    case "tone":
      return tone(of, left, y);
    case "overlap":
    case "line":
      return overlap(mark.kind === "line", middle, Math.max(NARROWEST, right - left));
    case "quiet":
      return quiet(mark, middle, Math.max(18, Math.min(64, right - left)));
    case "speech":
    case "unheard":
      return nothing;
  }
}

/** Radius of one murmur, or of several drawn as one. */
const dot = (count: number): number => Math.min(6.5, 2.7 + count * 0.5);

/** A small triangle that points at the lane, and the words beside it where there is room. */
function tone({ above, side, words }: Sign, x: number, y: number): SVGTemplateResult {
  const points = above ? `M${x - 5} ${y - 3}h10l-5 7.5z` : `M${x - 5} ${y + 4}h10l-5 -7.5z`;
  const at = side === "end" ? x - BESIDE : x + BESIDE;
  return svg`<path class="open" d=${points} />
    ${side ? svg`<text class="words" x=${at} y=${y + 5} text-anchor=${side}>${words}</text>` : nothing}`;
}

/** A frame around both lanes. */
function overlap(dashed: boolean, middle: number, width: number): SVGTemplateResult {
  const top = THEM - LANE / 2 - 4;
  const height = ME - THEM + LANE + 8;
  const kind = dashed ? "both dashed" : "both";
  return svg`<rect class=${kind} x=${middle - width / 2} y=${top} width=${width} height=${height} rx="4" />`;
}

/** An arch between the lanes, its seconds under it. */
function quiet({ start, end }: Mark, middle: number, width: number): SVGTemplateResult {
  const seconds = say(time.short, { count: Math.round(end - start) });
  return svg`<path class="open" d=${arch(middle, MIDDLE + 1, width, 13)} />
    <text class="seconds" x=${middle} y=${MIDDLE + 16} text-anchor="middle">${seconds}</text>`;
}
