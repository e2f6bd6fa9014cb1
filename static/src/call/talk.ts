/**
 * What two pages tell each other directly, over the connection between them: written words, whether a screen is
 * shown, and the agenda. The server never sees it, and nothing of it outlives the call. Pure.
 */

/** One thing to talk about, and for how long. */
export interface Topic {
  readonly text: string;
  readonly minutes: number;
  /** The time for telling each other stories: the guided card opens with it. */
  readonly stories?: true;
}

export interface Agenda {
  readonly topics: readonly Topic[];
  /** When the first topic began, in seconds of call time; null before. */
  readonly begun: number | null;
}

export type Told =
  | { readonly kind: "words"; readonly text: string }
  | { readonly kind: "screen"; readonly on: boolean }
  | ({ readonly kind: "agenda" } & Agenda);

export interface Line {
  readonly mine: boolean;
  readonly text: string;
  /** When it was written or came, ms since the epoch. */
  readonly at: number;
}

export interface Talk {
  readonly lines: readonly Line[];
  /** Lines that came since the messages were last looked at. */
  readonly unread: number;
  /** The partner shows a screen. */
  readonly screen: boolean;
  readonly agenda: Agenda;
}

/** Letters of one message, and messages kept of a call. */
export const LONGEST = 2000;
const MOST_LINES = 300;
export const MOST_TOPICS = 12;
const LONGEST_TOPIC = 80;
const LONGEST_MINUTES = 240;

export const SILENT: Talk = { lines: [], unread: 0, screen: false, agenda: { topics: [], begun: null } };

/** What the other page said, or null for anything that is none of these. */
export function read(raw: unknown): Told | null {
  if (typeof raw !== "string") return null;
  let said: unknown;
  try {
    said = JSON.parse(raw);
  } catch {
    return null;
  }
  if (typeof said !== "object" || said === null) return null;
  const { kind, text, on, topics, begun } = said as Record<string, unknown>;
  if (kind === "words") {
    return typeof text === "string" && text.trim() ? { kind, text: text.slice(0, LONGEST) } : null;
  }
  if (kind === "screen") return typeof on === "boolean" ? { kind, on } : null;
  if (kind !== "agenda" || !Array.isArray(topics)) return null;
  if (begun !== null && (typeof begun !== "number" || !Number.isFinite(begun))) return null;
  return { kind, topics: topics.slice(0, MOST_TOPICS).flatMap(topic), begun };
}

function topic(raw: unknown): Topic[] {
  if (typeof raw !== "object" || raw === null) return [];
  const { text, minutes, stories } = raw as Record<string, unknown>;
  if (typeof text !== "string" || typeof minutes !== "number" || !(minutes >= 1)) return [];
  return [
    {
      text: text.slice(0, LONGEST_TOPIC),
      minutes: Math.min(LONGEST_MINUTES, Math.round(minutes)),
      ...(stories === true ? { stories } : {}),
    },
  ];
}

/** The talk after something came; `looking`: the messages are on the screen. */
export function heard(talk: Talk, told: Told, at: number, looking: boolean): Talk {
  switch (told.kind) {
    case "words":
      return {
        ...talk,
        lines: [...talk.lines, { mine: false, text: told.text, at }].slice(-MOST_LINES),
        unread: looking ? 0 : talk.unread + 1,
      };
    case "screen":
      return { ...talk, screen: told.on };
    case "agenda":
      return { ...talk, agenda: { topics: told.topics, begun: told.begun } };
  }
}

export function written(talk: Talk, text: string, at: number): Talk {
  return { ...talk, lines: [...talk.lines, { mine: true, text, at }].slice(-MOST_LINES) };
}

export const looked = (talk: Talk): Talk => (talk.unread ? { ...talk, unread: 0 } : talk);

export interface Standing {
  /** The topic of now and when it ends, in seconds of call time; null once all are over. */
  readonly topic: Topic | null;
  readonly until: number;
  /** Within five minutes of the end of the last one. */
  readonly closing: boolean;
}

const CLOSING_S = 300;

/** Where the agenda stands; null before it began. */
export function standing({ topics, begun }: Agenda, now: number): Standing | null {
  if (begun === null || !topics.length) return null;
  let until = begun;
  const end = begun + topics.reduce((sum, { minutes }) => sum + minutes * 60, 0);
  const closing = now >= end - CLOSING_S && now < end;
  for (const each of topics) {
    until += each.minutes * 60;
    if (now < until) return { topic: each, until, closing };
  }
  return { topic: null, until, closing };
}
