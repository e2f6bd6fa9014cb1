/** The link to this meeting, to copy or to hand to the phone's own way of sending. */
import { html, nothing, type LitElement, type TemplateResult } from "lit";
import check from "icon:check";
import linkIcon from "icon:link";
import { icon } from "../components/icon.ts";
import { greenroom as words } from "../locales/words.ts";

const SHOWN_MS = 2_500;
let copiedAt = Number.NEGATIVE_INFINITY;

const address = (): string => `${location.origin}${location.pathname}`;

async function copy(view: LitElement): Promise<void> {
  const field = view.querySelector<HTMLInputElement>("[data-test=link]");
  try {
    await navigator.clipboard.writeText(address());
  } catch {
    // No clipboard on this page: the link stands there, marked, for the person's own copy.
    field?.select();
    return;
  }
  copiedAt = performance.now();
  view.requestUpdate();
  setTimeout(() => view.requestUpdate(), SHOWN_MS + 50);
}

async function share(): Promise<void> {
  // Closing the sheet without sending is no error.
  await navigator.share({ url: address(), title: "Duologue" }).catch(() => undefined);
}

export function copyLink(view: LitElement): TemplateResult {
  const copied = performance.now() - copiedAt < SHOWN_MS;
  const shares = typeof navigator.share === "function" && matchMedia("(pointer: coarse)").matches;
  return html`<div class="copy-link">
    <input
      dir="ltr"
      readonly
      data-test="link"
      aria-label=${words.link}
      .value=${address()}
      @focus=${(event: FocusEvent) => (event.currentTarget as HTMLInputElement).select()}
    />
    <button class="button main" data-test="copy" @click=${() => void copy(view)}>
      ${icon(copied ? check : linkIcon)} <span aria-live="polite">${copied ? words.copied : words.copy}</span>
    </button>
    ${shares
      ? html`<button class="button text" data-test="share" @click=${() => void share()}>${words.share}</button>`
      : nothing}
  </div>`;
}
