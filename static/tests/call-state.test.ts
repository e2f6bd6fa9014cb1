import assert from "node:assert/strict";
import { test } from "node:test";
import type { FromServer, Listening, Partner, Presence, Welcome } from "../src/api/protocol.gen.ts";
import { chip, chipHalves, consentHalves, effective, mineIsOff, pauseReason, said, untold } from "../src/call/consent.ts";
import { moved, nearest, isCorner } from "../src/call/corners.ts";
import { LISTED, actOf, type Press } from "../src/call/shortcuts.ts";
import { OPENING, apply, joined, leaving, linkedPage, offline, stage, type Meeting } from "../src/call/state.ts";

const listening = (more: Partial<Listening> = {}): Listening => ({
  type: "listening",
  state: "waiting",
  mine: null,
  theirs: null,
  off_record_by: [],
  deaf_to: [],
  ...more,
});
const partner = (presence: Presence, page: string | null = "their-page"): Partner => ({
  type: "partner",
  presence,
  name: "Mara",
  page,
  media: null,
  since_s: 2,
});
const welcome = (more: Partial<Welcome> = {}): Welcome => ({
  type: "welcome",
  seat: 1,
  seat_token: "t".repeat(16),
  polite: true,
  joined: false,
  ice_servers: [],
  call_time_s: null,
  hints: "live",
  partner: partner("green_room"),
  listening: listening(),
  ...more,
});
const after = (...messages: FromServer[]): Meeting =>
  messages.reduce((meeting, message) => apply(meeting, message, 10_000), OPENING);
const inCall = (presence: Presence): Meeting => after(welcome({ joined: true, partner: partner(presence) }));

test("welcomed for the first time one stands in the green room", () => {
  const meeting = after(welcome());
  assert.equal(meeting.phase, "greenroom");
  assert.equal(meeting.seat, 1);
  assert.equal(meeting.polite, true);
  assert.equal(meeting.partner.since, 8_000);
  assert.equal(meeting.callZero, null);
});

test("who was in the call goes straight back in, and knows the call's time", () => {
  const meeting = after(welcome({ joined: true, call_time_s: 4 }));
  assert.equal(meeting.phase, "call");
  assert.equal(meeting.callZero, 6_000);
});

test("a lost socket shows as offline and leaves everything else as it was", () => {
  const lost = offline(inCall("in_call"));
  assert.equal(lost.online, false);
  assert.equal(lost.phase, "call");
  assert.equal(offline(lost), lost);
  const back = apply(lost, welcome(), 13_000);
  assert.equal(back.phase, "call");
  assert.equal(back.online, true);
});

test("joining is from the green room, leaving from wherever one is", () => {
  assert.equal(joined(after(welcome())).phase, "call");
  const eager = joined(OPENING);
  assert.equal(eager.phase, "opening");
  const admitted = apply(eager, welcome(), 0);
  assert.deepEqual([admitted.phase, admitted.eager], ["call", false], "asked before it was open: joined as it opens");
  assert.equal(leaving(inCall("in_call")).phase, "leaving");
  assert.equal(leaving(OPENING), OPENING);
});

test("whoever is leaving is not brought back by a reconnect", () => {
  assert.equal(apply(leaving(inCall("in_call")), welcome({ joined: true }), 0).phase, "leaving");
});

test("the way ends with the summary's path", () => {
  const left = apply(leaving(inCall("in_call")), { type: "left", summary: "/s/x" }, 0);
  assert.equal(left.phase, "left");
  assert.equal(left.summary, "/s/x");
  assert.equal(apply(left, { type: "error", code: "replaced", text: "" }, 0).phase, "left");
});

test("a final error ends the meeting here, any other changes nothing", () => {
  const third = after({ type: "error", code: "call_is_for_two", text: "" });
  assert.equal(third.phase, "ended");
  assert.equal(third.ended, "call_is_for_two");
  const meeting = after(welcome());
  assert.equal(apply(meeting, { type: "error", code: "leg_failed", text: "" }, 0), meeting);
});

