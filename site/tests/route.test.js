import assert from "node:assert/strict";
import { test } from "node:test";
import { otherEnd } from "../kg_site/graph/graph.js";
import { findRoute } from "../kg_site/graph/route.js";
import { distancesFrom, makeGraph, randomGraphs } from "./graphs.js";

/** Return the pairs of all concepts of a graph. */
const pairs = (graph) => graph.concepts.flatMap((a) => graph.concepts.map((b) => [a.id, b.id]));

test("a route leads from start to goal along edges, by the fewest steps", () => {
  for (const graph of randomGraphs()) {
    for (const [start, goal] of pairs(graph)) {
      const distance = distancesFrom(graph, start).get(goal);
      const route = findRoute(graph, start, goal);
      assert.equal(route?.length, distance);
      let at = start;
      for (const edge of route ?? []) {
        assert.ok(graph.edgesAt(at).includes(edge));
        at = otherEnd(edge, at);
      }
      if (route) assert.equal(at, goal);
    }
  }
});

test("a route takes only edges that are allowed", () => {
  const isAllowed = ({ relation }) => relation !== 0;
  for (const graph of randomGraphs()) {
    for (const [start, goal] of pairs(graph)) {
      const route = findRoute(graph, start, goal, isAllowed);
      assert.ok((route ?? []).every(isAllowed));
      assert.equal(route?.length, distancesFrom(graph, start, isAllowed).get(goal));
    }
  }
});

test("no route of the same length has greater weights", () => {
  const weightOf = (graph, edges) =>
    edges.reduce((sum, edge) => sum + graph.relation(edge).weight, 0);
  const allRoutes = (graph, at, goal, steps) => {
    if (!steps) return at === goal ? [[]] : [];
    return graph
      .edgesAt(at)
      .flatMap((edge) =>
        allRoutes(graph, otherEnd(edge, at), goal, steps - 1).map((rest) => [edge, ...rest]),
      );
  };
  for (const graph of randomGraphs(25)) {
    for (const [start, goal] of pairs(graph)) {
      const route = findRoute(graph, start, goal);
      if (!route || route.length > 3) continue;
      const weights = allRoutes(graph, start, goal, route.length).map((one) =>
        weightOf(graph, one),
      );
      assert.ok(weightOf(graph, route) >= Math.max(...weights) - 1e-9);
    }
  }
});

test("the route from a concept to itself is empty", () => {
  const graph = makeGraph(["Tea", "Moon"], [[0, "needs", 0]]);
  assert.deepEqual(findRoute(graph, 0, 0), []);
  assert.equal(findRoute(graph, 0, 1), null);
});
