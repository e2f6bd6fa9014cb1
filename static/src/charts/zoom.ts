/** Which part of the call the timeline shows: zooming about a point, panning, ticks, level of detail. */

/** A part of the call, in seconds of call time. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** Below this many px a second only the river is drawn; from the second on, edges are exact. */
export const RIVER_BELOW = 0.8;
export const EXACT_FROM = 50;
/** The closest look, in seconds. */
export const CLOSEST = 5;
/** What the first look shows of a long call, and a step out of the river, in px a second. */
export const STEP_SCALE = 3;
/** A call opens whole from this many px a second on: below it the signs crowd each other. */
export const WHOLE_FROM = 2;
/** Room between two ticks, in px at least. */
const TICK_ROOM = 84;
const TICKS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];

export type Level = "river" | "marks" | "exact";

export const length = (window: Window): number => window.to - window.from;

export const whole = (total: number): Window => ({ from: 0, to: total });

/** The window moved into the call, its length kept where it fits. */
export function within(window: Window, total: number): Window {
  const seconds = Math.min(total, Math.max(Math.min(CLOSEST, total), length(window)));
  const from = Math.min(Math.max(0, window.from), total - seconds);
  return { from, to: from + seconds };
}

/** The window with its length times `factor`, the moment `about` staying where it is on the screen. */
export function zoomed(window: Window, factor: number, about: number, total: number): Window {
  const seconds = Math.min(total, Math.max(Math.min(CLOSEST, total), length(window) * factor));
  const share = (about - window.from) / length(window);
  const from = about - share * seconds;
  return within({ from, to: from + seconds }, total);
}

/** The window moved on by `seconds`. */
export function panned(window: Window, seconds: number, total: number): Window {
  return within({ from: window.from + seconds, to: window.to + seconds }, total);
}

/** The window moved only as far as is needed to see `span` with a little room. */
export function revealing(window: Window, span: Window, total: number): Window {
  const room = length(window) * 0.08;
  if (length(span) + 2 * room > length(window)) {
    return within({ from: span.from - room, to: span.to + room }, total);
  }
  if (span.from - room < window.from) return panned(window, span.from - room - window.from, total);
  if (span.to + room > window.to) return panned(window, span.to + room - window.to, total);
  return window;
}

/** `window` with one edge dragged to `at`: no closer to the other than the closest look allows. */
export function resized(window: Window, edge: "from" | "to", at: number, total: number): Window {
  const least = Math.min(CLOSEST, total);
  return edge === "from"
    ? { from: Math.max(0, Math.min(at, window.to - least)), to: window.to }
    : { from: window.from, to: Math.min(total, Math.max(at, window.from + least)) };
}

/** How much can be told apart at so many px a second. */
export function level(pxPerSecond: number): Level {
  if (pxPerSecond < RIVER_BELOW) return "river";
  return pxPerSecond < EXACT_FROM ? "marks" : "exact";
}

/**
 * What to show first: the whole call where its marks can be told apart, else the stretch of about
 * 3 px a second in which most of `moments` lie.
 */
export function opening(moments: readonly number[], total: number, width: number): Window {
  if (width / total >= WHOLE_FROM) return whole(total);
  const seconds = width / STEP_SCALE;
  const sorted = [...moments].sort((a, b) => a - b);
  let best = { from: 0, count: 0 };
  let last = 0;
  for (const [first, at] of sorted.entries()) {
    while (last < sorted.length && sorted[last]! <= at + seconds * 0.9) last += 1;
    if (last - first > best.count) best = { from: at - seconds * 0.05, count: last - first };
  }
  return within({ from: best.from, to: best.from + seconds }, total);
}

/** Round moments to mark on the axis, as far apart as their labels need. */
export function ticks(window: Window, width: number): number[] {
  const least = (TICK_ROOM * length(window)) / Math.max(1, width);
  const step = TICKS.find((each) => each >= least) ?? Math.ceil(least / 3600) * 3600;
  const first = Math.ceil(window.from / step) * step;
  const count = Math.max(0, Math.floor((window.to - first) / step) + 1);
  return Array.from({ length: count }, (_, i) => first + i * step);
}
