/** Microphone and camera: opened together or one without the other, changed, muted, and told when they go. */

import type { Memory, Processing } from "./memory.ts";

/** `closed`: not allowed by person or system; `missing`: none there; `busy`: another program has it. */
export type Trouble = "closed" | "missing" | "busy";
export type Kind = "audio" | "video";

const CAMERA: MediaTrackConstraints = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } };

export function troubleOf(error: unknown): Trouble {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "closed";
  return name === "NotFoundError" || name === "OverconstrainedError" ? "missing" : "busy";
}

export class LocalMedia {
  readonly #memory: Memory;
  readonly #changed: () => void;
  /** One stream for both, so that the other page plays them in step. */
  readonly stream = new MediaStream();
  microphone: MediaStreamTrack | null = null;
  camera: MediaStreamTrack | null = null;
  trouble: Record<Kind, Trouble | null> = { audio: null, video: null };
  /** The browser is being asked, and perhaps asks the person: what is not open yet is not missing. */
  asking = false;
  devices: MediaDeviceInfo[] = [];

  constructor(memory: Memory, changed: () => void) {
    this.#memory = memory;
    this.#changed = changed;
  }

  /** Opens what is wanted and not open yet. Never throws: what cannot be had stands in `trouble`. */
  async open(wants: { audio: boolean; video: boolean }): Promise<void> {
    const audio = wants.audio && this.microphone === null;
    const video = wants.video && this.camera === null;
    if (audio || video) {
      this.asking = true;
      try {
        this.#take(await this.#ask(audio, video));
      } catch (error) {
        if (audio && video) await this.#openSingly();
        else this.trouble[audio ? "audio" : "video"] = troubleOf(error);
      } finally {
        this.asking = false;
      }
    }
    await this.list();
  }

  /** Looks again which devices there are (their names are told only after permission). */
  async list(): Promise<void> {
    this.devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
    this.#changed();
  }

  /** Takes another microphone or camera, and remembers it. */
  async choose(kind: Kind, deviceId: string): Promise<void> {
    const key = kind === "audio" ? "microphone" : "camera";
    this.#memory.devices = { ...this.#memory.devices, [key]: deviceId };
    await this.#again(kind);
  }

  /** Opens the microphone anew with other filters, and remembers them. */
  async process(processing: Processing): Promise<void> {
    this.#memory.processing = processing;
    await this.#again("audio");
  }

  mute(on: boolean): void {
    if (this.microphone) this.microphone.enabled = !on;
    this.#changed();
  }

  closeCamera(): void {
    this.#drop("video");
    this.#changed();
  }

  /** Lets go of everything. */
  close(): void {
    this.#drop("audio");
    this.#drop("video");
  }

  async #again(kind: Kind): Promise<void> {
    const open = kind === "audio" ? this.microphone : this.camera;
    const enabled = open?.enabled ?? true;
    this.#drop(kind);
    await this.open({ audio: kind === "audio", video: kind === "video" });
    if (kind === "audio") this.mute(!enabled);
  }

  async #openSingly(): Promise<void> {
    for (const kind of ["audio", "video"] as const) {
      try {
        this.#take(await this.#ask(kind === "audio", kind === "video"));
      } catch (error) {
        this.trouble[kind] = troubleOf(error);
      }
    }
  }

  #ask(audio: boolean, video: boolean): Promise<MediaStream> {
    const { microphone, camera } = this.#memory.devices;
    if (!navigator.mediaDevices) return Promise.reject(new DOMException("", "SecurityError"));
    // "ideal", so that a remembered device that is not plugged in today gives way to another.
    return navigator.mediaDevices.getUserMedia({
      audio: audio && {
        ...this.#memory.processing,
        channelCount: 1,
        ...(microphone === null ? {} : { deviceId: { ideal: microphone } }),
      },
      video: video && { ...CAMERA, ...(camera === null ? {} : { deviceId: { ideal: camera } }) },
    });
  }

  #take(stream: MediaStream): void {
    for (const track of stream.getTracks()) {
      const kind = track.kind === "audio" ? "audio" : "video";
      this.#drop(kind);
      if (kind === "audio") this.microphone = track;
      else this.camera = track;
      this.trouble[kind] = null;
      this.stream.addTrack(track);
      track.onended = () => {
        this.#drop(kind);
        this.trouble[kind] = "missing";
        void this.list();
      };
    }
  }

  #drop(kind: Kind): void {
    const track = kind === "audio" ? this.microphone : this.camera;
    if (track === null) return;
    track.onended = null;
    track.stop();
    this.stream.removeTrack(track);
    if (kind === "audio") this.microphone = null;
    else this.camera = null;
  }
}