test("a pong tells the call's time, once there is one", () => {
  const meeting = after(welcome());
  assert.equal(apply(meeting, { type: "pong", n: 1, at: null }, 0), meeting);
  assert.equal(apply(meeting, { type: "pong", n: 1, at: 3 }, 5_000).callZero, 2_000);
});

test("listening and partner are as last told; other messages change nothing", () => {
  const meeting = after(welcome(), listening({ state: "on" }), partner("in_call"));
  assert.equal(meeting.listening.state, "on");
  assert.equal(meeting.partner.presence, "in_call");
  assert.equal(apply(meeting, { type: "heard", who: 0, at: 1, on: true, sound: "voice" }, 0), meeting);
});

test("a peer connection is held with the partner's page while both are in the call", () => {
  assert.equal(linkedPage(inCall("in_call"), null), "their-page");
  assert.equal(linkedPage(after(welcome({ partner: partner("in_call") })), null), null);
  assert.equal(linkedPage(after(welcome({ joined: true, partner: partner("in_call", null) })), null), null);
});

test("it outlives a lost socket of the same page, not a new page and not a leaving", () => {
  for (const presence of ["dropped", "green_room"] as const) {
    assert.equal(linkedPage(inCall(presence), "their-page"), "their-page");
    assert.equal(linkedPage(inCall(presence), "older-page"), null);
    assert.equal(linkedPage(inCall(presence), null), null);
  }
  const forgotten = after(welcome({ joined: true, partner: partner("dropped", null) }));
  assert.equal(linkedPage(forgotten, "their-page"), "their-page");
  assert.equal(linkedPage(inCall("left"), "their-page"), null);
});

test("the stage says who is there", () => {
  const seen = (["absent", "green_room", "in_call", "dropped", "left"] as const).map((presence) => [
    stage(inCall(presence), false),
    stage(inCall(presence), true),
  ]);
  assert.deepEqual(seen, [
    ["waiting", "here"],
    ["waiting", "here"],
    ["here", "here"],
    ["dropped", "here"],
    ["gone", "gone"],
  ]);
});

test("the chip has one word for each state", () => {
  const words = (["on", "paused", "off_record", "waiting"] as const).map((state) => chip(listening({ state })));
  assert.deepEqual(words, ["listening", "paused", "off_record", "not_listening"]);
});

test("a half of the mark is filled by a yes, and both only while it listens", () => {
  assert.deepEqual(consentHalves(listening(), false), { them: "absent", me: "open" });
  assert.deepEqual(consentHalves(listening({ theirs: true, mine: false }), true), { them: "yes", me: "open" });
  assert.deepEqual(consentHalves(listening({ mine: true }), true), { them: "open", me: "yes" });
  assert.deepEqual(chipHalves(listening({ state: "on" })), { them: "yes", me: "yes" });
  assert.deepEqual(chipHalves(listening({ state: "off_record" })), { them: "open", me: "open" });
  assert.deepEqual(chipHalves(listening({ mine: true })), { them: "open", me: "yes" });
  assert.deepEqual(chipHalves(listening({ theirs: true })), { them: "yes", me: "open" });
  assert.deepEqual(chipHalves(listening({ mine: true, theirs: true })), { them: "absent", me: "yes" });
});

test("a paused mark shows whose sound does not arrive", () => {
  const paused = (deaf_to: Listening["deaf_to"]) => chipHalves(listening({ state: "paused", deaf_to }));
  assert.deepEqual(paused(["me"]), { them: "yes", me: "absent" });
  assert.deepEqual(paused(["them"]), { them: "absent", me: "yes" });
});

test("a pause has its reason", () => {
  const off = (...by: ("me" | "them")[]) => pauseReason(listening({ state: "off_record", off_record_by: by }));
  assert.equal(pauseReason(listening({ state: "on" })), null);
  assert.equal(pauseReason(listening({ state: "paused" })), "deaf");
  assert.equal(off("me"), "me_off_record");
  assert.equal(off("them"), "them_off_record");
  assert.equal(off("me", "them"), "both_off_record");
  assert.equal(mineIsOff(listening({ off_record_by: ["me"] })), true);
  assert.equal(mineIsOff(listening({ off_record_by: ["them"] })), false);
});

