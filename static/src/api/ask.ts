/** Asks the server over HTTP, as whoever is signed in. */

/** What came of it: the answer, or the stable code of why there is none; `failed`: nothing came at all. */
export type Answer<T> = { ok: true; value: T } | { ok: false; code: string };

/** Send a request with a JSON body, or a file as it is, and read a JSON answer; 204 reads as undefined. Never throws. */
export async function ask<T = undefined>(
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<Answer<T>> {
  try {
    const answer = await fetch(path, {
      method,
      credentials: "same-origin",
      ...(body === undefined
        ? {}
        : body instanceof Blob
          ? { body }
          : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
      ...(signal ? { signal } : {}),
    });
    if (answer.status === 204) return { ok: true, value: undefined as T };
    const told: unknown = await answer.json();
    if (answer.ok) return { ok: true, value: told as T };
    const code = (told as { code?: unknown }).code;
    return { ok: false, code: typeof code === "string" ? code : "failed" };
  } catch {
    return { ok: false, code: "failed" };
  }
}
