import assert from "node:assert/strict";
import { test } from "node:test";
import { neighbourhood, rankRelated } from "../kg_site/graph/ranks.js";
import { toMarkdown } from "../kg_site/study/markdown.js";
import {
  cycleOfEach,
  directPrerequisites,
  prerequisitesWithin,
  readyToLearn,
} from "../kg_site/study/prerequisites.js";
import { studyList } from "../kg_site/study/study_list.js";
import { kindTopic, MY_CONCEPTS, topicList, topicTitle } from "../kg_site/study/topic.js";
import { distancesFrom, makeGraph, randomGraphs } from "./graphs.js";

const idsOf = (items) => items.map(({ concept }) => concept.id);
const allIds = (graph) => graph.concepts.map(({ id }) => id);

/** Return the concepts that a concept builds on, directly or through others. */
function everythingBefore(before, id) {
  const found = new Set(before.get(id));
  for (const one of found) for (const other of before.get(one)) found.add(other);
  return found;
}

test("the end of an edge that is learned first is a prerequisite of the other", () => {
  const graph = makeGraph(
    ["A", "B", "C", "D"],
    [
      [0, "needs", 1],
      [2, "leads-to", 0],
      [0, "is-like", 3],
      [0, "needs", 0],
    ],
  );
  assert.deepEqual(directPrerequisites(graph, 0), [1, 2]);
  for (const id of [1, 2, 3]) assert.deepEqual(directPrerequisites(graph, id), []);
});

test("edges beyond the deck order only what no other edge orders", () => {
  const graph = makeGraph(
    ["Stated", "Loose", "Base", "Ordered"],
    [
      [0, "needs", 2, "", 2],
      [0, "needs", 3, "", 1],
      [1, "needs", 2, "", 2],
      [1, "is-like", 0],
      [3, "needs", 2, "", 2],
    ],
  );
  assert.deepEqual(directPrerequisites(graph, 0), [3]);
  assert.deepEqual(directPrerequisites(graph, 1), [2]);
  assert.deepEqual(directPrerequisites(graph, 3), []);
});

test("an edge beyond the deck is the reason only where no other is, and is marked", () => {
  const graph = makeGraph(
    ["Topic", "Both", "Beyond"],
    [
      [1, "needs", 0, "", 2],
      [1, "leads-to", 0, "", 1, "often"],
      [2, "needs", 0, "", 2],
    ],
  );
  const items = studyList(graph, new Map([[0, 1]]), 9);
  const reasons = new Map(items.map(({ concept, reason }) => [concept.name, reason]));
  assert.equal(reasons.get("Both"), "Both leads to Topic (often) (derived)");
  assert.equal(reasons.get("Beyond"), "Beyond needs Topic (beyond the deck)");
});

test("a cycle holds the concepts that build on each other, and no others", () => {
  for (const graph of randomGraphs()) {
    const before = new Map(allIds(graph).map((id) => [id, directPrerequisites(graph, id)]));
    const cycles = cycleOfEach(before);
    for (const a of allIds(graph)) {
      for (const b of allIds(graph)) {
        const isCycle =
          a === b || (everythingBefore(before, a).has(b) && everythingBefore(before, b).has(a));
        assert.equal(cycles.get(a) === cycles.get(b), isCycle);
      }
    }
  }
});

test("prerequisites are kept where concepts between them are not in the list", () => {
  const graph = makeGraph(
    ["A", "B", "C"],
    [
      [0, "needs", 1],
      [1, "needs", 2],
    ],
  );
  assert.deepEqual(
    prerequisitesWithin(graph, [0, 2]),
    new Map([
      [0, [2]],
      [2, []],
    ]),
  );
});

test("a study list is in learning order: only concepts of one cycle may come before a prerequisite", () => {
  for (const graph of randomGraphs()) {
    for (const { id } of graph.concepts) {
      const items = studyList(graph, new Map([[id, 1]]), 8);
      const ids = idsOf(items);
      const before = new Map(items.map((item) => [item.concept.id, item.prerequisites]));
      const cycles = cycleOfEach(before);
      for (const [n, one] of ids.entries()) {
        for (const other of before.get(one)) {
          assert.ok(ids.indexOf(other) < n || cycles.get(other) === cycles.get(one));
        }
      }
    }
  }
});

test("a study list holds its topic and concepts that are connected to it, none twice", () => {
  for (const graph of randomGraphs()) {
    for (const { id } of graph.concepts) {
      const reachable = distancesFrom(graph, id);
      for (const limit of [1, 4, 50]) {
        const ids = idsOf(studyList(graph, new Map([[id, 1]]), limit));
        assert.ok(ids.includes(id));
        assert.ok(ids.length <= limit);
        assert.equal(new Set(ids).size, ids.length);
        assert.ok(ids.every((one) => reachable.get(one) <= 3));
      }
    }
  }
});

