// How closely concepts are related to some others; the same ranks as the command line gives.

import { mustGet } from "./collections.js";
import { compareEdges, otherEnd } from "./graph.js";

const DAMPING = 0.85; // of personalised PageRank (Brin & Page 1998)
const MAX_HOPS = 3;
const MAX_CONCEPTS = 5000; // that are ranked
const MAX_ROUNDS = 200;
const SETTLED = 1e-9; // change of all ranks in a round below which they are final

/**
 * Return the concepts within some steps: those given first, then by distance, then by number.
 *
 * @param {Graph} graph
 * @param {number[]} ids
 * @param {number} hops
 * @returns {number[]}
 */
export function neighbourhood(graph, ids, hops) {
  const seen = new Set(ids);
  let outermost = [...seen];
  for (let hop = 0; hop < hops && outermost.length && seen.size < MAX_CONCEPTS; hop += 1) {
    const next = new Set(
      outermost.flatMap((id) => graph.edgesAt(id).map((edge) => otherEnd(edge, id))),
    );
    outermost = [...next].filter((id) => !seen.has(id)).sort((a, b) => a - b);
    for (const id of outermost) seen.add(id);
  }
  return [...seen].slice(0, MAX_CONCEPTS);
}

/**
 * Return the personalised PageRank of the concepts near some others, the highest first.
 *
 * Edges count both ways, by the weights of their relations.
 *
 * @param {Graph} graph
 * @param {Map<number, number>} seeds Concepts and their weights.
 * @returns {Map<number, number>}
 */
export function rankRelated(graph, seeds) {
  const sortedSeeds = [...seeds.keys()].sort((a, b) => a - b);
  const ids = neighbourhood(graph, sortedSeeds, MAX_HOPS).sort((a, b) => a - b);
  const flows = flowsAmong(graph, ids);
  const total = [...seeds.values()].reduce((sum, weight) => sum + weight, 0);
  const start = new Map(ids.map((id) => [id, (seeds.get(id) ?? 0) / total]));
  const dangling = ids.filter((id) => !flows.connected.has(id));
  let ranks = new Map(start);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const idle = dangling.reduce((sum, id) => sum + mustGet(ranks, id), 0);
    const next = new Map(
      ids.map((id) => [id, (1 - DAMPING + DAMPING * idle) * mustGet(start, id)]),
    );
    for (const { a, b, fromA, fromB } of flows.pairs) {
      next.set(b, mustGet(next, b) + mustGet(ranks, a) * fromA);
      next.set(a, mustGet(next, a) + mustGet(ranks, b) * fromB);
    }
    const change = ids.reduce(
      (sum, id) => sum + Math.abs(mustGet(next, id) - mustGet(ranks, id)),
      0,
    );
    ranks = next;
    if (change < SETTLED) break;
  }
  return new Map([...ranks].sort(([a, x], [b, y]) => y - x || a - b));
}

/**
 * Return the share of its rank that each concept passes to each neighbour in a round.
 *
 * Sums run in the same order as on the command line, so that ranks that are equal there are equal
 * here.
 *
 * @param {Graph} graph
 * @param {number[]} ids
 */
function flowsAmong(graph, ids) {
  const inside = new Set(ids);
  const edges = ids
    .flatMap((id) =>
      graph
        .edgesAt(id)
        .filter(
          (edge) => edge.subject === id && inside.has(edge.object) && graph.relation(edge).weight,
        ),
    )
    .sort((a, b) => compareEdges(graph, a, b));
  /** @type {Map<number, Map<number, { weight: number }>>} */
  const neighbours = new Map(ids.map((id) => [id, new Map()]));
  for (const edge of edges) {
    const ofSubject = mustGet(neighbours, edge.subject);
    const tie = ofSubject.get(edge.object) ?? { weight: 0 };
    tie.weight += graph.relation(edge).weight;
    ofSubject.set(edge.object, tie);
    mustGet(neighbours, edge.object).set(edge.subject, tie);
  }
  /** @type {Map<number, number>} */
  const strength = new Map();
  for (const [id, ties] of neighbours) {
    strength.set(
      id,
      [...ties.values()].reduce((sum, { weight }) => sum + weight, 0),
    );
  }
  const pairs = [];
  const done = new Set();
  for (const [a, ties] of neighbours) {
    for (const [b, { weight }] of ties) {
      if (done.has(b)) continue;
      const [fromA, fromB] = [a, b].map((id) => (DAMPING * weight) / mustGet(strength, id));
      pairs.push({ a, b, fromA, fromB });
    }
    done.add(a);
  }
  return { pairs, connected: new Set(ids.filter((id) => strength.get(id))) };
}
