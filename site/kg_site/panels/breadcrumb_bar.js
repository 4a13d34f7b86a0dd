// The strip over the map around one concept: where the reader came from, and how many rings.

import { byId, make, makeName } from "../browser/elements.js";

const MOST = 6; // crumbs

export function mountStrip(graph, state, select) {
  const strip = byId("p_strip");

  // Who is the centre, and how one came there: going back to a crumb drops those after it.
  state.on(["selected", "view"], () => {
    if (state.view !== "around") return;
    const centre = state.selected ?? state.centre ?? graph.about.focus ?? graph.byDegree()[0]?.id ?? null;
    if (centre === null || centre === state.trail.at(-1)) {
      state.set({ centre });
      return;
    }
    const at = state.trail.indexOf(centre);
    state.set({ centre, trail: at < 0 ? [...state.trail, centre].slice(-MOST) : state.trail.slice(0, at + 1) });
  });

  function crumb(id, n) {
    const here = n === state.trail.length - 1;
    const name = makeName(graph.node(id).name);
    if (here) return make("li", {}, make("span", { "aria-current": "location" }, name));
    const button = make("button", { type: "button" }, name);
    button.addEventListener("click", () => select(id));
    return make("li", {}, button);
  }

  function rings() {
    const buttons = [1, 2, 3].map((hops) => {
      const button = make("button", { type: "button", "aria-pressed": String(hops === state.hops), "aria-label": `${hops} ${hops === 1 ? "step" : "steps"} away` }, String(hops));
      button.addEventListener("click", () => {
        state.set({ hops });
        strip.querySelector(`.rings button:nth-of-type(${hops})`)?.focus();
      });
      return button;
    });
    return make("div", { class: "rings" }, make("span", { "aria-hidden": "true" }, "Steps"), make("div", { class: "switch", role: "group", "aria-label": "Steps from the concept" }, ...buttons));
  }

  function show() {
    strip.hidden = state.view !== "around";
    if (strip.hidden) return;
    strip.replaceChildren(
      make("nav", { "aria-label": "Where you came from" }, make("ol", { class: "crumbs" }, ...state.trail.map(crumb))),
      rings(),
    );
  }
  state.on(["view", "trail", "hops", "centre"], show);
  show();
}
