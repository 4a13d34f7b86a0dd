import assert from "node:assert/strict";
import { test } from "node:test";
import { hasAnswer, linksOnBack } from "../kg_site/study/card_back.js";
import { makeGraph } from "./graphs.js";

const graph = makeGraph(
  [
    "Tea",
    "Water",
    "Cup",
    { name: "Ocean", background: "All of it." },
    { name: "Leaf", summary: "Green." },
  ],
  [
    [0, "needs", 1, "3", 0, "often"],
    [0, "needs", 2, "3", 1],
    [0, "needs", 3, "", 2],
    [0, "is-like", 3, "", 2],
  ],
);

test("the back has stated and derived links with their notes, but none beyond the deck", () => {
  assert.deepEqual(linksOnBack(graph, graph.concepts[0]), ["Needs: Water (often), Cup (derived)"]);
  assert.deepEqual(linksOnBack(graph, graph.concepts[3]), []);
});

test("what is only background is not asked", () => {
  assert.deepEqual(
    graph.concepts.map((concept) => hasAnswer(graph, concept)),
    [true, true, true, false, true],
  );
});
