// The layout of each view of the map.

import { aroundLayout } from "./around_layout.js";
import { readLayout } from "./layout.js";
import { rowLayout } from "./row_layout.js";

/**
 * Return a function that gives the layout of the present view.
 *
 * @param {Graph} graph
 * @param {PageValues} state
 * @param {BoxSizer} boxSizer
 * @param {() => number} aspect Gives the width by height of the room.
 * @param {() => NumberedConcepts | null} numbered Gives the path or study list of the view.
 * @returns {() => Layout}
 */
export function createLayouts(graph, state, boxSizer, aspect, numbered) {
  /** @type {Map<string, Layout>} */
  const stored = new Map();
  const base = graph.layouts.stages ? "stages" : "web";
  /** @type {{ key: string, layout: Layout } | null} */
  let last = null;

  /** @param {string} name */
  function storedLayout(name) {
    const layout = stored.get(name) ?? readLayout(graph, graph.layouts[name]);
    stored.set(name, layout);
    return layout;
  }

  /**
   * Return the last layout again if its key is the same, so that nothing moves for the reader.
   *
   * @param {string} key
   * @param {() => Layout} makeLayout
   */
  function reuse(key, makeLayout) {
    if (last?.key !== key) last = { key, layout: makeLayout() };
    return last.layout;
  }

  function layoutAround() {
    const { centre, hops, hiddenRelations, hiddenKinds } = state;
    if (centre === null) return storedLayout(base);
    const roundedAspect = Math.round(aspect() * 10) / 10;
    const hidden = [...hiddenRelations, "|", ...hiddenKinds].join(" ");
    return reuse(`around ${centre} ${hops} ${roundedAspect} ${hidden}`, () =>
      aroundLayout(graph, boxSizer, {
        centre,
        hops,
        aspect: roundedAspect,
        isShown: (edge, neighbour) =>
          !hiddenRelations.has(edge.relation) && !hiddenKinds.has(graph.concept(neighbour).kind),
      }),
    );
  }

  return () => {
    if (state.view === "web" || state.view === "stages") return storedLayout(state.view);
    if (state.view === "around") return layoutAround();
    const list = numbered();
    const map = storedLayout(base);
    if (!list || list.ids.every((id) => map.boxes.has(id))) return map;
    return reuse(`rows ${list.ids.join(" ")}`, () =>
      rowLayout(graph, boxSizer, list.ids, aspect()),
    );
  };
}
