/** What is one seat's alone, and the meetings before: asked of the server by the summary's own secret. */
import type { Own, SummaryPage, Trace } from "./protocol.gen.ts";

const at = (token: string, what: string): string => `/api/summaries/${token}/${what}`;

/** What a server answers at a summary's address; null when it does not. Never throws. */
async function read<T>(token: string, what: string, signal: AbortSignal): Promise<T | null> {
  try {
    const answer = await fetch(at(token, what), { signal, headers: { accept: "application/json" } });
    return answer.ok ? ((await answer.json()) as T) : null;
  } catch {
    return null;
  }
}

async function put(token: string, what: string, body: unknown, signal?: AbortSignal): Promise<Response | null> {
  try {
    const answer = await fetch(at(token, what), {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      keepalive: true,
      ...(signal ? { signal } : {}),
    });
    return answer.ok ? answer : null;
  } catch {
    return null;
  }
}

export const loadOwn = (token: string, signal: AbortSignal): Promise<Own | null> => read(token, "own", signal);
export const loadPartner = (token: string, signal: AbortSignal): Promise<SummaryPage | null> =>
  read(token, "partner", signal);
export const loadTrace = (token: string, signal: AbortSignal): Promise<Trace | null> =>
  read(token, "trace", signal);
export const loadBefore = (token: string, signal: AbortSignal): Promise<readonly Trace[] | null> =>
  read(token, "before", signal);

/** Keep a sealed note, also while the page is being left; whether it was kept. */
export const keepNote = async (token: string, sealed: string): Promise<boolean> =>
  (await put(token, "reflection", { sealed })) !== null;

export async function setOpened(token: string, opened: boolean, signal: AbortSignal): Promise<Own | null> {
  const answer = await put(token, "opened", { opened }, signal);
  return answer ? ((await answer.json()) as Own) : null;
}
