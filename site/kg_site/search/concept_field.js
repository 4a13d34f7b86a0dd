// A field that finds a concept: results while typing, by mouse or by arrows and Enter.

import { make, makeGlyph, makeName } from "../browser/elements.js";
import { lookOf, markerOf } from "../drawing/kind_markers.js";

const MOST = 9;

// finder: { load(): Promise, search(query, limit) or null until it is loaded }
// choose(id): called with what was chosen.
export function mountPicker(graph, finder, input, list, choose) {
  let found = [];
  let active = -1;

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function take(n) {
    const result = found[n];
    if (!result) return;
    close();
    choose(result.node.id);
  }

  // Enter was faster than the index.
  async function takeFirst() {
    await finder.load();
    const [first] = finder.search(input.value, 1);
    if (first) choose(first.node.id);
  }

  function mark(n) {
    active = n;
    for (const [m, row] of [...list.children].entries()) row.setAttribute("aria-selected", String(m === n));
    const row = list.children[n];
    if (row) {
      input.setAttribute("aria-activedescendant", row.id);
      row.scrollIntoView({ block: "nearest" });
    }
  }

  function row({ node, form }, n) {
    const kind = graph.kind(node);
    const element = make(
      "li",
      { role: "option", id: `${list.id}_${n}`, "aria-selected": "false" },
      makeGlyph(markerOf(kind), `marker k${lookOf(kind)}`),
      make("span", { class: "row-name" }, makeName(node.name), form ? make("small", {}, " ", makeName(form)) : null),
      make("small", { class: "row-kind" }, makeName(kind.name)),
    );
    // Before the click, the input would lose the focus and close the list.
    element.addEventListener("pointerdown", (event) => event.preventDefault());
    element.addEventListener("click", () => take(n));
    return element;
  }

  function show() {
    const query = input.value;
    if (!query.trim()) {
      close();
      return;
    }
    if (!finder.search) {
      finder.load().then(() => {
        if (input.value === query && document.activeElement === input) show();
      });
      return;
    }
    found = finder.search(query, MOST);
    const rows = found.map(row);
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
    finder.load();
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
    } else if (event.key === "Enter") {
      if (!list.hidden) take(Math.max(0, active));
      else if (!finder.search) takeFirst();
    } else return;
    event.preventDefault();
  });
}

// The same as a labelled field of a panel; `current` is the concept it shows.
export function makePicker(graph, finder, { id, label, choose }) {
  const input = make("input", {
    id,
    type: "text",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: "Name of a concept",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": `${id}_list`,
  });
  const list = make("ul", { id: `${id}_list`, class: "results", role: "listbox", "aria-label": "Concepts found", hidden: "" });
  const element = make("div", { class: "field combo" }, make("label", { for: id }, label), input, list);
  mountPicker(graph, finder, input, list, choose);
  input.addEventListener("focus", () => input.select());
  return {
    element,
    show(concept) {
      input.value = concept === null ? "" : graph.node(concept).name;
    },
  };
}
