/** The sign of each kind of mark, as in the legend and beside what worked; the middle is at 0, 0. */
import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import type { Kind } from "./marks.ts";

/** A half disc, flat side on the horizon: the dome above, the bowl below. */
export const dome = (x: number, y: number, r: number): string => `M${x - r} ${y}a${r} ${r} 0 0 1 ${2 * r} 0z`;
export const bowl = (x: number, y: number, r: number): string => `M${x - r} ${y}a${r} ${r} 0 0 0 ${2 * r} 0z`;

/** Two halves a little apart: both laughed. */
export const pair = (x: number, y: number, r: number): SVGTemplateResult =>
  svg`<path class="them" d=${dome(x, y - r * 0.16, r)} /><path class="me" d=${bowl(x, y + r * 0.16, r)} />`;

export const arch = (x: number, y: number, width: number, height: number): string =>
  `M${x - width / 2} ${y}v${-height * 0.25}a${width / 2} ${height * 0.75} 0 0 1 ${width} 0v${height * 0.25}`;

const shapes: Record<Kind, SVGTemplateResult> = {
  speech: svg`<rect x="-11" y="-5" width="22" height="10" rx="3" />`,
  laugh: svg`<path d=${bowl(0, -3, 6)} />`,
  together: pair(0, 0, 6.5),
  murmur: svg`<circle r="3.2" />`,
  sigh: svg`<path d="M-10 -5 10 0 -10 5z" />`,
  oh: svg`<circle class="open" r="3.6" />`,
  tone: svg`<path class="open" d="M-5 -3.5H5L0 4z" />`,
  overlap: svg`<rect class="both" x="-4.5" y="-8" width="9" height="16" rx="2.5" />`,
  line: svg`<rect class="both dashed" x="-4.5" y="-8" width="9" height="16" rx="2.5" />`,
  quiet: svg`<path class="open" d=${arch(0, 5, 20, 9)} />`,
  unheard: svg`<path class="hatching" d="M-11 -1-5 -7M-11 7 3 -7M-3 7 11 -7M5 7 11 1" />`,
};

/** The sign of a kind. Hidden from readers: always beside its word. */
export function glyph(kind: Kind): TemplateResult {
  return html`<svg class="glyph" data-kind=${kind} viewBox="-12 -9 24 18" width="24" height="18" aria-hidden="true">
    ${shapes[kind]}
  </svg>`;
}
