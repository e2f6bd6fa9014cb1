/** The name and its mark, as they stand at the head of a page. */
import { html, type TemplateResult } from "lit";
import { mark } from "./mark.ts";

export function brand(): TemplateResult {
  return html`<a class="brand" href="/">${mark({ them: "yes", me: "yes", brand: true, size: 22 })}<span>Duologue</span></a>`;
}
