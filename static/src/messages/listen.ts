/** The socket that tells a page what is new of a pair: it comes back by itself, and asks for what it missed. */
import type { PairNews } from "../api/protocol.gen.ts";
import { waitBefore } from "../api/reconnect.ts";

export interface Listening {
  /** Tries at once. */
  hurry(): void;
}

/**
 * Listens until `signal` ends. `last` names the newest message the page has: at every connection all after it
 * come first. `online` is told when the line comes and goes.
 */
export function listen(
  pair: string,
  signal: AbortSignal,
  heard: (news: PairNews) => void,
  { last = () => null, online = () => undefined }: { last?: () => number | null; online?: (is: boolean) => void } = {},
): Listening {
  let attempt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let socket: WebSocket | null = null;
  const knock = (): void => {
    if (signal.aborted) return;
    clearTimeout(timer);
    const after = last();
    const query = after === null ? "" : `?after=${after}`;
    const mine = new WebSocket(`${location.origin.replace(/^http/, "ws")}/ws/pairs/${pair}${query}`);
    socket = mine;
    mine.onopen = () => {
      attempt = 0;
      online(true);
    };
    mine.onmessage = ({ data }) => heard(JSON.parse(String(data)) as PairNews);
    mine.onclose = () => {
      if (socket === mine) socket = null;
      if (signal.aborted) return;
      online(false);
      timer = setTimeout(knock, waitBefore(++attempt, Math.random()));
    };
  };
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    socket?.close();
  });
  addEventListener("online", () => socket ?? knock(), { signal });
  knock();
  return { hurry: () => socket ?? knock() };
}
