/** The head of a page that is read: the name, leading home where there is a home. */
import { html, type TemplateResult } from "lit";
import { brand } from "./brand.ts";

export function header(home: string | null): TemplateResult {
  return html`<header class="head column">${brand(home)}</header>`;
}
