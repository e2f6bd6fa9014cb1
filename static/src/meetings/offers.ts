/** The times somebody is about to propose: chosen on the rails, moved, repeated, taken away. Pure. */
import type { Day, Repeat, Time } from "../api/protocol.gen.ts";

export interface Offer {
  readonly time: Time;
  readonly minutes: number;
  readonly every: Repeat;
}

export interface Draft {
  readonly offers: readonly Offer[];
  /** Which of them the rails move. */
  readonly chosen: number;
}

export const MOST = 5;
export const LENGTHS: readonly number[] = [30, 50, 60, 90];
export const REPEATS: readonly Repeat[] = ["once", "week", "two_weeks", "month"];

export const EMPTY: Draft = { offers: [], chosen: -1 };

/** Put the chosen time elsewhere; the first one where none is chosen yet. */
export function put(draft: Draft, time: Time): Draft {
  const { offers, chosen } = draft;
  if (offers.some((each, index) => index !== chosen && each.time.at === time.at)) return draft;
  const now = offers[chosen];
  if (now === undefined) return another(draft, time);
  return { offers: offers.with(chosen, { ...now, time }), chosen };
}

/** Add a time and choose it; the same time twice, or a sixth, is not added. */
export function another(draft: Draft, time: Time): Draft {
  const { offers } = draft;
  if (offers.length >= MOST || offers.some((each) => each.time.at === time.at)) return draft;
  const { minutes = 50, every = "once" as const } = offers.at(-1) ?? {};
  return { offers: [...offers, { time, minutes, every }], chosen: offers.length };
}

/** Take one away; its neighbour is chosen then. */
export function without(draft: Draft, index: number): Draft {
  const offers = draft.offers.filter((_, each) => each !== index);
  return { offers, chosen: Math.min(draft.chosen > index ? draft.chosen - 1 : draft.chosen, offers.length - 1) };
}

export const choose = (draft: Draft, index: number): Draft => ({ ...draft, chosen: index });

/** Change how long, or how often, one of them is. */
export function change(draft: Draft, index: number, to: Partial<Pick<Offer, "minutes" | "every">>): Draft {
  const offer = draft.offers[index];
  return offer ? { ...draft, offers: draft.offers.with(index, { ...offer, ...to }) } : draft;
}

/** Where a time lies on the rail of a day, from 0 to 1; null on another day. */
export function placeOf(day: Day, time: Time): number | null {
  const index = day.times.findIndex((each) => each.at === time.at);
  return index < 0 ? null : index / day.times.length;
}

/** The time at a place of the rail, never before `now`; null where all of it is past. */
export function timeAt(day: Day, place: number, now: Date): Time | null {
  const index = Math.min(Math.max(Math.floor(place * day.times.length), 0), day.times.length - 1);
  return day.times.slice(index).find((each) => new Date(each.at) > now) ?? null;
}

/** The time so many half hours on, within the day; null past its ends or in the past. */
export function step(day: Day, time: Time, by: number, now: Date): Time | null {
  const index = day.times.findIndex((each) => each.at === time.at);
  const next = day.times[index + by];
  return index < 0 || next === undefined || new Date(next.at) <= now ? null : next;
}

/** The same wall time of mine on another day's rail. */
export function sameHour(day: Day, time: Time): Time | null {
  return day.times.find((each) => each.mine.slice(11) === time.mine.slice(11)) ?? null;
}

/** Where to begin: the first hour of the day that is day for both, else for me. */
export function firstGood(day: Day, night: (wall: string) => boolean, now: Date): Time | null {
  const ahead = day.times.filter((each) => new Date(each.at) > now);
  return (
    ahead.find((each) => !night(each.mine) && !night(each.theirs)) ??
    ahead.find((each) => !night(each.mine)) ??
    ahead[0] ??
    null
  );
}

/** The dates of the week that holds a day, from the day on which the pages' weeks begin: YYYY-MM-DD. */
export function daysFrom(first: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => shifted(first, index));
}

/** A date so many days on. */
export function shifted(day: string, by: number): string {
  const at = new Date(`${day}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + by);
  return at.toISOString().slice(0, 10);
}
