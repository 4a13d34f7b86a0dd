// The search box with its list of results, by mouse or by arrows and Enter.

import { byId, make, makeGlyph, makeName } from "./dom.js";
import { lookOf, markerOf } from "./markers.js";
import { createSearch } from "./search.js";

const MOST = 9;

export function mountFinder(graph, select) {
  const input = byId("p_query");
  const list = byId("p_results");
  const search = createSearch(graph);
  let found = [];
  let active = -1;

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(n) {
    const result = found[n];
    if (!result) return;
    input.value = "";
    close();
    select(result.node.id);
    input.blur();
    byId("p_map").focus({ preventScroll: true });
  }

  function mark(n) {
    active = n;
    [...list.children].forEach((row, m) => row.setAttribute("aria-selected", String(m === n)));
    const row = list.children[n];
    if (row) {
      input.setAttribute("aria-activedescendant", row.id);
      row.scrollIntoView({ block: "nearest" });
    }
  }

  function show() {
    found = search(input.value, MOST);
    if (!input.value.trim()) {
      close();
      return;
    }
    const rows = found.map(({ node, form }, n) => {
      const kind = graph.kind(node);
      const row = make(
        "li",
        { role: "option", id: `p_result_${n}`, "aria-selected": "false" },
        makeGlyph(markerOf(kind), `marker k${lookOf(kind)}`),
        make("span", { class: "row-name" }, makeName(node.name), form ? make("small", {}, " ", makeName(form)) : null),
        make("small", { class: "row-kind" }, makeName(kind.name)),
      );
      // Before the click, the input would lose the focus and close the list.
      row.addEventListener("pointerdown", (event) => event.preventDefault());
      row.addEventListener("click", () => choose(n));
      return row;
    });
    if (!rows.length) {
      rows.push(make("li", { role: "option", "aria-disabled": "true", class: "nothing" }, "No concept is called so."));
    }
    list.replaceChildren(...rows);
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    if (found.length) mark(0);
  }

  input.addEventListener("input", show);
  input.addEventListener("focus", () => {
    if (input.value) show();
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (list.hidden) show();
      else if (found.length) mark((active + step + found.length) % found.length);
    } else if (event.key === "Escape") {
      if (input.value) event.stopPropagation();
      input.value = "";
      close();
    } else return;
    event.preventDefault();
  });
  byId("p_search").addEventListener("submit", (event) => {
    event.preventDefault();
    choose(Math.max(0, active));
  });
}
