import assert from "node:assert/strict";
import { test } from "node:test";
import { aroundLayout } from "../kg_site/views/around_layout.js";
import { findHighlight } from "../kg_site/views/highlight.js";
import { readLayout } from "../kg_site/views/layout.js";
import { rowLayout } from "../kg_site/views/row_layout.js";
import { distancesFrom, makeGraph, randomGraphs } from "./graphs.js";

const BOX_SIZER = {
  boxOf: (id) => ({
    id,
    x: 0,
    y: 0,
    w: 60 + (id % 5) * 14,
    h: 23,
    lines: [],
    head: false,
    lane: null,
  }),
  textWidth: (text) => text.length * 7,
};
const STATE = { hovered: null, selected: null, legendHover: null, hiddenRelations: new Set() };

function assertApart(layout) {
  const boxes = [...layout.boxes.values()];
  for (const [n, a] of boxes.entries()) {
    assert.ok(a.x - a.w / 2 >= 0 && a.x + a.w / 2 <= layout.extent.w);
    assert.ok(a.y - a.h / 2 >= 0 && a.y + a.h / 2 <= layout.extent.h);
    for (const b of boxes.slice(n + 1)) {
      const across = Math.abs(a.x - b.x) - (a.w + b.w) / 2;
      const down = Math.abs(a.y - b.y) - (a.h + b.h) / 2;
      assert.ok(Math.max(across, down) >= -1e-6, `${a.id} overlaps ${b.id}`);
    }
  }
}

test("around a concept every box within the rings has a place of its own", () => {
  for (const graph of randomGraphs()) {
    for (const hops of [1, 2, 3]) {
      const options = { centre: 0, hops, aspect: 1.4, isShown: () => true };
      const layout = aroundLayout(graph, BOX_SIZER, options);
      assertApart(layout);
      const near = [...distancesFrom(graph, 0)].filter(([, steps]) => steps <= hops);
      assert.equal(layout.boxes.size + layout.omitted, near.length);
      for (const { edges, from } of layout.connectors) {
        assert.ok(edges.every(({ subject, object }) => [subject, object].includes(from)));
      }
    }
  }
});

test("around a concept those that links beyond the deck lead to stand apart", () => {
  const graph = makeGraph(
    ["Centre", "Stated", "Derived", "Background", "Both"],
    [
      [0, "needs", 1],
      [0, "needs", 2, "", 1],
      [0, "needs", 3, "", 2],
      [0, "needs", 4],
      [4, "leads-to", 0, "", 2],
    ],
  );
  const options = { centre: 0, hops: 1, aspect: 1.4, isShown: () => true };
  const layout = aroundLayout(graph, BOX_SIZER, options);
  const captions = layout.captions.map(({ text }) => text).toSorted();
  assert.deepEqual(captions, [
    "Follows from (beyond the deck)",
    "Needs",
    "Needs",
    "Needs (beyond the deck)",
    "Needs (derived)",
  ]);
  assert.equal(new Set([...layout.boxes.values()].map(({ cluster }) => cluster)).size, 5);
});

test("around a concept with very many neighbours some are counted instead of drawn", () => {
  const names = Array.from({ length: 60 }, (_, n) => `Thing ${n}`);
  const graph = makeGraph(
    names,
    names.slice(1).map((_, n) => [n + 1, "needs", 0]),
  );
  const options = { centre: 0, hops: 1, aspect: 1, isShown: () => true };
  const layout = aroundLayout(graph, BOX_SIZER, options);
  assert.equal(layout.omitted, 59 - 24);
  assert.ok(layout.captions.some(({ text }) => text === "and 35 more"));
  assertApart(layout);
});

test("rows keep their order and hold the edges among their concepts", () => {
  for (const graph of randomGraphs()) {
    const ids = graph.concepts.map(({ id }) => id).toReversed();
    const layout = rowLayout(graph, BOX_SIZER, ids, 1.4);
    assertApart(layout);
    assert.deepEqual(new Set(layout.edges), new Set(graph.edges));
    const inOrder = [...layout.boxes.values()].toSorted((a, b) => a.y - b.y || a.x - b.x);
    assert.deepEqual(
      inOrder.map(({ id }) => id),
      ids,
    );
  }
});

test("a stored layout leaves out the edges that standing in a lane shows", () => {
  const graph = makeGraph(
    ["Stage", "Step", "Elsewhere", "Derived", "Background"],
    [
      [1, "leads-to", 0],
      [1, "needs", 0],
      [2, "needs", 0],
      [3, "leads-to", 0, "", 1],
      [4, "leads-to", 0, "", 2],
    ],
  );
  const box = { x: 5, y: 5, w: 10, h: 10 };
  const stored = {
    extent: { w: 10, h: 10 },
    boxes: [
      { id: 0, ...box, head: true },
      { id: 1, ...box, lane: 0, lines: ["St", "ep"] },
      { id: 3, ...box, lane: 0 },
      { id: 4, ...box, lane: 0 },
    ],
    laneRelation: 1,
  };
  const layout = readLayout(graph, stored);
  // A lane looks the same for all of its members: what the deck does not state is drawn as well.
  assert.deepEqual(layout.edges, [graph.edges[1], graph.edges[3], graph.edges[4]]);
  assert.deepEqual(layout.boxes.get(0).lines, ["Stage"]);
  assert.deepEqual(layout.boxes.get(1).lines, ["St", "ep"]);
  assert.ok(layout.partial);
});

test("a concept stands out with its neighbours, by edges that are drawn and not hidden", () => {
  const graph = makeGraph(
    ["A", "B", "C"],
    [
      [0, "needs", 1],
      [2, "is-like", 0, "", 1],
    ],
  );
  const layout = rowLayout(graph, BOX_SIZER, [0, 1, 2], 1);
  const highlightOf = (state) => findHighlight(graph, { ...STATE, ...state }, layout, null);
  assert.equal(highlightOf({}), null);
  assert.deepEqual(highlightOf({ selected: 0 }).concepts, new Set([0, 1, 2]));
  assert.deepEqual(highlightOf({ selected: 0, hovered: 1 }).concepts, new Set([1, 0]));
  const hidden = highlightOf({ selected: 0, hiddenRelations: new Set([0]) });
  assert.deepEqual(hidden.edges, [graph.edges[1]]);
  assert.deepEqual(highlightOf({ legendHover: { relation: 0 } }).concepts, new Set([0, 1]));
  assert.deepEqual(highlightOf({ legendHover: { ground: "derived" } }).edges, [graph.edges[1]]);
  assert.deepEqual(highlightOf({ legendHover: { ground: "stated" } }).concepts, new Set([0, 1]));
  assert.deepEqual(highlightOf({ legendHover: { kind: 0 } }).concepts, new Set([0, 1, 2]));
});

test("a path stands out regardless of the selection, until the pointer is on a concept", () => {
  const graph = makeGraph(["A", "B"], [[0, "needs", 1]]);
  const layout = rowLayout(graph, BOX_SIZER, [0, 1], 1);
  const path = { ids: [1], edges: [], badges: new Map() };
  const highlightOf = (state) => findHighlight(graph, { ...STATE, ...state }, layout, path);
  assert.deepEqual(highlightOf({ selected: 0 }).concepts, new Set([1]));
  assert.deepEqual(highlightOf({ hovered: 0 }).concepts, new Set([0, 1]));
});
