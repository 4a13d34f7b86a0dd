// Which of the views and panels is before the reader: buttons, tabs, and the bar on a phone.

import { byId } from "../browser/elements.js";

// Views that have a panel of their own.
const OWN = ["path", "study"];

export function mountPanes(state, usual) {
  const places = [...document.querySelectorAll("[data-go]")];
  const tabs = [...document.querySelectorAll("[role=tab][data-tab]")];
  const panes = [...document.querySelectorAll(".phone-bar [data-pane]")];
  const ownTab = () => (OWN.includes(state.view) ? state.view : "details");

  // Open a view. On a phone, where one pane is seen, that of a list is its panel.
  function open(view) {
    state.set({ view, tab: OWN.includes(view) ? view : state.selected === null ? "legend" : "details", pane: OWN.includes(view) ? "panel" : "main" });
  }

  // Where the buttons of a phone's bar lead.
  const PANES = {
    map: () => ({ view: state.view === "table" ? usual.view : state.view, pane: "main" }),
    list: () => ({ view: "table", pane: "main" }),
    details: () => ({ tab: ownTab(), pane: "panel" }),
    legend: () => ({ tab: "legend", pane: "panel" }),
  };
  const paneNow = () => {
    if (state.pane === "panel") return state.tab === "legend" ? "legend" : "details";
    return state.view === "table" ? "list" : "map";
  };

  function show() {
    Object.assign(document.body.dataset, { view: state.view, tab: state.tab, pane: state.pane });
    for (const button of places) button.setAttribute("aria-pressed", String(button.dataset.go === state.view));
    for (const button of panes) button.setAttribute("aria-pressed", String(button.dataset.pane === paneNow()));
    for (const tab of tabs) {
      const { tab: name } = tab.dataset;
      tab.hidden = OWN.includes(name) && name !== state.view;
      tab.setAttribute("aria-selected", String(name === state.tab));
      tab.tabIndex = name === state.tab ? 0 : -1;
    }
  }
  // A tab that its view has taken away is left for one that is there.
  state.on(["view"], () => {
    if (OWN.includes(state.tab) && state.tab !== state.view) state.set({ tab: ownTab() });
    else if (OWN.includes(state.view)) state.set({ tab: state.view });
  });
  state.on(["view", "tab", "pane"], show);
  show();

  for (const button of places) button.addEventListener("click", () => open(button.dataset.go));
  for (const button of panes) button.addEventListener("click", () => state.set(PANES[button.dataset.pane]()));
  for (const tab of tabs) {
    tab.addEventListener("click", () => state.set({ tab: tab.dataset.tab }));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!step) return;
      const there = tabs.filter((other) => !other.hidden);
      const other = there.at((there.indexOf(tab) + step) % there.length);
      other.click();
      other.focus();
    });
  }
  byId("p_skip").addEventListener("click", () => {
    open("table");
    byId("p_table_view").focus();
  });
  return { open, openDetails: () => state.set({ tab: "details", pane: "panel" }) };
}
