// The address: #slug says which concept is selected, so that a link and the back button lead there.

export function readAddress(graph) {
  let slug = location.hash.slice(1);
  try {
    slug = decodeURIComponent(slug);
  } catch {
    // A malformed escape names no concept.
    return null;
  }
  return graph.find(slug)?.id ?? null;
}

export function mountAddress(graph, state) {
  const follow = () => state.set({ selected: readAddress(graph), hovered: null });
  addEventListener("hashchange", follow);
  addEventListener("popstate", follow);

  // Select a concept, or none with null. `replace` leaves no step for the back button.
  return function select(id, { replace = false } = {}) {
    const node = id === null ? null : graph.node(id);
    const address = node ? `#${encodeURIComponent(node.slug)}` : location.pathname + location.search;
    if (id !== state.selected) {
      try {
        history[replace ? "replaceState" : "pushState"](null, "", address);
      } catch {
        // A frame without an address of its own: only the deep link is lost.
      }
    }
    state.set({ selected: id, hovered: null });
  };
}
