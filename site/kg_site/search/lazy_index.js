// The search of the page: its index, made when it is first wanted, and the field in the header.

import { byId } from "../browser/elements.js";
import { load } from "../browser/unpack.js";
import { mountPicker } from "./concept_field.js";
import { createSearch } from "./search_index.js";

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
