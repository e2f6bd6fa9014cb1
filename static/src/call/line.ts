/**
 * What `getStats` says of the line, as the figures of a line report: differences between two looks.
 *
 * `delay_s` is from the partner's mouth to this person's ear: half the round trip, the time sound waits in
 * the jitter buffer and before the loudspeaker, and a fixed part for capture, packets and playing.
 */

/** One reading of the counters, taken from an RTCStatsReport. */
export interface Reading {
  /** ms of the page's clock. */
  at: number;
  rttS: number | null;
  availableBps: number | null;
  /** Whether what is sent goes through a relay; null while that is not known. */
  relayed: boolean | null;
  framesSent: number;
  /** The picture is made smaller because the uplink carries no more. */
  limited: boolean;
  sent: number;
  lostOut: number;
  received: number;
  lostIn: number;
  bufferedS: number;
  emitted: number;
  playoutS: number;
  played: number;
  framesDecoded: number;
}

export interface LineFigures {
  rtt_s: number;
  lost: number;
  outgoing_bps: number | null;
  delay_s: number | null;
  /** Share of the packets to this page that were lost, 0 to 1. */
  lost_in: number;
}

/** Capture 10 ms, one packet of 20 ms, output 10 ms: what no counter shows. */
export const FIXED_S = 0.04;

type Stat = Readonly<Record<string, unknown>>;

function num(stat: Stat | undefined, key: string): number {
  const value = stat?.[key];
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}

function maybe(stat: Stat | undefined, key: string): number | null {
  const value = stat?.[key];
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** Takes what is needed out of a stats report (anything that can be walked as stats objects). */
export function read(stats: Iterable<Stat>, at: number): Reading {
  const all = [...stats];
  const byId = new Map(all.map((stat) => [stat["id"], stat]));
  const transport = all.find((stat) => stat["type"] === "transport");
  const pair =
    byId.get(transport?.["selectedCandidatePairId"]) ??
    all.find((stat) => stat["type"] === "candidate-pair" && stat["nominated"] === true);
  const reading: Reading = {
    at,
    rttS: maybe(pair, "currentRoundTripTime"),
    availableBps: maybe(pair, "availableOutgoingBitrate"),
    relayed: pair
      ? ["localCandidateId", "remoteCandidateId"].some(
          (end) => byId.get(pair[end])?.["candidateType"] === "relay",
        )
      : null,
    framesSent: 0,
    limited: false,
    sent: 0,
    lostOut: 0,
    received: 0,
    lostIn: 0,
    bufferedS: 0,
    emitted: 0,
    playoutS: 0,
    played: 0,
    framesDecoded: 0,
  };
  for (const stat of all) {
    switch (stat["type"]) {
      case "outbound-rtp":
        reading.sent += num(stat, "packetsSent");
        reading.framesSent += num(stat, "framesSent");
        reading.limited ||= stat["qualityLimitationReason"] === "bandwidth";
        break;
      case "remote-inbound-rtp":
        reading.lostOut += num(stat, "packetsLost");
        if (stat["kind"] === "audio") reading.rttS ??= maybe(stat, "roundTripTime");
        break;
      case "inbound-rtp":
        reading.received += num(stat, "packetsReceived");
        reading.lostIn += num(stat, "packetsLost");
        reading.framesDecoded += num(stat, "framesDecoded");
        if (stat["kind"] === "audio") {
          reading.bufferedS = num(stat, "jitterBufferDelay");
          reading.emitted = num(stat, "jitterBufferEmittedCount");
        }
        break;
      case "media-playout":
        reading.playoutS = num(stat, "totalPlayoutDelay");
        reading.played = num(stat, "totalSamplesCount");
        break;
      default:
        break;
    }
  }
  return reading;
}

/** How long a counter has not moved. */
export class Steady {
  #value: number | null = null;
  #at = 0;

  /** ms since `value` last changed, at `at` (ms). */
  since(value: number, at: number): number {
    if (value !== this.#value) {
      this.#value = value;
      this.#at = at;
    }
    return at - this.#at;
  }
}

function share(lost: number, of: number): number {
  return of <= 0 ? 0 : Math.min(1, Math.max(0, lost / of));
}

function mean(sum: number, count: number): number | null {
  return count <= 0 ? null : Math.max(0, sum / count);
}

/** The figures of the time between two readings; null while nothing is known of the round trip. */
export function figures(before: Reading, after: Reading): LineFigures | null {
  if (after.rttS === null) return null;
  const lostIn = Math.max(0, after.lostIn - before.lostIn);
  const arrived = Math.max(0, after.received - before.received);
  const waited = mean(after.bufferedS - before.bufferedS, after.emitted - before.emitted);
  // A picture that fits shows no limit: the browser's estimate is then only what was asked of the line.
  const pictured = after.framesSent > before.framesSent;
  const played = mean(after.playoutS - before.playoutS, after.played - before.played) ?? 0;
  return {
    rtt_s: after.rttS,
    lost: share(after.lostOut - before.lostOut, after.sent - before.sent),
    outgoing_bps: pictured && !after.limited ? null : after.availableBps,
    delay_s: waited === null ? null : after.rttS / 2 + waited + played + FIXED_S,
    lost_in: share(lostIn, arrived + lostIn),
  };
}
