/** Keys inside the call: which act a key press asks for. */

export type Act =
  | "microphone"
  | "camera"
  | "voice_only"
  | "captions"
  | "hide_hint"
  | "hints_off"
  | "why"
  | "off_record"
  | "self_view"
  | "close"
  | "help"
  | "share"
  | "messages"
  | "picture"
  | "jot"
  | "moment"
  | "pip"
  | "agenda"
  | "leave";

export interface Press {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  /** True when the press repeats because the key is held down. */
  repeat: boolean;
}

export interface Where {
  /** The focus stands in something one writes or chooses in. */
  typing: boolean;
  /** Single keys may be turned off altogether (WCAG 2.1.4). */
  enabled: boolean;
}

const SINGLE: Readonly<Record<string, Act>> = {
  m: "microphone",
  v: "camera",
  a: "voice_only",
  c: "captions",
  h: "hide_hint",
  w: "why",
  o: "off_record",
  y: "self_view",
  s: "share",
  t: "messages",
  p: "picture",
  j: "jot",
  k: "moment",
  i: "pip",
  g: "agenda",
};

/** The keys to list, in the order of the list. */
export const LISTED: readonly { act: Act; keys: string }[] = [
  { act: "microphone", keys: "M" },
  { act: "camera", keys: "V" },
  { act: "voice_only", keys: "A" },
  { act: "share", keys: "S" },
  { act: "messages", keys: "T" },
  { act: "picture", keys: "P" },
  { act: "captions", keys: "C" },
  { act: "jot", keys: "J" },
  { act: "moment", keys: "K" },
  { act: "self_view", keys: "Y" },
  { act: "pip", keys: "I" },
  { act: "agenda", keys: "G" },
  { act: "off_record", keys: "O" },
  { act: "why", keys: "W" },
  { act: "hide_hint", keys: "H" },
  { act: "hints_off", keys: "Shift + H" },
  { act: "help", keys: "?" },
  { act: "close", keys: "Esc" },
  { act: "leave", keys: "Ctrl + Shift + L" },
];

export function actOf(press: Press, where: Where): Act | null {
  const key = press.key.toLowerCase();
  if (press.repeat || press.altKey) return null;
  if (press.ctrlKey || press.metaKey) return press.shiftKey && key === "l" ? "leave" : null;
  if (key === "escape") return "close";
  if (where.typing || !where.enabled) return null;
  if (key === "?") return "help";
  if (press.shiftKey) return key === "h" ? "hints_off" : null;
  return SINGLE[key] ?? null;
}
