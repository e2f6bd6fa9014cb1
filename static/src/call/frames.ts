/** The frames of a leg over a socket, as docs/protocol.md has them: the page's half of `signaling/frames.py`. */

export type Kind = "sound" | "sketch";

const CODES: Record<Kind, number> = { sound: 1, sketch: 2 };
const HEAD = 11;
const ACK = 0x81;
/** Timestamps count in this many a second. */
export const RATE = 48_000;

/** Something made, to be sent or dropped. */
export interface Made {
  kind: Kind;
  /** µs of the page's clock at its start. */
  at: number;
  /** ms it stands for. */
  ms: number;
  payload: Uint8Array;
}

export function encode(made: Made, sequence: number, dropped: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEAD + made.payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, CODES[made.kind]);
  view.setUint32(1, sequence);
  view.setUint32(5, Math.round((made.at * RATE) / 1e6) % 2 ** 32);
  view.setUint16(9, dropped);
  bytes.set(made.payload, HEAD);
  return bytes;
}

/** The sequence an acknowledgement names, or null when it is none. */
export function acknowledged(data: ArrayBuffer): number | null {
  const view = new DataView(data);
  return data.byteLength === 5 && view.getUint8(0) === ACK ? view.getUint32(1) : null;
}
