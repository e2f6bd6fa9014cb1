/** `<duologue-river>`: the picture of the exchange, shared laughs on the water, unheard gaps hatched. */
import { html, svg, type SVGTemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Moment } from "../api/protocol.gen.ts";
import { PageElement } from "../components/element.ts";
import { river, type RiverInput } from "./river.ts";
import { Size } from "./size.ts";

export type Talk = Omit<RiverInput, "width" | "height">;

const LAUGH = 4.5;
let pictures = 0;

/** A name for the gradients and patterns of one more picture on the page. */
export function freshId(): string {
  pictures += 1;
  return `picture-${pictures}`;
}

@customElement("duologue-river")
export class RiverPicture extends PageElement {
  @property({ attribute: false }) talk: Talk | undefined;
  @property({ attribute: false }) laughs: readonly Moment[] = [];
  /** Height in px. */
  @property({ type: Number }) height = 150;
  /** The picture in words. */
  @property({ attribute: false }) label = "";

  readonly #size = new Size(this);
  readonly #id = freshId();

  protected override render() {
    const { talk, height } = this;
    const { width } = this.#size;
    if (!talk || !width) return html`<div style="height:${height}px"></div>`;
    const scale = width / (talk.to - talk.from);
    const x = (at: number): number =>
      Math.min(width - LAUGH - 1, Math.max(LAUGH + 1, (at - talk.from) * scale));
    return html`<svg
      class="river"
      width=${width}
      height=${height}
      viewBox="0 0 ${width} ${height}"
      role="img"
      aria-label=${this.label}
    >
      ${banks({ ...talk, width, height }, this.#id)}
      ${this.laughs.map(
        ({ start, end }) =>
          svg`<circle class="laugh" r=${LAUGH} cx=${x((start + end) / 2)} cy=${height / 2} />`,
      )}
    </svg>`;
  }
}

/** The banks and the unheard gaps of a river, for any picture that holds one. `id` is that picture's own. */
export function banks(input: RiverInput, id: string): SVGTemplateResult {
  const { them, me, gaps } = river(input);
  const { height } = input;
  const top = height * 0.12;
  const gradient = (name: "them" | "me", from: number): SVGTemplateResult => svg`
    <linearGradient id="${id}-${name}" gradientUnits="userSpaceOnUse" x1="0" x2="0" y1=${from} y2=${height / 2}>
      <stop class=${name} offset="0" stop-opacity=".45" /><stop class=${name} offset="1" />
    </linearGradient>`;
  return svg`
    <defs>
      ${gradient("them", top)}${gradient("me", height - top)}
      <pattern id="${id}-hatch" width="8" height="8" patternUnits="userSpaceOnUse">
        <path class="hatching" d="M-2 2 2 -2M-2 10 10 -2M6 10 10 6" />
      </pattern>
    </defs>
    ${them.map((d) => svg`<path class="bank them" d=${d} fill="url(#${id}-them)" />`)}
    ${me.map((d) => svg`<path class="bank me" d=${d} fill="url(#${id}-me)" />`)}
    ${gaps.map(
      (gap) =>
        svg`<rect x=${gap.x} y=${top} width=${gap.width} height=${height - 2 * top} fill="url(#${id}-hatch)" />`,
    )}`;
}

declare global {
  interface HTMLElementTagNameMap {
    "duologue-river": RiverPicture;
  }
}
