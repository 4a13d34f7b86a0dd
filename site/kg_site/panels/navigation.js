// The buttons of views, the tabs of the side panel, and the bar on a phone.

import { byId } from "../browser/elements.js";

/** @type {(ViewName | TabName)[]} */
const WITH_PANEL = ["path", "study"]; // views with a panel of their own

/** @param {ViewName} view */
const panelOf = (view) => (view === "path" || view === "study" ? view : null);

/**
 * Make the buttons and tabs work; return functions that open a view and the details.
 *
 * @param {PageState} state
 * @param {ViewName} mapView The view that a phone's "Map" opens from the table.
 */
export function mountNavigation(state, mapView) {
  const viewButtons = elements("[data-opens]");
  const tabs = elements("[role=tab][data-tab]");
  const phoneButtons = elements(".phone-bar [data-pane]");

  /**
   * Open a view. On a phone, which shows one pane, a view with a panel opens that.
   *
   * @param {ViewName} view
   */
  function openView(view) {
    const panel = panelOf(view);
    const usualTab = state.selected === null ? "legend" : "details";
    state.set({ view, tab: panel ?? usualTab, pane: panel ? "panel" : "main" });
  }

  function openPanel() {
    state.set({ tab: panelOf(state.view) ?? "details", pane: "panel" });
  }

  // What the buttons of a phone's bar open.
  /** @type {Record<string, () => void>} */
  const panes = {
    map: () => state.set({ view: state.view === "table" ? mapView : state.view, pane: "main" }),
    list: () => state.set({ view: "table", pane: "main" }),
    details: openPanel,
    legend: () => state.set({ tab: "legend", pane: "panel" }),
  };
  const openPane = () => {
    if (state.pane === "panel") return state.tab === "legend" ? "legend" : "details";
    return state.view === "table" ? "list" : "map";
  };

  function show() {
    const { view, tab: openTab, pane } = state;
    Object.assign(document.body.dataset, { view, tab: openTab, pane });
    for (const button of viewButtons) {
      button.setAttribute("aria-pressed", String(button.dataset.opens === view));
    }
    for (const button of phoneButtons) {
      button.setAttribute("aria-pressed", String(button.dataset.pane === openPane()));
    }
    for (const tab of tabs) {
      const name = /** @type {TabName} */ (tab.dataset.tab);
      tab.hidden = WITH_PANEL.includes(name) && name !== view;
      tab.setAttribute("aria-selected", String(name === openTab));
      tab.tabIndex = name === openTab ? 0 : -1;
    }
  }
  // Leave a tab that belongs to another view.
  state.on(["view"], () => {
    const panel = panelOf(state.view);
    if (panel) state.set({ tab: panel });
    else if (WITH_PANEL.includes(state.tab)) state.set({ tab: "details" });
  });
  state.on(["view", "tab", "pane"], show);
  show();

  for (const button of viewButtons) {
    const view = /** @type {ViewName} */ (button.dataset.opens);
    button.addEventListener("click", () => openView(view));
  }
  for (const button of phoneButtons) {
    button.addEventListener("click", () => panes[button.dataset.pane ?? ""]());
  }
  for (const tab of tabs) {
    const name = /** @type {TabName} */ (tab.dataset.tab);
    tab.addEventListener("click", () => state.set({ tab: name }));
    tab.addEventListener("keydown", (event) => {
      const step = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
      if (!step) return;
      const shown = tabs.filter((other) => !other.hidden);
      const next = shown.at((shown.indexOf(tab) + step) % shown.length);
      next?.click();
      next?.focus();
    });
  }
  byId("skip_button").addEventListener("click", () => {
    openView("table");
    byId("table_view").focus();
  });
  return { openView, openDetails: () => state.set({ tab: "details", pane: "panel" }) };
}

/** @param {string} selector */
const elements = (selector) =>
  /** @type {HTMLElement[]} */ ([...document.querySelectorAll(selector)]);
