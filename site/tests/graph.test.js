import assert from "node:assert/strict";
import { test } from "node:test";
import {
  compareByCodePoint,
  compareEdges,
  groupEdges,
  isBeyondDeck,
  otherEnd,
} from "../kg_site/graph/graph.js";
import {
  capitalised,
  citationInWords,
  edgeNote,
  edgeSentence,
  shortCitation,
} from "../kg_site/graph/wording.js";
import { makeGraph, randomGraphs } from "./graphs.js";

test("fields that are empty are filled in", () => {
  const graph = makeGraph([{ name: "Tea", source: "3" }, "Cup"], [[0, "needs", 1]]);
  assert.deepEqual(
    graph.concepts.map(({ aliases, summary, citation }) => [aliases, summary, citation]),
    [
      [[], "", "3"],
      [[], "", ""],
    ],
  );
  const { hidden, background, attributes, flags } = graph.concepts[1];
  assert.deepEqual([hidden, background, attributes, flags], [[], "", [], []]);
  assert.deepEqual(graph.edges, [
    { subject: 0, object: 1, relation: 0, citation: "", ground: "stated", qualifiers: "" },
  ]);
});

test("edges keep on what ground and how far they hold", () => {
  const graph = makeGraph(
    ["Tea", "Cup", "Saucer"],
    [
      [0, "needs", 1, "3", 0, "often"],
      [0, "needs", 2, "3-4", 1],
      [1, "needs", 2, "", 2],
    ],
  );
  const read = graph.edges.map(({ citation, ground, qualifiers }) => [
    citation,
    ground,
    qualifiers,
  ]);
  assert.deepEqual(read, [
    ["3", "stated", "often"],
    ["3-4", "derived", ""],
    ["", "background", ""],
  ]);
  assert.deepEqual(graph.edges.map(edgeNote), ["often", "derived", "beyond the deck"]);
  assert.equal(edgeNote({ ground: "derived", qualifiers: "ideal" }), "ideal; derived");
  assert.equal(edgeNote({ ground: "stated", qualifiers: "" }), "");
});

test("a concept is beyond the deck if only its background says what it is", () => {
  const { concepts } = makeGraph(
    [
      { name: "A", background: "Known." },
      { name: "B", background: "Known.", summary: "Said." },
      { name: "C", summary: "Said." },
      "D",
    ],
    [],
  );
  assert.deepEqual(concepts.map(isBeyondDeck), [true, false, false, false]);
});

test("every edge is at both of its ends, once", () => {
  for (const graph of randomGraphs()) {
    for (const { id } of graph.concepts) {
      const expected = graph.edges.filter(({ subject, object }) => [subject, object].includes(id));
      assert.deepEqual(graph.edgesAt(id), expected);
      for (const edge of expected) {
        const others = new Set([edge.subject, edge.object]);
        if (others.size === 2) others.delete(id);
        assert.deepEqual(new Set([otherEnd(edge, id)]), others);
      }
    }
  }
});

test("an edge from a concept to itself is there once", () => {
  const graph = makeGraph(["Tea"], [[0, "is-like", 0]]);
  assert.deepEqual(graph.edgesAt(0), graph.edges);
  assert.equal(otherEnd(graph.edges[0], 0), 0);
});

test("concepts are found by slug and by number, and nothing else is", () => {
  const graph = makeGraph(["Tea", "Cup"], []);
  assert.equal(graph.find("cup"), graph.concept(1));
  for (const slug of ["", "saucer", "__proto__", "toString"]) {
    assert.equal(graph.find(slug), undefined);
  }
  assert.throws(() => graph.concept(2));
});

test("concepts with more edges come first", () => {
  for (const graph of randomGraphs()) {
    const degrees = graph.byDegree().map(({ id }) => graph.edgesAt(id).length);
    assert.deepEqual(
      degrees,
      degrees.toSorted((a, b) => b - a),
    );
    assert.equal(degrees.length, graph.concepts.length);
  }
});

test("the groups at a concept hold each of its edges once, outward ones first", () => {
  for (const graph of randomGraphs()) {
    for (const { id } of graph.concepts) {
      const groups = groupEdges(graph, id);
      const edges = groups.flatMap(({ ends }) => ends.map(({ edge }) => edge));
      assert.deepEqual(new Set(edges), new Set(graph.edgesAt(id)));
      assert.equal(edges.length, graph.edgesAt(id).length);
      const inward = edges.map((edge) => edge.subject !== id && !graph.relation(edge).symmetric);
      assert.deepEqual(inward, inward.toSorted());
    }
  }
});

test("an edge of a symmetric relation stands under one heading from either end", () => {
  const graph = makeGraph(
    ["Tea", "Coffee", "Maté"],
    [
      [0, "is-like", 1],
      [2, "is-like", 0],
    ],
  );
  const [group, ...others] = groupEdges(graph, 0);
  assert.equal(others.length, 0);
  assert.deepEqual(
    group.ends.map(({ concept }) => concept.name),
    ["Coffee", "Maté"],
  );
});

test("texts are compared by code points, not by UTF-16 units", () => {
  assert.ok("\u{1f600}" < "\uff5e");
  assert.ok(compareByCodePoint("\u{1f600}", "\uff5e") > 0);
  assert.ok(compareByCodePoint("a", "ab") < 0);
  assert.equal(compareByCodePoint("é", "é"), 0);
});

test("edges are compared by subject, by the relation's name, by object", () => {
  const graph = makeGraph(
    ["A", "B", "C"],
    [
      [1, "needs", 0],
      [0, "needs", 1],
      [0, "is-like", 2],
      [0, "is-like", 1],
    ],
  );
  const sorted = graph.edges.toSorted((a, b) => compareEdges(graph, a, b));
  assert.deepEqual(
    sorted,
    [3, 2, 1, 0].map((n) => graph.edges[n]),
  );
});

test("citations of lines are set in print; others stay as they are", () => {
  assert.equal(citationInWords("28-29"), "deck lines 28–29");
  assert.equal(citationInWords("46,60-63"), "deck lines 46, 60–63");
  assert.equal(citationInWords("7"), "deck line 7");
  assert.equal(shortCitation("46,60-63"), "46, 60–63");
  for (const citation of ["", "card 12", "RFC-2119"]) {
    assert.equal(citationInWords(citation), citation);
    assert.equal(shortCitation(citation), citation);
  }
});

test("an edge is read from either of its ends", () => {
  const graph = makeGraph(["Tea", "Water"], [[0, "needs", 1]]);
  const [edge] = graph.edges;
  assert.equal(edgeSentence(graph, edge, 0), "Tea needs Water");
  assert.equal(edgeSentence(graph, edge, 1), "Water is needed by Tea");
  const qualified = makeGraph(["Tea", "Water"], [[0, "needs", 1, "", 1, "when: Thirst"]]);
  assert.equal(edgeSentence(qualified, qualified.edges[0], 0), "Tea needs Water (when: Thirst)");
});

test("a capital is made of a letter of any script", () => {
  assert.equal(capitalised("élan"), "Élan");
  assert.equal(capitalised("\u{10428}x"), "\u{10400}x");
  assert.equal(capitalised(""), "");
});
