/** Looks at a connection's counters once a second: does sound arrive, does the picture move, how is the line? */

import type { LineReport } from "../api/protocol.gen.ts";
import { Connection } from "./connection.ts";
import { Steady, figures, read, type LineFigures, type Reading } from "./line.ts";
import type { PartnerLink } from "./link.ts";

const REPORT_MS = 5_000;
const FROZEN_MS = 3_000;
const SILENT_MS = 2_000;

export interface WatchOptions {
  now: () => number;
  onReport: (report: LineReport) => void;
  onFigures: (line: LineFigures) => void;
  onChange: () => void;
}

export class LineWatch {
  readonly connection = new Connection();
  /** The partner's picture has stopped although it should move. */
  frozen = false;
  /** Packets come in; a connection can look alive for seconds after the other end has gone. */
  arriving = true;
  /** Whether picture and sound go through a relay; null while that is not known. */
  relayed: boolean | null = null;
  readonly #options: WatchOptions;
  #link: PartnerLink | null = null;
  #reported: Reading | null = null;
  #frames = new Steady();
  #packets = new Steady();

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
    this.relayed = reading.relayed;
    this.#flow(reading, shows.seesPartner);
    this.#reported ??= reading;
    if (reading.at - this.#reported.at < REPORT_MS) return;
    const line = figures(this.#reported, reading);
    this.#reported = reading;
    if (line === null) return;
    const { rtt_s, lost, outgoing_bps, delay_s } = line;
    this.connection.report(line, shows.sendsVideo);
    this.#options.onReport({ type: "line_report", rtt_s, lost, outgoing_bps, delay_s });
    this.#options.onFigures(line);
    this.#options.onChange();
  }

  #flow({ framesDecoded, received, at }: Reading, seesPartner: boolean): void {
    const { frozen, arriving } = this;
    if (!seesPartner) this.#frames = new Steady();
    this.frozen = this.#frames.since(framesDecoded, at) >= FROZEN_MS && framesDecoded > 0;
    this.arriving = this.#packets.since(received, at) < SILENT_MS;
    if (frozen !== this.frozen || arriving !== this.arriving) this.#options.onChange();
  }

  #forget(link: PartnerLink | null): void {
    this.#link = link;
    this.#reported = null;
    this.#frames = new Steady();
    this.#packets = new Steady();
    this.frozen = false;
    this.arriving = true;
    this.relayed = null;
  }
}
