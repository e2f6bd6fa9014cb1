import assert from "node:assert/strict";
import { test } from "node:test";
import {
  heard,
  LONGEST,
  looked,
  MOST_TOPICS,
  read,
  SILENT,
  standing,
  written,
  type Told,
} from "../src/call/talk.ts";

const AT = 1_000;
const words = (text: string): Told => ({ kind: "words", text });

test("what the other page says is read, and anything else is nothing", () => {
  assert.deepEqual(read('{"kind":"words","text":"hello"}'), words("hello"));
  assert.deepEqual(read('{"kind":"screen","on":true}'), { kind: "screen", on: true });
  const rest = ["", "{", "null", "3", '{"kind":"words"}', '{"kind":"words","text":"  "}', '{"kind":"screen","on":1}'];
  for (const raw of [...rest, new ArrayBuffer(2), '{"kind":"other"}']) assert.equal(read(raw), null);
});

test("what is too long or makes no sense is cut, not believed", () => {
  const long = read(JSON.stringify(words("x".repeat(LONGEST + 9))));
  assert.equal(long?.kind === "words" && long.text.length, LONGEST);
  const topics = [{ text: "Stories", minutes: 10, stories: true }, { text: "no", minutes: 0 }, { minutes: 5 }, null, "x"];
  const told = { kind: "agenda", begun: null, topics: [...topics, ...Array(40).fill(topics[0])] };
  const agenda = read(JSON.stringify(told));
  assert.ok(agenda?.kind === "agenda");
  assert.ok(agenda.topics.length <= MOST_TOPICS);
  assert.ok(agenda.topics.every(({ text, stories }) => text === "Stories" && stories));
  assert.equal(read('{"kind":"agenda","topics":[],"begun":"now"}'), null);
});

test("messages nobody has looked at are counted, until they are", () => {
  let talk = heard(SILENT, words("one"), AT, false);
  talk = heard(talk, words("two"), AT, false);
  assert.equal(talk.unread, 2);
  assert.equal(looked(talk).unread, 0);
  assert.equal(heard(looked(talk), words("three"), AT, true).unread, 0);
  assert.equal(written(talk, "mine", AT).unread, 2);
});

test("of a long talk the last lines are kept", () => {
  let talk = SILENT;
  for (let i = 0; i < 400; i += 1) talk = heard(talk, words(String(i)), AT, true);
  assert.equal(talk.lines.length, 300);
  assert.equal(talk.lines.at(-1)?.text, "399");
});

test("the agenda says what is talked about, until when, and when the end is near", () => {
  const agenda = {
    topics: [
      { text: "Stories", minutes: 10 },
      { text: "Plans", minutes: 8 },
    ],
    begun: 60,
  };
  assert.deepEqual(standing(agenda, 61), { topic: agenda.topics[0], until: 660, closing: false });
  assert.deepEqual(standing(agenda, 660)?.topic, agenda.topics[1]);
  assert.equal(standing(agenda, 60 + 13 * 60)?.closing, true);
  assert.deepEqual(standing(agenda, 2000), { topic: null, until: 1140, closing: false });
  assert.equal(standing({ ...agenda, begun: null }, 61), null);
  assert.equal(standing({ topics: [], begun: 60 }, 61), null);
});
