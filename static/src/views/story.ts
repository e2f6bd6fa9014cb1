/** `<duologue-story>`: where one tells one's own: photo, stations, likes, help, goals. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import alert from "icon:circle-alert";
import plus from "icon:plus";
import users from "icon:users";
import type { Biography, Station } from "../api/protocol.gen.ts";
import { ask } from "../api/ask.ts";
import { face, firstName } from "../components/face.ts";
import { icon } from "../components/icon.ts";
import { say } from "../locales/translate.ts";
import { pair as words } from "../locales/words.ts";
import { PairPage } from "./pair/page.ts";

const KINDS: readonly Station["kind"][] = ["place", "study", "work", "turning_point"];

/** A station as it is being written: years may be unfinished. */
interface Writing {
  readonly key: number;
  kind: Station["kind"];
  title: string;
  place: string;
  note: string;
  start: string;
  end: string;
}

@customElement("duologue-story")
export class Story extends PairPage {
  @state() private told: Biography | null = null;
  @state() private stations: readonly Writing[] = [];
  @state() private saved = false;
  #keys = 0;

  protected override async load(): Promise<void> {
    const told = this.got(await ask<Biography>("GET", "/api/me/biography", undefined, this.signal));
    if (told !== null) this.#take(told);
  }

  protected override content(): TemplateResult {
    const { told, pairs } = this;
    if (told === null || pairs === null) return html``;
    const partner = pairs.pairs.find((each) => each.state === "active");
    return html`<div class="title">
        <h1>${words.story_heading}</h1>
        <p>${words.story_lead}</p>
      </div>
      ${this.#photo()}
      <form class="form story" novalidate @submit=${this.#save} @input=${() => (this.saved = false)}>
        ${line("city", words.city, told.city)}
        <section aria-labelledby="stations">
          <h2 id="stations" class="label">${words.stations}</h2>
          <p class="aside" ?hidden=${this.stations.length > 0}>${words.empty_mine}</p>
          <ol class="writings">
            ${repeat(
              this.stations,
              ({ key }) => key,
              (station, index) => this.#station(station, index),
            )}
          </ol>
          <button type="button" class="button small" data-test="add-station" @click=${this.#add}>
            ${icon(plus)}${words.station_add}
          </button>
        </section>
        ${several("interests", words.interests, told.interests)} ${several("offers", words.offers, told.offers)}
        ${several("goals", words.goals, told.goals)} ${several("learning", words.learning, told.learning, words.learning_hint)}
        <p class="visibility">${icon(users)}${words.only_partner}</p>
        <div class="save">
          <button class="button main" data-test="save" aria-busy=${this.busy}>${words.save}</button>
          <p role="status" data-test="saved">
            ${
              this.fault !== null
                ? html`<span class="fault">${icon(alert)}${this.#said(this.fault)}</span>`
                : this.saved
                  ? partner
                    ? say(words.saved, { name: firstName(partner.partner.name) })
                    : words.saved_alone
                  : nothing
            }
          </p>
        </div>
      </form>`;
  }

  #photo(): TemplateResult {
    const me = this.pairs?.me;
    if (!me) return html``;
    return html`<section class="photo" aria-labelledby="photo">
      ${face(me, "me", 96)}
      <div>
        <h2 id="photo" class="label">${words.photo}</h2>
        <p class="aside">${words.photo_detail}</p>
        <label class="button small">
          ${me.photo ? words.photo_choose : words.photo_choose}
          <input class="read-only-aloud" type="file" data-test="photo" accept="image/jpeg,image/png,image/webp" @change=${this.#chosen} />
        </label>
        ${me.photo ? html`<button class="button small text" @click=${() => this.#send(null)}>${words.photo_remove}</button>` : nothing}
      </div>
    </section>`;
  }

  #station(station: Writing, index: number): TemplateResult {
    const id = `station-${station.key}`;
    const put = (more: Partial<Writing>): void => {
      this.stations = this.stations.map((each) => (each.key === station.key ? { ...each, ...more } : each));
    };
    const field = (name: "title" | "place" | "note" | "start" | "end", label: string, most: number): TemplateResult =>
      html`<div class="field its-${name}">
        <label for="${id}-${name}">${label}</label>
        <input
          id="${id}-${name}"
          data-test="station-${index}-${name}"
          maxlength=${most}
          inputmode=${name === "start" || name === "end" ? "numeric" : nothing}
          .value=${station[name]}
          @input=${(event: Event) => put({ [name]: (event.currentTarget as HTMLInputElement).value })}
        />
      </div>`;
    return html`<li class="writing">
      <fieldset>
        <legend class="read-only-aloud">${say(words.station, { number: index + 1 })}</legend>
        <div class="field its-kind">
          <label for="${id}-kind">${words.station_kind}</label>
          <select id="${id}-kind" @change=${(event: Event) => put({ kind: (event.currentTarget as HTMLSelectElement).value as Station["kind"] })}>
            ${KINDS.map((kind) => html`<option value=${kind} ?selected=${kind === station.kind}>${words.kinds[kind]}</option>`)}
          </select>
        </div>
        ${field("start", words.station_start, 4)} ${field("end", words.station_end, 4)}
        ${field("title", words.station_title, 80)} ${field("place", words.station_place, 80)} ${field("note", words.station_note, 280)}
        <button type="button" class="link" @click=${() => (this.stations = this.stations.filter(({ key }) => key !== station.key))}>
          ${words.station_remove}
        </button>
      </fieldset>
    </li>`;
  }

  #add = (): void => {
    this.saved = false;
    this.stations = [...this.stations, { key: ++this.#keys, kind: "place", title: "", place: "", note: "", start: "", end: "" }];
  };

  #save = (event: SubmitEvent): void => {
    event.preventDefault();
    const said = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string): string => String(said.get(name) ?? "").trim();
    const all = (name: string): string[] => text(name).split("\n").map((each) => each.trim()).filter(Boolean);
    const stations = this.stations
      .filter(({ title, place }) => title.trim() || place.trim())
      .map(({ kind, title, place, note, start, end }) => ({
        kind,
        title: title.trim() || place.trim(),
        place: place.trim(),
        note: note.trim(),
        start: Number(start),
        end: end.trim() === "" ? null : Number(end),
      }));
    const body = {
      city: text("city"),
      stations,
      interests: all("interests"),
      offers: all("offers"),
      goals: all("goals"),
      learning: text("learning").split(/[\s,]+/).filter(Boolean),
    };
    void this.doing(async () => {
      const kept = this.got(await ask<Biography>("PUT", "/api/me/biography", body));
      if (kept === null) return;
      this.#take(kept);
      this.saved = true;
    });
  };

  #chosen = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement;
    const file = input.files?.[0];
    if (file) void this.#send(file);
    input.value = "";
  };

  #send(file: File | null): Promise<void> {
    return this.doing(async () => {
      const done = await (file === null ? ask("DELETE", "/api/me/photo") : ask("PUT", "/api/me/photo", file));
      if (done.ok) await this.refresh();
      else this.got(done);
    });
  }

  #take(told: Biography): void {
    this.told = told;
    this.stations = told.stations.map((each) => ({
      ...each,
      key: ++this.#keys,
      start: String(each.start),
      end: each.end === null ? "" : String(each.end),
    }));
  }

  #said(fault: string): string {
    if (fault === "bad_photo") return words.bad_photo;
    return fault === "bad_biography" || fault === "bad_request" ? words.years_wrong : words.failed;
  }
}

function line(name: string, label: string, value: string): TemplateResult {
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <input id=${name} name=${name} maxlength="80" .value=${value} />
  </div>`;
}

function several(name: string, label: string, values: readonly string[], hint: string = words.lines_hint): TemplateResult {
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <textarea id=${name} name=${name} aria-describedby="${name}-hint" .value=${values.join("\n")}></textarea>
    <p class="aside" id="${name}-hint">${hint}</p>
  </div>`;
}
