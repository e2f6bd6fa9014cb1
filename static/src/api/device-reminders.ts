/** Reminders on this device: asking the browser for them, and telling the server where it is reached. */
import { ask } from "./ask.ts";
import type { PushKey } from "./protocol.gen.ts";

/** `off` and `on` are the reader's choice; `closed`: the browser says no; `none`: not to be had here. */
export type Reminders = "off" | "on" | "closed" | "none";

interface Ready {
  readonly key: string;
  readonly manager: PushManager;
}

async function ready(): Promise<Ready | null> {
  if (!("serviceWorker" in navigator) || !("PushManager" in window)) return null;
  const asked = await ask<PushKey>("GET", "/api/me/push");
  if (!asked.ok || asked.value.key === null) return null;
  const { pushManager } = await navigator.serviceWorker.ready;
  return { key: asked.value.key, manager: pushManager };
}

/** How it stands on this device. */
export async function reminders(): Promise<Reminders> {
  const found = await ready();
  if (found === null) return "none";
  if (Notification.permission === "denied") return "closed";
  return (await found.manager.getSubscription()) ? "on" : "off";
}

/** Turns them on; asks the reader where the browser has not yet. */
export async function remindHere(): Promise<Reminders> {
  const found = await ready();
  if (found === null) return "none";
  try {
    const made = await found.manager.subscribe({ userVisibleOnly: true, applicationServerKey: found.key });
    const { endpoint = "", keys = {} } = made.toJSON();
    const kept = await ask("PUT", "/api/me/push", { endpoint, p256dh: keys["p256dh"] ?? "", auth: keys["auth"] ?? "" });
    if (kept.ok) return "on";
    await made.unsubscribe();
    return "off";
  } catch {
    return Notification.permission === "denied" ? "closed" : "off";
  }
}

/** Turns them off, here and at the server. */
export async function remindNoMore(): Promise<Reminders> {
  const subscription = await (await ready())?.manager.getSubscription();
  if (subscription) {
    await ask("DELETE", "/api/me/push", { endpoint: subscription.endpoint });
    await subscription.unsubscribe();
  }
  return "off";
}
