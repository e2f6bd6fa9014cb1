import assert from "node:assert/strict";
import { test } from "node:test";
import {
  firstName,
  forgetMeetings,
  meetings,
  prefersTable,
  rememberMeeting,
  rememberName,
  rememberTable,
  rememberWay,
  wayOn,
  type Shelf,
} from "../src/api/device.ts";

const AT = new Date("2026-11-19T16:00:00Z");

function shelf(): Shelf & { kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
  };
}

const refusing: Shelf = {
  getItem: () => {
    throw new Error("refused");
  },
  setItem: () => {
    throw new Error("refused");
  },
};

test("the first name is empty until given", () => {
  const own = shelf();
  assert.equal(firstName(own), "");
  rememberName("Daniel", own);
  assert.equal(firstName(own), "Daniel");
});

test("the last meeting comes first, each once, with its summary when known", () => {
  const own = shelf();
  rememberMeeting("/m/one", AT, undefined, own);
  rememberMeeting("/m/two", AT, undefined, own);
  rememberMeeting("/m/one", AT, "/s/one", own);
  rememberMeeting("/m/one", AT, undefined, own);
  assert.deepEqual(meetings(own), [
    { path: "/m/one", at: AT.toISOString(), summary: "/s/one" },
    { path: "/m/two", at: AT.toISOString() },
  ]);
});

test("a meeting left before anybody came can be opened again", () => {
  const own = shelf();
  rememberMeeting("/m/one", AT, undefined, own);
  rememberMeeting("/m/one", AT, "/", own);
  assert.deepEqual(meetings(own), [{ path: "/m/one", at: AT.toISOString() }]);
});

test("only a dozen are kept", () => {
  const own = shelf();
  for (let i = 0; i < 20; i += 1) rememberMeeting(`/m/${i}`, AT, undefined, own);
  assert.equal(meetings(own).length, 12);
  assert.equal(meetings(own)[0]?.path, "/m/19");
});

test("nothing but path, date and summary's path is kept", () => {
  const own = shelf();
  rememberMeeting("/m/one", AT, "/s/one", own);
  assert.deepEqual([...own.kept.keys()], ["duologue.meetings"]);
  assert.deepEqual(Object.keys(JSON.parse(own.kept.get("duologue.meetings")!)[0]), ["path", "at", "summary"]);
});

test("forgetting leaves none", () => {
  const own = shelf();
  rememberMeeting("/m/one", AT, undefined, own);
  forgetMeetings(own);
  assert.deepEqual(meetings(own), []);
});

test("what was damaged, foreign or made to lead elsewhere is passed over", () => {
  const own = shelf();
  for (const value of ["{", '"text"', "null"]) {
    own.setItem("duologue.meetings", value);
    assert.deepEqual(meetings(own), []);
  }
  const entries = [
    null,
    { path: "https://elsewhere", at: AT },
    { path: "/m/a", at: "yesterday" },
    { path: "/m/a", at: AT, summary: "javascript:0" },
    { path: "/m/b", at: AT },
  ];
  own.setItem("duologue.meetings", JSON.stringify(entries));
  assert.deepEqual(
    meetings(own).map((each) => each.path),
    ["/m/b"],
  );
});

test("a browser that keeps nothing is no obstacle", () => {
  rememberName("Daniel", refusing);
  rememberMeeting("/m/one", AT, undefined, refusing);
  assert.equal(firstName(refusing), "");
  assert.deepEqual(meetings(refusing), []);
  assert.equal(prefersTable(), false, "without a storage at all");
});

test("the choice of the table is remembered", () => {
  const own = shelf();
  assert.equal(prefersTable(own), false);
  rememberTable(true, own);
  assert.equal(prefersTable(own), true);
  rememberTable(false, own);
  assert.equal(prefersTable(own), false);
});

test("who was sent to sign in goes on where they were going, once, and never out of the house", () => {
  const own = shelf();
  rememberWay("/together/agreement?pair=a", own);
  assert.equal(wayOn("/", own), "/together/agreement?pair=a");
  assert.equal(wayOn("/", own), "/");
  for (const path of ["//elsewhere.example", "/\\elsewhere.example", "https://elsewhere.example", null]) {
    rememberWay(path, own);
    assert.equal(wayOn("/", own), "/");
  }
  rememberWay("/together", own);
  assert.equal(wayOn("/meetings", own), "/meetings");
});
