// The shortest route between two concepts; the same as the command line finds.

import { mustGet } from "./collections.js";
import { compareEdges, otherEnd } from "./graph.js";

/** @typedef {{ weight: number, edges: Edge[] }} Route */

/**
 * Return the edges of a shortest route in order; edges may be followed both ways.
 *
 * Of several shortest routes the one with the greatest weights of relations is taken, then the
 * first in the order of its edges. The route is empty where start and goal are one concept, and
 * null where nothing connects them.
 *
 * @param {Graph} graph
 * @param {number} start
 * @param {number} goal
 * @param {(edge: Edge) => boolean} isAllowed
 * @returns {Edge[] | null}
 */
export function findRoute(graph, start, goal, isAllowed = () => true) {
  if (start === goal) return [];
  const levels = levelsFrom(graph, start, goal, isAllowed);
  if (levels === null) return null;
  /** @type {Map<number, Route>} */
  let best = new Map([[start, { weight: 0, edges: [] }]]);
  for (const level of levels.slice(1)) {
    /** @type {Map<number, Route>} */
    const next = new Map();
    for (const id of level) {
      for (const edge of graph.edgesAt(id)) {
        const before = best.get(otherEnd(edge, id));
        if (!before || !isAllowed(edge)) continue;
        const found = {
          weight: before.weight + graph.relation(edge).weight,
          edges: [...before.edges, edge],
        };
        const known = next.get(id);
        if (!known || isBetter(graph, found, known)) next.set(id, found);
      }
    }
    best = next;
  }
  return mustGet(best, goal).edges;
}

/**
 * True if the first of two routes of equal length is to be preferred.
 *
 * @param {Graph} graph
 * @param {Route} a
 * @param {Route} b
 */
function isBetter(graph, a, b) {
  if (a.weight !== b.weight) return a.weight > b.weight;
  for (const [n, edge] of a.edges.entries()) {
    const order = compareEdges(graph, edge, b.edges[n]);
    if (order) return order < 0;
  }
  return false;
}

/**
 * Return the concepts by their distance from the start, ending with the goal alone; null if the
 * goal can't be reached.
 *
 * @param {Graph} graph
 * @param {number} start
 * @param {number} goal
 * @param {(edge: Edge) => boolean} isAllowed
 */
function levelsFrom(graph, start, goal, isAllowed) {
  const seen = new Set([start]);
  let level = [start];
  const levels = [level];
  while (!seen.has(goal)) {
    /** @type {Set<number>} */
    const next = new Set();
    for (const id of level) {
      for (const edge of graph.edgesAt(id)) {
        const other = otherEnd(edge, id);
        if (!seen.has(other) && isAllowed(edge)) next.add(other);
      }
    }
    if (!next.size) return null;
    for (const id of next) seen.add(id);
    level = [...next].sort((a, b) => a - b);
    levels.push(level);
  }
  levels[levels.length - 1] = [goal];
  return levels;
}
