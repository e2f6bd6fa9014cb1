import assert from "node:assert/strict";
import { test } from "node:test";
import type { Biography, Common, Station, Terms } from "../src/api/protocol.gen.ts";
import { pieces } from "../src/pair/diff.ts";
import { STEPS, turnOf } from "../src/call/stories.ts";
import { rows } from "../src/pair/strands.ts";
import { changed, wordings } from "../src/pair/wording.ts";

const CAREFUL: Terms = {
  sharing: "ask",
  programme: "met",
  listening: "after",
  keep_days: 30,
  copies: "mine",
  every: "two_weeks",
  minutes: 50,
  rhythm: "",
  guests: false,
  notice: "any_time",
  save_days: 30,
  own_words: "",
};
const story = (...stations: Station[]): Biography => ({
  city: "",
  stations,
  interests: [],
  goals: [],
  offers: [],
  learning: [],
});
const station = (title: string, start: number): Station => ({ kind: "place", title, start, end: null, place: "", note: "" });
const both = (mine: number, theirs: number): Common => ({
  kind: "place",
  mine: "Kisumu",
  theirs: "Kisumu",
  my_years: { start: mine, end: null },
  their_years: { start: theirs, end: null },
  together: true,
});

const written = (kinds: string, all: ReturnType<typeof pieces>): string =>
  all.filter(({ kind }) => kinds.includes(kind)).map(({ text }) => text).join(" ");

test("a change of one number strikes it out and puts the new one beside it", () => {
  assert.deepEqual(pieces("Marks stay for 180 days. Sound goes.", "Marks stay for 30 days. Sound goes."), [
    { kind: "same", text: "Marks stay for" },
    { kind: "gone", text: "180" },
    { kind: "new", text: "30" },
    { kind: "same", text: "days. Sound goes." },
  ]);
});

test("both wordings can be read back from the pieces, whatever changed", () => {
  const texts = ["", "a b c", "c b a", "a a b", "b", "one  two", "two one two"];
  for (const before of texts)
    for (const after of texts) {
      const all = pieces(before, after);
      assert.equal(written("same gone", all), before.split(/\s+/).filter(Boolean).join(" "));
      assert.equal(written("same new", all), after.split(/\s+/).filter(Boolean).join(" "));
    }
});

test("every clause has words for every choice, and names itself as changed", () => {
  const choices: { [Name in keyof Terms]: readonly Terms[Name][] } = {
    sharing: ["ideas"],
    programme: ["goals"],
    listening: ["live", "off"],
    keep_days: [0, 180],
    copies: ["ours"],
    every: ["week", "month", "as_needed"],
    minutes: [25, 80],
    rhythm: ["Thursdays."],
    guests: [true],
    notice: ["one_more"],
    save_days: [0, 90],
    own_words: ["We cook."],
  };
  assert.deepEqual(changed(CAREFUL, CAREFUL), []);
  for (const [name, values] of Object.entries(choices))
    for (const value of values) {
      const terms = { ...CAREFUL, [name]: value } as Terms;
      const [clause] = changed(CAREFUL, terms);
      const [before, after] = [CAREFUL, terms].map((each) => wordings(each).find((one) => one.clause === clause));
      assert.notDeepEqual(after, before, name);
      for (const each of wordings(terms)) assert.doesNotMatch(each.title + each.text + each.note, /undefined|\{/);
    }
});

test("two stories stand in order of time, and meet after the second has come to the place", () => {
  const found = rows(story(station("Kisumu", 1991), station("Nairobi", 2010)), story(station("Tartu", 1974), station("Wells", 2003)), [
    both(1991, 2003),
  ]);
  assert.deepEqual(
    found.map((row) => (row.kind === "ground" ? "ground" : row.station.title)),
    ["Tartu", "Kisumu", "Wells", "ground", "Nairobi"],
  );
  assert.deepEqual(found.map(({ them }) => them), ["begins", "on", "on", "ends", "none"]);
  assert.deepEqual(found.map(({ me }) => me), ["none", "begins", "on", "on", "ends"]);
});

test("a story of one station is a point, and one not told is no line", () => {
  assert.deepEqual(rows(story(station("Here", 2000)), story(), []).map(({ me, them }) => [me, them]), [["alone", "none"]]);
  assert.deepEqual(rows(story(), story(), []), []);
});

test("each question is told by one and then by the other, and the last step has no next", () => {
  const turns = Array.from({ length: STEPS }, (_, step) => turnOf(step, 0));
  assert.deepEqual(turns.map(({ mine }) => mine), [true, false, true, false, true, false, true, false]);
  assert.deepEqual(turns.map(({ question }) => question), [0, 0, 1, 1, 2, 2, 3, 3]);
  assert.deepEqual(turns.map(({ next }) => next), [1, 2, 3, 4, 5, 6, 7, null]);
  for (const [step, turn] of turns.entries()) assert.equal(turnOf(step, 1).mine, !turn.mine);
});
