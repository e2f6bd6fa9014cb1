/** The summary's first screen: whose and when, the river, what worked, who sees it, how accurate it is. */
import { html, nothing, type TemplateResult } from "lit";
import lock from "icon:lock";
import users from "icon:users";
import type { Good, SummaryPage } from "../../api/protocol.gen.ts";
import { glyph } from "../../charts/glyphs.ts";
import type { Kind } from "../../charts/marks.ts";
import { label, named, type People } from "../../charts/people.ts";
import "../../charts/river-picture.ts";
import { river } from "../../charts/river.ts";
import { talk } from "../../charts/talk.ts";
import { icon } from "../../components/icon.ts";
import { summary as words } from "../../locales/words.ts";
import { say } from "../../locales/translate.ts";
import { ACCURACY } from "./accuracy.gen.ts";
import { taking } from "./taking.ts";
import { good, line, lineDid, riverInWords, title } from "./telling.ts";

/** The width the gaps are counted at for the picture's words, in px. */
const COUNTED_AT = 1088;
const RIVER_HEIGHT = 150;

const SIGNS: Record<Good["key"], Kind> = {
  laughed_together: "together",
  left_room: "quiet",
  murmurs: "murmur",
  story_unbroken: "speech",
  overlaps_resolved: "overlap",
  balance_agreed: "speech",
};

/**
 * The first screen; `token` is the summary's own, null where the page came without a server; `together`: both
 * have opened theirs to the other.
 */
export function first(
  page: SummaryPage,
  who: People,
  language: string,
  token: string | null,
  together: boolean,
): TemplateResult {
  const { summary } = page;
  const did = lineDid(page);
  return html`<div class="opening">
      <div>
        <h1>${title(page, who, language)}</h1>
        <p class="line">${line(page, language)}</p>
        ${did === null ? nothing : html`<p class="line">${did}</p>`}
      </div>
      <div class="keeping">
        <span class="visible">${icon(together ? users : lock)}${seenBy(page, who, together)}</span>
        ${taking(page, token)}
      </div>
    </div>
    ${summary.too_short || who.alone ? inOrder(who) : picture(page, who)}
    <div class="thirds">
      ${summary.too_short || who.alone ? nothing : worked(page, who)} ${sight(page, who, together)} ${accuracy()}
    </div>`;
}

function picture(page: SummaryPage, who: People): TemplateResult {
  const shown = talk(page).river;
  const { gaps } = river({ ...shown, width: COUNTED_AT, height: RIVER_HEIGHT });
  const above = named(who, 1 - who.me);
  const laughs = page.summary.laughed_together;
  return html`<figure class="picture">
    <duologue-river
      .talk=${shown}
      .laughs=${laughs}
      .height=${RIVER_HEIGHT}
      .label=${riverInWords(page, who, gaps.length)}
    ></duologue-river>
    <figcaption>
      <span>
        ${
          who.you
            ? say(words.river.legend, { name: above })
            : say(words.river.legend_recording, { name: above, other: label(who, who.me) })
        }
      </span>
      <span class="key">
        ${laughs.length ? html`<span><i class="ring"></i>${words.river.together}</span>` : nothing}
        ${gaps.length ? html`<span>${glyph("unheard")}${words.river.unheard}</span>` : nothing}
      </span>
    </figcaption>
  </figure>`;
}

/** Where there is no picture: why, and that what was heard follows. */
function inOrder(who: People): TemplateResult {
  return html`<div class="too-short">
    <p class="serif">${who.alone ? words.states.alone : words.states.too_short}</p>
    <p>${words.states.too_short_more}</p>
  </div>`;
}

function worked({ summary }: SummaryPage, who: People): TemplateResult {
  const told = summary.worked.map(
    (each) => html`<li>${glyph(SIGNS[each.key])}<span class="serif">${good(each, who)}</span></li>`,
  );
  return html`<section class="worked" aria-labelledby="worked">
    <h2 id="worked" class="label">${words.worked.heading}</h2>
    ${told.length ? html`<ul>${told}</ul>` : html`<p class="serif">${words.worked.nothing}</p>`}
  </section>`;
}

function seenBy({ partner }: SummaryPage, who: People, together: boolean): string {
  if (together) return say(words.page.you_both, { name: partner });
  return who.you ? words.page.only_you : words.page.your_machine;
}

function sight(page: SummaryPage, who: People, together: boolean): TemplateResult {
  const said = words.sight;
  return html`<section aria-labelledby="sight">
    <h2 id="sight" class="label">${said.heading}</h2>
    ${
      who.you
        ? html`<p>
              <strong>${together ? say(said.you_both, { name: page.partner }) : said.only_you}</strong>
              ${say(together ? said.both : said.partner, { name: page.partner })}
            </p>
          <p>${page.opens === "account" ? said.account : said.link}</p>
          <p>${said.kept}</p>`
        : html`<p><strong>${said.machine}</strong> ${said.machine_more}</p>
          <p>${said.kept}</p>`
    }
  </section>`;
}

function accuracy(): TemplateResult {
  const said = words.accuracy;
  return html`<section aria-labelledby="accuracy">
    <h2 id="accuracy" class="label">${said.heading}</h2>
    <p><strong>${said.speech}</strong> ${say(said.speech_more, { within: said[ACCURACY.within] })}</p>
    <p>${say(said.sounds, { laughs: ACCURACY.laughs, sighs: ACCURACY.sighs })}</p>
    <details>
      <summary>${said.know}</summary>
      <p>${said.how}</p>
    </details>
  </section>`;
}
