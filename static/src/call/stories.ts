/** Telling each other one's stories: whose turn a step is, about which question, and what comes next. Pure. */

/** As in the protocol: four questions, each told by seat 0 and then by seat 1. */
export const STEPS = 8;

export interface Turn {
  readonly mine: boolean;
  readonly question: 0 | 1 | 2 | 3;
  /** The step after this one; null: this was the last. */
  readonly next: number | null;
  /** Whether the other one tells about the same question next. */
  readonly passes: boolean;
}

export function turnOf(step: number, seat: 0 | 1): Turn {
  return {
    mine: step % 2 === seat,
    question: Math.floor(step / 2) as Turn["question"],
    next: step + 1 < STEPS ? step + 1 : null,
    passes: step % 2 === 0,
  };
}
