import assert from "node:assert/strict";
import { test } from "node:test";
import { createProgress, STATUSES } from "../kg_site/state/progress.js";
import { randomFrom } from "./graphs.js";

const KEY = "kg-progress:deck";

function makeStorage(entries = {}) {
  const values = new Map(Object.entries(entries));
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => values.set(key, value),
  };
}

/** Return a progress with some concepts, and these with their statuses. */
function randomProgress(seed) {
  const random = randomFrom(seed);
  const slugs = ["recall", "f1", "__proto__", "constructor", "toString", "42", "ü-ber", "a b"];
  const storage = makeStorage();
  const progress = createProgress(storage, "deck");
  const statuses = new Map();
  for (const slug of slugs) {
    const status = [...STATUSES, null][Math.floor(random() * 3)];
    progress.set(slug, status);
    statuses.set(slug, status);
  }
  return { progress, storage, statuses };
}

test("progress outlasts the page in the storage", () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const { storage, statuses } = randomProgress(seed);
    const again = createProgress(storage, "deck");
    for (const [slug, status] of statuses) assert.equal(again.get(slug), status);
    assert.equal(createProgress(storage, "other").count(), 0);
  }
});

test("a file loads what was saved, and saves the same again", () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const { progress, statuses } = randomProgress(seed);
    const other = createProgress(makeStorage(), "deck");
    const count = [...statuses.values()].filter(Boolean).length;
    assert.deepEqual(other.fromFile(progress.toFile()), { loaded: count, invalid: 0 });
    assert.equal(other.toFile(), progress.toFile());
    for (const [slug, status] of statuses) assert.equal(other.get(slug), status);
  }
});

test("loading a file adds to the progress", () => {
  const saved = createProgress(makeStorage(), "deck");
  saved.set("a", "known");
  const progress = createProgress(makeStorage(), "deck");
  progress.set("a", "learning");
  progress.set("b", "known");
  progress.fromFile(saved.toFile());
  assert.deepEqual([progress.get("a"), progress.get("b")], ["known", "known"]);
});

test("a file of anything else is refused with a reason, and changes nothing", () => {
  const progress = createProgress(makeStorage(), "deck");
  progress.set("a", "known");
  for (const [text, reason] of [
    ["{", /not JSON/],
    ["null", /no progress/],
    ["[]", /no progress/],
    ['{"format": "kg-progress"}', /newer version/],
    ['{"format": "kg-progress", "version": 9}', /newer version/],
  ]) {
    assert.throws(() => progress.fromFile(text), reason);
  }
  assert.equal(progress.count(), 1);
});

test("entries that are not valid are counted and skipped", () => {
  const progress = createProgress(makeStorage(), "deck");
  const saved = createProgress(makeStorage(), "deck");
  saved.set("a", "known");
  const data = JSON.parse(saved.toFile());
  Object.assign(data.status, { b: "x", c: 1, d: null });
  assert.deepEqual(progress.fromFile(JSON.stringify(data)), { loaded: 1, invalid: 3 });
});

test("progress lasts as long as the page where the storage fails or is damaged", () => {
  const forbidden = {
    getItem() {
      throw new Error("forbidden");
    },
    setItem() {
      throw new Error("forbidden");
    },
  };
  for (const storage of [
    null,
    forbidden,
    makeStorage({ [KEY]: "{" }),
    makeStorage({ [KEY]: "7" }),
  ]) {
    const progress = createProgress(storage, "deck");
    assert.equal(progress.count(), 0);
    progress.set("a", "known");
    assert.equal(progress.get("a"), "known");
  }
});

test("listeners hear of every change, also of those in another tab", () => {
  const storage = makeStorage();
  const progress = createProgress(storage, "deck");
  const otherTab = createProgress(storage, "deck");
  let changes = 0;
  progress.onChange(() => {
    changes += 1;
  });
  progress.set("a", "known");
  progress.set("a", null);
  progress.clear();
  assert.equal(changes, 3);
  otherTab.set("b", "learning");
  progress.followStorage({ key: "something else" });
  assert.equal(progress.get("b"), null);
  progress.followStorage({ key: KEY });
  assert.equal(progress.get("b"), "learning");
  assert.equal(changes, 4);
});
