/** The mark: a dome (the partner) over a bowl (me), each half saying how things stand on that side. */
import { html, nothing, svg, type TemplateResult } from "lit";

/** `yes`: on, filled; `open`: not yet, outline; `absent`: not here, dashed; `struck`: closed. */
export type Half = "yes" | "open" | "absent" | "struck";

export interface MarkOptions {
  them: Half;
  me: Half;
  /** Height in px; 24 in chips, 30 in the brand, 44 to 64 in key panels. */
  size?: number;
  /** Dots between the halves: the line, or its loss. 0 to 14. */
  dots?: number;
}

const DOT_STEP = 7;
/** Width of an outline in px, small and from 40 px on: it does not grow with the mark. */
const OUTLINE = { small: 1.75, big: 2.5 } as const;

/** Draw the mark. It carries no name: always put words beside it. */
export function mark({ them, me, size = 24, dots = 0 }: MarkOptions): TemplateResult {
  const apart = dots === 0 ? 0 : 20 + (dots + 1) * DOT_STEP;
  const width = 48 + apart;
  const outline = ((size < 40 ? OUTLINE.small : OUTLINE.big) * 36) / size;
  return html`<svg
    class="mark"
    viewBox="0 6 ${width} 36"
    width=${(size * width) / 36}
    height=${size}
    style="--w:${outline.toFixed(2)}"
    aria-hidden="true"
  >
    <path class="half them" data-state=${them} d="M14 22.6a16 16 0 0 1 32 0z" transform=${place(apart)} />
    <path class="half me" data-state=${me} d="M2 25.4a16 16 0 0 0 32 0z" />
    ${Array.from(
      { length: dots },
      (_, i) => svg`<circle class="dots" r="1.7" cx=${34 + (i + 1) * DOT_STEP} cy="24" />`,
    )}
    ${them === "struck" ? svg`<path class="strike them" d="M${20.8 + apart} 7.5 ${38.2 + apart} 26.7" />` : nothing}
    ${me === "struck" ? svg`<path class="strike me" d="M8.8 21.3 26.2 40.5" />` : nothing}
  </svg>`;
}

const place = (apart: number): string | typeof nothing => (apart ? `translate(${apart} 0)` : nothing);
