/**
 * The picture of the exchange: two banks and the quiet between them, as shapes in px.
 *
 * Each bank is as high as its voice spoke there, the water is as wide as both were quiet. Smoothed by a
 * Gaussian that leaves out what was not heard, so an unheard stretch neither adds nor dilutes.
 */
import { between, covered, joined, type Span } from "./spans.ts";

/** Width of a bin, in px. */
const BIN = 3;
/** The Gaussian's σ is the window's length over this: 5 min give 3.2 s, 54 min 34 s. */
const SMOOTH = 95;
/** Parts of the height: the narrowest water, what full quiet adds to it, a voice that spoke all the time. */
const WATER = 0.016;
const QUIET = 0.2;
const BANK = 0.4;
/** No voice vanishes: the thinnest bank, in px. */
const THINNEST = 0.8;
/** Unheard stretches closer than this are drawn as one, and narrower ones not at all, in px. */
const NEAR = 3;
const NARROWEST = 1.5;

export interface RiverInput {
  /** When each spoke: the partner above, me below; joined. */
  readonly them: readonly Span[];
  readonly me: readonly Span[];
  /** Only the one below was recorded: nothing is drawn above. */
  readonly alone?: boolean;
  /** When either was not heard; joined. */
  readonly unheard: readonly Span[];
  readonly from: number;
  readonly to: number;
  /** Size of the picture, in px. */
  readonly width: number;
  readonly height: number;
}

export interface Gap {
  readonly x: number;
  readonly width: number;
}

export interface River {
  /** Closed SVG paths, one a known stretch. */
  readonly them: readonly string[];
  readonly me: readonly string[];
  readonly gaps: readonly Gap[];
}

/** Talk shares of the bins of a window, smoothed: `them` and `me` 0 to 1, `quiet` what neither filled. */
export interface Flow {
  readonly them: Float64Array;
  readonly me: Float64Array;
  readonly quiet: Float64Array;
}

/** The shapes of the river; deterministic, and the same for both people but for who is above. */
export function river(input: RiverInput): River {
  const { from, to, width, height } = input;
  if (to <= from || width <= 0) return { them: [], me: [], gaps: [] };
  const scale = width / (to - from);
  const x = (at: number): number => (at - from) * scale;
  const gaps = joined(input.unheard, NEAR / scale).filter(
    (gap) => (gap.end - gap.start) * scale >= NARROWEST,
  );
  const { them, me, quiet } = flow(input, Math.max(2, Math.ceil(width / BIN)));
  const middle = height / 2;
  const water = (i: number): number => height * (WATER + QUIET * quiet[i]!);
  const bank = (shares: Float64Array, i: number): number => Math.max(THINNEST, height * BANK * shares[i]!);
  const shape = (stretch: Span, shares: Float64Array, side: 1 | -1): string => {
    const inner: Point[] = [];
    const outer: Point[] = [];
    for (const place of places(stretch, from, to, shares.length)) {
      const at = place.at;
      const near = mix(place, water);
      const far = near + mix(place, (i) => bank(shares, i));
      inner.push([x(at), middle + side * near]);
      outer.unshift([x(at), middle + side * far]);
    }
    return `M${curve(inner)}L${curve(outer)}Z`;
  };
  const known = between(gaps, from, to);
  return {
    them: input.alone ? [] : known.map((stretch) => shape(stretch, them, -1)),
    me: known.map((stretch) => shape(stretch, me, 1)),
    gaps: gaps
      .filter((gap) => gap.end > from && gap.start < to)
      .map((gap) => ({
        x: round(x(Math.max(from, gap.start))),
        width: round((Math.min(to, gap.end) - Math.max(from, gap.start)) * scale),
      })),
  };
}

/** Shares of talk in `count` bins of the window, smoothed over what was heard. */
export function flow(input: Omit<RiverInput, "width" | "height">, count: number): Flow {
  const step = (input.to - input.from) / count;
  const known = new Float64Array(count);
  const raw = { them: new Float64Array(count), me: new Float64Array(count), quiet: new Float64Array(count) };
  for (let i = 0; i < count; i += 1) {
    const start = input.from + i * step;
    known[i] = 1 - Math.min(1, covered(input.unheard, start, start + step) / step);
    const them = Math.min(1, covered(input.them, start, start + step) / step);
    const me = Math.min(1, covered(input.me, start, start + step) / step);
    raw.them[i] = them;
    raw.me[i] = me;
    raw.quiet[i] = Math.max(0, 1 - Math.min(1, them + me));
  }
  const weights = kernel(count / SMOOTH);
  return {
    them: smooth(raw.them, known, weights),
    me: smooth(raw.me, known, weights),
    quiet: smooth(raw.quiet, known, weights),
  };
}

/** One half of a Gaussian of `sigma` bins, from its middle out to three σ. */
function kernel(sigma: number): Float64Array {
  return Float64Array.from({ length: Math.ceil(3 * sigma) + 1 }, (_, i) => Math.exp(-((i / sigma) ** 2) / 2));
}

function smooth(values: Float64Array, known: Float64Array, kernel: Float64Array): Float64Array {
  return values.map((_, i) => {
    let sum = 0;
    let weight = 0;
    const last = Math.min(values.length - 1, i + kernel.length - 1);
    for (let j = Math.max(0, i - kernel.length + 1); j <= last; j += 1) {
      const w = kernel[Math.abs(i - j)]! * known[j]!;
      sum += w * values[j]!;
      weight += w;
    }
    return weight > 0 ? sum / weight : 0;
  });
}

type Point = readonly [x: number, y: number];

/** A smooth line along the points: from the first to the last, rounding the corners between them. */
function curve(points: readonly Point[]): string {
  const [first, ...rest] = points.map(([x, y]) => [round(x), round(y)] as const);
  const last = rest.pop();
  if (!first || !last) return "";
  const bends = rest.map(([x, y], i) => {
    const [nextX, nextY] = rest[i + 1] ?? last;
    return `Q${x} ${y} ${round((x + nextX) / 2)} ${round((y + nextY) / 2)}`;
  });
  return `${first.join(" ")}${bends.join("")}L${last.join(" ")}`;
}

interface Place {
  readonly at: number;
  readonly bin: number;
  readonly next: number;
  readonly part: number;
}

/** Where the outline of a stretch is drawn: its ends, and the middles of the bins between them. */
function places(stretch: Span, from: number, to: number, count: number): Place[] {
  const step = (to - from) / count;
  const place = (at: number): Place => {
    const exact = Math.min(count - 1, Math.max(0, (at - from) / step - 0.5));
    const bin = Math.floor(exact);
    return { at, bin, next: Math.min(count - 1, bin + 1), part: exact - bin };
  };
  const result = [place(stretch.start)];
  for (let i = 0; i < count; i += 1) {
    const at = from + (i + 0.5) * step;
    if (at > stretch.start && at < stretch.end) result.push(place(at));
  }
  result.push(place(stretch.end));
  return result;
}

const mix = ({ bin, next, part }: Place, value: (i: number) => number): number =>
  value(bin) * (1 - part) + value(next) * part;

const round = (value: number): number => Math.round(value * 100) / 100;
