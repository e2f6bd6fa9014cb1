import assert from "node:assert/strict";
import { test } from "node:test";
import { seal, unseal } from "../src/api/seal.ts";

const TOKEN = "a-summary-token-of-mara";
const NOTE = "Ask how she chose, “that week”. 🌊";

test("a note comes back by the same address", async () => {
  assert.equal(await unseal(await seal(NOTE, TOKEN), TOKEN), NOTE);
});

test("by another address it stays closed", async () => {
  assert.equal(await unseal(await seal(NOTE, TOKEN), "a-summary-token-of-daniel"), null);
});

test("a changed or broken note is not read", async () => {
  const sealed = await seal(NOTE, TOKEN);
  const other = sealed[20] === "A" ? "B" : "A";
  assert.equal(await unseal(sealed.slice(0, 20) + other + sealed.slice(21), TOKEN), null);
  assert.equal(await unseal("?", TOKEN), null);
});

test("no words stand in what is kept, and the same note is never sealed alike", async () => {
  const [one, two] = [await seal(NOTE, TOKEN), await seal(NOTE, TOKEN)];
  assert.ok(!atob(one).includes("chose"));
  assert.notEqual(one, two);
});

test("an empty note is none", async () => {
  assert.equal(await seal("", TOKEN), "");
  assert.equal(await unseal("", TOKEN), "");
});
