// Graphs for the tests: written as Python writes them, and read by the page's own reader.

import { readGraph } from "../kg_site/graph/graph.js";

const KINDS = [
  { name: "thing", plural: "Things", count: 0, look: 1 },
  { name: "other", plural: "Others", count: 0, look: 2 },
];

const RELATIONS = [
  { name: "needs", says: "needs", back: "is needed by", weight: 0.9, learn: "object" },
  { name: "leads-to", says: "leads to", back: "follows from", weight: 0.4, learn: "subject" },
  { name: "is-like", says: "is like", back: "is like", weight: 0.6, learn: "neither" },
  { name: "unrelated", says: "is not", back: "is not", weight: 0, learn: "neither" },
].map((relation) => ({
  ...relation,
  out: relation.says,
  into: relation.back,
  symmetric: relation.name === "is-like",
  count: 0,
}));

/** Make a graph of concepts and of edges, given as [subject, relation, object] by number. */
export function makeGraph(concepts, edges, about = {}) {
  const nodes = concepts.map((concept, id) => {
    const given = typeof concept === "string" ? { name: concept } : concept;
    return { id, slug: slugOf(given.name), kind: 0, ...given };
  });
  const relations = RELATIONS.map(({ name }) => name);
  const rows = edges.map(([subject, relation, object, ...citation]) => [
    subject,
    object,
    relations.indexOf(relation),
    ...citation,
  ]);
  const text = JSON.stringify({
    about: { graph: "deck", kinds: KINDS, relations: RELATIONS, ...about },
    layouts: {},
    nodes,
    edges: rows,
  });
  return readGraph(text);
}

const slugOf = (name) => name.toLowerCase().replaceAll(" ", "-");

/** Return a generator of numbers from 0 to 1 that gives the same ones for the same seed. */
export function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Return graphs of many shapes: sparse and dense ones, with cycles and parallel edges. */
export function* randomGraphs(count = 60) {
  for (let seed = 1; seed <= count; seed += 1) {
    const random = randomFrom(seed);
    const below = (limit) => Math.floor(random() * limit);
    const size = 1 + below(14);
    const concepts = Array.from({ length: size }, (_, n) => ({ name: `Thing ${n}`, kind: n % 2 }));
    const edges = Array.from({ length: below(3 * size) }, () => [
      below(size),
      RELATIONS[below(RELATIONS.length)].name,
      below(size),
    ]);
    // No graph has an edge from a concept to itself; `kg check` reports those.
    yield makeGraph(
      concepts,
      edges.filter(([subject, , object]) => subject !== object),
    );
  }
}

/** Return the number of steps from a concept to every other that edges lead to, both ways. */
export function distancesFrom(graph, start, isAllowed = () => true) {
  const distances = new Map([[start, 0]]);
  for (const id of distances.keys()) {
    for (const { subject, object, relation } of graph.edges) {
      if (!isAllowed({ subject, object, relation })) continue;
      for (const [from, to] of [
        [subject, object],
        [object, subject],
      ]) {
        if (from === id && !distances.has(to)) distances.set(to, distances.get(id) + 1);
      }
    }
  }
  return distances;
}
