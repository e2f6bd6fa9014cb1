/** The head of a page of somebody signed in: the name, where one can go, and one's own face. */
import { html, nothing, type TemplateResult } from "lit";
import calendar from "icon:calendar";
import house from "icon:house";
import message from "icon:message-circle";
import users from "icon:users";
import type { Card } from "../api/protocol.gen.ts";
import { pair as words } from "../locales/words.ts";
import { brand } from "./brand.ts";
import { face } from "./face.ts";
import { icon } from "./icon.ts";
import { languages } from "./language.ts";

export type Place = "home" | "together" | "meetings" | "messages";

const PLACES = [
  { place: "home", href: "/", shapes: house },
  { place: "together", href: "/together", shapes: users },
  { place: "meetings", href: "/meetings", shapes: calendar },
  { place: "messages", href: "/messages", shapes: message },
] as const;

/** `me` null while it is not known who is signed in: then there is only the name and the languages. */
export function pageHead(current: Place | null, me: Pick<Card, "name" | "photo"> | null): TemplateResult {
  return html`<a class="skip read-only-aloud" href="#content">${words.skip}</a>
    <header class="head column">
      ${brand("/")}
      ${
        me === null
          ? languages()
          : html`<nav class="places" aria-label=${words.nav}>
                ${PLACES.map(
                  ({ place, href, shapes }) =>
                    html`<a href=${href} aria-current=${place === current ? "page" : nothing}>
                      ${icon(shapes)}<span>${words[`nav_${place}`]}</span>
                    </a>`,
                )}
              </nav>
              <a class="account" href="/account" aria-label=${words.account}>${face(me, "me", 36)}</a>`
      }
    </header>`;
}
