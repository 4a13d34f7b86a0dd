// The search page of a site: results while typing, and for ?q= when it opens.

import { byId, make, makeName } from "./browser/elements.js";
import { createSearch } from "./search/search_index.js";

const MOST = 30;

const records = JSON.parse(byId("p_records").textContent);
const finder = createSearch(records);
const input = byId("p_words");

function entry({ node, form }) {
  return make(
    "li",
    {},
    make("a", { href: node.file }, makeName(node.name)),
    " ",
    make("span", { class: "kind" }, makeName(node.kind)),
    form ? [" ", make("span", { class: "kind" }, makeName(form))] : null,
    node.summary ? make("p", { dir: "auto" }, node.summary) : null,
  );
}

function show() {
  const words = input.value.trim();
  const found = finder.search(words, MOST);
  byId("p_found").replaceChildren(...found.map(entry));
  byId("p_count").textContent = words ? `${found.length || "No"} ${found.length === 1 ? "concept" : "concepts"} found` : "";
}

byId("p_find").hidden = false;
byId("p_find").addEventListener("submit", (event) => event.preventDefault());
input.addEventListener("input", () => {
  show();
  try {
    history.replaceState(null, "", `?q=${encodeURIComponent(input.value)}`);
  } catch {
    // A frame without an address: only the link to these results is lost.
  }
});
input.value = new URLSearchParams(location.search).get("q") ?? "";
input.focus();
show();
finder.ready.then(show);
