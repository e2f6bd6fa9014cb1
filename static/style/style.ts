/** `<duologue-style>`: tokens and components as they are, in the reader's own theme. For who builds on them. */
import { html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import alert from "icon:circle-alert";
import check from "icon:check";
import { KINDS } from "../src/charts/marks.ts";
import { glyph } from "../src/charts/glyphs.ts";
import { talk } from "../src/charts/talk.ts";
import "../src/charts/river-picture.ts";
import "../src/charts/timeline.ts";
import { brand } from "../src/components/brand.ts";
import { PageElement } from "../src/components/element.ts";
import { face } from "../src/components/face.ts";
import { icon } from "../src/components/icon.ts";
import { mark, type Half } from "../src/components/mark.ts";
import { skies } from "../src/components/skies.ts";
import { hintCard } from "../src/views/hintcard.ts";
import { facts, page, speech } from "../tests/pages.ts";

const COLOURS = [
  "ground", "surface", "sunken", "quiet", "ink", "ink-2", "ink-3", "line", "edge", "accent", "accent-press",
  "accent-soft", "solid", "them", "them-ink", "them-soft", "me", "me-ink", "me-soft", "hatch",
];
const SIZES = ["t12", "t14", "t16", "t18", "t22", "t28", "t38", "t46", "t76"];
const SPACES = ["s4", "s8", "s12", "s16", "s24", "s32", "s48", "s72", "s112"];
const MOTIONS = ["press", "appear", "fill", "fade"];
const HALVES: readonly Half[] = ["yes", "open", "absent", "struck"];

const events = Array.from({ length: 40 }, (_, turn) => speech(turn % 2, turn * 45, turn * 45 + 30 + (turn % 5) * 3));
const sample = page({ events }, facts({ laughed_together: [{ start: 300, end: 302 }] }));

const none = (): void => undefined;

@customElement("duologue-style")
export class Style extends PageElement {
  protected override render(): TemplateResult {
    return html`<main class="column sheet">
      <h1>Style</h1>
      ${part("Colour", html`<div class="swatches">
        ${COLOURS.map((name) => html`<figure><i style="background: var(--${name})"></i>${name}</figure>`)}
      </div>`)}
      ${part("Type", html`${SIZES.map((name) => html`<p class="serif" style="font-size: var(--${name}); line-height: 1.2">${name} Far apart, close to the voice</p>`)}
        <p>Figtree for what is done, Newsreader for what is told.</p>`)}
      ${part("Space", html`<div class="measures">
        ${SPACES.map((name) => html`<p><i style="width: var(--${name})"></i> ${name}</p>`)}
      </div>`)}
      ${part("Motion", html`<p>${MOTIONS.map((name) => `${name} ${getComputedStyle(document.documentElement).getPropertyValue(`--${name}`)}`).join(", ")}. Nothing loops but the live voice.</p>`)}
      ${part("Mark", html`<div class="shelf">
        ${brand()} ${HALVES.map((them) => HALVES.map((me) => mark({ them, me, size: 44 })))}
        ${mark({ them: "yes", me: "yes", size: 64, dots: 6 })}
      </div>`)}
      ${part("Buttons", html`<div class="shelf">
        <button class="button main big">Main, big</button><button class="button main">Main</button>
        <button class="button">Plain</button><button class="button small">Small</button>
        <button class="button text">Text</button><button class="button main" disabled>Disabled</button>
        <button class="button main" aria-busy="true">Busy</button>
      </div>`)}
      ${part("Fields", html`<div class="shelf">
        <div class="field"><label for="f1">A field</label><input id="f1" value="Words" /><p class="note">What goes there.</p></div>
        <div class="field"><label for="f2">With a fault</label><input id="f2" aria-invalid="true" /><p class="fault">${icon(alert)}<span>What to do about it.</span></p></div>
        <div class="field"><label for="f3">A choice</label><select id="f3"><option>One</option><option>Another</option></select></div>
        <fieldset class="choice"><legend>Segments</legend><div class="segmented">
          ${["Live", "After", "Off"].map((text, at) => html`<label><input type="radio" name="seg" ?checked=${at === 0} />${text}</label>`)}
        </div></fieldset>
      </div>`)}
      ${part("People", html`<div class="shelf">
        ${face({ name: "Mara", photo: null }, "them", 68)} ${face({ name: "Daniel", photo: null }, "me", 68)}
        <span class="chip">${icon(check)} A chip</span>
      </div>`)}
      ${part("Two keys", html`<div class="keys">
        ${mark({ them: "yes", me: "open", size: 48 })}
        <div><p class="serif">Mara has said yes</p><p>Yours is open.</p></div>
        <button class="button small">Yes, listen</button>
      </div>`)}
      ${part("A hint", hintCard("sample", { headline: "A long pause", detail: "They may be thinking.", why: [] }, false, { judge: none, why: none, hold: none }))}
      ${part("Sounds", html`<div class="shelf">${KINDS.map((kind) => html`<span>${glyph(kind)} ${kind.replace("_", " ")}</span>`)}</div>`)}
      ${part("The river", html`<duologue-river .talk=${talk(sample).river} .laughs=${sample.summary.laughed_together} label="A made-up talk"></duologue-river>`)}
      ${part("The timeline", html`<duologue-timeline class="card" .page=${sample}></duologue-timeline>`)}
      ${part("Skies", html`<div class="hero">${skies()}</div>`)}
      ${part("Nothing there yet", html`<div class="state">
        ${mark({ them: "absent", me: "yes", size: 64 })}
        <h1>Nobody to meet yet</h1><p>One sentence on what can be done.</p>
        <div class="actions"><button class="button main">Do it</button></div>
      </div>`)}
    </main>`;
  }
}

function part(name: string, body: unknown): TemplateResult {
  return html`<section><h2 class="label">${name}</h2>${body}</section>`;
}
