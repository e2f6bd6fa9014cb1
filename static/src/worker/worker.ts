/**
 * The service worker: keeps the shell (assets, and the page for no line), and shows reminders.
 *
 * It keeps no page, no answer of the server and no address: what is private never enters a cache.
 */
import { assets, OFFLINE, plan, reminder } from "./plan.ts";

declare const self: ServiceWorkerGlobalScope;
/** Put in by the build: changes with what is kept. */
declare const VERSION: string;
/** Put in by the build: the picture of a notification. */
declare const ICON: string;

const SHELL = `shell-${VERSION}`;

/** Take the page for no line, in the reader's language, and all it needs. */
async function keep(): Promise<void> {
  const page = await fetch(OFFLINE, { cache: "no-cache" });
  if (!page.ok) throw new Error(`${OFFLINE} answered ${page.status}`);
  const shell = await caches.open(SHELL);
  await shell.addAll(assets(await page.clone().text()));
  await shell.put(OFFLINE, page);
}

async function forget(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== SHELL).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function asset(request: Request): Promise<Response> {
  const shell = await caches.open(SHELL);
  const kept = await shell.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await shell.put(request, answer.clone());
  return answer;
}

async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(OFFLINE)) ?? Response.error();
  }
}

async function show(data: unknown): Promise<void> {
  const said = reminder(data);
  if (said === null) return;
  const { title, body, tag, path } = said;
  await self.registration.showNotification(title, { body, tag, icon: ICON, data: path });
}

async function open(path: string): Promise<void> {
  const pages = await self.clients.matchAll({ type: "window" });
  const there = pages.find(({ url }) => new URL(url).pathname === path);
  await (there ? there.focus() : self.clients.openWindow(path));
}

self.addEventListener("install", (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => event.waitUntil(forget()));
self.addEventListener("fetch", (event) => {
  const doing = plan(event.request, self.location.origin);
  if (doing === "asset") event.respondWith(asset(event.request));
  if (doing === "page") event.respondWith(page(event.request));
});
self.addEventListener("message", (event) => {
  if (event.data === "language") event.waitUntil(keep());
});
self.addEventListener("push", (event) => {
  let data: unknown = null;
  try {
    data = event.data?.json();
  } catch {
    // Not ours: nothing is shown for it.
  }
  event.waitUntil(show(data));
});
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(String(event.notification.data ?? "/")));
});
