/** The menu of what a summary can be taken along as: on paper, as a picture, for other tools. */
import { html, nothing, type TemplateResult } from "lit";
import download from "icon:download";
import type { SummaryPage } from "../../api/protocol.gen.ts";
import { icon } from "../../components/icon.ts";
import { summary as words } from "../../locales/words.ts";
import { copyOf } from "./copy.ts";

/** The formats the server writes, in the order of the menu. */
export const FORMATS = ["pdf", "png", "csv", "json", "textgrid", "eaf", "rttm", "webvtt"] as const;

/** A menu that opens in place; without a server (`token` null) the page itself can write JSON alone. */
export function taking(page: SummaryPage, token: string | null): TemplateResult {
  const said = words.taking;
  const close = ({ currentTarget }: Event): void =>
    (currentTarget as Element).closest("details")?.removeAttribute("open");
  const leave = (event: FocusEvent): void => {
    const menu = event.currentTarget as HTMLDetailsElement;
    if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) menu.open = false;
  };
  const escape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    const menu = event.currentTarget as HTMLDetailsElement;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  };
  return html`<details class="taking" @focusout=${leave} @keydown=${escape}>
    <summary class="button small">${icon(download)}${words.page.keep}</summary>
    <div class="menu">
      <ul>
        <li>
          <button
            type="button"
            @click=${(event: Event) => {
              close(event);
              print();
            }}
          >
            ${said.print}
          </button>
        </li>
        ${
          token === null
            ? html`<li><button type="button" @click=${() => keep(page)}>${said.json}</button></li>`
            : FORMATS.map(
                (format) => html`<li>
                  <a href="/api/summaries/${token}/exports/${format}" download @click=${close}>${said[format]}</a>
                </li>`,
              )
        }
      </ul>
      ${token === null ? nothing : html`<p class="note">${said.note}</p>`}
    </div>
  </details>`;
}

/** Hand the reader the page's facts as a file. */
function keep(page: SummaryPage): void {
  const { name, text } = copyOf(page);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
