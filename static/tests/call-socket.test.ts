import assert from "node:assert/strict";
import { test } from "node:test";
import type { FromServer } from "../src/api/protocol.gen.ts";
import { DEAD_AFTER_MS, JITTER_MS, PING_EVERY_MS, PING_SOON_MS, PINGS_SOON, SOON_MS, WAITS_MS, answersWithin, opensWithin, isDead, isFinal, waitBefore } from "../src/api/reconnect.ts";
import { MeetingSocket, type Clock, type Wire } from "../src/api/socket.ts";

/** A clock that stands until it is moved. */
class HeldClock implements Clock {
  #now = 1_000;
  #due: { at: number; act: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, act: () => void): () => void {
    const entry = { at: this.#now + ms, act };
    this.#due.push(entry);
    return () => {
      this.#due = this.#due.filter((each) => each !== entry);
    };
  }

  chance(): number {
    return 0.5;
  }

  pass(ms: number): void {
    const until = this.#now + ms;
    for (;;) {
      const next = this.#due.filter((each) => each.at <= until).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#due = this.#due.filter((each) => each !== next);
      this.#now = next.at;
      next.act();
    }
    this.#now = until;
  }
}

class MemoryWire implements Wire {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  said: { type: string }[] = [];
  closed = false;

  send(text: string): void {
    this.said.push(JSON.parse(text) as { type: string });
  }

  close(): void {
    this.closed = true;
  }

