// The legend, which is also the filter: kinds and relations with their counts.

import { byId, make, makeButton, makeGlyph, makeName } from "../browser/elements.js";
import { lookOf, markerOf } from "../drawing/kind_markers.js";
import { withMember } from "../graph/collections.js";
import { GROUNDS } from "../graph/graph.js";

const HOVER_DELAY = 250; // milliseconds that the pointer must rest on a row

/** @type {Record<Ground, string>} */
const LINE_MEANINGS = {
  stated: "stated by the deck",
  derived: "derived from other links",
  background: "beyond the deck",
};

/** @type {Record<Ground, string>} Lines on a square of 10 units, as draw_edges.js dashes them. */
const LINE_SAMPLES = {
  stated: "M0 4.4H10V5.6H0Z",
  derived: "M0 4.4H4V5.6H0ZM6 4.4H10V5.6H6Z",
  background: "M0 4.2H1.6V5.8H0ZM4.2 4.2H5.8V5.8H4.2ZM8.4 4.2H10V5.8H8.4Z",
};

/**
 * Fill the legend.
 *
 * @param {Graph} graph
 * @param {PageState} state
 */
export function mountLegend(graph, state) {
  const panel = byId("legend_panel");
  const { description, kinds, relations } = graph.about;
  const lines = makeLines(graph, state);
  if (description) panel.append(make("p", { class: "intro", dir: "auto" }, description));
  if (lines) panel.append(lines);
  if (kinds.length) {
    const rows = kinds.map((kind) => ({
      name: kind.plural,
      count: kind.count,
      glyph: makeGlyph(markerOf(kind), `marker k${lookOf(kind)}`),
    }));
    panel.append(makeFilter(state, rows, { title: "Kinds", one: "kind", hidden: "hiddenKinds" }));
  }
  if (relations.length) {
    const rows = relations.map(({ out, count }) => ({ name: out, count, glyph: null }));
    panel.append(
      makeFilter(state, rows, { title: "Relations", one: "relation", hidden: "hiddenRelations" }),
    );
  }
}

/**
 * Make the list that says what kinds of line mean; null where the deck states every link.
 *
 * @param {Graph} graph
 * @param {PageState} state
 */
function makeLines(graph, state) {
  const counts = GROUNDS.map((ground) => {
    const count = graph.edges.filter((edge) => edge.ground === ground).length;
    return { ground, count };
  });
  if (counts.every(({ ground, count }) => ground === "stated" || !count)) return null;
  const rows = counts
    .filter(({ count }) => count)
    .map(({ ground, count }) => {
      const row = make(
        "div",
        { class: "row line-row" },
        makeGlyph(LINE_SAMPLES[ground], "marker line-sample"),
        make("span", { class: "row-name" }, LINE_MEANINGS[ground]),
        make("span", { class: "count" }, String(count)),
      );
      highlightOnHover(row, state, { ground });
      return row;
    });
  return make(
    "div",
    { role: "group", class: "list", "aria-labelledby": "legend_lines" },
    make("div", { class: "list-top" }, make("h2", { id: "legend_lines" }, "Lines")),
    ...rows,
  );
}

/**
 * Make a list of check boxes that hide kinds or relations.
 *
 * @param {PageState} state
 * @param {{ name: string, count: number, glyph: SVGSVGElement | null }[]} rows
 * @param {{
 *   title: string, one: "kind" | "relation", hidden: "hiddenKinds" | "hiddenRelations"
 * }} options hidden: the value of the state that the list changes.
 */
function makeFilter(state, rows, { title, one, hidden }) {
  const hideAll = makeButton(
    "Hide all",
    () => state.set({ [hidden]: new Set(state[hidden].size === 0 ? rows.keys() : []) }),
    { class: "quiet", "aria-label": `Hide all ${title.toLowerCase()}` },
  );
  const boxes = rows.map((_, n) => {
    const box = make("input", { type: "checkbox" });
    box.checked = true;
    box.addEventListener("change", () => {
      state.set({ [hidden]: withMember(state[hidden], n, !box.checked) });
    });
    return box;
  });
  const labels = rows.map(({ name, count, glyph }, n) => {
    const label = make(
      "label",
      { class: "row" },
      boxes[n],
      glyph,
      make("span", { class: "row-name" }, makeName(name)),
      make("span", { class: "count" }, String(count)),
    );
    highlightOnHover(label, state, { [one]: n });
    return label;
  });
  state.on([hidden], () => {
    boxes.forEach((box, n) => {
      box.checked = !state[hidden].has(n);
    });
    hideAll.textContent = state[hidden].size ? "Show all" : "Hide all";
    hideAll.setAttribute("aria-label", `${hideAll.textContent} ${title.toLowerCase()}`);
  });
  const id = `legend_${one}`;
  return make(
    "div",
    { role: "group", class: "list", "aria-labelledby": id },
    make("div", { class: "list-top" }, make("h2", { id }, title), hideAll),
    ...labels,
  );
}

/**
 * Highlight a row's kind, relation or lines while the pointer rests on the row.
 *
 * Passing over the row does not highlight it, and a click on it, which hides or shows it, ends the
 * highlight.
 *
 * @param {HTMLElement} row
 * @param {PageState} state
 * @param {LegendRow} legendHover
 */
function highlightOnHover(row, state, legendHover) {
  let timer = 0;
  const stop = () => {
    clearTimeout(timer);
    if (state.legendHover === legendHover) state.set({ legendHover: null });
  };
  row.addEventListener("pointerenter", (event) => {
    if (event.pointerType !== "mouse") return;
    timer = setTimeout(() => state.set({ legendHover }), HOVER_DELAY);
  });
  row.addEventListener("pointerleave", stop);
  row.addEventListener("click", stop);
}
