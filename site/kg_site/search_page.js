// The search page of a site: results while typing, and for ?q= when it opens.

import { byId, inputById, make, makeName } from "./browser/elements.js";
import { createSearchIndex } from "./search/search_index.js";

const MAX_RESULTS = 30;

/**
 * @typedef {{
 *   id: number, name: string, kind: string, file: string, aliases: string[], hidden: string[],
 *   summary: string, background: string
 * }} SiteRecord A concept as kg/export/site.py writes it into the page. Only its summary is shown.
 */

/** @type {SiteRecord[]} */
const records = JSON.parse(byId("search_records").textContent ?? "");
const index = createSearchIndex(records);
const form = byId("site_search_form");
const input = inputById("site_search_input");

/** @param {SearchResult<SiteRecord>} result */
function makeEntry({ record, alias }) {
  return make(
    "li",
    {},
    make("a", { href: record.file }, makeName(record.name)),
    " ",
    make("span", { class: "kind" }, makeName(record.kind)),
    alias ? [" ", make("span", { class: "kind" }, makeName(alias))] : null,
    record.summary ? make("p", { dir: "auto" }, record.summary) : null,
  );
}

function show() {
  const query = input.value.trim();
  const results = index.search(query, MAX_RESULTS);
  byId("result_list").replaceChildren(...results.map(makeEntry));
  const noun = results.length === 1 ? "concept" : "concepts";
  byId("result_count").textContent = query ? `${results.length || "No"} ${noun} found` : "";
}

form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
input.addEventListener("input", () => {
  show();
  try {
    history.replaceState(null, "", `?q=${encodeURIComponent(input.value)}`);
  } catch {
    // A frame without an address of its own: only the link to these results is lost.
  }
});
input.value = new URLSearchParams(location.search).get("q") ?? "";
input.focus();
show();
index.ready.then(show);
