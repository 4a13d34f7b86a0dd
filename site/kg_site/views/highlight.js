// What is lit: a concept with its neighbours, a route, a study list, or all of one kind or relation.

import { farEnd } from "../graph/graph.js";

// { nodes: Set of numbers, edges } or null when nothing is singled out.
// `shown` is { ids, edges, untold } of the route or the list that the view is about, or null; the
// edges of a list are left untold, as its words tell them.
export function findLit(graph, state, layout, shown) {
  const isOn = (edge) => !state.hiddenRelations.has(edge.relation);
  // Around one concept all that is drawn belongs to it: only the pointer singles out.
  const centre = state.hovered ?? (layout.clusters || shown ? null : state.selected);
  if (centre !== null && layout.boxes.has(centre)) {
    const edges = graph.edgesAt(centre).filter(isOn);
    const nodes = new Set([centre, ...edges.map((edge) => farEnd(edge, centre))]);
    const drawn = new Set(layout.edges);
    return { nodes, edges: edges.filter((edge) => drawn.has(edge)) };
  }
  if (shown) return { nodes: new Set(shown.ids), edges: shown.edges, untold: shown.untold ?? false };
  if (state.hint?.kind !== undefined) {
    const nodes = graph.nodes.filter((node) => node.kind === state.hint.kind);
    return { nodes: new Set(nodes.map((node) => node.id)), edges: [] };
  }
  if (state.hint?.relation !== undefined) {
    const edges = layout.edges.filter((edge) => edge.relation === state.hint.relation);
    return { nodes: new Set(edges.flatMap((edge) => [edge.from, edge.to])), edges };
  }
  return null;
}
