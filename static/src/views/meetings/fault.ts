/** Why something about a meeting did not go, in words. */
import { meetings as words } from "../../locales/words.ts";

export function fault(code: string): string {
  const known: Readonly<Record<string, string>> = words.faults;
  return known[code] ?? words.faults.unknown;
}
