/** Stretches of call time, in seconds: sorted, joined, measured. */

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The spans in order of time, those closer than `bridge` seconds joined, so that none touch. */
export function joined(spans: Iterable<Span>, bridge = 0): Span[] {
  const all = [...spans].sort((a, b) => a.start - b.start);
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of all) {
    const last = result.at(-1);
    if (last && start <= last.end + bridge) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}

/** Index of the first of `spans` (joined) that ends after `at`; their number when none does. */
export function firstAfter(spans: readonly Span[], at: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.end > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Seconds of `from` to `to` that `spans` (joined) cover. */
export function covered(spans: readonly Span[], from: number, to: number): number {
  let sum = 0;
  for (let i = firstAfter(spans, from); i < spans.length && spans[i]!.start < to; i += 1) {
    sum += Math.min(to, spans[i]!.end) - Math.max(from, spans[i]!.start);
  }
  return sum;
}

/** What `spans` (joined) leave free of `from` to `to`. */
export function between(spans: readonly Span[], from: number, to: number): Span[] {
  const result: Span[] = [];
  let at = from;
  for (const { start, end } of spans) {
    if (end <= from || start >= to) continue;
    if (start > at) result.push({ start: at, end: start });
    at = Math.max(at, end);
  }
  if (at < to) result.push({ start: at, end: to });
  return result;
}
