// Put the page together: one graph, one state, and the views and panels that follow it.

import { byId, make, makeButton, makeName } from "./browser/elements.js";
import { unpackOnce } from "./browser/unpack.js";
import { mountCanvas } from "./drawing/map_canvas.js";
import { mountMapInput } from "./drawing/map_input.js";
import { mountTheme, readPalette } from "./drawing/theme.js";
import { withMember } from "./graph/collections.js";
import { readGraph } from "./graph/graph.js";
import { mountBreadcrumbBar } from "./panels/breadcrumb_bar.js";
import { mountTable } from "./panels/concept_table.js";
import { makeKindTag, mountDetails } from "./panels/details.js";
import { mountHelp } from "./panels/help_dialog.js";
import { mountLegend } from "./panels/legend.js";
import { mountNavigation } from "./panels/navigation.js";
import { mountPathPanel } from "./panels/path_panel.js";
import { mountSaveMenu } from "./panels/save_menu.js";
import { mountHeaderSearch } from "./search/concept_field.js";
import { createLazyIndex } from "./search/lazy_index.js";
import { mountAddress, parseAddress } from "./state/address.js";
import { createState } from "./state/page_state.js";
import { createProgress } from "./state/progress.js";
import { mountStudyPanel } from "./study/study_panel.js";
import { createBoxSizer } from "./views/box_size.js";
import { findHighlight } from "./views/highlight.js";
import { createLayouts } from "./views/view_layouts.js";

const graph = readGraph(byId("graph_data").textContent ?? "");
const { about } = graph;
const pageTitle = document.title;
const defaults = { view: about.view ?? about.views[0], hops: about.hops };
const state = createState({
  view: defaults.view,
  tab: "legend",
  pane: "main",
  selected: null,
  hovered: null,
  legendHover: null,
  hiddenKinds: new Set(),
  hiddenRelations: new Set(),
  centre: null,
  trail: [],
  hops: defaults.hops,
  start: null,
  goal: null,
  topic: null,
  listLength: 12,
  myConcepts: new Set(),
  skipHistory: false,
});

/**
 * Select a concept, or none.
 *
 * @param {number | null} id
 * @param {{ skipHistory: boolean }} options
 */
function select(id, { skipHistory } = { skipHistory: false }) {
  state.set({ skipHistory, selected: id, hovered: null });
}

const { openView, openDetails } = mountNavigation(state, graph.layouts.stages ? "stages" : "web");
mountAddress(graph, state, about.views, defaults);
mountBreadcrumbBar(graph, state, select);
const index = createLazyIndex(graph);
const progress = createProgress(browserStorage(), about.graph);
addEventListener("storage", (event) => progress.followStorage(event));
mountLegend(graph, state);
mountDetails(graph, state, select, actionsFor);
mountTable(graph, state);
mountHeaderSearch(graph, index, select);
const currentPath = mountPathPanel(graph, state, index);
const currentList = mountStudyPanel(graph, state, index, progress);
const openHelp = mountHelp(about.views);

/** Return the path or the study list of the present view. */
function numberedConcepts() {
  if (state.view === "path") return currentPath();
  return state.view === "study" ? currentList() : null;
}

/**
 * Return the buttons in the details of a concept.
 *
 * @param {Concept} concept
 */
function actionsFor({ id, slug }) {
  const isMine = state.myConcepts.has(id);
  return [
    { text: "Around it", act: () => state.set({ view: "around", pane: "main" }) },
    { text: "Path from here", act: () => state.set({ start: id, view: "path", tab: "path" }) },
    { text: "Path to here", act: () => state.set({ goal: id, view: "path", tab: "path" }) },
    { text: "Study it", act: () => state.set({ topic: slug, view: "study", tab: "study" }) },
    {
      text: isMine ? "In my concepts" : "Add to my concepts",
      pressed: isMine,
      act: () => state.set({ myConcepts: withMember(state.myConcepts, id, !isMine) }),
    },
  ];
}

function browserStorage() {
  try {
    return localStorage;
  } catch {
    // The browser does not allow it for this file.
    return null;
  }
}

/**
 * Announce the selected concept, and show it in the title and at the foot of a phone.
 *
 * @param {Concept | null} concept
 */
function showSelected(concept) {
  const peek = byId("selection_peek");
  peek.hidden = !concept;
  if (!concept) {
    document.title = pageTitle;
    byId("live_status").textContent = "Nothing selected";
    return;
  }
  const count = graph.edgesAt(concept.id).length;
  const links = `${count} ${count === 1 ? "link" : "links"}`;
  document.title = `${concept.name} – ${pageTitle}`;
  byId("live_status").textContent = `${concept.name}, ${graph.kind(concept).name}, ${links}`;
  peek.replaceChildren(
    make("div", {}, makeKindTag(graph, concept), make("strong", {}, makeName(concept.name))),
    makeButton("Details", openDetails, {}),
  );
}

