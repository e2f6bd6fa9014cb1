/** What changed between two wordings, word by word. Pure. */

export interface Piece {
  readonly kind: "same" | "gone" | "new";
  readonly text: string;
}

/**
 * The pieces of both wordings in reading order: what is the same once, what is gone before what is new in its
 * place. "Same" and "new" pieces together are the new wording, "same" and "gone" ones the old, but for spaces.
 */
export function pieces(before: string, after: string): readonly Piece[] {
  const old = before.split(/\s+/).filter(Boolean);
  const now = after.split(/\s+/).filter(Boolean);
  const longest = lengths(old, now);
  const found: Piece[] = [];
  let gone: string[] = [];
  let fresh: string[] = [];
  const flush = (): void => {
    if (gone.length) found.push({ kind: "gone", text: gone.join(" ") });
    if (fresh.length) found.push({ kind: "new", text: fresh.join(" ") });
    gone = [];
    fresh = [];
  };
  let same: string[] = [];
  const settle = (): void => {
    if (same.length) found.push({ kind: "same", text: same.join(" ") });
    same = [];
  };
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      flush();
      same.push(old[i]!);
      i += 1;
      j += 1;
    } else if (j >= now.length || (i < old.length && longest[i + 1]![j]! >= longest[i]![j + 1]!)) {
      settle();
      gone.push(old[i]!);
      i += 1;
    } else {
      settle();
      fresh.push(now[j]!);
      j += 1;
    }
  }
  flush();
  settle();
  return found;
}

/** `[i][j]`: how many words `old` from i and `now` from j have in common, in order. */
function lengths(old: readonly string[], now: readonly string[]): readonly (readonly number[])[] {
  const table = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      table[i]![j] = old[i] === now[j] ? table[i + 1]![j + 1]! + 1 : Math.max(table[i + 1]![j]!, table[i]![j + 1]!);
    }
  }
  return table;
}
