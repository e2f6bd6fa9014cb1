/** The timeline as a table: the same stretch, the same kinds, sortable. */
import { html, nothing, type TemplateResult } from "lit";
import up from "icon:chevron-up";
import down from "icon:chevron-down";
import { icon } from "../components/icon.ts";
import { summary } from "../locales/words.ts";
import { clock, short } from "../locales/time.ts";
import { say } from "../locales/translate.ts";
import { COLUMNS, type Column, type Row, type Sorting } from "./rows.ts";
import type { Window } from "./zoom.ts";

/** The table; `sort` is told which column's head was pressed. */
export function table(
  shown: readonly Row[],
  window: Window,
  sorting: Sorting,
  sort: (by: Column) => void,
): TemplateResult {
  const words = summary.timeline;
  const head = (column: Column): TemplateResult => {
    const mine = sorting.by === column;
    return html`<th scope="col" aria-sort=${mine ? (sorting.down ? "descending" : "ascending") : "none"}>
      <button type="button" @click=${() => sort(column)}>
        ${words[column]}${mine ? icon(sorting.down ? down : up) : nothing}
      </button>
    </th>`;
  };
  return html`<table class="marks">
      <caption class="read-only-aloud">
        ${say(words.caption, { from: clock(window.from), to: clock(window.to) })}
      </caption>
      <thead>
        <tr>
          ${COLUMNS.map(head)}
        </tr>
      </thead>
      <tbody>
        ${shown.map(
          (each) => html`<tr>
            <td class="clock">${clock(each.at)}</td>
            <td>${each.who}</td>
            <td>${each.heard}</td>
            <td class="clock">${each.length > 0 ? short(each.length) : nothing}</td>
          </tr>`,
        )}
      </tbody>
    </table>
    ${shown.length ? nothing : html`<p class="nothing">${words.nothing}</p>`}`;
}
