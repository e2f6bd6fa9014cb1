/** Two stories as one sequence: stations in order of time, common ground where both have come by. Pure. */
import type { Biography, Common, Station } from "../api/protocol.gen.ts";

/** How one person's line runs through a row: not yet, begins, goes on, ends, or only here. */
export type Run = "none" | "begins" | "on" | "ends" | "alone";

export type Row =
  | { readonly kind: "station"; readonly who: "me" | "them"; readonly station: Station; readonly me: Run; readonly them: Run }
  | { readonly kind: "ground"; readonly common: Common; readonly me: Run; readonly them: Run };

type Bare =
  | { kind: "station"; who: "me" | "them"; station: Station; at: number }
  | { kind: "ground"; common: Common; at: number };

/** The rows of both stories. Common ground stands after the station with which the second of both came to it. */
export function rows(mine: Biography, theirs: Biography, ground: readonly Common[]): readonly Row[] {
  const all: Bare[] = [
    ...theirs.stations.map((station) => ({ kind: "station", who: "them", station, at: station.start }) as const),
    ...mine.stations.map((station) => ({ kind: "station", who: "me", station, at: station.start }) as const),
    ...ground
      .filter((common) => common.my_years !== null && common.their_years !== null)
      .map((common) => {
        const at = Math.max(common.my_years?.start ?? 0, common.their_years?.start ?? 0);
        return { kind: "ground", common, at } as const;
      }),
  ].sort((a, b) => a.at - b.at || Number(a.kind === "ground") - Number(b.kind === "ground"));
  const [me, them] = (["me", "them"] as const).map((who) => ends(all, who)) as [Ends, Ends];
  return all.map(({ at: _, ...row }, index) => ({ ...row, me: run(me, index), them: run(them, index) }) as Row);
}

/** The first and the last row of a person's line, or null without any. */
type Ends = readonly [number, number] | null;

function ends(all: readonly Bare[], who: "me" | "them"): Ends {
  const own = all.flatMap((row, index) => (row.kind === "station" && row.who === who ? [index] : []));
  if (own.length === 0) return null;
  // A line that has come to common ground reaches it, also when it is the last there is.
  const last = all.findLastIndex((row) => row.kind === "ground");
  return [own[0]!, Math.max(own.at(-1)!, last)];
}

function run(line: Ends, index: number): Run {
  if (line === null || index < line[0] || index > line[1]) return "none";
  if (line[0] === line[1]) return "alone";
  if (index === line[0]) return "begins";
  return index === line[1] ? "ends" : "on";
}
