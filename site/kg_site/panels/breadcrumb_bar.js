// The bar over the map around one concept: the concepts that the reader came from, and the rings.

import { byId, make, makeButton, makeName } from "../browser/elements.js";

const MAX_CRUMBS = 6;

/**
 * Follow the centre of the view around one concept, and show the way to it.
 *
 * @param {Graph} graph
 * @param {PageState} state
 * @param {(id: number) => void} select
 */
export function mountBreadcrumbBar(graph, state, select) {
  const bar = byId("breadcrumb_bar");

  // The selected concept becomes the centre; returning to a crumb drops those after it.
  state.on(["selected", "view"], () => {
    if (state.view !== "around") return;
    const { trail } = state;
    const centre =
      state.selected ?? state.centre ?? graph.about.focus ?? graph.byDegree()[0]?.id ?? null;
    if (centre === null || centre === trail.at(-1)) {
      state.set({ centre });
      return;
    }
    const at = trail.indexOf(centre);
    state.set({
      centre,
      trail: at < 0 ? [...trail, centre].slice(-MAX_CRUMBS) : trail.slice(0, at + 1),
    });
  });

  /**
   * @param {number} id
   * @param {number} n
   */
  function makeCrumb(id, n) {
    const name = makeName(graph.concept(id).name);
    if (n === state.trail.length - 1) {
      return make("li", {}, make("span", { "aria-current": "location" }, name));
    }
    const button = make("button", { type: "button" }, name);
    button.addEventListener("click", () => select(id));
    return make("li", {}, button);
  }

  function makeRings() {
    const buttons = [1, 2, 3].map((hops) => {
      const choose = () => {
        state.set({ hops });
        /** @type {HTMLElement | null} */
        const button = bar.querySelector(`.rings button:nth-of-type(${hops})`);
        button?.focus();
      };
      return makeButton(String(hops), choose, {
        "aria-pressed": String(hops === state.hops),
        "aria-label": `${hops} ${hops === 1 ? "step" : "steps"} away`,
      });
    });
    const attributes = { class: "switch", role: "group", "aria-label": "Steps from the concept" };
    return make(
      "div",
      { class: "rings" },
      make("span", { "aria-hidden": "true" }, "Steps"),
      make("div", attributes, ...buttons),
    );
  }

  function show() {
    bar.hidden = state.view !== "around";
    if (bar.hidden) return;
    const crumbs = make("ol", { class: "crumbs" }, ...state.trail.map(makeCrumb));
    bar.replaceChildren(make("nav", { "aria-label": "Where you came from" }, crumbs), makeRings());
  }
  state.on(["view", "trail", "hops", "centre"], show);
  show();
}
