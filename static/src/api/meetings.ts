/** Starts a meeting on the server. */

export type Started = { path: string } | { fault: "too_fast" | "failed" };

/** Ask for a new meeting: its path, or why there is none. Never throws. */
export async function startMeeting(ask: typeof fetch = fetch): Promise<Started> {
  try {
    const answer = await ask("/api/meetings", { method: "POST" });
    if (answer.status === 429) return { fault: "too_fast" };
    if (!answer.ok) return { fault: "failed" };
    const { path } = (await answer.json()) as { path?: unknown };
    return typeof path === "string" && /^\/m\/[\w-]+$/.test(path) ? { path } : { fault: "failed" };
  } catch {
    return { fault: "failed" };
  }
}
