/** One soft chime when the awaited person comes: two quiet notes, made here, no file. */

const NOTES = [
  { hz: 523.25, at: 0 },
  { hz: 659.25, at: 0.18 },
];
const LOUD = 0.05;
const FADES_S = 0.9;

/** A browser that can play elsewhere than at its usual place. */
type Aimed = AudioContext & { setSinkId?(sink: string): Promise<void> };

/** Play it, at a chosen speaker where the browser can. */
export function chime(speaker: string | null = null): void {
  const context: Aimed = new AudioContext();
  // One that is gone gives way to the usual one.
  if (speaker !== null) context.setSinkId?.(speaker).catch(() => undefined);
  for (const { hz, at } of NOTES) {
    const start = context.currentTime + at;
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(LOUD, start + 0.03);
    gain.gain.exponentialRampToValueAtTime(0.0001, start + FADES_S);
    const note = new OscillatorNode(context, { frequency: hz });
    note.connect(gain).connect(context.destination);
    note.start(start);
    note.stop(start + FADES_S);
  }
  setTimeout(() => void context.close(), 2_000);
}
