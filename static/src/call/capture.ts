/** Takes the sound of a microphone in pieces with exact times; nothing is kept. Loaded only when a socket carries it. */

import worklet from "worklet:./capture-worklet.ts";
import type { Piece } from "./framer.ts";

/** What Chromium has and the library of types does not. */
interface Processor {
  readonly readable: ReadableStream<AudioData>;
}
interface ProcessorInit {
  track: MediaStreamTrack;
  maxBufferSize: number;
}
declare const MediaStreamTrackProcessor: (new (init: ProcessorInit) => Processor) | undefined;

/** Pieces of 10 ms the browser keeps for a page that is busy: a second. Its own default loses sound after 0.1 s. */
const KEPT = 100;

/** Gives the sound of `track` until the function it returns is called. */
export async function capture(track: MediaStreamTrack, take: (piece: Piece) => void): Promise<() => void> {
  return typeof MediaStreamTrackProcessor === "function"
    ? processed(new MediaStreamTrackProcessor({ track, maxBufferSize: KEPT }), take)
    : worked(track, take);
}

function processed({ readable }: Processor, take: (piece: Piece) => void): () => void {
  const reader = readable.getReader();
  void (async () => {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const { numberOfFrames, sampleRate, timestamp } = value;
      const samples = new Float32Array(numberOfFrames);
      value.copyTo(samples, { planeIndex: 0, format: "f32-planar" });
      value.close();
      take({ samples, rate: sampleRate, at: timestamp });
    }
  })().catch(() => undefined);
  return () => void reader.cancel().catch(() => undefined);
}

async function worked(track: MediaStreamTrack, take: (piece: Piece) => void): Promise<() => void> {
  const context = new AudioContext();
  const waiting = new AbortController();
  const stop = (): void => {
    waiting.abort();
    void context.close();
  };
  try {
    await context.audioWorklet.addModule(worklet);
    const source = context.createMediaStreamSource(new MediaStream([track]));
    const node = new AudioWorkletNode(context, "capture", { numberOfOutputs: 0, channelCount: 1 });
    node.port.onmessage = ({ data }: MessageEvent<Piece>) => take(data);
    source.connect(node);
  } catch (error) {
    stop();
    throw error;
  }
  // A browser that waits for a touch begins at the next one; until then what is said is unheard.
  const wake = (): void => void context.resume().catch(() => undefined);
  wake();
  for (const kind of ["pointerdown", "keydown"]) {
    addEventListener(kind, wake, { passive: true, signal: waiting.signal });
  }
  return stop;
}
