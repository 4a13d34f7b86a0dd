// The path panel: the reader chooses two concepts, and the route between them is shown in words.

import { byId, make, makeButton } from "../browser/elements.js";
import { otherEnd } from "../graph/graph.js";
import { findRoute } from "../graph/route.js";
import { edgeSentence } from "../graph/wording.js";
import { makeConceptField } from "../search/concept_field.js";
import { makeCitation, makeConceptLink, makeMark } from "./details.js";

/**
 * Fill the panel; return a function that gives the path, or null where there is none.
 *
 * @param {Graph} graph
 * @param {PageState} state
 * @param {LazyIndex} index
 * @returns {() => NumberedConcepts | null}
 */
export function mountPathPanel(graph, state, index) {
  const startField = makeConceptField(graph, index, {
    id: "path_start",
    label: "From",
    onChoose: (start) => state.set({ start }),
  });
  const goalField = makeConceptField(graph, index, {
    id: "path_goal",
    label: "To",
    onChoose: (goal) => state.set({ goal }),
  });
  const swap = makeButton("Swap", () => state.set({ start: state.goal, goal: state.start }));
  const words = make("div", { role: "status" });
  byId("path_panel").append(startField.element, goalField.element, swap, words);

  /** @type {{ key: string, path: NumberedConcepts | null } | null} */
  let last = null;

  function currentPath() {
    const { start, goal } = state;
    if (start === null || goal === null) return null;
    const key = `${start} ${goal} ${[...state.hiddenRelations]}`;
    if (last?.key !== key) last = { key, path: findPath(start, goal) };
    return last.path;
  }

  /**
   * @param {number} start
   * @param {number} goal
   * @returns {NumberedConcepts | null}
   */
  function findPath(start, goal) {
    const edges = findRoute(
      graph,
      start,
      goal,
      (edge) => !state.hiddenRelations.has(edge.relation),
    );
    if (edges === null) return null;
    let at = start;
    const ids = [start];
    for (const edge of edges) {
      at = otherEnd(edge, at);
      ids.push(at);
    }
    return { ids, edges, badges: new Map(ids.map((id, n) => [id, { text: String(n + 1) }])) };
  }

  function makeWords() {
    const { start, goal } = state;
    if (start === null || goal === null) {
      return [intro("Choose two concepts, here or on the map, to see how they are connected.")];
    }
    const path = currentPath();
    if (path === null) {
      const names = `${graph.concept(start).name} and ${graph.concept(goal).name}`;
      const shown = state.hiddenRelations.size ? " through the relations that are shown" : "";
      return [intro(`No links connect ${names}${shown}.`)];
    }
    const { ids, edges } = path;
    if (!edges.length) return [intro("Both are the same concept.")];
    const steps = edges.map((edge, n) =>
      make(
        "li",
        {},
        make("span", { dir: "auto" }, edgeSentence(graph, edge, ids[n])),
        edge.ground === "stated" ? null : [" ", makeMark(edge)],
        edge.citation ? [" ", makeCitation(edge.citation)] : null,
      ),
    );
    const links = ids.flatMap((id, n) => {
      const link = makeConceptLink(graph.concept(id));
      return n ? [", ", link] : [link];
    });
    return [
      make("h2", {}, edges.length === 1 ? "One step" : `${edges.length} steps`),
      make("ol", { class: "steps" }, ...steps),
      intro("Concepts on the path: ", ...links),
    ];
  }

  function show() {
    startField.show(state.start);
    goalField.show(state.goal);
    words.replaceChildren(...makeWords());
  }
  state.on(["start", "goal", "hiddenRelations"], show);
  show();
  return currentPath;
}

/** @param {(string | Node)[]} parts */
const intro = (...parts) => make("p", { class: "intro" }, ...parts);
