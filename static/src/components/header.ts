/** The head of a page: the mark and the name, leading home where there is a home. */
import { html, type TemplateResult } from "lit";
import { mark } from "./mark.ts";

/** The header; `home` null where the page stands alone. */
export function header(home: string | null): TemplateResult {
  const brand = html`${mark({ them: "yes", me: "yes", brand: true, size: 24 })}<span class="serif">Duologue</span>`;
  return html`<header class="head column">
    ${home === null ? html`<span class="brand">${brand}</span>` : html`<a class="brand" href=${home}>${brand}</a>`}
  </header>`;
}
