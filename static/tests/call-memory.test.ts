import assert from "node:assert/strict";
import { test } from "node:test";
import { Memory, SMALL_SOUNDS, keepsSmallSounds, tidyName, type Store } from "../src/call/memory.ts";

class MemoryStore implements Store {
  readonly kept = new Map<string, string>();
  getItem(key: string): string | null {
    return this.kept.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.kept.set(key, value);
  }
  removeItem(key: string): void {
    this.kept.delete(key);
  }
}

const REFUSES: Store = {
  getItem() {
    throw new Error("denied");
  },
  setItem() {
    throw new Error("full");
  },
  removeItem() {
    throw new Error("denied");
  },
};

function fresh() {
  const [lasting, passing] = [new MemoryStore(), new MemoryStore()];
  return { lasting, passing, memory: new Memory("invite", lasting, passing) };
}

test("a name is trimmed to what the protocol takes", () => {
  assert.equal(tidyName("  Mara \n Ndege "), "Mara Ndege");
  assert.equal(tidyName("   "), null);
  assert.equal([...(tidyName("é🎈".repeat(40)) ?? "")].length, 40);
});

test("name, seat, devices, filters and looks are remembered", () => {
  const { memory, lasting, passing } = fresh();
  memory.name = "Mara";
  memory.seatToken = "t".repeat(20);
  memory.devices = { microphone: "m", camera: null, speaker: "s" };
  memory.processing = SMALL_SOUNDS;
  memory.looks = { captions: false, selfView: false, corner: "top-left", keys: false };
  const again = new Memory("invite", lasting, passing);
  assert.equal(again.name, "Mara");
  assert.equal(again.seatToken, "t".repeat(20));
  assert.deepEqual(again.devices, { microphone: "m", camera: null, speaker: "s" });
  assert.deepEqual(again.processing, SMALL_SOUNDS);
  assert.deepEqual(again.looks, { captions: false, selfView: false, corner: "top-left", keys: false });
});

test("a seat belongs to its meeting", () => {
  const { memory, lasting, passing } = fresh();
  memory.seatToken = "t".repeat(20);
  assert.equal(new Memory("another", lasting, passing).seatToken, null);
});

test("what one sends is remembered for a reload only", () => {
  const { memory, lasting } = fresh();
  assert.equal(memory.media, null);
  memory.media = { audio: false, video: true, voice_only: true };
  assert.deepEqual(memory.media, { audio: false, video: true, voice_only: true });
  assert.equal(new Memory("invite", lasting, new MemoryStore()).media, null);
  memory.media = null;
  assert.equal(memory.media, null);
});

test("nothing remembered is a good start", () => {
  const { memory } = fresh();
  assert.equal(memory.name, null);
  assert.deepEqual(memory.devices, { microphone: null, camera: null, speaker: null });
  assert.deepEqual(memory.processing, { echoCancellation: true, noiseSuppression: true, autoGainControl: true });
  assert.deepEqual(memory.looks, { captions: null, selfView: true, corner: null, keys: true });
});

test("nonsense in the store is passed over", () => {
  const { memory, lasting, passing } = fresh();
  lasting.setItem("duologue.audio", "{");
  lasting.setItem("duologue.devices", "7");
  lasting.setItem("duologue.looks", '{"captions":"yes","corner":"middle","keys":1}');
  passing.setItem("duologue.media.invite", '{"audio":true,"video":"no"}');
  assert.equal(memory.processing.noiseSuppression, true);
  assert.equal(memory.devices.camera, null);
  assert.deepEqual(memory.looks, { captions: null, selfView: true, corner: null, keys: true });
  assert.deepEqual(memory.media, { audio: true, video: true, voice_only: false });
});

test("a browser that refuses storage forgets, and everything else works", () => {
  const memory = new Memory("invite", REFUSES, REFUSES);
  memory.name = "Mara";
  memory.seatToken = null;
  memory.media = { audio: true, video: true };
  assert.equal(memory.name, null);
  assert.equal(memory.media, null);
});

test("small sounds are kept when filter and gain control are both off", () => {
  assert.equal(keepsSmallSounds(SMALL_SOUNDS), true);
  assert.equal(keepsSmallSounds({ ...SMALL_SOUNDS, autoGainControl: true }), false);
  assert.equal(keepsSmallSounds({ ...SMALL_SOUNDS, noiseSuppression: true }), false);
  assert.equal(SMALL_SOUNDS.echoCancellation, true);
});
