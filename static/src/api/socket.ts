/**
 * The page's one connection to the server: it opens, enters, pings, and comes back by itself.
 *
 * Messages arrive and leave in order. What has to reach the server sooner or later waits while the
 * connection is away; what only counts at its moment (descriptions, candidates, pings, reports) does not.
 */

import type { Enter, FromPage, FromServer } from "./protocol.gen.ts";
import { Aligned } from "./aligned.ts";
import {
  JITTER_MS,
  PINGS_SOON,
  PING_EVERY_MS,
  PING_SOON_MS,
  SOON_MS,
  answersWithin,
  isDead,
  isFinal,
  opensWithin,
  waitBefore,
} from "./reconnect.ts";

/** What is used of a WebSocket. */
export interface Wire {
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
  send(text: string): void;
  close(): void;
}

/** Clock, timers and chance, so that tests can hold them. */
export interface Clock {
  now(): number;
  after(ms: number, act: () => void): () => void;
  chance(): number;
}

export interface SocketOptions {
  connect: () => Wire;
  clock: Clock;
  /** The message to begin with, asked for anew at every connection. */
  enter: () => Enter;
  onMessage: (message: FromServer) => void;
  /** The connection was lost (`false`) or has been welcomed again (`true`). */
  onOnline: (online: boolean) => void;
}

const ONLY_NOW: ReadonlySet<FromPage["type"]> = new Set([
  "ping",
  "pong",
  "description",
  "candidate",
  "leg_offer",
  "leg_open",
  "line_report",
]);
const OUTBOX_LIMIT = 100;

export class MeetingSocket {
  readonly #options: SocketOptions;
  #wire: Wire | null = null;
  #welcomed = false;
  #closed = false;
  #attempt = 0;
  #doubted = false;
  #lastHeard = 0;
  #pings = 0;
  #pingedAt = new Map<number, number>();
  #outbox: FromPage[] = [];
  #stopTimer: () => void = () => undefined;

  /** Round trip of the last answered ping to the server, in ms. */
  roundTrip: number | null = null;
  /** The page's clock against the call's. */
  aligned = new Aligned();

  constructor(options: SocketOptions) {
    this.#options = options;
  }

  /** Opens the connection and keeps it until `close`. */
  open(): void {
    this.#knock();
  }

  /** Sends now, or as soon as the connection is back if it can wait. */
  send(message: FromPage): void {
    if (this.#welcomed) this.#wire?.send(JSON.stringify(message));
    else if (!ONLY_NOW.has(message.type) && this.#outbox.length < OUTBOX_LIMIT) this.#outbox.push(message);
  }

  /** Tries at once, for example because the browser says the network is back. */
  hurry(): void {
    if (this.#closed || this.#wire !== null) return;
    this.#attempt = 0;
    this.#knock();
  }

  /** The line is in doubt: a server that does not answer soon is taken for lost. */
  doubt(): void {
    if (!this.#welcomed || this.#doubted) return;
    this.#doubted = true;
    const { clock } = this.#options;
    const asked = clock.now();
    this.#ping();
    this.#watch(answersWithin(this.aligned.trip ?? this.roundTrip), () => {
      this.#doubted = false;
      if (this.#lastHeard <= asked) this.#lost();
      else this.#watch();
    });
  }

  close(): void {
    this.#closed = true;
    this.#stopTimer();
    this.#letGo();
  }

  #knock(): void {
    this.#stopTimer();
    const wait = waitBefore(this.#attempt, this.#options.clock.chance());
    this.#attempt += 1;
    if (wait === 0) this.#connect();
    else this.#stopTimer = this.#options.clock.after(wait, () => this.#connect());
  }

  #connect(): void {
    const wire = this.#options.connect();
    this.#wire = wire;
    this.#lastHeard = this.#options.clock.now();
    let opened = false;
    wire.onopen = () => {
      opened = true;
      wire.send(JSON.stringify(this.#options.enter()));
    };
    wire.onmessage = ({ data }) => {
      if (this.#wire === wire && typeof data === "string") this.#take(JSON.parse(data) as FromServer);
    };
    wire.onclose = () => {
      if (this.#wire === wire) this.#lost();
    };
    this.#watch(opensWithin(this.roundTrip), () => {
      if (opened) this.#lost();
      else this.#unanswered();
    });
  }

  #take(message: FromServer): void {
    const { clock, onMessage, onOnline } = this.#options;
    this.#lastHeard = clock.now();
    switch (message.type) {
      case "ping":
        this.send({ type: "pong", n: message.n, at: null });
        return;
      case "pong": {
        const asked = this.#pingedAt.get(message.n);
        this.#pingedAt.clear();
        if (asked !== undefined) this.#answered(asked, message.at ?? null);
        break;
      }
      case "welcome":
        this.#welcomed = true;
        this.aligned = new Aligned();
        this.#attempt = 0;
        this.#watch();
        onMessage(message);
        // What was said meanwhile comes first: a "no" reaches the server before the way back into the call.
        this.#flush();
        onOnline(true);
        return;
      case "error":
        if (isFinal(message.code)) this.close();
        break;
      default:
        break;
    }
    onMessage(message);
  }

  #answered(asked: number, at: number | null): void {
    const now = this.#options.clock.now();
    this.roundTrip = now - asked;
    if (at === null) return;
    this.aligned.take(asked, now, at);
    if (this.aligned.count < PINGS_SOON && !this.#doubted) this.#watch(PING_SOON_MS);
  }

  #flush(): void {
    const waiting = this.#outbox;
    this.#outbox = [];
    for (const message of waiting) this.send(message);
  }

  #watch(wait = PING_EVERY_MS, act = () => this.#look()): void {
    this.#stopTimer();
    this.#stopTimer = this.#options.clock.after(wait, act);
  }

  #look(): void {
    if (isDead(this.#lastHeard, this.#options.clock.now())) {
      this.#lost();
      return;
    }
    if (this.#welcomed) this.#ping();
    this.#watch();
  }

  #ping(): void {
    this.#pings += 1;
    this.#pingedAt.set(this.#pings, this.#options.clock.now());
    this.send({ type: "ping", n: this.#pings });
  }

  /** Nothing answers where the server was: not its fault, so that it is tried again soon. */
  #unanswered(): void {
    const { clock } = this.#options;
    this.#letGo();
    this.#stopTimer = clock.after(SOON_MS + clock.chance() * JITTER_MS, () => this.#connect());
  }

  #lost(): void {
    this.#stopTimer();
    const wasOnline = this.#welcomed;
    this.#letGo();
    if (wasOnline) this.#options.onOnline(false);
    this.#knock();
  }

  #letGo(): void {
    const wire = this.#wire;
    this.#wire = null;
    this.#welcomed = this.#doubted = false;
    if (wire === null) return;
    wire.onopen = wire.onmessage = wire.onclose = null;
    wire.close();
  }
}