  tell(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}

const WELCOME = { type: "welcome", seat: 0 };

function meeting() {
  const wires: MemoryWire[] = [];
  const clock = new HeldClock();
  const heard: FromServer[] = [];
  const online: boolean[] = [];
  const socket = new MeetingSocket({
    connect: () => {
      const wire = new MemoryWire();
      wires.push(wire);
      return wire;
    },
    clock,
    enter: () => ({ type: "enter", version: 1, name: "Mara", page: "page-one" }),
    onMessage: (message) => heard.push(message),
    onOnline: (on) => {
      online.push(on);
      if (on) socket.send({ type: "join", media: { audio: true, video: false } });
    },
  });
  const wire = () => wires.at(-1) as MemoryWire;
  const welcomed = () => {
    wire().onopen?.();
    wire().tell(WELCOME);
  };
  socket.open();
  return { socket, wires, clock, heard, online, wire, welcomed };
}

test("the waits are 0, 0.3, 1.2, 2.7, 4.8, 7 s, then 7 s for good, with chance added but at the first", () => {
  assert.deepEqual([0, 1, 2, 3, 4, 5, 9].map((n) => waitBefore(n, 0)), [...WAITS_MS, 7_000]);
  assert.equal(waitBefore(0, 0.9), 0);
  assert.equal(waitBefore(1, 1), 300 + JITTER_MS);
});

test("codes that end the matter are final, others are not", () => {
  for (const code of ["call_is_for_two", "replaced", "meeting_over", "unknown_meeting", "version", "too_fast"] as const) {
    assert.equal(isFinal(code), true, code);
  }
  assert.equal(isFinal("leg_failed"), false);
});

test("a socket is dead when it brought nothing for 12 s", () => {
  assert.equal(isDead(0, DEAD_AFTER_MS - 1), false);
  assert.equal(isDead(0, DEAD_AFTER_MS), true);
});

test("it enters first, and says the rest only when welcomed", () => {
  const { socket, wire } = meeting();
  socket.send({ type: "consent", listen: true });
  wire().onopen?.();
  assert.deepEqual(wire().said.map((m) => m.type), ["enter"]);
  wire().tell(WELCOME);
  assert.deepEqual(wire().said.map((m) => m.type), ["enter", "consent", "join"]);
});

test("what can wait is said in order after a loss and before going back in, what only counts at its moment is not", () => {
  const { socket, wire, wires, welcomed, online } = meeting();
  welcomed();
  wire().onclose?.();
  socket.send({ type: "off_record", on: true });
  socket.send({ type: "candidate", candidate: "", mid: null, line: null, page: "page-two" });
  socket.send({ type: "set_hints", mode: "off" });
  assert.equal(wires.length, 2);
  welcomed();
  assert.deepEqual(wire().said.map((m) => m.type), ["enter", "off_record", "set_hints", "join"]);
  assert.deepEqual(online, [true, false, true]);
});

test("the outbox is bounded", () => {
  const { socket, wire, welcomed } = meeting();
  for (let n = 0; n < 300; n += 1) socket.send({ type: "feedback", hint: n, verdict: "hide" });
  welcomed();
  assert.equal(wire().said.length, 102);
});

test("it comes back at once, then more and more patiently, and forgets that when welcomed", () => {
  const { wire, wires, clock, welcomed } = meeting();
  welcomed();
  wire().onclose?.();
  assert.equal(wires.length, 2);
  wire().onclose?.();
  assert.equal(wires.length, 2);
  clock.pass(300 + JITTER_MS / 2);
  assert.equal(wires.length, 3);
  wire().onclose?.();
  clock.pass(1_200 + JITTER_MS / 2);
  assert.equal(wires.length, 4);
  welcomed();
  wire().onclose?.();
  assert.equal(wires.length, 5);
});

test("it pings every 5 s and knows the round trip", () => {
  const { socket, wire, clock, welcomed } = meeting();
  welcomed();
  clock.pass(PING_EVERY_MS);
  assert.deepEqual(wire().said.at(-1), { type: "ping", n: 1 });
  clock.pass(80);
  wire().tell({ type: "pong", n: 1, at: 3 });
  assert.equal(socket.roundTrip, 80);
  wire().tell({ type: "pong", n: 77 });
  assert.equal(socket.roundTrip, 80);
});

test("it answers the server's ping", () => {
  const { wire, welcomed, heard } = meeting();
  welcomed();
  wire().tell({ type: "ping", n: 5 });
  assert.deepEqual(wire().said.at(-1), { type: "pong", n: 5, at: null });
  assert.deepEqual(heard.map((m) => m.type), ["welcome"]);
});

test("a silent connection is given up and opened anew", () => {
  const { wires, clock, welcomed, online } = meeting();
  welcomed();
  clock.pass(3 * PING_EVERY_MS);
  assert.equal(wires[0]?.closed, true);
  assert.equal(wires.length, 2);
  assert.deepEqual(online, [true, false]);
});

test("a connection that never opens is given up too", () => {
  const { wires, clock, online } = meeting();
  clock.pass(3 * PING_EVERY_MS);
  assert.equal(wires[0]?.closed, true);
  assert.deepEqual(online, []);
});

test("after a final error it does not knock again", () => {
  const { wire, wires, clock, heard } = meeting();
  const first = wire();
  first.onopen?.();
  first.tell({ type: "error", code: "call_is_for_two", text: "" });
  first.onclose?.();
  clock.pass(60_000);
  assert.equal(wires.length, 1);
  assert.deepEqual(heard.map((m) => m.type), ["error"]);
});

test("an error that is not final is passed on and the connection stays", () => {
  const { wire, welcomed, heard } = meeting();
  welcomed();
  wire().tell({ type: "error", code: "leg_failed", text: "" });
  assert.equal(wire().closed, false);
  assert.equal(heard.at(-1)?.type, "error");
});

test("hurry skips the waiting, and does nothing while a connection stands or after closing", () => {
  const { socket, wire, wires } = meeting();
  socket.hurry();
  assert.equal(wires.length, 1);
  wire().onclose?.();
  socket.hurry();
  assert.equal(wires.length, 2);
  socket.close();
  socket.hurry();
  assert.equal(wires.length, 2);
});

test("words of a connection that was given up are not heard", () => {
  const { wires, clock, heard } = meeting();
  const [first] = wires;
  const late = first?.onmessage;
  clock.pass(3 * PING_EVERY_MS);
  late?.({ data: JSON.stringify(WELCOME) });
  late?.({ data: new ArrayBuffer(1) });
  assert.deepEqual(heard, []);
});

test("once the call has begun, the first pings follow each other soon", () => {
  const { socket, wire, clock, welcomed } = meeting();
  welcomed();
  const pings = () => wire().said.filter((m) => m.type === "ping") as { type: string; n: number }[];
  clock.pass(PING_EVERY_MS);
  for (let k = 0; k < 8; k += 1) {
    clock.pass(40);
    wire().tell({ type: "pong", n: pings().at(-1)?.n, at: (clock.now() - 1_000 - 20) / 1_000 });
    clock.pass(PING_SOON_MS);
  }
  assert.equal(pings().length, PINGS_SOON);
  assert.equal(socket.aligned.zero, 1_000);
});

test("a try that brings no answer at all is followed by another soon, one that was answered is not", () => {
  const { wire, wires, clock, welcomed } = meeting();
  welcomed();
  wire().tell({ type: "pong", n: 0 });
  wire().onclose?.();
  for (let k = 0; k < 4; k += 1) clock.pass(10_000 + SOON_MS + JITTER_MS);
  assert.ok(wires.length >= 5, `${wires.length} tries in 40 s of nothing`);
  const tries = wires.length;
  for (const wait of [300, 1_200, 2_700]) {
    const before = wires.length;
    wire().onopen?.();
    wire().onclose?.();
    clock.pass(wait + JITTER_MS / 2 - 1);
    assert.equal(wires.length, before);
    clock.pass(1);
    assert.equal(wires.length, before + 1);
  }
  assert.equal(wires.length, tries + 3);
});

test("a server that does not answer where the line is in doubt is lost at once", () => {
  const { socket, wire, wires, clock, welcomed, online } = meeting();
  socket.doubt();
  welcomed();
  clock.pass(100);
  socket.doubt();
  socket.doubt();
  assert.equal(wire().said.filter((m) => m.type === "ping").length, 1);
  clock.pass(answersWithin(null));
  assert.deepEqual(online, [true, false]);
  assert.equal(wires.length, 2);
});

test("a server that answers in time is not lost, and pings go on as before", () => {
  const { socket, wire, wires, clock, welcomed, online } = meeting();
  welcomed();
  clock.pass(100);
  socket.doubt();
  clock.pass(50);
  wire().tell({ type: "pong", n: 1, at: null });
  assert.equal(socket.roundTrip, 50);
  clock.pass(answersWithin(null) + PING_EVERY_MS);
  assert.deepEqual(online, [true]);
  assert.equal(wires.length, 1);
  assert.equal(wire().said.filter((m) => m.type === "ping").length, 2);
});

test("the slower the line, the longer an answer may take", () => {
  assert.deepEqual([null, 10, 500].map(answersWithin), [3_000, 700, 2_300]);
  assert.deepEqual([null, 10, 500].map(opensWithin), [10_000, 2_500, 4_500]);
});
