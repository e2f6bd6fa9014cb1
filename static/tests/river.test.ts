import assert from "node:assert/strict";
import { test } from "node:test";
import { flow, river, type RiverInput } from "../src/charts/river.ts";
import { between, covered, firstAfter, joined } from "../src/charts/spans.ts";

const input = (more: Partial<RiverInput> = {}): RiverInput => ({
  them: [],
  me: [],
  unheard: [],
  from: 0,
  to: 300,
  width: 600,
  height: 150,
  ...more,
});

/** Every point a path names, in order: the inner edge, then the outer one back. */
const numbers = (path: string): number[][] =>
  [...path.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map((pair) => [Number(pair[1]), Number(pair[2])]);

test("spans that touch or lie within the bridge become one", () => {
  const spans = [
    { start: 5, end: 6 },
    { start: 0, end: 2 },
    { start: 1, end: 3 },
    { start: 6.4, end: 7 },
  ];
  assert.deepEqual(joined(spans), [
    { start: 0, end: 3 },
    { start: 5, end: 6 },
    { start: 6.4, end: 7 },
  ]);
  assert.deepEqual(joined(spans, 0.5).at(-1), { start: 5, end: 7 });
});

test("covered time is counted within the window alone", () => {
  const spans = [
    { start: 0, end: 2 },
    { start: 3, end: 5 },
  ];
  assert.equal(covered(spans, 1, 4), 2);
  assert.equal(covered(spans, 2, 3), 0);
  assert.equal(firstAfter(spans, 5), 2);
});

test("what is left between spans and edges is found", () => {
  const spans = [
    { start: -1, end: 1 },
    { start: 4, end: 5 },
    { start: 20, end: 30 },
  ];
  assert.deepEqual(between(spans, 0, 10), [
    { start: 1, end: 4 },
    { start: 5, end: 10 },
  ]);
  assert.deepEqual(between([{ start: 0, end: 10 }], 0, 10), []);
});

test("shares of talk are smoothed and stay between 0 and 1", () => {
  const { them, me, quiet } = flow(
    input({ them: [{ start: 0, end: 150 }], me: [{ start: 100, end: 300 }] }),
    100,
  );
  for (let i = 0; i < 100; i += 1) {
    for (const share of [them[i]!, me[i]!, quiet[i]!]) assert.ok(share >= 0 && share <= 1);
  }
  assert.ok(them[5]! > 0.99 && them[95]! < 0.01);
  assert.ok(them[49]! > them[51]!, "falling where the voice stops");
});

test("both speaking leaves no quiet, and none below nothing", () => {
  const both = [{ start: 0, end: 300 }];
  assert.ok(flow(input({ them: both, me: both }), 50).quiet.every((share) => share === 0));
});

test("an unheard stretch neither adds to the talk beside it nor dilutes it", () => {
  const them = [{ start: 0, end: 150 }];
  const { them: shares } = flow(input({ them, unheard: [{ start: 150, end: 300 }] }), 100);
  assert.ok(Math.abs(shares[49]! - 1) < 1e-9);
});

test("nothing known at all is drawn as nothing", () => {
  const all = river(input({ unheard: [{ start: 0, end: 300 }] }));
  assert.deepEqual([all.them.length, all.me.length], [0, 0]);
  assert.deepEqual(all.gaps, [{ x: 0, width: 600 }]);
  assert.deepEqual(river(input({ to: 0 })), { them: [], me: [], gaps: [] });
});

test("the water widens where both were quiet", () => {
  const talking = { them: [{ start: 0, end: 150 }], me: [] };
  const [path] = river(input(talking)).them;
  const outline = numbers(path!);
  const inner = outline.slice(0, outline.length / 2);
  assert.ok(inner.at(-1)![1]! < inner[0]![1]!, "further from the middle, so higher up");
});

test("above one recorded alone nothing is drawn", () => {
  const { them, me } = river(input({ me: [{ start: 0, end: 10 }], alone: true }));
  assert.deepEqual([them.length, me.length], [0, 1]);
});

test("a silent voice still has a bank of .8 px", () => {
  const outline = numbers(river(input()).me[0]!);
  const near = outline[0]![1]!;
  const far = outline.at(-1)![1]!;
  assert.ok(Math.abs(far - near - 0.8) < 0.011);
});

test("banks are as high as .4 of the height for one who spoke all the time", () => {
  const outline = numbers(river(input({ them: [{ start: 0, end: 300 }] })).them[0]!);
  const near = outline[0]![1]!;
  const far = outline.at(-1)![1]!;
  assert.ok(Math.abs(near - far - 60) < 0.02);
});

test("swapping the two mirrors the picture", () => {
  const them = [{ start: 20, end: 80 }];
  const me = [{ start: 100, end: 280 }];
  const one = river(input({ them, me }));
  const other = river(input({ them: me, me: them }));
  const mirrored = numbers(other.me[0]!).map(([x, y]) => [x, Math.round((150 - y!) * 100) / 100]);
  for (const [i, [x, y]] of numbers(one.them[0]!).entries()) {
    assert.ok(Math.abs(x! - mirrored[i]![0]!) < 0.011 && Math.abs(y! - mirrored[i]![1]!) < 0.011);
  }
});

test("unheard stretches cut the banks, tiny ones do not, near ones are one", () => {
  const unheard = [
    { start: 100, end: 110 },
    { start: 110.5, end: 115 },
    { start: 200, end: 200.2 },
  ];
  const { them, gaps } = river(input({ unheard }));
  assert.deepEqual(gaps, [{ x: 200, width: 30 }]);
  assert.equal(them.length, 2);
  assert.equal(numbers(them[0]!)[0]![0], 0);
  assert.ok(numbers(them[0]!).every(([x]) => x! <= 200));
  assert.ok(numbers(them[1]!).every(([x]) => x! >= 230));
});

test("a window shows only its own gaps, cut at its edges", () => {
  const unheard = [
    { start: 0, end: 120 },
    { start: 280, end: 400 },
    { start: 500, end: 600 },
  ];
  const { gaps } = river(input({ unheard, from: 100, to: 300 }));
  assert.deepEqual(gaps, [
    { x: 0, width: 60 },
    { x: 540, width: 60 },
  ]);
});
