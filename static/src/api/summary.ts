/** Fetches a summary: from the page itself when it carries one, else from the server by its address. */
import type { SummaryPage } from "./protocol.gen.ts";

/** `gone`: its days are over, as the two agreed. */
export type Loaded =
  | { state: "here"; page: SummaryPage }
  | { state: "unknown" }
  | { state: "gone" }
  | { state: "failed" };

/** The part of a document that may carry the summary. */
interface Paper {
  getElementById(id: string): { readonly textContent: string | null } | null;
}

/** The secret that opens a summary, from its page's path; null when that is no summary's. */
export const tokenOf = (path: string): string | null => /^\/s\/([\w-]+)\/?$/.exec(path)?.[1] ?? null;

/** The summary of the page at `path` (`/s/{token}`), or why there is none. Never throws. */
export async function loadSummary(
  paper: Paper,
  path: string,
  signal: AbortSignal,
  ask: typeof fetch = fetch,
): Promise<Loaded> {
  const carried = paper.getElementById("data")?.textContent;
  if (carried) {
    const page = JSON.parse(carried) as SummaryPage | null;
    return page ? { state: "here", page } : { state: "unknown" };
  }
  const token = tokenOf(path);
  if (!token) return { state: "unknown" };
  try {
    const answer = await ask(`/api/summaries/${token}`, { signal, headers: { accept: "application/json" } });
    if (answer.status === 404) return { state: "unknown" };
    if (answer.status === 410) return { state: "gone" };
    if (!answer.ok) return { state: "failed" };
    return { state: "here", page: (await answer.json()) as SummaryPage };
  } catch {
    return { state: "failed" };
  }
}
