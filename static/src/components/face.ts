/** Somebody's photo in a circle, or the first letter of their name. Only a picture: the name stands beside it. */
import { html, type TemplateResult } from "lit";
import type { Card } from "../api/protocol.gen.ts";

export function face(card: Pick<Card, "name" | "photo">, who: "me" | "them", size: number): TemplateResult {
  const style = `--face:${size}px`;
  return card.photo
    ? html`<img class="face ${who}" style=${style} src=${card.photo} width=${size} height=${size} alt="" />`
    : html`<span class="face ${who}" style=${style} aria-hidden="true">${[...card.name][0] ?? ""}</span>`;
}

/** How somebody is called. */
export const firstName = (name: string): string => name.split(/\s+/)[0] ?? name;
