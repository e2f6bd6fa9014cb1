import assert from "node:assert/strict";
import { test } from "node:test";
import type { CueEvent } from "../src/api/protocol.gen.ts";
import { BETWEEN_MS, Captions, LATE_MS, SHOWN_MS, captionsOn } from "../src/call/captions.ts";

type Sound = "laughter" | "sigh" | "backchannel" | "interjection";
const ME = 0;
const THEM = 1;

const sound = (type: Sound, who: number, start = 10, confidence = 0.9): CueEvent => ({
  type,
  who,
  start,
  end: start + 1,
  confidence,
});

test("each of the partner's sounds has its word", () => {
  const words = (["laughter", "sigh", "backchannel", "interjection"] as const).map((type) => {
    const captions = new Captions(ME);
    captions.hear(sound(type, THEM), 0);
    return captions.at(0)?.key;
  });
  assert.deepEqual(words, ["laughs", "sighs", "mm_hm", "oh"]);
});

test("one's own sounds are never captioned", () => {
  const captions = new Captions(ME);
  for (const type of ["laughter", "sigh", "backchannel", "interjection"] as const) captions.hear(sound(type, ME), 0);
  assert.equal(captions.at(0), null);
});

test("speech, silences and doubtful sounds have no word", () => {
  const captions = new Captions(ME);
  captions.hear({ type: "speech", who: THEM, start: 0, end: 1, confidence: 1 }, 0);
  captions.hear({ type: "silence", kind: "long", start: 0, end: 5 }, 0);
  captions.hear(sound("laughter", THEM, 10, 0.3), 0);
  assert.equal(captions.at(0), null);
});

test("a word stays 2.5 to 3 s", () => {
  const captions = new Captions(ME);
  captions.hear(sound("sigh", THEM), 0);
  assert.ok(SHOWN_MS >= 2_500 && SHOWN_MS <= 3_000);
  assert.equal(captions.at(SHOWN_MS - 1)?.key, "sighs");
  assert.equal(captions.at(SHOWN_MS), null);
});

test("words come at most every 1.5 s, and the newest waiting one comes next", () => {
  const captions = new Captions(ME);
  captions.hear(sound("sigh", THEM), 0);
  captions.hear(sound("backchannel", THEM), 700);
  captions.hear(sound("interjection", THEM), 900);
  assert.equal(captions.at(BETWEEN_MS - 1)?.key, "sighs");
  assert.equal(captions.at(BETWEEN_MS)?.key, "oh");
});

test("a word more than a second late is left out", () => {
  const captions = new Captions(ME);
  captions.hear(sound("sigh", THEM), 0);
  captions.hear(sound("backchannel", THEM), 100);
  assert.equal(captions.at(100 + LATE_MS + 1)?.key, "sighs");
  assert.equal(captions.at(SHOWN_MS), null);
});

test("both laughing within a second becomes one word", () => {
  const captions = new Captions(ME);
  captions.hear(sound("laughter", ME, 10), 0);
  captions.hear(sound("laughter", THEM, 11.9), 1_000);
  assert.equal(captions.at(1_000)?.key, "both_laugh");
});

test("the partner's laugh on show is mended when one's own joins in, without starting anew", () => {
  const captions = new Captions(ME);
  captions.hear(sound("laughter", THEM, 10), 0);
  captions.hear(sound("laughter", ME, 10.5), 400);
  assert.deepEqual(captions.at(400), { key: "both_laugh", since: 0 });
});

test("laughs further apart stay two", () => {
  const captions = new Captions(ME);
  captions.hear(sound("laughter", ME, 10), 0);
  captions.hear(sound("laughter", THEM, 12.5), 0);
  assert.equal(captions.at(0)?.key, "laughs");
});

test("one shared laugh is told once", () => {
  const captions = new Captions(ME);
  captions.hear(sound("laughter", ME, 10), 0);
  captions.hear(sound("laughter", THEM, 10), 0);
  captions.hear(sound("laughter", ME, 10.5), 10);
  assert.equal(captions.at(SHOWN_MS), null);
});

test("captions are on when the partner cannot be seen, and a choice always wins", () => {
  assert.equal(captionsOn(null, true), false);
  assert.equal(captionsOn(null, false), true);
  assert.equal(captionsOn(true, true), true);
  assert.equal(captionsOn(false, false), false);
});

test("a laugh has its word when it begins, and no second one when it is over", () => {
  const captions = new Captions(ME);
  captions.laughing(THEM, 10, 0);
  assert.equal(captions.at(0)?.key, "laughs");
  captions.hear(sound("laughter", THEM, 10.1), SHOWN_MS + BETWEEN_MS);
  assert.equal(captions.at(SHOWN_MS + BETWEEN_MS), null);
  captions.hear(sound("laughter", THEM, 14), SHOWN_MS + BETWEEN_MS);
  assert.equal(captions.at(SHOWN_MS + BETWEEN_MS)?.key, "laughs");
});

test("two who begin to laugh within a second laugh together", () => {
  const captions = new Captions(ME);
  captions.laughing(ME, 10, 0);
  captions.laughing(THEM, 10.6, 500);
  assert.equal(captions.at(500)?.key, "both_laugh");
});
