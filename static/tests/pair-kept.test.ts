import assert from "node:assert/strict";
import { test } from "node:test";
import { asText, sections } from "../src/pair/kept.ts";

const AT = "2026-11-12T07:32:00Z";
const READER = { me: "daniel", name: "Mara", language: "en-GB", zone: "Africa/Nairobi" };
const NOTHING = { until: AT, messages: [], ideas: [], goals: [], notes: [] };

test("what was shared becomes one text that says who, when and what, by the reader's clock", () => {
  const found = sections(
    {
      ...NOTHING,
      messages: [{ id: 1, client: "c", author: "mara", body: "I found the page.", at: AT }],
      ideas: [
        {
          id: "i", author: "daniel", title: "A book", quote: "", url: null, visibility: "ours", at: AT,
          comments: [{ id: "c", author: "mara", body: "Yes", at: AT }],
        },
      ],
      goals: [
        {
          id: "g", owner: "daniel", title: "Lead", visibility: "ours", marked_by: null, at: AT, done_at: null,
          steps: [{ id: "s", title: "Ask", done_at: AT }, { id: "t", title: "Write", done_at: null }],
        },
      ],
    },
    READER,
  );
  assert.equal(
    asText("Mara Ilves", found),
    [
      "Mara Ilves\n\n",
      "MESSAGES\n\nMara, 12 Nov 2026, 10:32\nI found the page.\n\n",
      "SHARED IDEAS\n\nYou, 12 Nov 2026, 10:32\nA book\nMara: Yes\n\n",
      "WHAT YOU ARE WORKING ON\n\nYou, 12 Nov 2026, 10:32\nLead\n✓ Ask\n○ Write\n",
    ].join("\n"),
  );
});

test("kinds that nothing is there of are left out", () => {
  assert.deepEqual(sections(NOTHING, READER), []);
});
