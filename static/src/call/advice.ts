/** The hints of this page at work: what came, what shows, what the person does with it. */

import type { FromPage, HintMessage, HintMode, Verdict } from "../api/protocol.gen.ts";
import { HintShelf } from "./hint.ts";

export interface AdviceOptions {
  now: () => number;
  send: (message: FromPage) => void;
  onChange: () => void;
}

export class Advice {
  /** When hints come: as told by the server, then as chosen here. */
  mode: HintMode = "live";
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

  /** Lets time pass. */
  tick(): void {
    const shown = this.#shelf.at(this.#options.now());
    if (shown === this.shown) return;
    this.shown = shown;
    this.#options.onChange();
  }

  choose(mode: HintMode): void {
    this.mode = mode;
    this.#options.send({ type: "set_hints", mode });
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
