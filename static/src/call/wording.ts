/** A hint's key and numbers as the words of its card. Pure: the clock on the wall comes in as an argument. */

import type { Change, HintMessage, Key } from "../api/protocol.gen.ts";
import { hints, language } from "../locales/words.ts";
import { raised, say } from "../locales/translate.ts";

export interface HintWords {
  headline: string;
  detail: string;
  why: { label: string; text: string }[];
}

const isKey = (key: string): key is Key => Object.hasOwn(hints.keys, key);
const isChange = (change: string): change is Change => Object.hasOwn(hints.changes, change);

/**
 * The words of a hint, or null for a key this page does not know (a newer server: better silent than wrong).
 *
 * `timeOf` writes a stretch of the call (s) as the clock on the wall.
 */
export function wordsOf(
  message: HintMessage,
  name: string,
  timeOf: (from: number, to: number) => string,
): HintWords | null {
  if (!isKey(message.key)) return null;
  const { headline, detail, rule } = hints.keys[message.key];
  const { words, line } = hints;
  const changes = message.changes.filter(isChange).map((change) => say(hints.changes[change]));
  const values = {
    name,
    seconds: Math.round((message.seconds ?? 0) * 10) / 10,
    minutes: message.minutes ?? 0,
    change: changes[0] ?? "",
    changes: new Intl.ListFormat(language.formats, { type: "conjunction" }).format(changes),
  };
  return {
    headline: say(headline, values),
    detail: say(detail, values),
    why: [
      { label: words.when, text: timeOf(message.why.start, message.why.end) },
      { label: words.heard, text: say(rule, values) },
      { label: words.line, text: say(line[message.why.line], values) },
      { label: words.how_sure, text: raised(words[message.why.sure]) },
    ],
  };
}
