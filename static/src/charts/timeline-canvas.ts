/** Draws what the timeline has most of, on a canvas: grid, lanes, speech, unheard stretches, the river. */
import { firstAfter, type Span } from "./spans.ts";
import { river, type RiverInput } from "./river.ts";
import { GRID, LANE, ME, MIDDLE, place, THEM } from "./timeline-layout.ts";
import type { Window } from "./zoom.ts";

/** Colours as the page's tokens have them now. */
export interface Palette {
  readonly them: string;
  readonly me: string;
  readonly line: string;
  readonly hatch: string;
}

export interface Lanes {
  readonly them: readonly Span[];
  readonly me: readonly Span[];
  /** Unheard stretches by lane, joined. */
  readonly unheardThem: readonly Span[];
  readonly unheardMe: readonly Span[];
  readonly alone: boolean;
}

export interface Drawing {
  readonly window: Window;
  readonly width: number;
  readonly height: number;
  readonly ticks: readonly number[];
  /** Set when too much time is in view for anything but the river. */
  readonly river: Omit<RiverInput, "width" | "height" | "from" | "to"> | null;
  readonly hidden: { readonly speech: boolean; readonly unheard: boolean };
}

const CORNER = 5;
const NARROWEST = 2;
const HATCH_STEP = 7;

export function palette(element: Element): Palette {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return { them: token("--them"), me: token("--me"), line: token("--line"), hatch: token("--hatch") };
}

/** Draw one frame, on a context already scaled to CSS px. */
export function draw(to: CanvasRenderingContext2D, lanes: Lanes, drawing: Drawing, colours: Palette): void {
  const { window, width, height, ticks } = drawing;
  const x = place(window, width);
  to.clearRect(0, 0, width, height);
  to.strokeStyle = colours.line;
  to.lineWidth = 1;
  to.beginPath();
  for (const at of ticks) {
    const edge = Math.round(x(at)) + 0.5;
    to.moveTo(edge, GRID.top);
    to.lineTo(edge, GRID.bottom);
  }
  to.stroke();
  if (drawing.river) {
    drawRiver(to, drawing, colours);
    return;
  }
  to.lineWidth = 2;
  to.beginPath();
  for (const y of lanes.alone ? [ME] : [THEM, ME]) {
    to.moveTo(0, y);
    to.lineTo(width, y);
  }
  to.stroke();
  if (!drawing.hidden.unheard) {
    to.strokeStyle = colours.hatch;
    if (!lanes.alone) hatch(to, lanes.unheardThem, THEM, drawing);
    hatch(to, lanes.unheardMe, ME, drawing);
  }
  if (drawing.hidden.speech) return;
  blocks(to, lanes.them, THEM, colours.them, drawing);
  blocks(to, lanes.me, ME, colours.me, drawing);
}

/** Speech of one lane: rounded blocks, at least wide enough to be seen. */
function blocks(
  to: CanvasRenderingContext2D,
  spans: readonly Span[],
  y: number,
  colour: string,
  { window, width }: Drawing,
): void {
  const x = place(window, width);
  to.fillStyle = colour;
  to.beginPath();
  for (let i = firstAfter(spans, window.from); i < spans.length && spans[i]!.start < window.to; i += 1) {
    const left = x(spans[i]!.start);
    const wide = Math.max(NARROWEST, x(spans[i]!.end) - left - 1);
    to.roundRect(left, y - LANE / 2, wide, LANE, Math.min(CORNER, wide / 2));
  }
  to.fill();
}

/** Unheard stretches of one lane: diagonal lines over it. */
function hatch(
  to: CanvasRenderingContext2D,
  spans: readonly Span[],
  y: number,
  { window, width }: Drawing,
): void {
  const x = place(window, width);
  for (let i = firstAfter(spans, window.from); i < spans.length && spans[i]!.start < window.to; i += 1) {
    const left = Math.max(-2, x(spans[i]!.start));
    const right = Math.min(width + 2, Math.max(x(spans[i]!.end), left + NARROWEST));
    hatchBox(to, left, y - LANE / 2, right - left, LANE);
  }
}

function hatchBox(
  to: CanvasRenderingContext2D,
  left: number,
  top: number,
  width: number,
  height: number,
): void {
  to.save();
  to.beginPath();
  to.rect(left, top, width, height);
  to.clip();
  to.clearRect(left, top, width, height);
  to.lineWidth = 1.2;
  to.beginPath();
  const first = Math.floor((left - height) / HATCH_STEP) * HATCH_STEP;
  for (let at = first; at < left + width; at += HATCH_STEP) {
    to.moveTo(at, top + height);
    to.lineTo(at + height, top);
  }
  to.stroke();
  to.restore();
}

function drawRiver(to: CanvasRenderingContext2D, drawing: Drawing, colours: Palette): void {
  const top = THEM - LANE;
  const height = 2 * (MIDDLE - top);
  const { them, me, gaps } = river({
    ...drawing.river!,
    from: drawing.window.from,
    to: drawing.window.to,
    width: drawing.width,
    height,
  });
  to.save();
  to.translate(0, top);
  to.fillStyle = colours.them;
  for (const path of them) to.fill(new Path2D(path));
  to.fillStyle = colours.me;
  for (const path of me) to.fill(new Path2D(path));
  if (!drawing.hidden.unheard) {
    to.strokeStyle = colours.hatch;
    for (const gap of gaps) hatchBox(to, gap.x, 0, gap.width, height);
  }
  to.restore();
}
