// Text fields that find a concept: results while typing, chosen with the mouse or the keyboard.

import { byId, inputById, make, makeGlyph, makeName } from "../browser/elements.js";
import { lookOf, markerOf } from "../drawing/kind_markers.js";

const MAX_RESULTS = 9;

/**
 * Make the search field in the header find concepts of the page and select them.
 *
 * @param {Graph} graph
 * @param {LazyIndex} index
 * @param {(id: number) => void} select
 */
export function mountHeaderSearch(graph, index, select) {
  const input = inputById("search_input");
  mountConceptField(graph, index, input, byId("search_results"), (id) => {
    input.value = "";
    select(id);
    input.blur();
    byId("map_area").focus({ preventScroll: true });
  });
  byId("search_form").addEventListener("submit", (event) => event.preventDefault());
}

/**
 * Make a labelled field of a panel that finds a concept and shows the chosen one.
 *
 * @param {Graph} graph
 * @param {LazyIndex} index
 * @param {{ id: string, label: string, onChoose: (id: number) => void }} options
 */
export function makeConceptField(graph, index, { id, label, onChoose }) {
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
  const list = make("ul", {
    id: `${id}_list`,
    class: "results",
    role: "listbox",
    "aria-label": "Matching concepts",
    hidden: "",
  });
  mountConceptField(graph, index, input, list, onChoose);
  input.addEventListener("focus", () => input.select());
  return {
    element: make("div", { class: "field combo" }, make("label", { for: id }, label), input, list),
    show(/** @type {number | null} */ concept) {
      input.value = concept === null ? "" : graph.concept(concept).name;
    },
  };
}

/**
 * Make a text field list the concepts that match it.
 *
 * @param {Graph} graph
 * @param {LazyIndex} index
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list
 * @param {(id: number) => void} onChoose
 */
function mountConceptField(graph, index, input, list, onChoose) {
  /** @type {SearchResult<Concept>[]} */
  let results = [];
  let active = -1;

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  /** @param {number} n */
  function choose(n) {
    const result = results[n];
    if (!result) return;
    close();
    onChoose(result.record.id);
  }

  // For an Enter that comes before the index is loaded.
  async function chooseFirst() {
    await index.load();
    const [first] = index.search?.(input.value, 1) ?? [];
    if (first) onChoose(first.record.id);
  }

  /** @param {number} n */
  function activate(n) {
    active = n;
    for (const [m, row] of [...list.children].entries()) {
      row.setAttribute("aria-selected", String(m === n));
    }
    const row = list.children[n];
    if (row) {
      input.setAttribute("aria-activedescendant", row.id);
      row.scrollIntoView({ block: "nearest" });
    }
  }

  /**
   * @param {SearchResult<Concept>} result
   * @param {number} n
   */
  function makeRow({ record, alias }, n) {
    const kind = graph.kind(record);
    const row = make(
      "li",
      { role: "option", id: `${list.id}_${n}`, "aria-selected": "false" },
      makeGlyph(markerOf(kind), `marker k${lookOf(kind)}`),
      make(
        "span",
        { class: "row-name" },
        makeName(record.name),
        alias ? make("small", {}, " ", makeName(alias)) : null,
      ),
      make("small", { class: "row-kind" }, makeName(kind.name)),
    );
    // Without this the field would lose the focus and close the list before the click.
    row.addEventListener("pointerdown", (event) => event.preventDefault());
    row.addEventListener("click", () => choose(n));
    return row;
  }

  function show() {
    const query = input.value;
    if (!query.trim()) {
      close();
      return;
    }
    if (!index.search) {
      index.load().then(() => {
        if (input.value === query && document.activeElement === input) show();
      });
      return;
    }
    results = index.search(query, MAX_RESULTS);
    const rows = results.map(makeRow);
    if (!rows.length) {
      const attributes = { role: "option", "aria-disabled": "true", class: "nothing" };
      rows.push(make("li", attributes, "Nothing found."));
    }
    list.replaceChildren(...rows);
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    if (results.length) activate(0);
  }

  input.addEventListener("input", show);
  input.addEventListener("focus", () => {
    index.load();
    if (input.value) show();
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (list.hidden) show();
      else if (results.length) activate((active + step + results.length) % results.length);
    } else if (event.key === "Escape") {
      if (input.value) event.stopPropagation();
      input.value = "";
      close();
    } else if (event.key === "Enter") {
      if (!list.hidden) choose(Math.max(0, active));
      else if (!index.search) chooseFirst();
    } else return;
    event.preventDefault();
  });
}
