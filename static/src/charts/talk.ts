/** Who spoke and who was not heard, by seat, ready to be drawn. Pure. */
import type { SummaryPage } from "../api/protocol.gen.ts";
import { people, type People } from "./people.ts";
import type { Talk } from "./river-picture.ts";
import { joined, type Span } from "./spans.ts";
import type { Lanes } from "./timeline-canvas.ts";

export interface Talks {
  /** Speech and unheard stretches by seat, each joined. */
  readonly speech: readonly [readonly Span[], readonly Span[]];
  readonly unheard: readonly [readonly Span[], readonly Span[]];
  /** The same as the river of the whole call takes them. */
  readonly river: Talk;
}

export function talk(page: SummaryPage): Talks {
  const { me, alone } = people(page);
  const spans = (type: "speech" | "unheard", seat: number): Span[] =>
    joined(page.events.filter((event) => event.type === type && event.who === seat) as Span[]);
  const speech = [spans("speech", 0), spans("speech", 1)] as const;
  const unheard = [spans("unheard", 0), spans("unheard", 1)] as const;
  const them = me ? 0 : 1;
  return {
    speech,
    unheard,
    river: {
      them: speech[them],
      me: speech[me],
      unheard: alone ? unheard[me] : joined([...unheard[0], ...unheard[1]]),
      alone,
      from: 0,
      to: Math.max(0.001, page.summary.seconds),
    },
  };
}

export function lanes({ speech, unheard }: Talks, { me, alone }: People): Lanes {
  const them = me ? 0 : 1;
  return { them: speech[them], me: speech[me], unheardThem: unheard[them], unheardMe: unheard[me], alone };
}
