/** The first page: what Duologue is, and the door to a meeting. */
import { html } from "lit";
import { customElement } from "lit/decorators.js";
import { PageElement } from "../components/element.ts";
import { mark } from "../components/mark.ts";

@customElement("duologue-home")
export class Home extends PageElement {
  protected override render() {
    return html`<main>${mark({ them: "yes", me: "yes", brand: true, size: 30 })}</main>`;
  }
}
