/** The last minutes of a call as a river: who spoke when, as far as it was heard. Pure. */
import type { CueEvent } from "../api/protocol.gen.ts";
import type { RiverInput } from "../charts/river.ts";
import { joined, type Span } from "../charts/spans.ts";

export const WINDOW_S = 300;
/** Less joint talk than this is too short for a picture, in seconds. */
const TALK_S = 120;

export type Exchange = Omit<RiverInput, "width" | "height">;

/** The picture of the last five minutes before `now` (call time); null while there is too little talk. */
export function exchange(events: readonly CueEvent[], seat: number, now: number): Exchange | null {
  const spans = (type: "speech" | "unheard", who?: number): Span[] =>
    joined(
      events.flatMap((event) =>
        event.type === type && (who === undefined || event.who === who) ? [event as Span] : [],
      ),
    );
  const [them, me] = [spans("speech", 1 - seat), spans("speech", seat)];
  const talk = [...them, ...me].reduce((sum, { start, end }) => sum + end - start, 0);
  if (talk < TALK_S) return null;
  return { them, me, unheard: spans("unheard"), from: Math.max(0, now - WINDOW_S), to: now };
}
