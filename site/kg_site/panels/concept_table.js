// The table of all concepts. Its rows are in the page when it opens, or are made here where there are
// very many; this module sorts them, filters them and marks the selected one.

import { byId, inputById, make, makeButton, makeName } from "../browser/elements.js";
import { groupEdges } from "../graph/graph.js";
import { edgeNote, shortCitation } from "../graph/wording.js";
import { normalise } from "../search/search_index.js";
import { makeBeyond } from "./details.js";

const PAGE_SIZE = 200; // rows shown at a time, where rows are made here

/** @typedef {"name" | "kind" | "links" | "source"} SortKey */

/**
 * Make the table sort and filter.
 *
 * @param {Graph} graph
 * @param {PageState} state
 */
export function mountTable(graph, state) {
  const table = /** @type {HTMLTableElement | null} */ (document.getElementById("concept_table"));
  if (!table) return; // a graph without concepts
  const [body] = table.tBodies;
  const filter = inputById("table_filter");
  const more = byId("table_more");
  /** @type {Map<number, HTMLTableRowElement>} */
  const rows = new Map([...body.rows].map((row) => [idOf(row), row]));
  const pageSize = rows.size ? Infinity : PAGE_SIZE;
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const kindOf = (/** @type {Concept} */ concept) => graph.kind(concept).name;
  const degreeOf = (/** @type {Concept} */ concept) => graph.edgesAt(concept.id).length;
  /** @typedef {(a: Concept, b: Concept) => number} Comparison */
  /** @type {Comparison} */
  const byName = (a, b) => collator.compare(a.name, b.name) || a.id - b.id;
  /** @type {Record<SortKey, Comparison>} */
  const comparisons = {
    name: byName,
    kind: (a, b) => collator.compare(kindOf(a), kindOf(b)) || byName(a, b),
    links: (a, b) => degreeOf(b) - degreeOf(a) || byName(a, b),
    source: (a, b) => collator.compare(a.citation, b.citation) || byName(a, b),
  };
  /** @type {Map<number, string> | null} */
  let texts = null;
  let limit = pageSize;
  /** @type {SortKey} */
  let sortKey = "name";
  let isDescending = false;
  /** @type {Concept[] | null} */
  let sorted = null;

  /** @param {Concept} concept */
  function rowOf(concept) {
    const row = rows.get(concept.id) ?? makeRow(graph, concept);
    rows.set(concept.id, row);
    return row;
  }

  /** @param {Concept} concept */
  function isIncluded(concept) {
    if (state.hiddenKinds.has(concept.kind)) return false;
    const wanted = normalise(filter.value);
    if (!wanted) return true;
    texts ??= new Map(
      graph.concepts.map((one) => {
        const parts = [one.name, kindOf(one), ...one.aliases, one.summary, one.background];
        return [one.id, normalise(parts.join(" "))];
      }),
    );
    const text = texts.get(concept.id) ?? "";
    return wanted.split(" ").every((word) => text.includes(word));
  }

  function show() {
    if (state.view !== "table" && pageSize !== Infinity) return;
    sorted ??= graph.concepts.toSorted(comparisons[sortKey]);
    const included = sorted.filter(isIncluded);
    const ordered = isDescending ? included.toReversed() : included;
    const shown = ordered.slice(0, limit).map(rowOf);
    body.replaceChildren(...shown);
    /** @type {NodeListOf<HTMLElement>} */
    const groups = body.querySelectorAll("p[class^=r]");
    for (const group of groups) {
      group.hidden = state.hiddenRelations.has(Number(group.className.slice(1)));
    }
    const rest = included.length - shown.length;
    if (rest > 0) more.replaceChildren(makeMoreButton(rest));
    else more.replaceChildren(...(included.length ? [] : ["Nothing found."]));
    markSelected();
  }

  /** @param {number} rest */
  function makeMoreButton(rest) {
    return makeButton(`Show ${Math.min(rest, PAGE_SIZE)} more of ${rest}`, () => {
      limit += PAGE_SIZE;
      show();
    });
  }

  function markSelected() {
    for (const row of body.rows) {
      const isSelected = idOf(row) === state.selected;
      if (isSelected) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
      if (isSelected && state.view === "table") row.scrollIntoView({ block: "nearest" });
    }
  }

  /** @type {HTMLElement[]} */
  const heads = [...table.querySelectorAll(/** @type {"th"} */ ("th[data-sort]"))];
  for (const head of heads) {
    const sort = () => {
      isDescending = head.getAttribute("aria-sort") === "ascending";
      sortKey = /** @type {SortKey} */ (head.dataset.sort);
      sorted = null;
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", isDescending ? "descending" : "ascending");
      show();
    };
    const text = head.querySelector(".sort");
    text?.replaceWith(makeButton(text.textContent ?? "", sort, { class: "sort" }));
  }
  filter.addEventListener("input", () => {
    limit = pageSize;
    show();
  });
  state.on(["hiddenKinds", "hiddenRelations"], show);
  state.on(["selected", "view"], () => (pageSize === Infinity ? markSelected() : show()));
  if (pageSize === Infinity) markSelected();
  else show();
}

/**
 * Return the number of a row's concept.
 *
 * @param {HTMLTableRowElement} row
 */
const idOf = (row) => Number(row.id.slice(1));

/**
 * Make a row like those that the template writes.
 *
 * @param {Graph} graph
 * @param {Concept} concept
 */
function makeRow(graph, concept) {
  /** @type {<T>(parts: T[]) => (T | string)[]} */
  const withCommas = (parts) => parts.flatMap((part, n) => (n ? [", ", part] : [part]));
  const linkTo = (/** @type {Concept} */ { id, name }) => make("a", { href: `#~${id}` }, name);
  const groups = groupEdges(graph, concept.id).map(({ title, relation, ends }) =>
    make(
      "p",
      { class: `r${relation}` },
      make("span", { dir: "auto" }, `${title}:`),
      " ",
      withCommas(
        ends.map(({ concept: end, edge }) => {
          const note = edgeNote(edge);
          return note ? make("span", {}, linkTo(end), " (", makeName(note), ")") : linkTo(end);
        }),
      ),
    ),
  );
  const { aliases, summary, attributes, citation, flags } = concept;
  return make(
    "tr",
    { id: `~${concept.id}` },
    make("th", { scope: "row" }, linkTo(concept)),
    make("td", {}, makeName(graph.kind(concept).name)),
    make(
      "td",
      {},
      summary ? make("p", { dir: "auto" }, summary) : null,
      attributes.length
        ? make("p", { class: "facts", dir: "auto" }, attributes.map(([text]) => text).join("; "))
        : null,
      aliases.length
        ? make("p", { class: "aliases" }, "Also called ", withCommas(aliases.map(makeName)))
        : null,
      flags.map(([text]) => make("p", { class: "flag", dir: "auto" }, `Note: ${text}`)),
      makeBeyond(concept, "b"),
    ),
    make("td", {}, groups),
    make("td", {}, shortCitation(citation)),
  );
}
