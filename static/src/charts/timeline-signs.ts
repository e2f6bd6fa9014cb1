/** The signs of the timeline's marks, as SVG over the lanes. */
import { nothing, svg, type SVGTemplateResult } from "lit";
import { short } from "../locales/time.ts";
import { arch, bowl, dome, pair } from "./glyphs.ts";
import type { Mark } from "./marks.ts";
import { extent, LANE, ME, MIDDLE, stand, THEM } from "./timeline-layout.ts";

/** Room a tone's words need to the right of their sign, in px. */
const WORDS = 150;
const NARROWEST = 7;

export interface Sign {
  readonly mark: Mark;
  /** Whether it belongs to the one above, null to both. */
  readonly above: boolean | null;
  readonly x: (at: number) => number;
  readonly width: number;
  readonly chosen: boolean;
  /** A tone's words. */
  readonly words: string;
}

/** A sign, with a generous place to point at and a ring when chosen. */
export function sign(of: Sign, point: (mark: Mark | null) => void): SVGTemplateResult {
  const { mark, above, x, chosen } = of;
  const { left, right } = extent(mark, x);
  const { y, reach } = stand(mark, above);
  const side = above === null ? "both" : above ? "them" : "me";
  return svg`<g
    class="sign ${side}"
    data-kind=${mark.kind}
    @pointerenter=${() => point(mark)}
    @pointerleave=${(event: PointerEvent) => event.pointerType === "touch" || point(null)}
  >
    <rect class="reach" x=${left} y=${y - reach} width=${right - left} height=${2 * reach} />
    ${shape(of, y)}
    ${chosen ? svg`<rect class="chosen" x=${left - 1} y=${y - reach - 1} width=${right - left + 2} height=${2 * reach + 2} rx="6" />` : nothing}
  </g>`;
}

function shape({ mark, above, x, width, words }: Sign, y: number): SVGTemplateResult | typeof nothing {
  const left = x(mark.start);
  const right = x(mark.end);
  const middle = (left + right) / 2;
  switch (mark.kind) {
    case "laugh":
      return svg`<path class="fill" d=${above ? bowl(middle, y - 4, 6.5) : dome(middle, y + 4, 6.5)} />`;
    case "together":
      return pair(middle, MIDDLE, 8);
    case "murmur":
      return svg`<circle class="fill" cx=${middle} cy=${y} r=${mark.count ? Math.min(6.5, 3.2 + mark.count * 0.5) : 3.2} />`;
    case "sigh":
      return svg`<path class="fill" d="M${left} ${y - 5}l${Math.max(18, Math.min(26, right - left))} 5L${left} ${y + 5}z" />`;
    case "oh":
      return svg`<circle class="open" cx=${middle} cy=${y} r="4" />`;
    case "tone": {
      const turn = left > width - WORDS;
      return svg`<path class="open" d=${above ? `M${left - 5} ${y - 3}h10l-5 7.5z` : `M${left - 5} ${y + 4}h10l-5 -7.5z`} />
        <text class="words" x=${left + (turn ? -11 : 11)} y=${y + 5} text-anchor=${turn ? "end" : "start"}>${words}</text>`;
    }
    case "overlap":
    case "line": {
      const wide = Math.max(NARROWEST, right - left);
      return svg`<rect
        class="both ${mark.kind === "line" ? "dashed" : ""}"
        x=${middle - wide / 2} y=${THEM - LANE / 2 - 4} width=${wide} height=${ME - THEM + LANE + 8} rx="4"
      />`;
    }
    case "quiet":
      return svg`<path class="open" d=${arch(middle, MIDDLE + 1, Math.max(18, Math.min(64, right - left)), 13)} />
        <text class="seconds" x=${middle} y=${MIDDLE + 16} text-anchor="middle">${short(mark.end - mark.start).replace(/\.\d/, "")}</text>`;
    case "speech":
    case "unheard":
      return nothing;
  }
}
