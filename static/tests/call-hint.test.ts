import assert from "node:assert/strict";
import { test } from "node:test";
import type { FromPage, HintMessage } from "../src/api/protocol.gen.ts";
import { Advice } from "../src/call/advice.ts";
import { HintShelf, STAYS_MS, WAITS_MS } from "../src/call/hint.ts";
import { wordsOf } from "../src/call/wording.ts";
import { hints } from "../src/locales/words.ts";

test("a hint stays 14 s", () => {
  const shelf = new HintShelf<string>();
  shelf.offer("a", 0);
  assert.equal(STAYS_MS, 14_000);
  assert.equal(shelf.at(STAYS_MS - 1), "a");
  assert.equal(shelf.at(STAYS_MS), null);
});

test("its time stands still while somebody reads it", () => {
  const shelf = new HintShelf<string>();
  shelf.offer("a", 0);
  shelf.hold(10_000);
  shelf.hold(12_000);
  assert.equal(shelf.at(60_000), "a");
  shelf.release(60_000);
  assert.equal(shelf.at(63_999), "a");
  assert.equal(shelf.at(64_000), null);
});

test("a new hint takes the place of one nobody reads", () => {
  const shelf = new HintShelf<string>();
  shelf.offer("a", 0);
  shelf.offer("b", 1_000);
  assert.equal(shelf.at(1_000), "b");
  assert.equal(shelf.at(1_000 + STAYS_MS), null);
});

test("a new hint waits for one that is being read, but not long", () => {
  for (const [wait, shown] of [[WAITS_MS, "b"], [WAITS_MS + 1, null]] as const) {
    const shelf = new HintShelf<string>();
    shelf.offer("a", 0);
    shelf.hold(0);
    shelf.offer("b", 1_000);
    assert.equal(shelf.at(1_000), "a");
    shelf.dismiss(1_000 + wait);
    assert.equal(shelf.at(1_000 + wait), shown);
  }
});

test("put away is put away, and releasing or holding nothing does nothing", () => {
  const shelf = new HintShelf<string>();
  shelf.hold(0);
  shelf.release(0);
  shelf.offer("a", 0);
  shelf.dismiss(5);
  assert.equal(shelf.at(5), null);
});

const message = (key: string, more: Partial<HintMessage> = {}): HintMessage => ({
  type: "hint",
  id: 1,
  key,
  why: { start: 10, end: 20, sure: "fairly_sure", line: "good" },
  seconds: null,
  minutes: null,
  changes: [],
  ...more,
});
const timeOf = (from: number, to: number) => `t${from} – t${to}`;

test("every key has words, of at most four in the headline, whatever the numbers", () => {
  for (const key of Object.keys(hints.keys)) {
    const said = wordsOf(message(key, { seconds: 0.412, minutes: 3, changes: ["quieter"] }), "Mara", timeOf);
    assert.ok(said, key);
    assert.ok(said.headline.split(" ").length <= 4, said.headline);
    assert.doesNotMatch(JSON.stringify(said), /[{}]\w|undefined|NaN/);
  }
});

test("numbers and changes stand in the words as people say them", () => {
  assert.match(wordsOf(message("line.slow", { seconds: 0.31 }), "Mara", timeOf)?.detail ?? "", /0\.3 s/);
  const moved = wordsOf(message("tone.moved", { changes: ["quieter", "slower"] }), "Mara", timeOf);
  assert.equal(moved?.headline, "Mara sounds quieter");
  assert.match(moved?.detail ?? "", /^Quieter and slower than earlier/);
});

test("why this? says when, what was heard, how the line was and how sure", () => {
  const why = wordsOf(message("sound.sighs"), "Mara", timeOf)?.why ?? [];
  assert.deepEqual(why.map(({ label }) => label), ["When", "Heard", "Line", "How sure"]);
  assert.equal(why[0]?.text, "t10 – t20");
  assert.equal(why[3]?.text, "Fairly sure");
});

/** The hints of a page whose clock is moved by hand. */
function desk() {
  const sent: FromPage[] = [];
  const at = { now: 0, changes: 0 };
  const advice = new Advice({
    now: () => at.now,
    send: (each) => sent.push(each),
    onChange: () => {
      at.changes += 1;
    },
  });
  return { advice, sent, at };
}

test("a hint shows, goes by itself, and says so each time", () => {
  const { advice, at, sent } = desk();
  advice.offer(message("sound.sighs"));
  assert.equal(advice.shown?.key, "sound.sighs");
  at.now = STAYS_MS;
  advice.tick();
  assert.equal(advice.shown, null);
  assert.equal(at.changes, 2);
  assert.deepEqual(sent, []);
});

test("what the person thinks of a hint is told, and the hint goes", () => {
  const { advice, sent } = desk();
  advice.judge("hide");
  advice.offer(message("sound.sighs"));
  advice.judge("not_helpful");
  assert.equal(advice.shown, null);
  assert.deepEqual(sent, [{ type: "feedback", hint: 1, verdict: "not_helpful" }]);
});

test("no hints today turns them off, here and at the server", () => {
  const { advice, sent } = desk();
  const shown = () => advice.shown?.key ?? null;
  advice.offer(message("sound.sighs"));
  advice.judge("mute_all");
  advice.offer(message("line.slow"));
  assert.equal(shown(), null);
  assert.deepEqual(sent.map((each) => each.type), ["feedback", "set_hints"]);
  advice.choose("live");
  advice.offer(message("line.slow"));
  assert.equal(shown(), "line.slow");
});

test("a hint that is held stays until it is let go", () => {
  const { advice, at } = desk();
  advice.offer(message("sound.sighs"));
  advice.hold(true);
  at.now = 10 * STAYS_MS;
  advice.tick();
  assert.equal(advice.shown?.key, "sound.sighs");
  advice.hold(false);
  at.now += STAYS_MS;
  advice.tick();
  assert.equal(advice.shown, null);
});

test("a hint this page does not know is not shown", () => {
  assert.equal(wordsOf(message("something.new"), "Mara", timeOf), null);
});
