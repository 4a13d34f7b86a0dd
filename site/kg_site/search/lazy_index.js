// The index of the page's concepts, built when it is first needed.

import { unpackOnce } from "../browser/unpack.js";
import { createSearchIndex } from "./search_index.js";

/**
 * Return an index of the concepts that is built by the first call of `load`.
 *
 * @param {Graph} graph
 * @returns {LazyIndex}
 */
export function createLazyIndex(graph) {
  /** @type {Promise<void> | null} */
  let loading = null;
  /** @type {LazyIndex} */
  const lazyIndex = {
    search: null,
    load() {
      loading ??= unpackOnce("minisearch").then(async () => {
        const index = createSearchIndex(graph.concepts);
        await index.ready;
        lazyIndex.search = index.search;
      });
      return loading;
    },
  };
  return lazyIndex;
}
