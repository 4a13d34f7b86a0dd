// The page put together: one graph, one state, and the views that follow it.

import { mountAddress, readAddress } from "./state/address.js";
import { createBoxing } from "./views/box_size.js";
import { mountCanvas } from "./drawing/map_canvas.js";
import { kindTag, mountDetails } from "./panels/details.js";
import { byId, make, makeName } from "./browser/elements.js";
import { createFinder, mountFinder } from "./search/lazy_index.js";
import { readGraph } from "./graph/graph.js";
import { mountHelp } from "./panels/help_dialog.js";
import { mountLegend } from "./panels/legend.js";
import { load } from "./browser/unpack.js";
import { mountPanes } from "./panels/navigation.js";
import { mountPath } from "./panels/path_panel.js";
import { mountPointer } from "./drawing/map_input.js";
import { createProgress } from "./state/progress.js";
import { mountSave } from "./panels/save_menu.js";
import { createState, toggled } from "./state/page_state.js";
import { mountStrip } from "./panels/breadcrumb_bar.js";
import { mountStudy } from "./study/study_panel.js";
import { mountTable } from "./panels/concept_table.js";
import { mountTheme, readPalette } from "./drawing/theme.js";
import { createViews } from "./views/view_layouts.js";

const graph = readGraph(byId("p_data").textContent);
const { about } = graph;
const title = document.title;
const usual = { view: about.view ?? about.views[0], hops: about.hops };
const state = createState({
  view: usual.view,
  tab: "legend", // of the panel
  pane: "main", // main or panel: what a phone shows
  selected: null, // a concept's number, as all of these
  hovered: null,
  hint: null, // a kind or relation that the pointer rests on in the legend
  hiddenKinds: new Set(),
  hiddenRelations: new Set(),
  centre: null, // of the view around one concept
  trail: [],
  hops: usual.hops,
  start: null, // of the path
  goal: null,
  topic: null, // of the study list: a slug, or a kind or the reader's own concepts
  length: 12,
  picks: new Set(),
  passing: false, // a step that the back button need not lead to
});

function select(id, { replace = false } = {}) {
  state.set({ passing: replace, selected: id, hovered: null });
}

const panes = mountPanes(state, { view: graph.layouts.stages ? "stages" : "web" });
mountAddress(graph, state, about.views, usual);
mountStrip(graph, state, select);
const finder = createFinder(graph);
const progress = createProgress(storage(), about.graph);
addEventListener("storage", (event) => progress.follow(event));
mountLegend(graph, state);
mountDetails(graph, state, select, actionsFor);
mountTable(graph, state);
mountFinder(graph, finder, select);
const shownIn = { path: mountPath(graph, state, finder).shown, study: mountStudy(graph, state, finder, progress).shown };
const openHelp = mountHelp(about.views);

// What can be done with a concept that is read about.
function actionsFor(node) {
  const picked = state.picks.has(node.id);
  return [
    { text: "Around it", act: () => state.set({ view: "around", pane: "main" }) },
    { text: "Path from here", act: () => state.set({ start: node.id, view: "path", tab: "path" }) },
    { text: "Path to here", act: () => state.set({ goal: node.id, view: "path", tab: "path" }) },
    { text: "Study it", act: () => state.set({ topic: node.slug, view: "study", tab: "study" }) },
    {
      text: picked ? "In my concepts" : "Add to my concepts",
      pressed: picked,
      act: () => state.set({ picks: toggled(state.picks, node.id, !picked) }),
    },
  ];
}

