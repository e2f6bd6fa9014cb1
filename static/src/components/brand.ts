/** The name and its mark, as they stand at the head of a page. */
import { html, type TemplateResult } from "lit";
import { mark } from "./mark.ts";

/** Leads to `home`; null where the page stands alone. */
export function brand(home: string | null = "/"): TemplateResult {
  const inner = html`${mark({ them: "yes", me: "yes", size: 22 })}<span>Duologue</span>`;
  return home === null
    ? html`<span class="brand">${inner}</span>`
    : html`<a class="brand" href=${home}>${inner}</a>`;
}
