import assert from "node:assert/strict";
import { test } from "node:test";
import type { Day, MeetingsPage, Time, Upcoming } from "../src/api/protocol.gen.ts";
import * as offers from "../src/meetings/offers.ts";
import { gradient, hourOf, isNight } from "../src/meetings/sky.ts";
import { clockNews, details, nearDay, plus, soon, theirHour, today } from "../src/meetings/wording.ts";

/** A moment for Daniel in Nairobi and Mara in Portland, in winter. */
const time = (mine: string): Time => {
  const at = new Date(Date.parse(`${mine}:00Z`) - 3 * 3_600_000);
  const theirs = new Date(at.getTime() - 8 * 3_600_000).toISOString().slice(0, 16);
  return { at: at.toISOString(), mine, theirs };
};
const day: Day = {
  day: "2026-12-10",
  times: Array.from({ length: 48 }, (_, index) =>
    time(new Date(Date.parse("2026-12-10T06:00:00Z") + index * 1_800_000).toISOString().slice(0, 16)),
  ),
};
const LONG_AGO = new Date("2026-12-01T00:00:00Z");
const evening = time("2026-12-10T19:00");
const someone = { id: "me", name: "Daniel", pronouns: null, zone: "Africa/Nairobi", city: "Nairobi" } as const;
const partner = { id: "them", name: "Mara", pronouns: "she", zone: "America/Los_Angeles", city: "Portland" } as const;
const upcoming: Upcoming = {
  uid: "one",
  original: "2026-12-10T19:00",
  start: evening,
  end: "2026-12-10T16:50:00Z",
  minutes: 50,
  every: "once",
  note: "",
  agenda: [{ kind: "stories", minutes: 20, title: null }],
  answer: "accepted",
  kept_for: "me",
  ask: [],
  opens_at: "2026-12-10T15:00:00Z",
  visibility: "programme",
};
const page: MeetingsPage = {
  pair: "pair",
  me: someone,
  partner,
  now: "2026-12-01T00:00:00Z",
  upcoming: [upcoming],
  proposals: [],
  clocks: null,
};
const near = new Date("2026-12-10T15:42:00Z");

test("the sky is dark at midnight, warm at dawn and dusk, light at noon", () => {
  assert.match(gradient(["2026-12-10T00:00"]), /^rgb\(22 26 51\) 0\.00%/);
  assert.match(gradient(["2026-12-10T12:00"]), /^rgb\(186 211 234\) 0\.00%/);
  assert.match(gradient(["2026-12-10T06:00", "2026-12-10T18:12"]), /,rgb\(226 155 120\) 50\.00%,/);
  assert.equal(gradient(["2026-12-10T23:30"]).split(",").at(-1), "rgb(22 26 51) 100.00%");
  assert.equal(hourOf("2026-12-10T19:30"), 19.5);
});

test("night is when people mostly sleep", () => {
  assert.deepEqual(
    ["06:30", "07:00", "21:30", "22:00", "03:00"].map((each) => isNight(`2026-12-10T${each}`)),
    [true, false, false, true, true],
  );
});

test("the rails begin where it is day for both", () => {
  const first = offers.firstGood(day, isNight, LONG_AGO)!;
  assert.deepEqual([first.mine, first.theirs], ["2026-12-10T07:00", "2026-12-09T20:00"]);
  assert.equal(offers.firstGood(day, isNight, new Date("2027-01-01")), null);
});

test("a chosen time moves, another is added, and no time stands there twice", () => {
  let draft = offers.put(offers.EMPTY, evening);
  draft = offers.put(draft, time("2026-12-10T20:00"));
  assert.deepEqual(draft.offers.map((each) => each.time.mine), ["2026-12-10T20:00"]);
  draft = offers.another(draft, evening);
  assert.deepEqual([draft.offers.length, draft.chosen], [2, 1]);
  assert.equal(offers.another(draft, evening), draft);
  assert.equal(offers.put(draft, time("2026-12-10T20:00")), draft);
  assert.deepEqual([offers.without(draft, 0).offers.length, offers.without(draft, 0).chosen], [1, 0]);
  assert.equal(offers.without(offers.without(draft, 1), 0).chosen, -1);
});

test("five times are enough", () => {
  const draft = day.times.slice(0, 8).reduce(offers.another, offers.EMPTY);
  assert.equal(draft.offers.length, offers.MOST);
});

