/** `<duologue-past>`: the meetings of a pair as small rivers, and each measure in the pair's own usual range. */
import { html, nothing, svg, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { meetings } from "../../api/device.ts";
import { loadBefore, loadTrace } from "../../api/own.ts";
import type { Trace } from "../../api/protocol.gen.ts";
import { tokenOf } from "../../api/summary.ts";
import { compare, earlier, talkOf, type Compared, type Measure, type Usual } from "../../charts/past.ts";
import { PageElement } from "../../components/element.ts";
import { about, briefly, day } from "../../locales/time.ts";
import { say } from "../../locales/translate.ts";
import { after as words } from "../../locales/words.ts";

/** Rivers drawn at most, this meeting's among them. */
const RIVERS = 8;
const RIVER_HEIGHT = 40;
const LINE = { width: 320, height: 28, edge: 8 } as const;

@customElement("duologue-past")
export class Past extends PageElement {
  @property({ attribute: false }) token!: string;
  @property({ attribute: false }) language!: string;

  @state() private now: Trace | null = null;
  @state() private others: readonly Trace[] = [];

  // What was set before this class was here counts from the first update on.
  protected override firstUpdated(): void {
    void this.#load();
  }

  /** The pair's meetings as the server knows them; of guests, those this device remembers. */
  async #load(): Promise<void> {
    const [now, known] = await Promise.all([
      loadTrace(this.token, this.signal),
      loadBefore(this.token, this.signal),
    ]);
    if (!now) return;
    const before = known?.length ? known : await this.#remembered();
    this.others = known?.length ? before : earlier(now, before);
    this.now = now;
  }

  async #remembered(): Promise<Trace[]> {
    const tokens = meetings().flatMap(({ summary }) => (summary ? (tokenOf(summary) ?? []) : []));
    const others = tokens.filter((token) => token !== this.token);
    const found = await Promise.all(others.map((token) => loadTrace(token, this.signal)));
    return found.filter((each) => each !== null);
  }

  protected override render() {
    const { now, others: before } = this;
    if (!now || !before.length) return nothing;
    const said = words.past;
    const compared = compare(now, before);
    return html`<section class="part" aria-labelledby="past">
      <h2 id="past" class="label">${say(said.heading, { name: now.partner })}</h2>
      <p class="serif saying">${say(said.title, { count: before.length })}</p>
      ${this.#rivers([now, ...before.slice(0, RIVERS - 1)])}
      <ul class="compared">
        ${compared.map((each) => this.#measure(each))}
      </ul>
      <p class="note">${compared.some(({ usual }) => usual) ? said.note : said.not_yet}</p>
    </section>`;
  }

  #rivers(shown: readonly Trace[]): TemplateResult {
    const longest = Math.max(...shown.map(({ seconds }) => seconds));
    return html`<ol class="rivers">
      ${shown.map((each) => {
        const date = each.started_at ? day(new Date(each.started_at), this.language).date : "";
        const length = about(each.seconds);
        return html`<li>
          <span class="clock">${date}</span>
          <div>
            <duologue-river
              style="width:${(100 * each.seconds) / longest}%"
              .talk=${talkOf(each)}
              .height=${RIVER_HEIGHT}
              .label=${say(words.past.river, { date, length })}
            ></duologue-river>
          </div>
        </li>`;
      })}
    </ol>`;
  }

  #measure(compared: Compared): TemplateResult {
    const { measure, now, usual } = compared;
    const said = words.past.measures[measure];
    const tell = (value: number): string =>
      measure === "answers"
        ? briefly(Math.max(0, value))
        : say(words.past.hourly, { count: Math.round(value) });
    const sentence = say(said, { now: tell(now) });
    const spread = usual ? between(measure, usual) : "";
    return html`<li>
      <p class="serif">${sentence}</p>
      ${line(compared)}
      <p class="note">${spread}</p>
    </li>`;
  }
}

/** The usual range in words, as fine as its measure is told. */
function between(measure: Measure, { low, high }: Usual): string {
  const said = words.past;
  const seconds = measure === "answers";
  const round = (value: number): number => (seconds ? Math.round(value * 10) / 10 : Math.round(value));
  const range = { low: round(low), high: round(high) };
  if (range.low === range.high) return say(seconds ? said.usually_one_second : said.usually_one, range);
  return say(seconds ? said.usually_seconds : said.usually, range);
}

/** Earlier meetings as open dots, this one filled, the usual range as a pale band. */
function line({ now, before, usual }: Compared): TemplateResult {
  const { width, height, edge } = LINE;
  const least = Math.min(0, now, ...before);
  const most = Math.max(now, ...before, least + 0.001);
  const x = (value: number): number => edge + ((value - least) / (most - least)) * (width - 2 * edge);
  const y = height / 2;
  return html`<svg class="usual" viewBox="0 0 ${width} ${height}" width=${width} height=${height} aria-hidden="true">
    ${
      usual
        ? svg`<rect class="band" x=${x(usual.low) - 6} y="2" width=${x(usual.high) - x(usual.low) + 12} height=${height - 4} rx="8" />`
        : nothing
    }
    <line class="grid" x1="0" x2=${width} y1=${y} y2=${y} />
    ${before.map((value) => svg`<circle class="then" r="4" cx=${x(value)} cy=${y} />`)}
    <circle class="now" r="5" cx=${x(now)} cy=${y} />
  </svg>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "duologue-past": Past;
  }
}
