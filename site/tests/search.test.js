import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInThisContext } from "node:vm";

// A classic script, which puts MiniSearch among the globals, as in the page.
const library = new URL("../kg_site/vendor/minisearch/minisearch.js", import.meta.url);
runInThisContext(readFileSync(library, "utf8"));

const { createSearchIndex, normalise } = await import("../kg_site/search/search_index.js");

const RECORDS = [
  { name: "Recall", aliases: ["TPR", "true positive rate"], summary: "Share of positives found." },
  { name: "Precision", aliases: [], summary: "Share of findings that are right." },
  { name: "Model monitoring", summary: "Watching a model in production." },
  { name: "SageMaker Model Monitor" },
  { name: "SageMaker Automatic Model Tuning", aliases: ["AMT"] },
  { name: "Hyperparameter" },
  { name: "Café crème", aliases: ["coffee"] },
  { name: "C++" },
  { name: "R squared", summary: "Fit of a regression." },
].map((record, id) => ({ id, ...record }));

const index = createSearchIndex(RECORDS);
await index.ready;

const namesFor = (query, limit = 9) => index.search(query, limit).map(({ record }) => record.name);

test("every concept is the first result for its name and for its aliases", () => {
  for (const { name, aliases = [] } of RECORDS) {
    assert.equal(namesFor(name)[0], name);
    for (const alias of aliases) {
      const [{ record, alias: matched }] = index.search(alias, 1);
      assert.equal(record.name, name);
      assert.equal(matched, alias);
    }
  }
});

test("names are found regardless of case, accents and spaces", () => {
  for (const query of ["RECALL", "cafe creme", "model  monitoring", "modelmonitoring"]) {
    assert.ok(namesFor(query).length > 0, query);
  }
  assert.equal(namesFor("cafe creme")[0], "Café crème");
  assert.equal(namesFor("modelmonitoring")[0], "Model monitoring");
});

test("long names are found with one letter dropped, doubled or swapped", () => {
  for (const { name } of RECORDS.filter((record) => record.name.length > 5)) {
    for (let at = 1; at < name.length - 2; at += 1) {
      const [start, letter, next, rest] = [
        name.slice(0, at),
        name[at],
        name[at + 1],
        name.slice(at + 2),
      ];
      for (const typo of [
        start + next + rest,
        start + letter + letter + next + rest,
        start + next + letter + rest,
      ]) {
        assert.ok(namesFor(typo).includes(name), `${typo} for ${name}`);
      }
    }
  }
});

test("two swapped letters count as one typo", async () => {
  const pair = createSearchIndex([
    { id: 0, name: "Marital" },
    { id: 1, name: "Martial" },
  ]);
  await pair.ready;
  assert.equal(pair.search("martail", 1)[0].record.name, "Martial");
});

test("the beginning of a name is enough", () => {
  assert.equal(namesFor("hyper")[0], "Hyperparameter");
  assert.equal(namesFor("sagemaker auto")[0], "SageMaker Automatic Model Tuning");
});

test("the words of a summary are found after names", () => {
  assert.deepEqual(namesFor("regression"), ["R squared"]);
});

test("a limit holds, and nothing is found for nothing", () => {
  assert.equal(namesFor("model", 2).length, 2);
  for (const query of ["", "   ", "!?", "zzzzzz"]) assert.deepEqual(namesFor(query), []);
});

test("normal forms are stable, in lower case and without accents", () => {
  assert.equal(normalise("  Ünïcode,  TEXT-s "), "unicode text s");
  assert.equal(normalise("C++ and C#"), "c++ and c#");
  for (const { name } of RECORDS) assert.equal(normalise(normalise(name)), normalise(name));
});

test("hidden phrases find like aliases, but are in no result", async () => {
  const own = createSearchIndex([
    { id: 0, name: "Tea", aliases: ["chai"], hidden: ["zebra brew", "morning cup"] },
    { id: 1, name: "Zebra", summary: "An animal." },
  ]);
  await own.ready;
  for (const query of ["zebra brew", "Morning cup", "mornin", "zebar brew"]) {
    const [first] = own.search(query, 1);
    assert.equal(first.record.name, "Tea", query);
    assert.equal(first.alias, null, query);
  }
  assert.equal(own.search("zebra", 1)[0].record.name, "Zebra");
  assert.equal(own.search("chai", 1)[0].alias, "chai");
});

test("the words of the background are found after those of summaries", async () => {
  const own = createSearchIndex([
    { id: 0, name: "Ship", summary: "A vessel.", background: "It crosses the ocean." },
    { id: 1, name: "Fish", summary: "A thing of the ocean." },
  ]);
  await own.ready;
  const names = own.search("ocean", 9).map(({ record }) => record.name);
  assert.deepEqual(names, ["Fish", "Ship"]);
});