test("a new time takes length and rhythm from the one before", () => {
  const draft = offers.change(offers.put(offers.EMPTY, evening), 0, { minutes: 30, every: "two_weeks" });
  const { minutes, every } = offers.another(draft, time("2026-12-10T20:00")).offers[1]!;
  assert.deepEqual([minutes, every], [30, "two_weeks"]);
});

test("places on a rail and times are the same thing seen twice", () => {
  assert.equal(offers.placeOf(day, evening), 26 / 48);
  assert.equal(offers.placeOf(day, time("2026-12-12T19:00")), null);
  assert.deepEqual(offers.timeAt(day, 26 / 48, LONG_AGO), evening);
  assert.deepEqual(offers.timeAt(day, 2, LONG_AGO), day.times[47]);
  assert.deepEqual(offers.timeAt(day, 0, new Date(evening.at)), day.times[27]);
  assert.equal(offers.timeAt(day, 0, new Date("2027-01-01")), null);
});

test("arrows go by half hours, never past the day or into the past", () => {
  assert.deepEqual(offers.step(day, evening, 1, LONG_AGO), day.times[27]);
  assert.equal(offers.step(day, day.times[47]!, 1, LONG_AGO), null);
  assert.equal(offers.step(day, evening, -1, new Date(evening.at)), null);
  assert.deepEqual(offers.sameHour(day, time("2026-12-12T19:00")), evening);
  assert.equal(offers.shifted("2026-12-31", 1), "2027-01-01");
});

test("the other's hour is said with its day where that is another", () => {
  assert.equal(theirHour(evening, "Mara", "en-GB"), "08:00 for Mara, the same day");
  assert.equal(theirHour(time("2026-12-10T08:00"), "Mara", "en-GB"), "21:00 for Mara, on Wednesday");
  assert.match(theirHour(evening, "Mara", "en-US"), /^8:00\sAM for Mara, the same day$/);
});

test("a change of the clocks is said by both clocks, whoever's it is", () => {
  const news = { city: "Portland", whose: "them", day: "2027-03-14", minutes: 60, at: "2027-03-14T10:00:00Z" };
  assert.equal(
    clockNews(news, evening, someone, "Mara", "en-GB"),
    "Portland changes its clocks on 14 March. From then on 08:00 for Mara is 18:00 for you; we will ask you both which to keep.",
  );
  const mine = clockNews({ ...news, city: "Nairobi", whose: "me" }, evening, someone, "Mara", "en-GB");
  assert.match(mine, /07:00 for Mara is 19:00 for you/);
  const walls = [plus("2026-12-10T23:30", 60), plus("2026-12-10T00:15", -30)];
  assert.deepEqual(walls, ["2026-12-11T00:30", "2026-12-09T23:45"]);
});

test("home says how soon", () => {
  assert.equal(soon(upcoming, "Mara", near, "en-GB"), "You and Mara meet in 18 minutes.");
  assert.equal(soon(upcoming, "Mara", new Date("2026-12-10T15:59:30Z"), "en-GB"), "You and Mara meet in 1 minute.");
  assert.equal(soon(upcoming, "Mara", new Date("2026-12-10T16:10:00Z"), "en-GB"), "You and Mara meet now.");
  assert.equal(soon(upcoming, "Mara", new Date("2026-12-09T22:00:00Z"), "en-GB"), "You and Mara meet today.");
  assert.equal(soon(upcoming, "Mara", new Date("2026-12-09T12:00:00Z"), "en-GB"), "You and Mara meet tomorrow.");
  assert.equal(soon(upcoming, "Mara", new Date("2026-12-05T12:00:00Z"), "en-GB"), "You and Mara meet on Thursday.");
  assert.equal(soon(upcoming, "Mara", LONG_AGO, "en-GB"), "You and Mara meet on Thursday 10 December.");
});

test("home says when, by both clocks and the partner's pronoun", () => {
  const said = details(upcoming, page, near, "en-GB");
  assert.equal(said, "Today at 19:00 for you, 08:00 for her. 50 minutes; you planned to tell stories.");
  const other = { ...page, partner: { ...partner, pronouns: null } };
  assert.match(details({ ...upcoming, agenda: [] }, other, near, "en-GB"), /08:00 for Mara\. 50 minutes\.$/);
});

test("today is the reader's, not the server's", () => {
  assert.equal(today(new Date("2026-12-10T21:30:00Z"), evening), "2026-12-11");
  assert.equal(nearDay("2026-12-11T08:00", "2026-12-11", "en-GB"), "today");
});
