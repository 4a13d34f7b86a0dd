// The search of the page: its index, made when it is first wanted, and the field in the header.

import { byId } from "./dom.js";
import { load } from "./library.js";
import { mountPicker } from "./picker.js";
import { createSearch } from "./search.js";

export function createFinder(graph) {
  let ready = null;
  const finder = {
    search: null,
    load() {
      ready ??= load("minisearch").then(async () => {
        const made = createSearch(graph.nodes);
        await made.ready;
        finder.search = made.search;
      });
      return ready;
    },
  };
  return finder;
}

export function mountFinder(graph, finder, select) {
  const input = byId("p_query");
  mountPicker(graph, finder, input, byId("p_results"), (id) => {
    input.value = "";
    select(id);
    input.blur();
    byId("p_map").focus({ preventScroll: true });
  });
  byId("p_search").addEventListener("submit", (event) => event.preventDefault());
}
