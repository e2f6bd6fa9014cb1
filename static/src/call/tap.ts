/** Listens in on one stream for drawing: level and pitch as often as asked. Nothing is kept. */

import { type Sounding, sounding } from "./voice.ts";

const WINDOW = 2048;

let context: AudioContext | null = null;

/** One context for all drawings; a browser that waits for a touch gets it at the next one. */
function shared(): AudioContext {
  if (context === null) {
    const made = new AudioContext();
    const wake = () => void made.resume();
    for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, wake, { passive: true });
    context = made;
  }
  return context;
}

export class Tap {
  readonly track: MediaStreamTrack;
  readonly #source: MediaStreamAudioSourceNode;
  readonly #analyser: AnalyserNode;
  readonly #samples = new Float32Array(WINDOW);

  constructor(track: MediaStreamTrack) {
    this.track = track;
    const audio = shared();
    this.#source = audio.createMediaStreamSource(new MediaStream([track]));
    this.#analyser = new AnalyserNode(audio, { fftSize: WINDOW });
    this.#source.connect(this.#analyser);
  }

  read(): Sounding {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    return sounding(this.#samples, this.#analyser.context.sampleRate);
  }

  close(): void {
    this.#source.disconnect();
  }
}
