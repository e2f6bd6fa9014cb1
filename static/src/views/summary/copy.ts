/** The reader's own copy of a summary, as a file. Pure. */
import type { SummaryPage } from "../../api/protocol.gen.ts";

/** A file's name and text: the day and the partner in the name, the facts as JSON. */
export function copyOf(page: SummaryPage): { name: string; text: string } {
  const day = page.started_at?.slice(0, 10);
  const partner = page.partner
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
  const name = ["duologue", day, partner].filter(Boolean).join("-");
  return { name: `${name}.json`, text: `${JSON.stringify(page, null, 2)}\n` };
}
