/**
 * What somebody set down for themselves in a call: a thought held, moments marked. It stays in this browser
 * until the summary takes it over, sealed. Kept by the meeting's path.
 */
import { meetings } from "./device.ts";

export interface Kept {
  readonly jot: string;
  /** Seconds of call time. */
  readonly moments: readonly number[];
}

const NAME = "duologue.kept";
const MOST_MOMENTS = 200;
const NOTHING: Kept = { jot: "", moments: [] };

type Shelf = Pick<Storage, "getItem" | "setItem">;

export function kept(path: string, shelf: Shelf = localStorage): Kept {
  return all(shelf)[path] ?? NOTHING;
}

/** Keep something more of a call; what is empty is forgotten. */
export function keep(path: string, more: Partial<Kept>, shelf: Shelf = localStorage): Kept {
  const before = kept(path, shelf);
  const now = { ...before, ...more, moments: (more.moments ?? before.moments).slice(0, MOST_MOMENTS) };
  const { [path]: _, ...others } = all(shelf);
  const empty = !now.jot && !now.moments.length;
  try {
    shelf.setItem(NAME, JSON.stringify(empty ? others : { ...others, [path]: now }));
  } catch {
    // A browser that keeps nothing still holds it as long as the page stands.
  }
  return now;
}

/** The path of the meeting that a summary's path belongs to, as this device remembers it. */
export const meetingOf = (summary: string): string | null =>
  meetings().find((each) => each.summary === summary)?.path ?? null;

function all(shelf: Shelf): Record<string, Kept> {
  try {
    const found: unknown = JSON.parse(shelf.getItem(NAME) ?? "{}");
    if (typeof found !== "object" || found === null) return {};
    return Object.fromEntries(Object.entries(found).filter(([, each]) => isKept(each)));
  } catch {
    return {};
  }
}

function isKept(each: unknown): each is Kept {
  if (typeof each !== "object" || each === null) return false;
  const { jot, moments } = each as Partial<Record<keyof Kept, unknown>>;
  return (
    typeof jot === "string" && Array.isArray(moments) && moments.every((at) => typeof at === "number" && at >= 0)
  );
}
