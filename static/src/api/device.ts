/** What this device alone remembers: a first name, and where the last meetings were. No words, no sounds. */

/** A meeting this device was in: its path, when it was last opened (ISO), its summary's path once left. */
export interface Remembered {
  path: string;
  at: string;
  summary?: string;
}

const NAME = "duologue.name";
const MEETINGS = "duologue.meetings";
const TABLE = "duologue.table";
const WAY = "duologue.way";
const MOST = 12;

/** The part of `Storage` that is used; a browser may refuse it, then nothing is remembered. */
export type Shelf = Pick<Storage, "getItem" | "setItem">;

const NOTHING: Shelf = { getItem: () => null, setItem: () => undefined };

function local(): Shelf {
  try {
    return localStorage;
  } catch {
    return NOTHING;
  }
}

/** The first name last given here, or "". */
export function firstName(shelf: Shelf = local()): string {
  return read(shelf, NAME) ?? "";
}

export function rememberName(name: string, shelf: Shelf = local()): void {
  write(shelf, NAME, name);
}

/** The meetings of this device, the newest first. */
export function meetings(shelf: Shelf = local()): readonly Remembered[] {
  try {
    const known: unknown = JSON.parse(read(shelf, MEETINGS) ?? "[]");
    return Array.isArray(known) ? known.filter(isRemembered) : [];
  } catch {
    return [];
  }
}

/** Put a meeting first, with its summary's path once there is one: a call that never began leads to "/". */
export function rememberMeeting(path: string, at: Date, summary?: string, shelf: Shelf = local()): void {
  const all = meetings(shelf);
  const before = all.find((each) => each.path === path);
  const kept = isPath(summary, "/s/") ? summary : before?.summary;
  const entry: Remembered = { path, at: at.toISOString(), ...(kept === undefined ? {} : { summary: kept }) };
  write(shelf, MEETINGS, JSON.stringify([entry, ...all.filter((each) => each !== before)].slice(0, MOST)));
}

export function forgetMeetings(shelf: Shelf = local()): void {
  write(shelf, MEETINGS, "[]");
}

/** Keep where somebody was going before they had to sign in: the mailed link opens another tab. */
export function rememberWay(path: string | null, shelf: Shelf = local()): void {
  if (path !== null && isOwn(path)) write(shelf, WAY, path);
}

/** Where to go on after signing in to `then`: there, or where somebody was going before, once. */
export function wayOn(then: string, shelf: Shelf = local()): string {
  const kept = read(shelf, WAY) ?? "";
  write(shelf, WAY, "");
  return then === "/" && isOwn(kept) ? kept : then;
}

/** A path of this house, and nothing that leads out of it. */
const isOwn = (path: string): boolean => /^\/(?![\/\\])/.test(path);

/** Whether the timeline was last looked at as a table. */
export function prefersTable(shelf: Shelf = local()): boolean {
  return read(shelf, TABLE) === "yes";
}

export function rememberTable(table: boolean, shelf: Shelf = local()): void {
  write(shelf, TABLE, table ? "yes" : "no");
}

function isRemembered(entry: unknown): entry is Remembered {
  if (typeof entry !== "object" || entry === null) return false;
  const { path, at, summary } = entry as Partial<Record<keyof Remembered, unknown>>;
  return (
    isPath(path, "/m/") &&
    typeof at === "string" &&
    !Number.isNaN(Date.parse(at)) &&
    (summary === undefined || isPath(summary, "/s/"))
  );
}

const isPath = (value: unknown, under: string): value is string =>
  typeof value === "string" && value.startsWith(under);

function read(shelf: Shelf, key: string): string | null {
  try {
    return shelf.getItem(key);
  } catch {
    return null;
  }
}

function write(shelf: Shelf, key: string, value: string): void {
  try {
    shelf.setItem(key, value);
  } catch {
    // A browser that keeps nothing (private windows, full disks) still holds a meeting.
  }
}
