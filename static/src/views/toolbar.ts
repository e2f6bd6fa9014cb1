/** The bar of the call: one tab stop, arrow keys between its controls. */
import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../components/icon.ts";

export interface Control {
  test: string;
  label: string;
  shapes: Parameters<typeof icon>[0];
  /** `off`: struck and solid; `on`: lit; `plain`: neither. */
  look: "plain" | "off" | "on";
  act: () => void;
  /** Only where there is room; narrow screens find it under "More". */
  wide?: boolean;
  expanded?: boolean;
  /** Something new waits behind it. */
  news?: boolean;
  /** The key that does the same, as `aria-keyshortcuts` writes it. */
  keys?: string | undefined;
}

const STEPS: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowRight: (index, count) => (index + 1) % count,
  ArrowLeft: (index, count) => (index + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Arrow keys as they run in the bar: from the right, the next control is to the left. */
const turned = (key: string): string =>
  document.documentElement.dir === "rtl" ? key.replace(/Left|Right/, (side) => (side === "Left" ? "Right" : "Left")) : key;

function steer(event: KeyboardEvent): void {
  const step = STEPS[turned(event.key)];
  if (!step) return;
  const bar = event.currentTarget as HTMLElement;
  const buttons = [...bar.querySelectorAll("button")].filter((each) => each.offsetParent !== null);
  const index = buttons.findIndex((each) => each === document.activeElement);
  if (index < 0) return;
  event.preventDefault();
  const next = buttons[step(index, buttons.length)];
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
  next?.focus();
}

/** The one control reached by Tab is the one last used. */
function settle(event: FocusEvent): void {
  const bar = event.currentTarget as HTMLElement;
  for (const button of bar.querySelectorAll("button")) button.tabIndex = button === event.target ? 0 : -1;
}

export function toolbar(name: string, controls: readonly Control[], leave: TemplateResult): TemplateResult {
  return html`<div class="bar" role="toolbar" aria-label=${name} @keydown=${steer} @focusin=${settle}>
    ${controls.map(
      ({ test, label, shapes, look, act, wide, expanded, keys, news }, index) => html`<button
        class="round ${look === "plain" ? "" : look} ${wide ? "wide" : ""} ${news ? "news" : ""}"
        data-test=${test}
        aria-label=${label}
        title=${label}
        aria-keyshortcuts=${keys ?? nothing}
        aria-expanded=${expanded ?? nothing}
        tabindex=${index === 0 ? 0 : -1}
        @click=${act}
      >
        ${icon(shapes)}
      </button>`,
    )}
    <span class="divider"></span>
    ${leave}
  </div>`;
}
