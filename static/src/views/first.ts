/** The first page: home of whoever is signed in, the door for everybody else. */
import { ask } from "../api/ask.ts";
import type { Home } from "../api/protocol.gen.ts";

/** Not awaited at the top: what is imported here waits for this file. */
async function open(): Promise<void> {
  const asked = await ask<Home | undefined>("GET", "/api/home");
  const home = asked.ok ? asked.value : undefined;
  if (home === undefined) {
    await import("./home.ts");
    return;
  }
  await import("./mine.ts");
  const mine = document.createElement("duologue-mine");
  mine.home = home;
  document.querySelector("duologue-home")?.replaceWith(mine);
}

void open();
