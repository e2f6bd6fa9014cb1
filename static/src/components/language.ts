/** The choice of a language: kept in a cookie, since the server sends a page in one language only. */
import { html, type TemplateResult } from "lit";
import globe from "icon:globe";
import { tellLanguage } from "../api/worker.ts";
import { LANGUAGES } from "../locales/language.ts";
import { language, pages } from "../locales/words.ts";
import { icon } from "./icon.ts";

const YEAR_S = 31_536_000;

export function languages(): TemplateResult {
  return html`<label class="languages">
    ${icon(globe)}<span class="read-only-aloud">${pages.language}</span>
    <select data-test="language" @change=${choose}>
      ${Object.entries(LANGUAGES).map(
        ([code, name]) =>
          html`<option value=${code} lang=${code} ?selected=${code === language.code}>${name}</option>`,
      )}
    </select>
  </label>`;
}

function choose({ currentTarget }: Event): void {
  const { value } = currentTarget as HTMLSelectElement;
  document.cookie = `language=${value}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax`;
  tellLanguage();
  location.reload();
}