state.on(["selected"], () => {
  const concept = state.selected === null ? null : graph.concept(state.selected);
  showSelected(concept);
  // The panel of a path or a study list stays open.
  if (state.view !== "path" && state.view !== "study") {
    state.set({ tab: concept ? "details" : "legend" });
  }
});

// Links to concepts of this page, wherever they are.
document.addEventListener("click", (event) => {
  /** @type {HTMLAnchorElement | null | undefined} */
  const link = /** @type {Element} */ (event.target).closest?.("a[data-id], #concept_table a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  select(Number(link.dataset.id ?? link.hash.slice(2)));
});

addEventListener("keydown", (event) => {
  const { key } = event;
  const target = /** @type {Element} */ (event.target);
  const isTyping = target.matches?.("input[type=text], select, textarea");
  const isDialogOpen = document.querySelector("dialog[open]");
  if (event.ctrlKey || event.metaKey || event.altKey || isDialogOpen) return;
  if (key === "Escape" && !event.defaultPrevented && state.selected !== null) select(null);
  if (isTyping) return;
  if (key === "/") {
    event.preventDefault();
    byId("search_input").focus();
  } else if (key === "?") openHelp();
  else if (/^[1-6]$/.test(key) && about.views[Number(key) - 1]) {
    openView(about.views[Number(key) - 1]);
  }
});

function mountMap() {
  const boxSizer = createBoxSizer(graph, readPalette().font);
  const labelWidths = {
    cache: new Map(),
    textWidth: boxSizer.textWidth,
    font: about.sizes.font,
  };
  const canvas = mountCanvas(graph, state, labelWidths, (layout) => {
    const numbered = numberedConcepts();
    return {
      highlight: findHighlight(graph, state, layout, numbered),
      badges: numbered?.badges ?? null,
    };
  });
  const currentLayout = createLayouts(graph, state, boxSizer, canvas.aspect, numberedConcepts);

  function show() {
    if (state.view === "table") return;
    const layout = currentLayout();
    canvas.show(layout);
    canvas.refresh();
    canvas.gather(numberedConcepts()?.ids ?? []);
    const note = byId("map_note");
    note.textContent = noteOn(layout);
    note.hidden = !note.textContent;
  }

  state.on(["view", "pane", "centre", "hops", "hiddenKinds", "hiddenRelations"], show);
  state.on(["start", "goal", "topic", "listLength", "myConcepts"], show);
  state.on(["selected", "hovered", "legendHover"], () => {
    // A concept that an overview leaves out is shown with its neighbours instead.
    const isOnMap = state.view === "stages" || state.view === "web";
    if (about.overview && isOnMap && state.selected !== null && !canvas.box(state.selected)) {
      state.set({ view: "around" });
    }
    canvas.refresh();
  });
  progress.onChange(canvas.refresh);
  show();
  mountMapInput(state, canvas, chooseOnMap, () => {
    openDetails();
    document.getElementById("concept_name")?.focus();
  });
  mountTheme(canvas.recolour);
  mountSaveMenu(canvas, about.graph);
  byId("zoom_in").addEventListener("click", canvas.zoomIn);
  byId("zoom_out").addEventListener("click", canvas.zoomOut);
  byId("zoom_fit").addEventListener("click", canvas.fit);
}

/**
 * Return what the note under the map says about concepts that are not drawn.
 *
 * @param {Layout} layout
 */
function noteOn(layout) {
  if (layout.omitted) return `${layout.omitted} more are not drawn; see the full list in Details.`;
  if (!about.overview || !layout.partial) return "";
  return `The ${about.overview} best connected of ${about.count} concepts. Search for any other concept to see its neighbours.`;
}

/**
 * Select a concept on the map; in the view of a path, choose its ends while one is missing.
 *
 * @param {number | null} id
 * @param {{ skipHistory: boolean }} [options]
 */
function chooseOnMap(id, options) {
  if (state.view === "path" && id !== null && (state.start === null || state.goal === null)) {
    state.set(state.start === null ? { start: id } : { goal: id });
    return;
  }
  select(id, options);
  const hasPanel = state.view === "path" || state.view === "study";
  if (id !== null && hasPanel && !options) state.set({ tab: "details" });
}

async function open() {
  const { view, hops, ...chosen } = parseAddress(location.hash, graph, about.views);
  chosen.selected ??= about.focus;
  state.set({
    ...chosen,
    view: view ?? defaults.view,
    hops: hops ?? defaults.hops,
    skipHistory: true,
  });
  if (state.view === "around" && state.centre === null) {
    state.set({ centre: state.selected ?? graph.byDegree()[0]?.id ?? null });
  }
  try {
    await unpackOnce("vis");
    mountMap();
  } catch (error) {
    // A browser that can't show the map, such as one without a canvas, still shows the table.
    mountTheme(() => {});
    openView("table");
    console.warn(error);
  }
  byId("map_area").removeAttribute("aria-busy");
}

open();
