// The concepts and edges that stand out on the map: a concept with its neighbours, a path, a study
// list, or everything of one row of the legend.

import { otherEnd } from "../graph/graph.js";

/**
 * Return the concepts and edges that stand out now, or null if none do.
 *
 * @param {Graph} graph
 * @param {PageValues} state
 * @param {Layout} layout
 * @param {NumberedConcepts | null} numbered The path or study list of the view.
 * @returns {MapHighlight | null}
 */
export function findHighlight(graph, state, layout, numbered) {
  // In clusters and lists the selection does not dim the rest; only the pointer does.
  const centre = state.hovered ?? (layout.clustered || numbered ? null : state.selected);
  if (centre !== null && layout.boxes.has(centre)) {
    const edges = graph.edgesAt(centre).filter((edge) => !state.hiddenRelations.has(edge.relation));
    const drawn = new Set(layout.edges);
    return {
      concepts: new Set([centre, ...edges.map((edge) => otherEnd(edge, centre))]),
      edges: edges.filter((edge) => drawn.has(edge)),
      unlabelled: false,
    };
  }
  if (numbered) {
    const { ids, edges, unlabelled = false } = numbered;
    return { concepts: new Set(ids), edges, unlabelled };
  }
  const { kind, relation, ground } = state.legendHover ?? {};
  if (kind !== undefined) {
    const concepts = graph.concepts.filter((concept) => concept.kind === kind);
    return { concepts: new Set(concepts.map(({ id }) => id)), edges: [], unlabelled: false };
  }
  if (relation !== undefined || ground !== undefined) {
    const edges = layout.edges.filter((edge) =>
      ground === undefined ? edge.relation === relation : edge.ground === ground,
    );
    const ends = edges.flatMap((edge) => [edge.subject, edge.object]);
    return { concepts: new Set(ends), edges, unlabelled: false };
  }
  return null;
}
