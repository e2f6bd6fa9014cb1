/** A hint's headline as it was said, with the names and changes put in. Pure. */
import type { Hint } from "../../api/protocol.gen.ts";
import { listed } from "../../charts/people.ts";
import { hints } from "../../locales/words.ts";
import { say } from "../../locales/translate.ts";

export function hintWords({ key, changes }: Pick<Hint, "key" | "changes">, name: string): string {
  const told = changes.map((change) => hints.changes[change]);
  return say(hints.keys[key].headline, { name, change: told[0] ?? "", changes: listed(told) });
}
