// The graph that the page carries: concepts by number, and the edges at each.

import { addTo, mustGet } from "./collections.js";

const NO_TEXTS = {
  aliases: [],
  hidden: [],
  summary: "",
  background: "",
  attributes: [],
  flags: [],
};

/** @type {Ground[]} In the order by which Python numbers them (kg/model/attributes.py). */
export const GROUNDS = ["stated", "derived", "background"];

/**
 * Read the graph from the page's JSON.
 *
 * @param {string} text
 * @returns {Graph}
 */
export function readGraph(text) {
  const { about, layouts, nodes, edges: rows } = JSON.parse(text);
  // Python leaves out what is empty.
  /** @type {Concept[]} */
  const concepts = nodes.map((/** @type {Concept & { source?: string }} */ node) => {
    const { source: citation = "", ...rest } = node;
    return { ...NO_TEXTS, ...rest, citation };
  });
  /** @type {Edge[]} */
  const edges = rows.map(
    (
      /** @type {[number, number, number, string?, number?, string?]} */
      [subject, object, relation, citation = "", ground = 0, qualifiers = ""],
    ) => ({
      subject,
      object,
      relation,
      citation,
      ground: GROUNDS[ground],
      qualifiers,
    }),
  );
  /** @type {Map<number, Concept>} */
  const byNumber = new Map();
  /** @type {Map<string, Concept>} */
  const bySlug = new Map();
  for (const concept of concepts) {
    byNumber.set(concept.id, concept);
    bySlug.set(concept.slug, concept);
  }
  /** @type {Map<number, Edge[]>} */
  const at = new Map();
  for (const edge of edges) {
    addTo(at, edge.subject, edge);
    if (edge.object !== edge.subject) addTo(at, edge.object, edge);
  }
  /** @param {number} id */
  const edgesAt = (id) => at.get(id) ?? [];
  /** @type {Concept[] | null} */
  let byDegree = null;
  /** @type {Graph} */
  const graph = {
    about,
    layouts,
    concepts,
    edges,
    concept: (id) => mustGet(byNumber, id),
    find: (slug) => bySlug.get(slug),
    edgesAt,
    kind: (concept) => about.kinds[concept.kind],
    relation: (edge) => about.relations[edge.relation],
    // Return the concepts with the most edges first.
    byDegree() {
      byDegree ??= graph.concepts.toSorted(
        (a, b) => edgesAt(b.id).length - edgesAt(a.id).length || a.id - b.id,
      );
      return byDegree;
    },
  };
  return graph;
}

/**
 * True if the deck does not say what a concept is, only its background does.
 *
 * @param {Concept} concept
 */
export const isBeyondDeck = ({ summary, background }) => !summary && background !== "";

/**
 * Return the end of an edge that is not this concept.
 *
 * @param {Edge} edge
 * @param {number} id
 */
export const otherEnd = (edge, id) => (edge.subject === id ? edge.object : edge.subject);

/**
 * Compare two edges as the command line sorts them.
 *
 * @param {Graph} graph
 * @param {Edge} a
 * @param {Edge} b
 */
export function compareEdges(graph, a, b) {
  return (
    a.subject - b.subject ||
    compareByCodePoint(graph.relation(a).name, graph.relation(b).name) ||
    a.object - b.object
  );
}

/**
 * Compare two texts by code points, as Python does; JavaScript compares UTF-16 units.
 *
 * @param {string} a
 * @param {string} b
 */
export function compareByCodePoint(a, b) {
  const left = codePoints(a);
  const right = codePoints(b);
  for (let n = 0; n < Math.min(left.length, right.length); n += 1) {
    const order = left[n] - right[n];
    if (order) return order;
  }
  return left.length - right.length;
}

/** @param {string} text */
const codePoints = (text) => Array.from(text, (letter) => letter.codePointAt(0) ?? 0);

/**
 * Group the edges at a concept under their headings, as seen from it.
 *
 * @param {Graph} graph
 * @param {number} id
 */
export function groupEdges(graph, id) {
  /** @type {Map<string, { title: string, relation: number, ends: { concept: Concept, edge: Edge }[] }>} */
  const groups = new Map();
  for (const edge of graph.edgesAt(id)) {
    const relation = graph.relation(edge);
    const outward = edge.subject === id;
    const key = `${relation.symmetric || outward ? 0 : 1} ${String(edge.relation).padStart(6, "0")}`;
    if (!groups.has(key)) {
      const title = outward ? relation.out : relation.into;
      groups.set(key, { title, relation: edge.relation, ends: [] });
    }
    mustGet(groups, key).ends.push({ concept: graph.concept(otherEnd(edge, id)), edge });
  }
  return [...groups.keys()].sort().map((key) => mustGet(groups, key));
}
