import assert from "node:assert/strict";
import { test } from "node:test";
import { assets, plan, reminder } from "../src/worker/plan.ts";

const HERE = "https://talk.example.org";
const asked = (path: string, more = {}) => ({ method: "GET", mode: "cors", url: new URL(path, HERE).href, ...more });

test("assets are kept, pages come from the server, and everything else is left alone", () => {
  assert.equal(plan(asked("/assets/a-1.js"), HERE), "asset");
  assert.equal(plan(asked("/m/secret", { mode: "navigate" }), HERE), "page");
  for (const path of ["/api/summaries/secret", "/ws/secret", "/sw.js", "/healthz"])
    assert.equal(plan(asked(path), HERE), "pass", path);
  assert.equal(plan(asked("/api/meetings", { method: "POST" }), HERE), "pass");
  assert.equal(plan(asked("https://elsewhere.example/assets/a-1.js"), HERE), "pass");
});

test("the assets of a page are found, each once", () => {
  const page = '<link href="/assets/f-1.woff2"><script src="/assets/a-2.js"></script><i style="url(/assets/f-1.woff2)">';
  assert.deepEqual(assets(page), ["/assets/f-1.woff2", "/assets/a-2.js"]);
});

test("a reminder says what the server worded and leads to this server only", () => {
  const said = { title: "With Mara at 19:00", body: "In a quarter of an hour.", path: "/m/abc", tag: "m1" };
  assert.deepEqual(reminder(said), said);
  assert.equal(reminder({ ...said, path: "https://elsewhere.example/" })?.path, "/");
  assert.equal(reminder({ ...said, path: "//elsewhere.example/" })?.path, "/");
  assert.equal(reminder({ ...said, tag: 3 })?.tag, "duologue");
});

test("what is no reminder shows nothing", () => {
  for (const data of [null, "text", 3, {}, { title: "" }, { title: "a" }, { body: "b" }]) assert.equal(reminder(data), null);
});
