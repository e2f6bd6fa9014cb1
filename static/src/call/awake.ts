/** Keeps the screen of a phone awake during the call, where the browser lets it; without, nothing is lost. */

export function stayAwake(signal: AbortSignal): void {
  if (!("wakeLock" in navigator)) return;
  let lock: WakeLockSentinel | null = null;
  const ask = async () => {
    if (document.visibilityState !== "visible" || signal.aborted) return;
    try {
      lock = await navigator.wakeLock.request("screen");
    } catch {
      // Refused, for example on a low battery.
      lock = null;
    }
    if (signal.aborted) await lock?.release();
  };
  // The browser lets go of it whenever the page is hidden.
  document.addEventListener("visibilitychange", () => void ask(), { signal });
  signal.addEventListener("abort", () => void lock?.release());
  void ask();
}
