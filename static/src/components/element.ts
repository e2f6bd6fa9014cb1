/** The base of every Duologue element: a Lit element whose content is ordinary page content. */
import { LitElement } from "lit";

/** After a view gave way to another, lets the new one's `main` take the focus the old one left behind. */
export function receiveFocus(view: HTMLElement): void {
  if (document.activeElement !== document.body) return;
  view.querySelector<HTMLElement>("main")?.focus({ preventScroll: true });
}

/**
 * Renders into the page itself, not into a shadow root: styles stay in `styles/`, and labels, ids and
 * focus work across components. Compose by template functions, not slots.
 */
export class PageElement extends LitElement {
  #listeners: AbortController | undefined;

  /** Ends when the element leaves the page: hand it to every listener and fetch. */
  get signal(): AbortSignal {
    this.#listeners ??= new AbortController();
    return this.#listeners.signal;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#listeners?.abort();
    this.#listeners = undefined;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
