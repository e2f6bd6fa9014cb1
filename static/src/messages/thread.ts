/** A thread as a page knows it: what the server told, and what still waits to be told to it. Pure. */
import type { Message, PairNews, Thread } from "../api/protocol.gen.ts";

/** Something of mine that has not arrived yet; `refused` when the server will not have it. */
export interface Waiting {
  readonly client: string;
  readonly body: string;
  readonly at: string;
  readonly refused?: boolean;
}

export interface State {
  /** In order, each once. */
  readonly messages: readonly Message[];
  readonly more: boolean;
  readonly readByOther: number;
  readonly readByMe: number;
  readonly waiting: readonly Waiting[];
}

export const EMPTY: State = { messages: [], more: false, readByOther: 0, readByMe: 0, waiting: [] };

/** Take a piece of the thread: the newest, or what stands before the oldest known. */
export function took(state: State, thread: Thread): State {
  const older = state.messages.length > 0 && thread.messages.every(({ id }) => id < state.messages[0]!.id);
  return settle({
    ...state,
    messages: merged(state.messages, thread.messages),
    more: older || state.messages.length === 0 ? thread.more : state.more,
    readByOther: Math.max(state.readByOther, thread.read_by_other),
    readByMe: Math.max(state.readByMe, thread.read_by_me),
  });
}

/** Take one piece of news. */
export function heard(state: State, news: PairNews, me: string): State {
  switch (news.type) {
    case "said":
      return settle({ ...state, messages: merged(state.messages, [news.message]) });
    case "read":
      return news.person === me
        ? { ...state, readByMe: Math.max(state.readByMe, news.upto) }
        : { ...state, readByOther: Math.max(state.readByOther, news.upto) };
    case "changed":
      return state;
  }
}

/** Put something of mine in line. */
export function wrote(state: State, client: string, body: string, at: string): State {
  return { ...state, waiting: [...state.waiting, { client, body, at }] };
}

/** The server will not have it: it stays, and says so. */
export function refused(state: State, client: string): State {
  return { ...state, waiting: state.waiting.map((each) => (each.client === client ? { ...each, refused: true } : each)) };
}

/** Take something out of the line, to be written anew. */
export function dropped(state: State, client: string): State {
  return { ...state, waiting: state.waiting.filter((each) => each.client !== client) };
}

/** What goes out next: one after the other, so that the order stays. */
export const next = ({ waiting }: State): Waiting | undefined => waiting.find((each) => !each.refused);

/** The newest message, of either. */
export const newest = ({ messages }: State): number | null => messages.at(-1)?.id ?? null;

/** The newest of the other's that I have not read; null where there is none. */
export function unread({ messages, readByMe }: State, me: string): number | null {
  const last = messages.findLast(({ author }) => author !== me);
  return last && last.id > readByMe ? last.id : null;
}

function merged(known: readonly Message[], more: readonly Message[]): readonly Message[] {
  const byId = new Map([...known, ...more].map((each) => [each.id, each]));
  return [...byId.values()].sort((a, b) => a.id - b.id);
}

/** What has arrived waits no longer. */
function settle(state: State): State {
  const arrived = new Set(state.messages.map(({ client }) => client));
  return { ...state, waiting: state.waiting.filter(({ client }) => !arrived.has(client)) };
}

/** A row of the thread: a day, or one person's messages that follow each other closely. */
export interface Group {
  readonly author: string;
  readonly day: string;
  readonly messages: readonly Message[];
}

const TOGETHER_MS = 10 * 60_000;

/** Messages by who wrote them and when; `dayOf` says on which of the reader's days. */
export function groups(messages: readonly Message[], dayOf: (at: string) => string): readonly Group[] {
  const found: Group[] = [];
  for (const message of messages) {
    const day = dayOf(message.at);
    const last = found.at(-1);
    const near = last && Date.parse(message.at) - Date.parse(last.messages.at(-1)!.at) < TOGETHER_MS;
    if (last && near && last.author === message.author && last.day === day) {
      found[found.length - 1] = { ...last, messages: [...last.messages, message] };
    } else found.push({ author: message.author, day, messages: [message] });
  }
  return found;
}
