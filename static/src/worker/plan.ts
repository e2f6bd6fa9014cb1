/** What the service worker does with what a page asks for, and what a reminder says. Pure. */

/** `asset`: named by its content, kept for good. `page`: from the server, or the page for no line. */
export type Plan = "asset" | "page" | "pass";

/** What is read of a `Request`. */
export interface Asked {
  readonly method: string;
  readonly mode: string;
  readonly url: string;
}

/** Where the page for no line is; nothing but it and assets is ever kept. */
export const OFFLINE = "/offline";

export function plan({ method, mode, url }: Asked, origin: string): Plan {
  const { origin: theirs, pathname } = new URL(url);
  if (method !== "GET" || theirs !== origin) return "pass";
  if (mode === "navigate") return "page";
  return pathname.startsWith("/assets/") ? "asset" : "pass";
}

/** The assets a page names, each once. */
export function assets(page: string): string[] {
  return [...new Set(page.match(/\/assets\/[\w.-]+/g) ?? [])];
}

/** A reminder as the server words it, in the language of whom it reminds. */
export interface Reminder {
  readonly title: string;
  readonly body: string;
  /** Where it leads: a path of this server. */
  readonly path: string;
  /** A later reminder of the same tag takes the place of an earlier one. */
  readonly tag: string;
}

/** The reminder in a push message; null for anything else. */
export function reminder(data: unknown): Reminder | null {
  if (typeof data !== "object" || data === null) return null;
  const { title, body, path, tag } = data as Partial<Record<keyof Reminder, unknown>>;
  if (typeof title !== "string" || title === "" || typeof body !== "string") return null;
  const here = typeof path === "string" && /^\/(?!\/)/.test(path) ? path : "/";
  return { title, body, path: here, tag: typeof tag === "string" ? tag : "duologue" };
}
