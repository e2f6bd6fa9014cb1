import assert from "node:assert/strict";
import { test } from "node:test";
import type { Message, Thread } from "../src/api/protocol.gen.ts";
import { keep, read } from "../src/messages/drawer.ts";
import * as thread from "../src/messages/thread.ts";
import { clockIn, dayIn, dayName } from "../src/messages/when.ts";

const message = (id: number, more: Partial<Message> = {}): Message => ({
  id,
  client: `client-${id}`,
  author: "mara",
  body: String(id),
  at: "2026-12-10T16:00:00Z",
  ...more,
});
const piece = (ids: readonly number[], more = false): Thread => ({
  messages: ids.map((id) => message(id)),
  more,
  read_by_me: 0,
  read_by_other: 0,
});
const ids = (state: thread.State): readonly number[] => state.messages.map(({ id }) => id);

test("whatever comes in whatever order, each message stands once and in its place", () => {
  let state = thread.took(thread.EMPTY, piece([4, 5]));
  state = thread.heard(state, { type: "said", message: message(7) }, "daniel");
  state = thread.heard(state, { type: "said", message: message(6) }, "daniel");
  state = thread.heard(state, { type: "said", message: message(7) }, "daniel");
  state = thread.took(state, piece([1, 2, 3], true));
  assert.deepEqual(ids(state), [1, 2, 3, 4, 5, 6, 7]);
  assert.equal(state.more, true);
  assert.equal(thread.newest(state), 7);
});

test("what I wrote waits until it has arrived, and then no longer", () => {
  let state = thread.wrote(thread.EMPTY, "client-1", "1", "2026-12-10T16:00:00Z");
  state = thread.wrote(state, "client-2", "2", "2026-12-10T16:00:01Z");
  assert.equal(thread.next(state)?.client, "client-1");
  state = thread.heard(state, { type: "said", message: message(1, { author: "daniel" }) }, "daniel");
  assert.deepEqual(state.waiting.map(({ client }) => client), ["client-2"]);
  state = thread.refused(state, "client-2");
  assert.equal(thread.next(state), undefined);
  assert.deepEqual(thread.dropped(state, "client-2").waiting, []);
});

test("reading only goes forward", () => {
  let state = thread.took(thread.EMPTY, { ...piece([1, 2, 3]), read_by_me: 1, read_by_other: 2 });
  assert.equal(thread.unread(state, "daniel"), 3);
  state = thread.heard(state, { type: "read", person: "daniel", upto: 3 }, "daniel");
  state = thread.heard(state, { type: "read", person: "mara", upto: 1 }, "daniel");
  assert.deepEqual([state.readByMe, state.readByOther], [3, 2]);
  assert.equal(thread.unread(state, "daniel"), null);
  assert.equal(thread.heard(state, { type: "changed", what: "ideas" }, "daniel"), state);
});

test("one's messages of one stretch stand together, by the reader's own days", () => {
  const all = [
    message(1, { at: "2026-12-10T20:50:00Z" }),
    message(2, { at: "2026-12-10T20:55:00Z" }),
    message(3, { at: "2026-12-10T21:01:00Z" }),
    message(4, { at: "2026-12-10T21:05:00Z", author: "daniel" }),
    message(5, { at: "2026-12-10T21:40:00Z", author: "daniel" }),
  ];
  const found = thread.groups(all, (at) => dayIn(at, "Africa/Nairobi"));
  assert.deepEqual(
    found.map((group) => [group.day, group.messages.map(({ id }) => id)]),
    [
      ["2026-12-10", [1, 2]],
      ["2026-12-11", [3]],
      ["2026-12-11", [4]],
      ["2026-12-11", [5]],
    ],
  );
});

test("a moment is told by each one's clock, and days by their nearness", () => {
  assert.deepEqual(
    ["Africa/Nairobi", "America/Los_Angeles"].map((zone) => clockIn("2026-12-10T19:10:00Z", zone, "en-GB")),
    ["22:10", "11:10"],
  );
  const names = ["2026-12-10", "2026-12-09", "2026-12-07", "2026-11-12"].map((each) => dayName(each, "2026-12-10", "en-GB"));
  assert.deepEqual(names, ["Today", "Yesterday", "Monday", "12 November"]);
});

test("what waits is kept on the device, and nonsense there is nothing", () => {
  const store = new Map<string, string>();
  const shelf = {
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, value: string) => void store.set(key, value),
    removeItem: (key: string) => void store.delete(key),
  };
  const waiting = [{ client: "client-1", body: "x", at: "2026-12-10T16:00:00Z" }];
  keep("pair", waiting, shelf);
  assert.deepEqual(read("pair", shelf), waiting);
  assert.deepEqual(read("other", shelf), []);
  keep("pair", [], shelf);
  assert.equal(store.size, 0);
  for (const nonsense of ["[1]", "{", '{"a":1}', "null"]) {
    store.set("duologue.waiting.pair", nonsense);
    assert.deepEqual(read("pair", shelf), []);
  }
});