test("a page without its line is not heard, whatever was told last", () => {
  assert.deepEqual(effective(listening({ state: "on" }), false).deaf_to, ["me"]);
  assert.equal(effective(listening({ state: "on" }), false).state, "paused");
  assert.equal(effective(listening({ state: "on" }), true).state, "on");
  assert.equal(effective(listening({ state: "off_record" }), false).state, "off_record");
});

test("a no holds at once, a yes waits for the server", () => {
  const on = listening({ state: "on", mine: true, theirs: true });
  assert.equal(said(on, { type: "consent", listen: false }).state, "waiting");
  assert.equal(said({ ...on, state: "paused" }, { type: "consent", listen: false }).state, "waiting");
  const yes = said(listening({ theirs: true }), { type: "consent", listen: true });
  assert.deepEqual([yes.state, yes.mine], ["waiting", true]);
  const off = said(on, { type: "off_record", on: true });
  assert.deepEqual([off.state, off.off_record_by], ["off_record", ["me"]]);
  assert.deepEqual(said(off, { type: "off_record", on: true }), off);
  assert.deepEqual([said(off, { type: "off_record", on: false }).state, mineIsOff(off)], ["waiting", true]);
  const both = listening({ state: "off_record", off_record_by: ["me", "them"] });
  assert.equal(said(both, { type: "off_record", on: false }).state, "off_record");
});

test("a server that forgot is told again what one had said, the pause first", () => {
  const said = listening({ mine: true, off_record_by: ["me"] });
  assert.deepEqual(untold(said, listening()), [
    { type: "off_record", on: true },
    { type: "consent", listen: true },
  ]);
  assert.deepEqual(untold(said, said), []);
  assert.deepEqual(untold(listening(), listening({ mine: false })), []);
});

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  repeat: false,
  ...more,
});
const CALL = { typing: false, enabled: true };

test("each key does its one thing", () => {
  const acts = ["m", "v", "a", "c", "h", "w", "o", "y", "Escape", "x"].map((key) => actOf(press(key), CALL));
  assert.deepEqual(acts, [
    "microphone",
    "camera",
    "voice_only",
    "captions",
    "hide_hint",
    "why",
    "off_record",
    "self_view",
    "close",
    null,
  ]);
  assert.equal(actOf(press("H", { shiftKey: true }), CALL), "hints_off");
  assert.equal(actOf(press("?", { shiftKey: true }), CALL), "help");
  assert.equal(actOf(press("M", { shiftKey: true }), CALL), null);
});

test("leaving needs three keys, and works while typing", () => {
  const where = { typing: true, enabled: false };
  assert.equal(actOf(press("L", { ctrlKey: true, shiftKey: true }), where), "leave");
  assert.equal(actOf(press("l", { metaKey: true, shiftKey: true }), where), "leave");
  assert.equal(actOf(press("l", { ctrlKey: true }), CALL), null);
});

test("single keys rest while typing, when turned off, with Alt, and while held down", () => {
  assert.equal(actOf(press("m"), { typing: true, enabled: true }), null);
  assert.equal(actOf(press("m"), { typing: false, enabled: false }), null);
  assert.equal(actOf(press("m", { altKey: true }), CALL), null);
  assert.equal(actOf(press("m", { repeat: true }), CALL), null);
  assert.equal(actOf(press("Escape"), { typing: true, enabled: false }), "close");
});

test("every act is in the list of keys", () => {
  assert.equal(new Set(LISTED.map(({ act }) => act)).size, 19);
});

test("the own picture goes to the nearest corner, or one arrow further", () => {
  assert.equal(nearest(0.1, 0.9), "bottom-left");
  assert.equal(nearest(0.7, 0.2), "top-right");
  assert.equal(moved("bottom-right", "ArrowUp"), "top-right");
  assert.equal(moved("bottom-right", "ArrowLeft"), "bottom-left");
  assert.equal(moved("top-left", "ArrowDown"), "bottom-left");
  assert.equal(moved("top-left", "ArrowRight"), "top-right");
  assert.equal(moved("top-left", "Enter"), null);
  assert.equal(isCorner("top-left"), true);
  assert.equal(isCorner("middle"), false);
});
