/** The same chance every time, for properties that hold whatever happens. */
export function chance(seed: number): { share: () => number; below: (end: number) => number } {
  let state = seed >>> 0;
  const share = () => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { share, below: (end) => Math.floor(share() * end) };
}
