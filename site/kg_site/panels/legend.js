// The legend, which is also the filter: kinds and relations with their counts.

import { byId, make, makeButton, makeGlyph, makeName } from "../browser/elements.js";
import { lookOf, markerOf } from "../drawing/kind_markers.js";
import { withMember } from "../graph/collections.js";

const HOVER_DELAY = 250; // milliseconds that the pointer must rest on a row

/**
 * Fill the legend.
 *
 * @param {Graph} graph
 * @param {PageState} state
 */
export function mountLegend(graph, state) {
  const panel = byId("legend_panel");
  const { description, kinds, relations } = graph.about;
  if (description) panel.append(make("p", { class: "intro", dir: "auto" }, description));
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
 * Highlight a row's kind or relation while the pointer rests on the row.
 *
 * Passing over the row does not highlight it, and a click on it, which hides or shows it, ends the
 * highlight.
 *
 * @param {HTMLElement} row
 * @param {PageState} state
 * @param {{ kind?: number, relation?: number }} legendHover
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
