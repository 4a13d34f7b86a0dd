// The page put together: one graph, one state, and the views that follow it.

import { mountAddress, readAddress } from "./address.js";
import { mountCanvas } from "./canvas.js";
import { kindTag, mountDetails } from "./details.js";
import { byId, make, makeName } from "./dom.js";
import { mountFinder } from "./finder.js";
import { readGraph } from "./graph.js";
import { mountLegend } from "./legend.js";
import { mountPanes } from "./panes.js";
import { mountPointer } from "./pointer.js";
import { createState } from "./state.js";
import { mountTable } from "./table.js";
import { mountTheme } from "./theme.js";

const graph = readGraph(byId("p_data").textContent);
const title = document.title;
const first = readAddress(graph) ?? graph.about.focus;
const state = createState({
  selected: null,
  hovered: null,
  hint: null,
  hiddenKinds: new Set(),
  hiddenRelations: new Set(),
  view: "map",
  tab: "legend",
  pane: "main",
});

const go = mountPanes(state);
const select = mountAddress(graph, state);
mountLegend(graph, state);
mountDetails(graph, state, select);
mountTable(graph, state);
mountFinder(graph, select);

// Without a canvas there is still the table.
if (document.createElement("canvas").getContext("2d")) {
  const canvas = mountCanvas(graph, state);
  mountPointer(graph, state, canvas, select, () => {
    go("details");
    byId("p_name")?.focus();
  });
  mountTheme(canvas.repaint);
  byId("p_in").addEventListener("click", canvas.zoom.closer);
  byId("p_out").addEventListener("click", canvas.zoom.farther);
  byId("p_fit").addEventListener("click", canvas.fit);
} else {
  mountTheme(() => {});
  go("table");
}

state.on(["selected"], () => {
  const node = state.selected === null ? null : graph.node(state.selected);
  document.title = node ? `${node.name} – ${title}` : title;
  const count = node ? graph.edgesAt(node.id).length : 0;
  byId("p_live").textContent = node
    ? `${node.name}, ${graph.kind(node).name}, ${count} ${count === 1 ? "edge" : "edges"}`
    : "Nothing selected";
  state.set({ tab: node ? "details" : "legend" });
  const peek = byId("p_peek");
  peek.hidden = !node;
  if (node) {
    const more = make("button", { type: "button" }, "Details");
    more.addEventListener("click", () => go("details"));
    peek.replaceChildren(make("div", {}, kindTag(graph, node), make("strong", {}, makeName(node.name))), more);
  }
});

addEventListener("keydown", (event) => {
  const typing = event.target instanceof HTMLInputElement && event.target.type === "text";
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    byId("p_query").focus();
  } else if (event.key === "Escape" && !event.defaultPrevented && state.selected !== null) {
    select(null);
  }
});

if (first !== null) state.set({ selected: first });
