/** When to knock again after the socket was lost: pure decisions, time and chance are arguments. */

import type { Code } from "./protocol.gen.ts";

/** Waiting times in ms, the last one repeated: quick at first, then patient (issue: reconnect). */
export const WAITS_MS: readonly number[] = [0, 300, 1200, 2700, 4800, 7000];

/** Up to this much is added at random, so that many pages do not knock at once after a restart. */
export const JITTER_MS = 500;

/** A socket that brought nothing for so long, in spite of pings, is taken for dead. */
export const DEAD_AFTER_MS = 12_000;

export const PING_EVERY_MS = 5_000;

/** A try that has brought no answer at all says nothing of the server: the next follows so soon. */
export const SOON_MS = 300;

/** How long a connection may take to open, by the last round trip in ms: several of them, and patience at first. */
export function opensWithin(roundTrip: number | null): number {
  return roundTrip === null ? 10_000 : Math.max(2_500, 8 * roundTrip + 500);
}

/** How long the server may take to answer where the line is in doubt, by the last round trip in ms. */
export function answersWithin(roundTrip: number | null): number {
  return roundTrip === null ? 3_000 : Math.max(700, 4 * roundTrip + 300);
}

/** The first pings of a call follow each other soon: one alone says little about the server's clock. */
export const PING_SOON_MS = 300;
export const PINGS_SOON = 5;

/** Codes after which the server closes the socket and knocking again would be of no use. */
const FINAL: ReadonlySet<Code> = new Set<Code>([
  "unknown_meeting",
  "meeting_over",
  "call_is_for_two",
  "replaced",
  "version",
  "too_fast",
  "guests_not_agreed",
]);

export function isFinal(code: Code): boolean {
  return FINAL.has(code);
}

/** Milliseconds before try number `attempt` (0 is the first); `chance` is in [0, 1). */
export function waitBefore(attempt: number, chance: number): number {
  const base = WAITS_MS[Math.min(attempt, WAITS_MS.length - 1)] ?? 0;
  return attempt === 0 ? base : base + chance * JITTER_MS;
}

export function isDead(lastHeardAt: number, now: number): boolean {
  return now - lastHeardAt >= DEAD_AFTER_MS;
}
