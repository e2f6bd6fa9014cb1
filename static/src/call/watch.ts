/** Looks at a connection's counters once a second: does the picture move, and how is the line? */

import type { LineReport } from "../api/protocol.gen.ts";
import { Connection } from "./connection.ts";
import { figures, read, type Reading } from "./line.ts";
import type { PartnerLink } from "./link.ts";

const REPORT_MS = 5_000;
const FROZEN_MS = 3_000;

export interface WatchOptions {
  now: () => number;
  onReport: (report: LineReport) => void;
  onChange: () => void;
}

export class LineWatch {
  readonly connection = new Connection();
  /** The partner's picture has stopped although it should move. */
  frozen = false;
  readonly #options: WatchOptions;
  #link: PartnerLink | null = null;
  #reported: Reading | null = null;
  #moving: { frames: number; at: number } | null = null;

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  async look(link: PartnerLink | null, shows: { sendsVideo: boolean; seesPartner: boolean }): Promise<void> {
    if (link !== this.#link) this.#forget(link);
    if (!link?.connected) return;
    const stats: Record<string, unknown>[] = [];
    (await link.pc.getStats()).forEach((stat: Record<string, unknown>) => stats.push(stat));
    if (link !== this.#link) return;
    const reading = read(stats, this.#options.now());
    this.#picture(reading, shows.seesPartner);
    this.#reported ??= reading;
    if (reading.at - this.#reported.at < REPORT_MS) return;
    const line = figures(this.#reported, reading);
    this.#reported = reading;
    if (line === null) return;
    const { rtt_s, lost, outgoing_bps, delay_s } = line;
    this.connection.report(line, shows.sendsVideo);
    this.#options.onReport({ type: "line_report", rtt_s, lost, outgoing_bps, delay_s });
    this.#options.onChange();
  }

  #picture({ framesDecoded: frames, at }: Reading, seesPartner: boolean): void {
    if (this.#moving?.frames !== frames || !seesPartner) this.#moving = { frames, at };
    const frozen = frames > 0 && at - this.#moving.at >= FROZEN_MS;
    if (frozen === this.frozen) return;
    this.frozen = frozen;
    this.#options.onChange();
  }

  #forget(link: PartnerLink | null): void {
    this.#link = link;
    this.#reported = null;
    this.#moving = null;
    this.frozen = false;
  }
}
