/** The line as distance: the partner's dome, one dot for each 50 ms of added delay, one's own bowl. */
import { html, svg, type TemplateResult } from "lit";

const DOT_PX = 22;
const HEIGHT_PX = 30;

/** Draw it `height` px high. It carries no name: always put words beside it. */
export function distance(dots: number, height: number = HEIGHT_PX): TemplateResult {
  const width = 56 + (dots + 1) * DOT_PX;
  return html`<svg
    class="far"
    viewBox="0 0 ${width} ${HEIGHT_PX}"
    width=${(width * height) / HEIGHT_PX}
    height=${height}
    aria-hidden="true"
  >
    <path class="them" d="M0 14a14 14 0 0 1 28 0z" />
    ${Array.from({ length: dots }, (_, index) => svg`<circle r="2" cx=${28 + (index + 1) * DOT_PX} cy="15" />`)}
    <path class="me" d="M${width - 28} 16a14 14 0 0 0 28 0z" />
  </svg>`;
}
