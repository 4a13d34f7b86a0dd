// The path panel: two concepts are chosen, the route between them is told in words.

import { conceptLink, showPlace } from "./details.js";
import { byId, make } from "../browser/elements.js";
import { farEnd } from "../graph/graph.js";
import { makePicker } from "../search/concept_field.js";
import { route, tell } from "../graph/route.js";

export function mountPath(graph, state, finder) {
  const place = byId("p_path");
  const from = makePicker(graph, finder, { id: "p_from", label: "From", choose: (start) => state.set({ start }) });
  const to = makePicker(graph, finder, { id: "p_to", label: "To", choose: (goal) => state.set({ goal }) });
  const swap = make("button", { type: "button", class: "small" }, "Swap");
  swap.addEventListener("click", () => state.set({ start: state.goal, goal: state.start }));
  const told = make("div", { role: "status" });
  place.append(from.element, to.element, swap, told);

  let known = { key: null, found: null };

  // The route that is shown: { ids, edges, badges }, null while an end is missing or there is none.
  function shown() {
    const { start, goal } = state;
    if (start === null || goal === null) return null;
    const key = `${start} ${goal} ${[...state.hiddenRelations]}`;
    if (known.key !== key) known = { key, found: find(start, goal) };
    return known.found;
  }

  function find(start, goal) {
    const edges = route(graph, start, goal, (edge) => !state.hiddenRelations.has(edge.relation));
    if (edges === null) return null;
    const ids = [start];
    for (const edge of edges) ids.push(farEnd(edge, ids.at(-1)));
    const badges = new Map(ids.map((id, n) => [id, { text: String(n + 1) }]));
    return { ids, edges, badges };
  }

  function words() {
    const { start, goal } = state;
    if (start === null || goal === null) {
      return [make("p", { class: "intro" }, "Choose two concepts, here or on the map, to see how they hang together.")];
    }
    const found = shown();
    if (found === null) {
      const hidden = state.hiddenRelations.size ? " along the relations that are shown" : "";
      return [make("p", { class: "intro" }, `No edges join ${graph.node(start).name} and ${graph.node(goal).name}${hidden}.`)];
    }
    if (!found.edges.length) return [make("p", { class: "intro" }, "Both are the same concept.")];
    const steps = found.edges.map((edge, n) =>
      make("li", {}, make("span", { dir: "auto" }, tell(graph, edge, found.ids[n])), edge.source ? [" ", showPlace(edge.source)] : null),
    );
    return [
      make("h2", {}, found.edges.length === 1 ? "One step" : `${found.edges.length} steps`),
      make("ol", { class: "steps" }, ...steps),
      make("p", { class: "intro" }, "By way of ", ...found.ids.flatMap((id, n) => (n ? [", ", conceptLink(graph.node(id))] : [conceptLink(graph.node(id))]))),
    ];
  }

  function show() {
    from.show(state.start);
    to.show(state.goal);
    told.replaceChildren(...words());
  }
  state.on(["start", "goal", "hiddenRelations"], show);
  show();
  return { shown };
}
