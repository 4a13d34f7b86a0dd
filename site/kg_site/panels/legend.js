// The legend, which is also the filter: kinds and relations with their counts.

import { byId, make, makeGlyph, makeName } from "../browser/elements.js";
import { lookOf, markerOf } from "../drawing/kind_markers.js";
import { toggled } from "../state/page_state.js";

const REST = 250; // milliseconds

export function mountLegend(graph, state) {
  const place = byId("p_legend");
  const { about } = graph;
  if (about.description) place.append(make("p", { class: "intro", dir: "auto" }, about.description));
  if (about.kinds.length) {
    place.append(
      list(state, {
        title: "Kinds",
        items: about.kinds,
        hidden: "hiddenKinds",
        hint: "kind",
        name: (kind) => kind.plural,
        mark: (kind) => makeGlyph(markerOf(kind), `marker k${lookOf(kind)}`),
      }),
    );
  }
  if (about.relations.length) {
    place.append(
      list(state, {
        title: "Relations",
        items: about.relations,
        hidden: "hiddenRelations",
        hint: "relation",
        name: (relation) => relation.out,
        mark: () => null,
      }),
    );
  }
}

function list(state, { title, items, hidden, hint, name, mark }) {
  const all = make("button", { type: "button", class: "quiet" }, "Hide all");
  const boxes = items.map((_, n) => {
    const box = make("input", { type: "checkbox" });
    box.checked = true;
    box.addEventListener("change", () => {
      state.set({ [hidden]: toggled(state[hidden], n, !box.checked) });
    });
    return box;
  });
  const rows = items.map((item, n) => {
    const row = make(
      "label",
      { class: "row" },
      boxes[n],
      mark(item),
      make("span", { class: "row-name" }, makeName(name(item))),
      make("span", { class: "count" }, String(item.count)),
    );
    pointOut(row, state, { [hint]: n });
    return row;
  });
  all.addEventListener("click", () => {
    const hide = state[hidden].size === 0;
    state.set({ [hidden]: new Set(hide ? items.keys() : []) });
  });
  state.on([hidden], () => {
    boxes.forEach((box, n) => {
      box.checked = !state[hidden].has(n);
    });
    all.textContent = state[hidden].size ? "Show all" : "Hide all";
    all.setAttribute("aria-label", `${all.textContent} ${title.toLowerCase()}`);
  });
  all.setAttribute("aria-label", `Hide all ${title.toLowerCase()}`);
  const id = `p_list_${hint}`;
  return make(
    "div",
    { role: "group", class: "list", "aria-labelledby": id },
    make("div", { class: "list-top" }, make("h2", { id }, title), all),
    ...rows,
  );
}

// Resting on a row lights what it stands for. Passing over it does not, nor does the click that
// has just hidden or shown it.
function pointOut(row, state, hint) {
  let timer = 0;
  const stop = () => {
    clearTimeout(timer);
    if (state.hint === hint) state.set({ hint: null });
  };
  row.addEventListener("pointerenter", (event) => {
    if (event.pointerType === "mouse") timer = setTimeout(() => state.set({ hint }), REST);
  });
  row.addEventListener("pointerleave", stop);
  row.addEventListener("click", stop);
}
