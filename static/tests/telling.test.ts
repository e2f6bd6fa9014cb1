import assert from "node:assert/strict";
import { test } from "node:test";
import type { Good, Suggestion, ToneShift } from "../src/api/protocol.gen.ts";
import { people } from "../src/charts/people.ts";
import { copyOf } from "../src/views/summary/copy.ts";
import { hintWords } from "../src/views/summary/hinted.ts";
import {
  balance,
  balanceNotes,
  good,
  line,
  lineDid,
  overlaps,
  reaction,
  reactions,
  riverInWords,
  shape,
  suggestion,
  title,
} from "../src/views/summary/telling.ts";
import { facts, page, person, recording } from "./pages.ts";

const who = people(page());
const names = people(recording());
const working = (more: Partial<Good>): Good => ({
  key: "left_room",
  count: 5,
  of: 7,
  who: 0,
  moments: [],
  ...more,
});

test("a call is named by its weekday and the partner", () => {
  assert.equal(title(page(), who, "en-GB"), "Thursday with Mara");
});

test("a call that nobody else came to is named by its weekday alone", () => {
  assert.equal(title(page({ partner: "" }), who, "en-GB"), "Thursday");
});

test("a recording is named by its voices, one voice by itself", () => {
  assert.equal(title(recording(), names, "en-GB"), "Anna and Björn");
  const alone = recording({ partner: "" });
  assert.equal(title(alone, people(alone), "en-GB"), "Anna, alone");
});

test("the line tells the day, the length and how much was heard", () => {
  assert.equal(
    line(page({}, { seconds: 3240, known_s: 3064 }), "en-GB"),
    "19 November, 54 minutes. Duologue heard 51 of them.",
  );
  assert.equal(line(page(), "en-GB"), "19 November, 30 minutes. Duologue heard all of it.");
  assert.match(line(page({}, { known_s: 1790 }), "en-GB"), /Duologue heard nearly all of it/);
  assert.equal(
    line(recording({}, { seconds: 75, known_s: 75 }), "en-GB"),
    "A recording of 75 seconds. Duologue heard all of it.",
  );
});

test("the shape opens with the story where there was one", () => {
  const story = (start: number, whose = 1) => ({ long_turns: [{ who: whose, start, end: start + 120 }] });
  assert.equal(
    shape(page({}, story(100)), who),
    "Mara told a long story early; then you went back and forth.",
  );
  assert.equal(
    shape(page({}, story(1600, 0)), who),
    "You went back and forth; late on, you told a long story.",
  );
  assert.equal(shape(page({}, story(840)), who), "You went back and forth, around a long story of Mara’s.");
  assert.equal(
    shape(recording({}, story(100)), names),
    "Björn told a long story early; then they went back and forth.",
  );
});

test("the longest story is the one told of", () => {
  const long_turns = [
    { who: 0, start: 100, end: 200 },
    { who: 1, start: 1500, end: 1700 },
  ];
  assert.match(shape(page({}, { long_turns }), who), /late on, Mara/);
});

test("a talk led by one says who came in between, in kind words", () => {
  assert.match(
    shape(page({}, { shape: "one_led", led_by: 0 }), who),
    /^You spoke for the longer stretches; Mara came in/,
  );
  assert.match(shape(page({}, { shape: "one_led", led_by: 1 }), who), /^Mara spoke .* you came in/);
  assert.match(shape(recording({}, { shape: "one_led", led_by: 1 }), names), /^Björn spoke .* Anna came in/);
  assert.equal(shape(page({}, { shape: "took_turns_at_length" }), who), "You took turns at length.");
  assert.equal(shape(page({}, { shape: null }), who), "Who spoke, and for how long");
});

test("the river has words for those who do not see it", () => {
  const laughed_together = Array.from({ length: 8 }, () => ({ start: 1, end: 2 }));
  const said = riverInWords(page({}, { laughed_together }), who, 2);
  assert.equal(said, "You went back and forth. Eight shared laughs. Two stretches were not heard.");
  assert.equal(riverInWords(page(), who, 0), "You went back and forth.");
});

test("what worked is told to the reader, of the reader, the partner or both", () => {
  assert.equal(
    good(working({ key: "laughed_together", count: 8, who: null }), who),
    "You laughed together eight times.",
  );
  assert.equal(
    good(working({}), who),
    "You left room: after five of your seven longer pauses, Mara went on.",
  );
  assert.equal(
    good(working({ who: 1 }), who),
    "Mara left room: after five of seven longer pauses, the other went on.",
  );
  assert.equal(
    good(working({ key: "murmurs", who: null }), who),
    "Each of you said “mm-hm” all along while the other spoke.",
  );
  assert.equal(good(working({ key: "murmurs" }), who), "You said “mm-hm” all along while Mara spoke.");
  assert.equal(
    good(working({ key: "story_unbroken", count: 1, who: 1 }), names),
    "Björn told a story without a break.",
  );
  assert.match(good(working({ key: "overlaps_resolved", who: null, of: null }), who), /five of five times/);
});

test("a suggestion names the partner, the moment and the sound, and nothing felt", () => {
  const tone: ToneShift = {
    type: "tone_shift",
    who: 1,
    at: 1258,
    moved: [
      { measure: "level", by: -4 },
      { measure: "rate", by: -1 },
    ],
    confidence: 0.8,
  };
  const revisit: Suggestion = { key: "revisit", count: 1, moments: [{ start: 1258 - 30, end: 1258 }] };
  assert.deepEqual(suggestion(revisit, who, 0, [tone]), {
    title: "Ask Mara about the minute at 20:28.",
    detail: "Mara’s voice was quieter and slower there than earlier. Only Mara knows why.",
  });
  const room: Suggestion = { key: "leave_room", count: 3, moments: [] };
  assert.match(suggestion(room, who, 1, []).detail, /After three of your pauses .* Daniel went on/);
});

