/** Runs where sound is made: hands on what a microphone gives, 10 ms at a time. */

declare const sampleRate: number;
declare const currentTime: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, made: new () => AudioWorkletProcessor): void;

class Capture extends AudioWorkletProcessor {
  #samples = new Float32Array(Math.round(sampleRate / 100));
  #filled = 0;
  #at = 0;

  process([input]: Float32Array[][]): boolean {
    const channel = input?.[0];
    if (!channel) return true;
    for (let i = 0; i < channel.length; i += 1) {
      if (this.#filled === 0) this.#at = (currentTime + i / sampleRate) * 1e6;
      this.#samples[this.#filled] = channel[i] ?? 0;
      this.#filled += 1;
      if (this.#filled < this.#samples.length) continue;
      this.port.postMessage({ samples: this.#samples, rate: sampleRate, at: this.#at });
      this.#samples = new Float32Array(this.#samples.length);
      this.#filled = 0;
    }
    return true;
  }
}

registerProcessor("capture", Capture);
