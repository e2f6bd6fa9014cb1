/** What this browser remembers of a person: name, seats, devices, choices. Never anything that was heard. */

import type { Media } from "../api/protocol.gen.ts";
import { type Corner, isCorner } from "./corners.ts";

/** What is used of `localStorage` and `sessionStorage`. */
export interface Store {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** How the browser may treat the microphone's sound. */
export interface Processing {
  echoCancellation: boolean;
  noiseSuppression: boolean;
  autoGainControl: boolean;
}

export interface Devices {
  microphone: string | null;
  camera: string | null;
  speaker: string | null;
}

export interface Looks {
  /** Captions as chosen in this call; null leaves it to whether the partner can be seen. */
  captions: boolean | null;
  selfView: boolean;
  /** Where one put the own picture; null: where there is most room. */
  corner: Corner | null;
  /** Single-key shortcuts. */
  keys: boolean;
}

const USUAL: Processing = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

/** Lighter filters, so that a soft "mm-hm" or a sigh comes through. */
export const SMALL_SOUNDS: Processing = { ...USUAL, noiseSuppression: false, autoGainControl: false };

export function keepsSmallSounds(processing: Processing): boolean {
  return !processing.noiseSuppression && !processing.autoGainControl;
}

type Parsed = Readonly<Record<string, unknown>>;

const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
const flag = (value: unknown, otherwise: boolean): boolean => (typeof value === "boolean" ? value : otherwise);

/** A name as the protocol takes it: trimmed, at most 40 characters; null when nothing is left. */
export function tidyName(raw: string): string | null {
  return text([...raw.replace(/\s+/g, " ").trim()].slice(0, 40).join("").trim());
}

export class Memory {
  readonly #invite: string;
  readonly #lasting: Store;
  readonly #passing: Store;

  /** `lasting` outlives the tab, `passing` only a reload of it. */
  constructor(invite: string, lasting: Store, passing: Store) {
    this.#invite = invite;
    this.#lasting = lasting;
    this.#passing = passing;
  }

  get name(): string | null {
    return tidyName(this.#get(this.#lasting, "duologue.name") ?? "");
  }

  set name(name: string | null) {
    this.#put(this.#lasting, "duologue.name", name);
  }

  get seatToken(): string | null {
    return this.#get(this.#lasting, `duologue.seat.${this.#invite}`);
  }

  set seatToken(token: string | null) {
    this.#put(this.#lasting, `duologue.seat.${this.#invite}`, token);
  }

  get processing(): Processing {
    const kept = this.#read(this.#lasting, "duologue.audio");
    return {
      echoCancellation: flag(kept["echoCancellation"], USUAL.echoCancellation),
      noiseSuppression: flag(kept["noiseSuppression"], USUAL.noiseSuppression),
      autoGainControl: flag(kept["autoGainControl"], USUAL.autoGainControl),
    };
  }

  set processing(processing: Processing) {
    this.#write(this.#lasting, "duologue.audio", processing);
  }

  get devices(): Devices {
    const kept = this.#read(this.#lasting, "duologue.devices");
    return {
      microphone: text(kept["microphone"]),
      camera: text(kept["camera"]),
      speaker: text(kept["speaker"]),
    };
  }

  set devices(devices: Devices) {
    this.#write(this.#lasting, "duologue.devices", devices);
  }

  /** What the person sent before a reload; null for a first visit. */
  get media(): Media | null {
    const kept = this.#read(this.#passing, `duologue.media.${this.#invite}`);
    if (typeof kept["audio"] !== "boolean") return null;
    return {
      audio: kept["audio"],
      video: flag(kept["video"], true),
      voice_only: flag(kept["voice_only"], false),
    };
  }

  set media(media: Media | null) {
    this.#write(this.#passing, `duologue.media.${this.#invite}`, media);
  }

  get looks(): Looks {
    const kept = this.#read(this.#lasting, "duologue.looks");
    return {
      captions: typeof kept["captions"] === "boolean" ? kept["captions"] : null,
      selfView: flag(kept["selfView"], true),
      corner: isCorner(kept["corner"]) ? kept["corner"] : null,
      keys: flag(kept["keys"], true),
    };
  }

  set looks(looks: Looks) {
    this.#write(this.#lasting, "duologue.looks", looks);
  }

  #read(store: Store, key: string): Parsed {
    try {
      const value: unknown = JSON.parse(this.#get(store, key) ?? "{}");
      return typeof value === "object" && value !== null ? (value as Parsed) : {};
    } catch {
      return {};
    }
  }

  #write(store: Store, key: string, value: object | null): void {
    this.#put(store, key, value === null ? null : JSON.stringify(value));
  }

  // A browser may refuse storage altogether; then nothing is remembered and everything still works.
  #get(store: Store, key: string): string | null {
    try {
      return store.getItem(key);
    } catch {
      return null;
    }
  }

  #put(store: Store, key: string, value: string | null): void {
    try {
      if (value === null) store.removeItem(key);
      else store.setItem(key, value);
    } catch {
      return;
    }
  }
}
