/** The timeline's tooltip: beside its mark where there is room, under it where there is not. */
import { html, nothing, type TemplateResult } from "lit";
import type { Described } from "./describe.ts";

export interface Tip {
  /** The mark's edges and middle, in px of the chart, and the chart's size. */
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const WIDTH = 232;
const AWAY = 8;

export type Side = "right" | "left" | "under";

/** Which side of its mark a tip stands on, and where, in px. */
export function placed({ left, right, y, width, height }: Tip): { side: Side; x: number; y: number } {
  if (right + AWAY + WIDTH <= width) return { side: "right", x: right + AWAY, y };
  if (left - AWAY - WIDTH >= 0) return { side: "left", x: left - AWAY - WIDTH, y };
  const middle = (left + right) / 2;
  return {
    side: "under",
    x: Math.min(Math.max(0, middle - WIDTH / 2), Math.max(0, width - WIDTH)),
    y: Math.min(y + 20, height),
  };
}

export function tip(said: Described, at: Tip, on: { enter: () => void; leave: () => void }): TemplateResult {
  const { side, x, y } = placed(at);
  return html`<div
    class="tip ${side}"
    role="tooltip"
    style="left:${x}px;top:${y}px;width:${WIDTH}px"
    @pointerenter=${on.enter}
    @pointerleave=${on.leave}
  >
    <strong class="serif">${said.title}</strong>
    <span class="clock">${said.when}</span>
    ${said.detail ? html`<span>${said.detail}</span>` : nothing}
  </div>`;
}
