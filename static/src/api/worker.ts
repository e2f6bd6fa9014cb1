/** Starts the service worker, once the page has nothing more urgent to load. */

export function startWorker(): void {
  if (!("serviceWorker" in navigator)) return;
  // A browser may refuse (private windows); the pages are the same without.
  addEventListener("load", () => void navigator.serviceWorker.register("/sw.js").catch(() => undefined));
}

/** The language has changed: the page for no line is to be kept in the new one. */
export function tellLanguage(): void {
  if ("serviceWorker" in navigator) navigator.serviceWorker.controller?.postMessage("language");
}
