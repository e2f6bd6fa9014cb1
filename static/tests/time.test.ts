import assert from "node:assert/strict";
import { test } from "node:test";
import { about, briefly, clock, dateLanguage, day, exactly, short } from "../src/locales/time.ts";

test("a moment is a clock that grows an hour when it needs one", () => {
  assert.equal(clock(0), "0:00");
  assert.equal(clock(59.6), "1:00");
  assert.equal(clock(1031), "17:11");
  assert.equal(clock(3725), "1:02:05");
  assert.equal(clock(-1), "0:00");
});

test("lengths from a minute and a half on are told in minutes, small ones in words", () => {
  assert.equal(about(40), "40 seconds");
  assert.equal(about(89.9), "90 seconds");
  assert.equal(about(120), "two minutes");
  assert.equal(about(28 * 60), "28 minutes");
});

test("exact lengths name minutes and seconds and leave out nothing but zeros", () => {
  assert.equal(exactly(176), "two minutes and 56 seconds");
  assert.equal(exactly(120), "two minutes");
  assert.equal(exactly(61), "one minute and one second");
  assert.equal(exactly(6), "6 seconds");
});

test("short lengths have words where there are good ones", () => {
  assert.equal(briefly(0.52), "half a second");
  assert.equal(briefly(1.5), "a second and a half");
  assert.equal(briefly(1), "one second");
  assert.equal(briefly(0.3), "0.3 seconds");
});

test("a table's lengths have one decimal", () => {
  assert.equal(short(6.44), "6.4 s");
  assert.equal(short(1), "1.0 s");
});

test("a day is told by its weekday and its date", () => {
  assert.deepEqual(day(new Date("2026-11-19T12:00:00Z"), "en-GB"), {
    weekday: "Thursday",
    date: "19 November",
  });
});

test("dates follow the reader's own English, else British order", () => {
  assert.equal(dateLanguage(["de-DE", "en-US"]), "en-US");
  assert.equal(dateLanguage(["sw-KE"]), "en-GB");
});
