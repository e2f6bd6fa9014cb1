/**
 * Notes sealed in the page: the key comes from the secret in the summary's own address, of which the server
 * keeps a hash alone, so that nobody who reads its store can read a note.
 */

const PURPOSE = "duologue reflection 1";
const NONCE = 12;

async function key(token: string, crypto: Crypto): Promise<CryptoKey> {
  const bytes = new TextEncoder();
  const secret = await crypto.subtle.importKey("raw", bytes.encode(token), "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: bytes.encode(PURPOSE) };
  return crypto.subtle.deriveKey(how, secret, { name: "AES-GCM", length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]);
}

/** What a seat sets down for itself: words, and moments of the call in seconds. */
export interface Note {
  readonly text: string;
  readonly moments: readonly number[];
}

/** A note and its moments as base64; "" when there is nothing. */
export async function sealNote({ text, moments }: Note, token: string): Promise<string> {
  return text || moments.length ? seal(JSON.stringify({ text, moments }), token) : "";
}

/** The note again; null when this token did not seal it. */
export async function unsealNote(sealed: string, token: string): Promise<Note | null> {
  const opened = await unseal(sealed, token);
  if (opened === null) return null;
  return opened ? (JSON.parse(opened) as Note) : { text: "", moments: [] };
}

/** A note with what was set down in the call put to it: what is there already is not put there twice. */
export function joinedNote(note: Note, more: { jot: string; moments: readonly number[] }): Note {
  const jot = more.jot.trim();
  const text = !jot || note.text.includes(jot) ? note.text : [note.text, jot].filter(Boolean).join("\n\n");
  const moments = [...new Set([...note.moments, ...more.moments])].sort((a, b) => a - b);
  return { text, moments };
}

/** A text as base64 that only this token opens; "" stays "". */
export async function seal(text: string, token: string, crypto = globalThis.crypto): Promise<string> {
  if (!text) return "";
  const iv = crypto.getRandomValues(new Uint8Array(NONCE));
  const words = new TextEncoder().encode(text);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(token, crypto), words);
  const all = new Uint8Array([...iv, ...new Uint8Array(sealed)]);
  return btoa(Array.from(all, (byte) => String.fromCharCode(byte)).join(""));
}

/** The note again; null when this token did not seal it. */
export async function unseal(
  sealed: string,
  token: string,
  crypto = globalThis.crypto,
): Promise<string | null> {
  if (!sealed) return "";
  try {
    const all = Uint8Array.from(atob(sealed), (letter) => letter.charCodeAt(0));
    const how = { name: "AES-GCM", iv: all.slice(0, NONCE) };
    const words = await crypto.subtle.decrypt(how, await key(token, crypto), all.slice(NONCE));
    return new TextDecoder().decode(words);
  } catch {
    return null;
  }
}
