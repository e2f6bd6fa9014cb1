import assert from "node:assert/strict";
import { test } from "node:test";
import {
  Connection,
  LOSSY,
  SLOW_S,
  VERY_SLOW_S,
  delayWord,
  dots,
  wordOf,
} from "../src/call/connection.ts";
import { FIXED_S, Steady, figures, read, type LineFigures } from "../src/call/line.ts";

const stats = (n: number) => [
  { id: "T", type: "transport", selectedCandidatePairId: "P" },
  { id: "Q", type: "candidate-pair", nominated: true, currentRoundTripTime: 9 },
  { id: "P", type: "candidate-pair", currentRoundTripTime: 0.2, availableOutgoingBitrate: 9e5 },
  { id: "o", type: "outbound-rtp", kind: "audio", packetsSent: 100 * n },
  { id: "r", type: "remote-inbound-rtp", kind: "audio", packetsLost: 10 * n, roundTripTime: 0.5 },
  {
    id: "i",
    type: "inbound-rtp",
    kind: "audio",
    packetsReceived: 80 * n,
    packetsLost: 20 * n,
    jitterBufferDelay: 48 * n,
    jitterBufferEmittedCount: 480 * n,
  },
  { id: "v", type: "inbound-rtp", kind: "video", packetsReceived: 0, packetsLost: 0, framesDecoded: 30 * n },
  { id: "m", type: "media-playout", totalPlayoutDelay: 24 * n, totalSamplesCount: 480 * n },
];

test("the figures are differences between two looks", () => {
  const line = figures(read(stats(1), 0), read(stats(2), 5_000));
  assert.ok(line);
  assert.equal(line.rtt_s, 0.2);
  assert.equal(line.lost, 0.1);
  assert.equal(line.lost_in, 0.2);
  assert.equal(line.outgoing_bps, 9e5);
  assert.ok(Math.abs((line.delay_s ?? 0) - (0.1 + 0.1 + 0.05 + FIXED_S)) < 1e-9);
});

test("a reading counts the pictures and knows its time", () => {
  const reading = read(stats(3), 7);
  assert.equal(reading.framesDecoded, 90);
  assert.equal(reading.at, 7);
});

test("without a transport the nominated pair counts, without a pair the report of the other end", () => {
  const [, nominated, ...rest] = stats(1);
  assert.ok(nominated);
  assert.equal(read([nominated], 0).rttS, 9);
  assert.equal(read(rest.filter(({ type }) => type === "remote-inbound-rtp"), 0).rttS, 0.5);
});

test("what the uplink carries is told when a picture meets its limit, or a voice goes alone", () => {
  const sending = (n: number, framesSent: number, qualityLimitationReason: string) =>
    read([...stats(n), { id: "w", type: "outbound-rtp", kind: "video", framesSent, qualityLimitationReason }], n);
  const carried = (frames: number, reason: string) =>
    figures(sending(1, 0, reason), sending(2, frames, reason))?.outgoing_bps;
  assert.equal(carried(30, "none"), null);
  assert.equal(carried(30, "cpu"), null);
  assert.equal(carried(30, "bandwidth"), 9e5);
  assert.equal(carried(0, "none"), 9e5);
});

test("nothing known is said as nothing, never as zero", () => {
  const empty = read([], 0);
  assert.equal(figures(empty, empty), null);
  const only = read(stats(1).slice(0, 3), 0);
  assert.deepEqual(figures(only, only), { rtt_s: 0.2, lost: 0, outgoing_bps: 9e5, delay_s: null, lost_in: 0 });
});

test("a pair of candidates with a relay at either end is relayed", () => {
  const between = (near: string, far: string) => [
    { type: "transport", selectedCandidatePairId: "p" },
    { id: "p", type: "candidate-pair", localCandidateId: "l", remoteCandidateId: "r" },
    { id: "l", type: "local-candidate", candidateType: near },
    { id: "r", type: "remote-candidate", candidateType: far },
  ];
  const found = [["host", "srflx"], ["relay", "host"], ["host", "relay"]].map(([near, far]) =>
    read(between(near!, far!), 0).relayed,
  );
  assert.deepEqual(found, [false, true, true]);
  assert.equal(read([], 0).relayed, null);
});

test("a counter is steady since it last moved", () => {
  const steady = new Steady();
  assert.deepEqual([steady.since(5, 10), steady.since(5, 30), steady.since(6, 40), steady.since(6, 90)], [0, 20, 0, 50]);
});

test("counters that jump back give no negative shares", () => {
  const line = figures(read(stats(3), 0), read(stats(1), 1));
  assert.ok(line);
  assert.equal(line.lost, 0);
  assert.equal(line.lost_in, 0);
});

const line = (more: Partial<LineFigures> = {}): LineFigures => ({
  rtt_s: 0.05,
  lost: 0,
  outgoing_bps: 2e6,
  delay_s: 0.1,
  lost_in: 0,
  ...more,
});

test("a line's word says whose side it is and never comes from the round trip alone", () => {
  assert.equal(wordOf(line({ rtt_s: 2 }), true), "clear");
  assert.equal(wordOf(line({ delay_s: null }), true), "clear");
  assert.equal(wordOf(line({ delay_s: SLOW_S }), true), "slow");
  assert.equal(wordOf(line({ delay_s: VERY_SLOW_S }), true), "very_slow");
  assert.equal(wordOf(line({ lost: LOSSY }), true), "thin_mine");
  assert.equal(wordOf(line({ outgoing_bps: 1e5 }), true), "thin_mine");
  assert.equal(wordOf(line({ outgoing_bps: 1e5 }), false), "clear");
  assert.equal(wordOf(line({ outgoing_bps: null }), true), "clear");
  assert.equal(wordOf(line({ lost_in: LOSSY }), true), "thin_theirs");
  assert.equal(wordOf(line({ lost: LOSSY, lost_in: LOSSY, rtt_s: 0.7 }), true), "slow_path");
});

test("the word turns worse after 15 s and better after 30", () => {
  const connection = new Connection();
  const bad = line({ lost: 0.2 });
  connection.report(bad, true);
  connection.report(bad, true);
  assert.equal(connection.word, "clear");
  connection.report(bad, true);
  assert.equal(connection.word, "thin_mine");
  for (let n = 0; n < 5; n += 1) connection.report(line(), true);
  assert.equal(connection.word, "thin_mine");
  connection.report(line(), true);
  assert.equal(connection.word, "clear");
});

test("a single odd report between changes nothing", () => {
  const connection = new Connection();
  for (const report of [line({ lost: 0.2 }), line({ lost_in: 0.2 }), line({ lost: 0.2 }), line(), line({ lost: 0.2 })]) {
    connection.report(report, true);
  }
  assert.equal(connection.word, "clear");
});

test("the delay is the median of half a minute", () => {
  const connection = new Connection();
  assert.equal(connection.delayS, null);
  for (const delay_s of [9, 0.2, 0.2, 0.2, 0.2, 0.2, 5]) connection.report(line({ delay_s }), true);
  connection.report(line({ delay_s: null }), true);
  assert.equal(connection.delayS, 0.2);
});

test("distance is drawn from 150 ms on, a dot for each 50 ms, 14 at most", () => {
  assert.deepEqual([null, 0.1, 0.149].map(dots), [0, 0, 0]);
  assert.deepEqual([0.15, 0.5, 3].map(dots), [3, 10, 14]);
});

test("a delay is said as people say it", () => {
  const words = [0.16, 0.25, 0.35, 0.5, 0.7, 1, 2].map(delayWord);
  assert.deepEqual(words, ["sixth", "quarter", "third", "half", "three_quarters", "second", "more"]);
});
