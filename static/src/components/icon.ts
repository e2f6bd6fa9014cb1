/** A lucide icon, always beside words or inside something that has a name. */
import { html, type SVGTemplateResult, type TemplateResult } from "lit";

/** Draw an icon: `import mic from "icon:mic"; icon(mic)`. Hidden from readers. */
export function icon(shapes: SVGTemplateResult): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${shapes}</svg>`;
}
