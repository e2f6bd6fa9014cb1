import assert from "node:assert/strict";
import { test } from "node:test";
import type { Mark } from "../src/charts/marks.ts";
import { beside } from "../src/charts/tone-words.ts";

const WIDTH = 1000;
const tone = (at: number, who = 0): Mark => ({ kind: "tone", who, start: at, end: at });
const place = (shown: Mark[], words = "quieter, slower") => beside(shown, () => words, (at) => at, WIDTH);

test("a tone alone has its words after it, at the right edge before it", () => {
  const [first, last] = [tone(100), tone(980)];
  const sides = place([first, last]);
  assert.equal(sides.get(first), "start");
  assert.equal(sides.get(last), "end");
});

test("words give way to a sign in their row, on either side, and then are left out", () => {
  const sigh: Mark = { kind: "sigh", who: 0, start: 150, end: 151 };
  const before: Mark = { kind: "laugh", who: 0, start: 60, end: 62 };
  assert.equal(place([tone(100)]).size, 1);
  assert.equal([...place([tone(200), { ...sigh, start: 250, end: 251 }]).values()][0], "end");
  assert.equal(place([before, tone(100), sigh]).size, 0);
});

test("words do not run into other words, and the other's row is another row", () => {
  const near = [tone(300), tone(360)];
  const sides = place(near);
  assert.deepEqual([sides.get(near[0]!), sides.get(near[1]!)], ["end", "start"]);
  const three = [tone(300), tone(360), tone(420)];
  assert.equal(place(three).size, 2);
  assert.equal(place([tone(300, 0), tone(310, 1)]).size, 2);
});

test("what stands elsewhere does not take the words' room", () => {
  const speech: Mark = { kind: "speech", who: 0, start: 100, end: 300 };
  const murmur: Mark = { kind: "murmur", who: 0, start: 130, end: 131 };
  assert.equal(place([speech, tone(100), murmur]).get(tone(100)), undefined, "by the mark itself, not its like");
  assert.equal([...place([speech, tone(100), murmur]).values()][0], "start");
});
