// Routes: a shortest way between two concepts, and edges in words.

import { compareEdges, farEnd } from "./graph.js";

// Edges in order from start to goal; empty when both are one concept, null when nothing joins them.
// Of several equally short ways the one whose relations weigh most, then the one met first.
// admits(edge) says which edges may be taken; each may be taken both ways.
export function route(graph, start, goal, admits = () => true) {
  if (start === goal) return [];
  const levels = levelsFrom(graph, start, goal, admits);
  if (levels === null) return null;
  let best = new Map([[start, { weight: 0, edges: [] }]]);
  for (const level of levels.slice(1)) {
    const next = new Map();
    for (const id of level) {
      for (const edge of graph.edgesAt(id)) {
        const before = best.get(farEnd(edge, id));
        if (!before || !admits(edge)) continue;
        const way = { weight: before.weight + graph.relation(edge).weight, edges: [...before.edges, edge] };
        if (!next.has(id) || isBetter(graph, way, next.get(id))) next.set(id, way);
      }
    }
    best = next;
  }
  return best.get(goal).edges;
}

function isBetter(graph, a, b) {
  if (a.weight !== b.weight) return a.weight > b.weight;
  for (const [n, edge] of a.edges.entries()) {
    const order = compareEdges(graph, edge, b.edges[n]);
    if (order) return order < 0;
  }
  return false;
}

// Concepts by their distance from start, up to the goal alone; null when it can't be reached.
function levelsFrom(graph, start, goal, admits) {
  const seen = new Set([start]);
  const levels = [[start]];
  while (!seen.has(goal)) {
    const rim = new Set();
    for (const id of levels.at(-1)) {
      for (const edge of graph.edgesAt(id)) {
        const far = farEnd(edge, id);
        if (!seen.has(far) && admits(edge)) rim.add(far);
      }
    }
    if (!rim.size) return null;
    for (const id of rim) seen.add(id);
    levels.push([...rim].sort((a, b) => a - b));
  }
  levels[levels.length - 1] = [goal];
  return levels;
}

// An edge in words, as read from the concept at one of its ends.
export function tell(graph, edge, id) {
  const relation = graph.relation(edge);
  const says = edge.from === id ? relation.says : relation.back;
  return `${graph.node(id).name} ${says} ${graph.node(farEnd(edge, id)).name}`;
}