test("ready concepts have no unknown prerequisites, and learning them leads through the list", () => {
  for (const graph of randomGraphs()) {
    const items = studyList(graph, new Map([[0, 1]]), 12);
    const cycles = cycleOfEach(new Map(items.map((item) => [item.concept.id, item.prerequisites])));
    const known = new Set();
    while (known.size < items.length) {
      const ready = readyToLearn(items, (id) => known.has(id));
      assert.ok(ready.size > 0);
      for (const { concept, prerequisites } of items) {
        if (!ready.has(concept.id)) continue;
        assert.ok(!known.has(concept.id));
        const isMet = (id) => known.has(id) || cycles.get(id) === cycles.get(concept.id);
        assert.ok(prerequisites.every(isMet));
      }
      for (const id of ready) known.add(id);
    }
    assert.equal(readyToLearn(items, () => true).size, 0);
  }
});

test("ranks add up to 1 and fall; the topic's own neighbours have some", () => {
  for (const graph of randomGraphs()) {
    const ranks = rankRelated(graph, new Map([[0, 2]]));
    const values = [...ranks.values()];
    assert.ok(Math.abs(values.reduce((sum, rank) => sum + rank, 0) - 1) < 1e-6);
    assert.deepEqual(
      values,
      values.toSorted((a, b) => b - a),
    );
    assert.deepEqual(new Set(ranks.keys()), new Set(neighbourhood(graph, [0], 3)));
    for (const edge of graph.edgesAt(0)) {
      if (graph.relation(edge).weight) assert.ok(ranks.get(edge.object) > 0);
    }
  }
});

test("a neighbourhood holds the concepts within some steps, nearer ones first", () => {
  for (const graph of randomGraphs()) {
    const distances = distancesFrom(graph, 0);
    const found = neighbourhood(graph, [0], 2).map((id) => distances.get(id));
    assert.deepEqual(
      found,
      found.toSorted((a, b) => a - b),
    );
    assert.equal(found.length, [...distances.values()].filter((steps) => steps <= 2).length);
  }
});

test("a topic is a concept, a kind or the reader's own concepts", () => {
  const graph = makeGraph(["Tea", { name: "Cup", kind: 1 }, "Water"], [[0, "needs", 2]]);
  const listOf = (topic, myConcepts = []) =>
    idsOf(topicList(graph, { topic, listLength: 12, myConcepts: new Set(myConcepts) }));
  assert.deepEqual(listOf("tea"), [2, 0]);
  assert.deepEqual(listOf(kindTopic(graph.about.kinds[1])), [1]);
  assert.deepEqual(listOf(MY_CONCEPTS, [0, 2]), [2, 0]);
  for (const topic of [null, "", "no-such-thing", "~kind nothing", MY_CONCEPTS]) {
    assert.deepEqual(listOf(topic), []);
  }
  const titles = ["tea", kindTopic(graph.about.kinds[1]), MY_CONCEPTS, "no-such-thing", null];
  assert.deepEqual(
    titles.map((topic) => topicTitle(graph, topic)),
    ["Tea", "Others", "My concepts", "", ""],
  );
});

test("a list in Markdown ticks known concepts and escapes markup", () => {
  const graph = makeGraph(
    [{ name: "<b>Tea</b>", slug: "tea", summary: "a\n*drink*" }, "Water"],
    [[0, "needs", 1]],
  );
  const items = studyList(graph, new Map([[0, 1]]), 2);
  const progress = { get: (slug) => (slug === "water" ? "known" : null) };
  const lines = toMarkdown(graph, "#1", items, progress).split("\n");
  assert.equal(lines[0], "# \\#1");
  assert.match(lines[2], /^- \[x\] \*\*Water\*\* \(thing\): /);
  assert.match(lines[3], /^- \[ \] \*\*\\<b\\>Tea\\<\/b\\>\*\* \(thing\): .* {2}$/);
  assert.equal(lines[4], "  a \\*drink\\*");
});

test("a list in Markdown has background on lines of its own, under its heading", () => {
  const graph = makeGraph(
    [
      { name: "Tea", summary: "A drink.", background: "Of *old*." },
      { name: "Cup", background: "Round." },
    ],
    [],
  );
  const items = graph.concepts.map((concept) => ({ concept, reason: "x", place: "y" }));
  const lines = toMarkdown(graph, "T", items, { get: () => null }).split("\n");
  assert.deepEqual(lines.slice(2, -1), [
    "- [ ] **Tea** (thing): x · y  ",
    "  A drink.  ",
    "  *Beyond the deck:* Of \\*old\\*.",
    "- [ ] **Cup** (thing): x · y  ",
    "  *Beyond the deck:* Round.",
  ]);
});
