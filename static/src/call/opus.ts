/**
 * Voices on a thin line, as text in session descriptions: what a description says of Opus is
 * what its sender wants to be sent.
 *
 * Wideband, 24 kbit/s and 60 ms packets keep the error correction inside the stream alive, and so most of
 * what a lossy line loses. libopus drops it, without a word, when it is short of bits for the bandwidth: at
 * full band below 28 to 32 kbit/s, at wideband below about 23, whatever the packets' length (measured with
 * libopus 1.5 at 1 to 5 % loss). Without a limit to the bandwidth, asking for less turns it off. Headers of
 * 20 ms packets take 23 kbit/s, of 60 ms packets 8. Silence is sent as sound: DTX eats breaths and "mm-hm".
 */

export interface Voice {
  /** bit/s of Opus, headers aside. */
  bitrate: number;
  packetMs: number;
  /** The highest rate worth playing, in samples a second: twice the bandwidth. */
  playbackRate: number;
  /** In every packet a coarse copy of the last one's speech. */
  corrects: boolean;
}

/** The call's own. */
export const THIN_VOICE: Voice = { bitrate: 24_000, packetMs: 60, playbackRate: 16_000, corrects: true };

/** The listening leg's: enough for sighs; what is lost is marked, and needs no correction. */
export const THIN_EAR: Voice = { bitrate: 12_000, packetMs: 60, playbackRate: 16_000, corrects: false };

const OPUS = /^a=rtpmap:(\d+) opus\/48000\/2$/i;

/** The description, asking for this voice. */
export function shaped(sdp: string, voice: Voice): string {
  const lines = sdp.split(/\r?\n/);
  const opus = lines.map((line) => OPUS.exec(line)?.[1]).find((type) => type !== undefined);
  if (opus === undefined) return sdp;
  const old = lines.find((line) => line.startsWith(`a=fmtp:${opus} `));
  const kept = parameters(old?.slice(`a=fmtp:${opus} `.length) ?? "");
  const asked = new Map([
    ...kept,
    ["maxaveragebitrate", String(voice.bitrate)],
    ["maxplaybackrate", String(voice.playbackRate)],
    ["stereo", "0"],
    ["useinbandfec", voice.corrects ? "1" : "0"],
    ["usedtx", "0"],
  ]);
  const fmtp = `a=fmtp:${opus} ${[...asked].map(([name, value]) => `${name}=${value}`).join(";")}`;
  let audio = false;
  return lines
    .flatMap((line) => {
      if (line.startsWith("m=")) audio = line.startsWith("m=audio ");
      if (audio && (line === old || line.startsWith("a=ptime:"))) return [];
      return OPUS.test(line) ? [line, fmtp, `a=ptime:${voice.packetMs}`] : [line];
    })
    .join("\r\n");
}

function parameters(text: string): [string, string][] {
  return text
    .split(";")
    .map((part) => part.trim().split("="))
    .flatMap(([name, value]) => (name ? [[name, value ?? ""] as [string, string]] : []));
}