function storage() {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

state.on(["selected"], () => {
  const node = state.selected === null ? null : graph.node(state.selected);
  document.title = node ? `${node.name} – ${title}` : title;
  const count = node ? graph.edgesAt(node.id).length : 0;
  byId("p_live").textContent = node
    ? `${node.name}, ${graph.kind(node).name}, ${count} ${count === 1 ? "edge" : "edges"}`
    : "Nothing selected";
  // A list that is worked through stays where it is.
  if (state.view !== "path" && state.view !== "study") state.set({ tab: node ? "details" : "legend" });
  const peek = byId("p_peek");
  peek.hidden = !node;
  if (node) {
    const more = make("button", { type: "button" }, "Details");
    more.addEventListener("click", panes.openDetails);
    peek.replaceChildren(make("div", {}, kindTag(graph, node), make("strong", {}, makeName(node.name))), more);
  }
});

// A link to a concept of this page, wherever it stands.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-id], #p_table a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  select(Number(link.dataset.id ?? link.hash.slice(2)));
});

addEventListener("keydown", (event) => {
  const { target, key } = event;
  const typing = target.matches?.("input[type=text], select, textarea");
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (key === "Escape" && !event.defaultPrevented && state.selected !== null) select(null);
  if (typing) return;
  if (key === "/") {
    event.preventDefault();
    byId("p_query").focus();
  } else if (key === "?") openHelp();
  else if (/^[1-6]$/.test(key) && about.views[key - 1]) panes.open(about.views[key - 1]);
});

function mountMap() {
  const boxing = createBoxing(graph, readPalette().font);
  let canvas = null;
  const views = createViews(graph, state, boxing, () => canvas.aspect(), (view) => shownIn[view]?.() ?? null);
  canvas = mountCanvas(graph, state, { known: new Map(), width: boxing.width, font: about.sizes.font }, views.look);
  const note = byId("p_note");

  function show() {
    if (state.view === "table") return;
    const layout = views.layout();
    canvas.show(layout);
    canvas.refresh();
    canvas.gather(shownIn[state.view]?.()?.ids ?? []);
    const told = layout.left ? `${layout.left} more are not drawn; the details tell all.` : about.overview && layout.overview ? `The ${about.overview} best connected of ${about.count} concepts. Search for any of the others to see what is around it.` : "";
    note.hidden = !told;
    note.textContent = told;
  }

  state.on(["view", "pane", "centre", "hops", "start", "goal", "topic", "length", "picks", "hiddenKinds", "hiddenRelations"], show);
  state.on(["selected", "hovered", "hint"], () => {
    // On a map that holds but a part, the others are seen by what is around them.
    if (about.overview && state.selected !== null && ["stages", "web"].includes(state.view) && !canvas.box(state.selected)) {
      state.set({ view: "around" });
    }
    canvas.refresh();
  });
  progress.onChange(canvas.refresh);
  show();
  mountPointer(state, canvas, tap, () => {
    panes.openDetails();
    byId("p_name")?.focus();
  });
  mountTheme(canvas.repaint);
  mountSave(canvas, about.graph);
  byId("p_in").addEventListener("click", canvas.zoom.closer);
  byId("p_out").addEventListener("click", canvas.zoom.farther);
  byId("p_fit").addEventListener("click", canvas.fit);
}

// On the map of a path a tap chooses its ends, as long as one is missing.
function tap(id, options) {
  if (state.view === "path" && id !== null && (state.start === null || state.goal === null)) {
    state.set(state.start === null ? { start: id } : { goal: id });
    return;
  }
  select(id, options);
  if (id !== null && ["path", "study"].includes(state.view) && !options) state.set({ tab: "details" });
}

async function open() {
  const { view, hops, ...chosen } = readAddress(graph, about.views);
  chosen.selected ??= about.focus;
  state.set({ ...chosen, view: view ?? usual.view, hops: hops ?? usual.hops, passing: true });
  if (state.view === "around" && state.centre === null) state.set({ centre: state.selected ?? graph.byDegree()[0]?.id ?? null });
  try {
    await load("vis");
    mountMap();
  } catch (error) {
    // A browser too old for the map, or without a canvas: there is still the table.
    mountTheme(() => {});
    panes.open("table");
    console.warn(error);
  }
  byId("p_map").removeAttribute("aria-busy");
}

open();
