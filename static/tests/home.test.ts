import assert from "node:assert/strict";
import { test } from "node:test";
import { startMeeting } from "../src/api/meetings.ts";
import { loadSummary } from "../src/api/summary.ts";
import { cityOf, timeOf, untilNextMinute, whenOf } from "../src/views/home/place.ts";
import { page } from "./pages.ts";

const answering =
  (status: number, body: unknown): typeof fetch =>
  async () =>
    new Response(JSON.stringify(body), { status });
const down: typeof fetch = async () => {
  throw new TypeError("down");
};
const paper = (data: string | null) => ({
  getElementById: () => (data === null ? null : { textContent: data }),
});
const signal = new AbortController().signal;

test("a city is read from the time zone, none from one without", () => {
  assert.equal(cityOf("Africa/Nairobi"), "Nairobi");
  assert.equal(cityOf("America/Argentina/Buenos_Aires"), "Buenos Aires");
  assert.equal(cityOf("UTC"), "");
  assert.equal(cityOf("Etc/GMT+3"), "");
});

test("the clock moves with the minute", () => {
  assert.match(timeOf(new Date(2026, 10, 19, 18, 42), "en-GB"), /^18:42$/);
  assert.equal(untilNextMinute(new Date(61_000)), 59_000);
  assert.match(whenOf(new Date(2026, 10, 19, 19, 0), "en-GB"), /^Thursday,? 19 November.* 19:00$/);
});

test("a started meeting leads to its page and nowhere else", async () => {
  assert.deepEqual(await startMeeting(answering(201, { path: "/m/abc-123" })), { path: "/m/abc-123" });
  assert.deepEqual(await startMeeting(answering(201, { path: "https://elsewhere" })), { fault: "failed" });
  assert.deepEqual(await startMeeting(answering(201, {})), { fault: "failed" });
});

test("a meeting that cannot be started says why", async () => {
  assert.deepEqual(await startMeeting(answering(429, {})), { fault: "too_fast" });
  assert.deepEqual(await startMeeting(answering(500, {})), { fault: "failed" });
  assert.deepEqual(await startMeeting(down), { fault: "failed" });
});

test("a page that carries its summary asks nobody", async () => {
  const carried = page();
  assert.deepEqual(await loadSummary(paper(JSON.stringify(carried)), "/", signal, down), {
    state: "here",
    page: carried,
  });
  assert.deepEqual(await loadSummary(paper("null"), "/", signal, down), { state: "unknown" });
});

test("a summary comes from the server by the page's own address", async () => {
  let asked = "";
  const ask: typeof fetch = async (url) => {
    asked = String(url);
    return Response.json(page());
  };
  assert.deepEqual(await loadSummary(paper(null), "/s/tok-en_1", signal, ask), {
    state: "here",
    page: page(),
  });
  assert.equal(asked, "/api/summaries/tok-en_1");
});

test("a summary whose days are over, no summary, no server and no token are different things", async () => {
  assert.deepEqual(await loadSummary(paper(null), "/s/abc", signal, answering(410, {})), { state: "gone" });
  assert.deepEqual(await loadSummary(paper(null), "/s/abc", signal, answering(404, {})), {
    state: "unknown",
  });
  assert.deepEqual(await loadSummary(paper(null), "/s/abc", signal, answering(503, {})), { state: "failed" });
  assert.deepEqual(await loadSummary(paper(null), "/s/abc", signal, down), { state: "failed" });
  assert.deepEqual(await loadSummary(paper(null), "/s/../x", signal, down), { state: "unknown" });
});
