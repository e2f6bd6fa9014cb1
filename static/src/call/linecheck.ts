/** What one's own line is good for, before the call, and what changed among the devices. Pure. */
import { delayWord, SLOW_S, THIN_VIDEO_BPS, VERY_SLOW_S, type DelayWord } from "./connection.ts";

export type LineWord = "good" | "slow" | "very_slow";

/** What even voice alone finds narrow, with everything else that goes over a line. */
const THIN_VOICE_BPS = 100_000;
/** Less than this each way is not worth a word, in s. */
const NOTICED_S = 0.08;
/** A transfer shorter than this says no more than "fast enough", in ms. */
const TOO_SHORT_MS = 20;

/**
 * @param roundTripS to the server and back; null while unknown
 * @param bps what the line carried; null where that could not be told
 */
export function lineWord(roundTripS: number | null, bps: number | null): LineWord {
  const eachWay = (roundTripS ?? 0) / 2;
  if (eachWay >= VERY_SLOW_S || (bps !== null && bps < THIN_VOICE_BPS)) return "very_slow";
  return eachWay >= SLOW_S || (bps !== null && bps < THIN_VIDEO_BPS) ? "slow" : "good";
}

/** What the line adds each way, as people say it; null when it is hardly anything, or unknown. */
export function added(roundTripS: number | null): DelayWord | null {
  return roundTripS === null || roundTripS / 2 < NOTICED_S ? null : delayWord(roundTripS / 2);
}

/** Bits a second of a transfer of `bytes` that took `ms`; null when it was too short to tell. */
export function rate(bytes: number, ms: number): number | null {
  return bytes <= 0 || ms < TOO_SHORT_MS ? null : (bytes * 8000) / ms;
}

export type Device = Pick<MediaDeviceInfo, "deviceId" | "kind" | "label">;

/** The device that came or went; null when none did, or while their names are not told. */
export function changed(
  before: readonly Device[],
  after: readonly Device[],
): { readonly device: Device; readonly came: boolean } | null {
  const named = (all: readonly Device[]): Device[] => all.filter(({ label, deviceId }) => label && own(deviceId));
  const [old, now] = [named(before), named(after)];
  if (!old.length) return null;
  const lacks = (all: readonly Device[], each: Device): boolean =>
    !all.some(({ deviceId, kind }) => deviceId === each.deviceId && kind === each.kind);
  const came = now.find((each) => lacks(old, each));
  if (came) return { device: came, came: true };
  const gone = old.find((each) => lacks(now, each));
  return gone ? { device: gone, came: false } : null;
}

/** Chromium lists the device of choice twice, once under a name for whatever it is. */
const own = (deviceId: string): boolean => deviceId !== "default" && deviceId !== "communications";
