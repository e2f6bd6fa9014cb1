/** What a page opened with `#debug` shows to who looks from outside: read only, bounded, on this page alone. */

import type { CueEvent, HintMessage, Rung } from "../api/protocol.gen.ts";
import type { Session } from "./session.ts";

const RUNGS: readonly Rung[] = ["rtc", "ws", "features"];

const MOST = 500;

export interface Watched {
  cue: (event: CueEvent) => void;
  hint: (hint: HintMessage) => void;
}

/** The one rung the listening leg is to use, as in `#debug=ws`; null: it chooses by itself. */
export function rungOf(hash: string): Rung | null {
  const [, wanted] = /^#debug=(.+)$/.exec(hash) ?? [];
  return RUNGS.find((rung) => rung === wanted) ?? null;
}

/** Puts the read-only `window.duologue` up. */
export function watched(session: () => Session | null): Watched {
  const cues: CueEvent[] = [];
  const hints: HintMessage[] = [];
  /** For each cue: seconds from its end to its arrival here. */
  const late: number[] = [];
  const bounded = <T>(list: T[], item: T) => {
    list.push(item);
    if (list.length > MOST) list.shift();
  };
  const view = {
    get state() {
      return session()?.meeting ?? null;
    },
    /** What keeps microphone and camera away, if anything. */
    get trouble() {
      return session()?.media.trouble ?? null;
    },
    get pc() {
      return session()?.call?.link?.pc ?? null;
    },
    get leg() {
      return session()?.call?.leg?.pc ?? null;
    },
    /** How this page's sound goes to the server now. */
    get rung() {
      return session()?.call?.leg?.rung ?? null;
    },
    /** ms since loading: when it joined, first connected, first saw the partner; and how late cues came (s). */
    get latency() {
      const current = session();
      return {
        joined: current?.joinedAt ?? null,
        connected: current?.call?.link?.connectedAt ?? null,
        frame: current?.call?.link?.firstFrameAt ?? null,
        cues: [...late],
      };
    },
    cues,
    hints,
  };
  Object.defineProperty(window, "duologue", { value: Object.freeze(view) });
  return {
    cue: (event) => {
      bounded(cues, event);
      const current = session();
      const zero = current?.meeting.callZero;
      const ended = "end" in event ? event.end : event.at;
      if (current && typeof zero === "number") bounded(late, (current.now - zero) / 1000 - ended);
    },
    hint: (hint) => bounded(hints, hint),
  };
}
