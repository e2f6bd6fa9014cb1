import assert from "node:assert/strict";
import { test } from "node:test";
import { added, changed, lineWord, rate, type Device } from "../src/call/linecheck.ts";

const device = (deviceId: string, kind: MediaDeviceKind = "audioinput", label = deviceId): Device => ({
  deviceId,
  kind,
  label,
});

test("a line is good for video when it is quick and wide, and what is unknown is not held against it", () => {
  assert.equal(lineWord(0.1, 5_000_000), "good");
  assert.equal(lineWord(null, null), "good");
  assert.equal(lineWord(0.1, 400_000), "slow");
  assert.equal(lineWord(0.6, 5_000_000), "slow");
  assert.equal(lineWord(1.0, 5_000_000), "very_slow");
  assert.equal(lineWord(0.1, 40_000), "very_slow");
});

test("a delay is told each way, and none that nobody notices", () => {
  assert.equal(added(0.3), "sixth");
  assert.equal(added(0.05), null);
  assert.equal(added(null), null);
});

test("a transfer too short to measure says nothing", () => {
  assert.equal(rate(50_000, 400), 1_000_000);
  assert.equal(rate(50_000, 3), null);
  assert.equal(rate(0, 400), null);
});

test("a device that comes or goes is named, once names are told", () => {
  const [desk, built] = [device("desk"), device("built-in")];
  assert.equal(changed([], [desk]), null);
  assert.deepEqual(changed([built], [built, desk]), { device: desk, came: true });
  assert.deepEqual(changed([built, desk], [built]), { device: desk, came: false });
  assert.equal(changed([built], [built]), null);
  assert.equal(changed([device("", "audioinput", "")], [built]), null);
});

test("the name for whatever is the usual device is no device", () => {
  const usual = device("default");
  assert.equal(changed([device("built-in")], [device("built-in"), usual]), null);
});

test("the same id as a microphone and as a speaker are two devices", () => {
  const [heard, played] = [device("headset"), device("headset", "audiooutput")];
  assert.deepEqual(changed([heard], [heard, played]), { device: played, came: true });
});
