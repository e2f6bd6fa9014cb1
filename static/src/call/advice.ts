/** The hints of this page at work: what came, what shows, what the person does with it. */

import type { FromPage, HintMessage, HintMode, Verdict } from "../api/protocol.gen.ts";
import { HintShelf } from "./hint.ts";

/** From the most to the least. */
const MODES: readonly HintMode[] = ["live", "after", "off"];

export interface AdviceOptions {
  now: () => number;
  send: (message: FromPage) => void;
  onChange: () => void;
}

export class Advice {
  /** When hints come: as told by the server, then as chosen here. */
  mode: HintMode = "live";
  /** What can be chosen. */
  modes: readonly HintMode[] = MODES;
  /** The one on show, or null. */
  shown: HintMessage | null = null;
  readonly #options: AdviceOptions;
  readonly #shelf = new HintShelf<HintMessage>();

  constructor(options: AdviceOptions) {
    this.#options = options;
  }

  offer(hint: HintMessage): void {
    if (this.mode === "live") this.#shelf.offer(hint, this.#options.now());
    this.tick();
  }

  /** What both agreed on bounds what may be chosen; what was chosen that is less stays. */
  bound(most: HintMode): void {
    this.modes = MODES.slice(MODES.indexOf(most));
    if (!this.modes.includes(this.mode)) this.#take(most);
  }

  /** Lets time pass. */
  tick(): void {
    const shown = this.#shelf.at(this.#options.now());
    if (shown === this.shown) return;
    this.shown = shown;
    this.#options.onChange();
  }

  choose(mode: HintMode): void {
    this.#options.send({ type: "set_hints", mode });
    this.#take(mode);
  }

  #take(mode: HintMode): void {
    this.mode = mode;
    if (mode !== "live") this.#shelf.dismiss(this.#options.now());
    this.tick();
    this.#options.onChange();
  }

  /** Puts the hint on show away, with what the person thinks of it. */
  judge(verdict: Verdict): void {
    if (this.shown === null) return;
    this.#options.send({ type: "feedback", hint: this.shown.id, verdict });
    this.#shelf.dismiss(this.#options.now());
    if (verdict === "mute_all") this.choose("off");
    this.tick();
  }

  /** The pointer or the focus came to the hint, or left it. */
  hold(on: boolean): void {
    if (on) this.#shelf.hold(this.#options.now());
    else this.#shelf.release(this.#options.now());
  }
}
