import assert from "node:assert/strict";
import { test } from "node:test";
import {
  dashesOf,
  drawConnectors,
  drawEdges,
  drawHighlightedEdges,
} from "../kg_site/drawing/draw_edges.js";
import { GROUNDS } from "../kg_site/graph/graph.js";
import { makeGraph } from "./graphs.js";

const PALETTE = { edge: "", "edge-web": "", accent: "", connector: "" };
const CENTRE = { id: 0, x: 0, y: 0, w: 10, h: 10 };

/** Return a context that notes the dashes and the end of every line that is stroked. */
function makeContext() {
  const strokes = [];
  let dashes = [];
  let ends = [];
  const draws = {
    beginPath: () => {
      ends = [];
    },
    setLineDash: (given) => {
      dashes = given;
    },
    lineTo: (x) => ends.push(Math.round(x)),
    bezierCurveTo: (...given) => ends.push(Math.round(given[4])),
    stroke: () => strokes.push({ dashes, ends }),
  };
  const context = new Proxy({}, { get: (_, name) => draws[name] ?? (() => {}), set: () => true });
  return { context, strokes };
}

/** Return a graph with an edge of each ground, and a layout with its boxes at x = 100, 200, 300. */
function makePicture() {
  const graph = makeGraph(
    ["A", "B", "C", "D"],
    GROUNDS.map((_, n) => [0, "is-like", n + 1, "", n]),
  );
  const boxes = new Map(
    graph.concepts.map(({ id }) => [id, { ...CENTRE, id, x: id * 100, head: false }]),
  );
  return { graph, layout: { boxes, edges: graph.edges, faintEdges: false } };
}

test("each ground has dashes of its own, which do not shrink with the map", () => {
  assert.equal(new Set(GROUNDS.map((ground) => String(dashesOf(ground, 1)))).size, 3);
  assert.deepEqual(dashesOf("stated", 0.5), []);
  const [dash, gap] = dashesOf("derived", 1);
  assert.deepEqual(dashesOf("derived", 0.5), [2 * dash, 2 * gap]);
  assert.deepEqual(dashesOf("derived", 3), [dash, gap]);
});

test("edges are stroked with the dashes of their ground", () => {
  const { layout } = makePicture();
  const { context, strokes } = makeContext();
  drawEdges(context, layout, () => true, PALETTE, false, 1);
  const expected = GROUNDS.map((ground, n) => ({
    dashes: dashesOf(ground, 1),
    ends: [(n + 1) * 100],
  }));
  assert.deepEqual(strokes, expected);
});

test("hidden edges are not stroked, and no empty path is", () => {
  const { layout } = makePicture();
  const { context, strokes } = makeContext();
  drawEdges(context, layout, (edge) => edge.ground === "derived", PALETTE, false, 1);
  assert.deepEqual(strokes, [{ dashes: dashesOf("derived", 1), ends: [200] }]);
});

test("highlighted edges have the dashes of their ground", () => {
  const { graph, layout } = makePicture();
  const { context, strokes } = makeContext();
  const edges = graph.edges.map((edge) => ({
    edge,
    subject: layout.boxes.get(edge.subject),
    object: layout.boxes.get(edge.object),
  }));
  drawHighlightedEdges(context, graph, edges, PALETTE, 1, 1);
  assert.deepEqual(
    strokes.map(({ dashes }) => dashes),
    GROUNDS.map((ground) => dashesOf(ground, 1)),
  );
});

test("a line of several edges is drawn by the surest of their grounds", () => {
  const { graph, layout } = makePicture();
  const [stated, derived, background] = graph.edges;
  const connectors = [[background, derived], [background], [derived, stated]].map((edges) => ({
    edges,
    from: 0,
    to: { x: 100, y: 0, w: 10, h: 10 },
    outward: false,
    inward: false,
  }));
  const { context, strokes } = makeContext();
  drawConnectors(context, { ...layout, connectors }, PALETTE, () => false, 1);
  assert.deepEqual(
    strokes.map(({ dashes }) => dashes),
    ["derived", "background", "stated"].map((ground) => dashesOf(ground, 1)),
  );
});