test("reactions are told as after, before the end, or at once", () => {
  assert.equal(reaction(0.5), "after half a second");
  assert.equal(reaction(-0.2), "0.2 seconds before the end");
  assert.equal(reaction(0.02), "at once");
});

test("both people's middle answers make one sentence, a missing one is left out", () => {
  const of = (mine: number | null, theirs: number | null) =>
    page({}, { people: [person({ gap_median_s: mine }), person({ gap_median_s: theirs })] });
  assert.equal(reactions(of(0.02, 0.5), who), "Mara began after half a second; you began at once.");
  assert.equal(reactions(of(0.02, 0.01), who), "You both began at once.");
  assert.equal(reactions(of(0.5, null), who), "You began after half a second.");
  assert.equal(reactions(of(null, 1), who), "Mara began after one second.");
  assert.equal(reactions(of(null, null), who), null);
});

test("over a slow line each answer is told as given and as heard", () => {
  const line = { late_s: [0.3, 0.3], adds_s: 0.6, overlap_heard_s: [0, 0] } as const;
  const of = (mine: number | null) =>
    page(
      {},
      {
        line,
        people: [
          person({ gap_median_s: mine, gap_heard_median_s: mine === null ? null : mine + 0.6 }),
          person({ gap_median_s: 0.5, gap_heard_median_s: 1.1 }),
        ],
      },
    );
  const hers = "Mara began after half a second; you heard it after 1.1 seconds.";
  assert.equal(reactions(of(0), who), `${hers} You began at once; Mara heard it after 0.6 seconds.`);
  assert.equal(reactions(of(null), who), hers);
});

test("what the line did is one sentence, and none where it was not measured", () => {
  const did = (adds_s: number, overlaps_line_made = 0) =>
    lineDid(page({}, { line: { late_s: [0, adds_s], adds_s, overlap_heard_s: [0, 0] }, overlaps_line_made }));
  assert.equal(lineDid(page()), null);
  assert.equal(did(0.1, 1), "The line added next to nothing.");
  assert.equal(did(0.5), "The line added about half a second to every answer.");
  assert.equal(did(0.5, 1), "The line added about half a second to every answer, and made one overlap.");
  assert.equal(did(1, 13), "The line added about one second to every answer, and made 13 overlaps.");
});

test("overlaps are split into what the line made and the rest", () => {
  const said = (count: number, by_line: number) =>
    overlaps(page({}, { overlaps: count, overlaps_line_made: by_line }));
  assert.equal(said(24, 13), "24 overlaps, 13 of them made by the line.");
  assert.equal(said(24, 1), "24 overlaps, one of them made by the line.");
  assert.equal(said(1, 0), "One overlap.");
  assert.equal(said(1, 1), "One overlap, made by the line.");
  assert.equal(said(0, 0), "Nobody spoke at the same time.");
});

test("the balance is of known time, and says what was left out", () => {
  const of = page(
    {},
    { known_s: 1624, overlap_s: 20, people: [person({ talk_s: 500 }), person({ talk_s: 700 })] },
  );
  assert.deepEqual(balance(of, who), { them: 700, quiet: 444, me: 500 });
  assert.deepEqual(balanceNotes(of, who), [
    "“Mm-hm”, laughs and sighs are not talk time.",
    "For 20 seconds both spoke at once; that counts for each.",
    "Two minutes and 56 seconds were not heard and are left out.",
  ]);
  assert.equal(balanceNotes(page(), who).length, 1);
});

test("more talk than known time leaves no quiet, never less than none", () => {
  assert.equal(balance(page({}, { known_s: 100 }), who).quiet, 0);
});

test("a hint is told again in the words it was said in", () => {
  const said = hintWords({ key: "tone.moved", changes: ["quieter", "slower"] }, "Mara");
  assert.equal(said, "Mara sounds quieter");
  assert.equal(hintWords({ key: "entry.tried", changes: [] }, "Mara"), "Mara began something");
});

test("a copy is named by day and partner, and holds the facts", () => {
  const { name, text } = copyOf(page({ partner: "Zoë & Co./.." }));
  assert.equal(name, "duologue-2026-11-19-Zoë-Co.json");
  assert.deepEqual(JSON.parse(text).summary, facts());
  assert.equal(copyOf(recording({ partner: "" })).name, "duologue.json");
});

test("where only a sketch came, or moments were filled in, the balance says so plainly", () => {
  const speech = { type: "speech", who: 0, start: 0, end: 90, confidence: 0.9 } as const;
  const sketched = balanceNotes(page({ events: [{ ...speech, rung: "features" }] }), who);
  assert.match(sketched.at(-1) ?? "", /^The line was too thin for sound during .* of talk: there, laughs/);
  const filled = balanceNotes(page({ events: [{ ...speech, rung: "rtc", filled: 0.2 }] }), who);
  assert.match(filled.at(-1) ?? "", /^Of the talk, .* were filled in/);
  assert.equal(balanceNotes(page({ events: [{ ...speech, rung: "ws", filled: 0.01 }] }), who).length, 1);
});
