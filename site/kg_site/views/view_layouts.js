// The views of the map: which layout each shows, and what of it is lit.

import { aroundLayout } from "./around_layout.js";
import { readLayout } from "./layout.js";
import { findLit } from "./highlight.js";
import { rowsLayout } from "./row_layout.js";

// boxing measures boxes; aspect() tells the shape of the room; shownIn(view) what a route or a
// list holds: { ids, edges, badges } or null.
export function createViews(graph, state, boxing, aspect, shownIn) {
  const written = new Map();
  const base = graph.layouts.stages ? "stages" : "web";
  let last = { key: null, layout: null };

  function read(name) {
    if (!written.has(name)) written.set(name, readLayout(graph, graph.layouts[name]));
    return written.get(name);
  }

  // The same key, the same layout: nothing moves under the reader's hands.
  function once(key, make) {
    if (last.key !== key) last = { key, layout: make() };
    return last.layout;
  }

  function around() {
    const centre = state.centre;
    if (centre === null) return read(base);
    const shape = Math.round(aspect() * 10) / 10;
    const hidden = [...state.hiddenRelations, "|", ...state.hiddenKinds].join(" ");
    return once(`around ${centre} ${state.hops} ${shape} ${hidden}`, () =>
      aroundLayout(graph, boxing, {
        centre,
        hops: state.hops,
        aspect: shape,
        shown: (edge, far) => !state.hiddenRelations.has(edge.relation) && !state.hiddenKinds.has(graph.node(far).kind),
      }),
    );
  }

  function layout() {
    if (state.view === "web" || state.view === "stages") return read(state.view);
    if (state.view === "around") return around();
    const shown = shownIn(state.view);
    const map = read(base);
    if (!shown || shown.ids.every((id) => map.boxes.has(id))) return map;
    return once(`rows ${shown.ids.join(" ")}`, () => rowsLayout(graph, boxing, shown.ids, aspect()));
  }

  function look(current) {
    const shown = shownIn(state.view);
    return { lit: findLit(graph, state, current, shown), badges: shown?.badges ?? null };
  }

  return { layout, look };
}
