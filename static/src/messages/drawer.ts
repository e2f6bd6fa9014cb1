/** What was written and has not arrived, kept on this device: it goes out when the line, or the page, is back. */
import type { Waiting } from "./thread.ts";

const KEY = "duologue.waiting.";
/** Messages kept at most; nobody writes more without a line. */
const MOST = 50;

export function read(pair: string, store: Pick<Storage, "getItem"> = localStorage): readonly Waiting[] {
  try {
    const found: unknown = JSON.parse(store.getItem(KEY + pair) ?? "[]");
    return Array.isArray(found) ? found.filter(isWaiting).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export function keep(
  pair: string,
  waiting: readonly Waiting[],
  store: Pick<Storage, "setItem" | "removeItem"> = localStorage,
): void {
  try {
    if (waiting.length) store.setItem(KEY + pair, JSON.stringify(waiting.slice(0, MOST)));
    else store.removeItem(KEY + pair);
  } catch {
    // A device without room for it: what waits stays on the page.
  }
}

function isWaiting(each: unknown): each is Waiting {
  const { client, body, at } = (each ?? {}) as Record<string, unknown>;
  return typeof client === "string" && typeof body === "string" && typeof at === "string";
}
