/** Tells an element how wide it is drawn, now and whenever that changes. */
import type { ReactiveController, ReactiveControllerHost } from "lit";

export class Size implements ReactiveController {
  /** Width in px; 0 until laid out. */
  width = 0;
  readonly #host: ReactiveControllerHost & Element;
  #observer: ResizeObserver | undefined;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new ResizeObserver(([entry]) => {
      const width = Math.round(entry?.contentRect.width ?? 0);
      if (width === this.width) return;
      this.width = width;
      this.#host.requestUpdate();
    });
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }
}
