// What a flip card asks for: only what the deck says of a concept, and what follows from that.

import { groupEdges } from "../graph/graph.js";
import { capitalised, edgeNote } from "../graph/wording.js";

/**
 * Return the links of a concept that are part of the answer, each relation as one text.
 *
 * @param {Graph} graph
 * @param {Concept} concept
 */
export function linksOnBack(graph, { id }) {
  return groupEdges(graph, id).flatMap(({ title, ends }) => {
    const names = ends
      .filter(({ edge }) => edge.ground !== "background")
      .map(({ concept, edge }) => {
        const note = edgeNote(edge);
        return note ? `${concept.name} (${note})` : concept.name;
      });
    return names.length ? [`${capitalised(title)}: ${names.join(", ")}`] : [];
  });
}

/**
 * True if there is anything to ask about a concept: what is only background is no answer.
 *
 * @param {Graph} graph
 * @param {Concept} concept
 */
export const hasAnswer = (graph, concept) =>
  concept.summary !== "" || linksOnBack(graph, concept).length > 0;
