/** A thin line's voice is asked for in words that browsers heed, and nothing else is touched. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { THIN_EAR, THIN_VOICE, shaped } from "../src/call/opus.ts";

const OFFER = [
  "v=0",
  "m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9",
  "a=rtpmap:111 opus/48000/2",
  "a=rtcp-fb:111 transport-cc",
  "a=fmtp:111 minptime=10;useinbandfec=1",
  "a=rtpmap:63 red/48000/2",
  "a=fmtp:63 111/111",
  "a=ptime:20",
  "m=video 9 UDP/TLS/RTP/SAVPF 96",
  "a=rtpmap:96 VP8/90000",
  "a=fmtp:96 x=1",
  "a=ptime:20",
  "",
].join("\r\n");

function fmtp(sdp: string): Map<string, string> {
  const lines = sdp.split("\r\n").filter((line) => line.startsWith("a=fmtp:111 "));
  assert.equal(lines.length, 1);
  return new Map(lines[0]!.slice(11).split(";").map((part) => part.split("=") as [string, string]));
}

test("the bandwidth is limited together with the bitrate, or error correction would be dropped", () => {
  const asked = fmtp(shaped(OFFER, THIN_VOICE));
  assert.equal(asked.get("maxaveragebitrate"), "24000");
  assert.equal(asked.get("maxplaybackrate"), "16000");
  assert.equal(asked.get("useinbandfec"), "1");
  assert.equal(asked.get("minptime"), "10");
});

test("quiet is sent as sound, and in mono", () => {
  const asked = fmtp(shaped(OFFER, THIN_VOICE));
  assert.equal(asked.get("usedtx"), "0");
  assert.equal(asked.get("stereo"), "0");
});

test("packets are long, and asked for once", () => {
  const audio = shaped(OFFER, THIN_VOICE).split("m=video")[0]!;
  assert.deepEqual(audio.match(/^a=ptime:.*$/gm), ["a=ptime:60"]);
});

test("what is not Opus stays as it was", () => {
  const made = shaped(OFFER, THIN_VOICE);
  assert.equal(made.split("m=video")[1], OFFER.split("m=video")[1]);
  for (const line of ["a=fmtp:63 111/111", "a=rtcp-fb:111 transport-cc"]) assert.ok(made.includes(line));
  assert.ok(made.endsWith("\r\n"));
});

test("asking twice is asking once", () => {
  const once = shaped(OFFER, THIN_VOICE);
  assert.equal(shaped(once, THIN_VOICE), once);
});

test("a description that said nothing of Opus' parameters is told them", () => {
  const bare = OFFER.replace("a=fmtp:111 minptime=10;useinbandfec=1\r\n", "");
  assert.equal(fmtp(shaped(bare, THIN_VOICE)).get("useinbandfec"), "1");
});

test("a description without Opus is left alone", () => {
  const none = OFFER.replaceAll("opus", "speex");
  assert.equal(shaped(none, THIN_VOICE), none);
});

test("the listening leg takes half, and marks losses instead of mending them", () => {
  const asked = fmtp(shaped(OFFER, THIN_EAR));
  assert.equal(asked.get("maxaveragebitrate"), "12000");
  assert.equal(asked.get("useinbandfec"), "0");
});
