/** The head of a page that is read: the name, leading home where there is a home. */
import { html, nothing, type TemplateResult } from "lit";
import { brand } from "./brand.ts";
import { languages } from "./language.ts";

export function header(home: string | null): TemplateResult {
  return html`<header class="head column">${brand(home)}${home === null ? nothing : languages()}</header>`;
}
