// Which of the views and panels is before the reader: buttons, tabs, and the bar on a phone.

import { byId } from "./dom.js";

// Where each button leads. On a wide screen main and panel stand side by side, on a phone one is seen.
const PLACES = {
  map: { view: "map", pane: "main" },
  table: { view: "table", pane: "main" },
  legend: { tab: "legend", pane: "panel" },
  details: { tab: "details", pane: "panel" },
};

export function mountPanes(state) {
  const go = (name) => state.set(PLACES[name]);
  const buttons = [...document.querySelectorAll("[data-go]")];
  for (const button of buttons) button.addEventListener("click", () => go(button.dataset.go));

  function show() {
    Object.assign(document.body.dataset, { view: state.view, tab: state.tab, pane: state.pane });
    for (const button of buttons) {
      const { view, tab, pane } = PLACES[button.dataset.go];
      if (button.getAttribute("role") === "tab") {
        button.setAttribute("aria-selected", String(tab === state.tab));
        button.tabIndex = tab === state.tab ? 0 : -1;
      } else {
        const onPhone = button.closest(".phone-bar") !== null;
        const on = view ? view === state.view && (!onPhone || pane === state.pane) : tab === state.tab && pane === state.pane;
        button.setAttribute("aria-pressed", String(on));
      }
    }
  }
  state.on(["view", "tab", "pane"], show);
  show();

  const tabs = buttons.filter((button) => button.getAttribute("role") === "tab");
  for (const tab of tabs) {
    tab.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      const other = tabs[(tabs.indexOf(tab) + 1) % tabs.length];
      other.focus();
      other.click();
    });
  }
  byId("p_skip").addEventListener("click", () => {
    go("table");
    byId("p_table_view").focus();
  });
  return go;
}
