// The details of the selected concept: what it is, where that is from, its edges in words.

import { byId, make, makeGlyph, makeName } from "../browser/elements.js";
import { capital, groupEdges, sayPlace, shortPlace } from "../graph/graph.js";
import { lookOf, markerOf } from "../drawing/kind_markers.js";

// `actions(node)` gives the buttons: [{ text, act, pressed }].
export function mountDetails(graph, state, select, actions) {
  const place = byId("p_details");
  const show = () => {
    const node = state.selected === null ? null : graph.node(state.selected);
    place.replaceChildren(...(node ? describe(graph, node, select, actions(node)) : [hint()]));
  };
  state.on(["selected"], () => {
    show();
    place.scrollTop = 0;
  });
  state.on(["picks"], show);
  show();
}

function hint() {
  return make("p", { class: "intro" }, "Select a concept on the map, in the table or through the search to read about it here.");
}

export function kindTag(graph, node) {
  const kind = graph.kind(node);
  return make("p", { class: "kind" }, makeGlyph(markerOf(kind), `marker k${lookOf(kind)}`), makeName(kind.name));
}

export function conceptLink(node) {
  return make("a", { href: `#${encodeURIComponent(node.slug)}`, "data-id": String(node.id) }, makeName(node.name));
}

function describe(graph, node, select, actions) {
  const close = make("button", { type: "button", class: "quiet close", "aria-label": "Clear the selection" }, "Clear");
  close.addEventListener("click", () => {
    select(null);
    byId("p_map").focus();
  });
  const parts = [
    make("div", { class: "details-top" }, kindTag(graph, node), close),
    make("h2", { dir: "auto", tabindex: "-1", id: "p_name" }, node.name),
  ];
  if (node.aliases.length) {
    const names = node.aliases.flatMap((alias, n) => (n ? [", ", makeName(alias)] : [makeName(alias)]));
    parts.push(make("p", { class: "aliases" }, "Also called ", ...names));
  }
  if (node.summary) parts.push(make("p", { class: "summary", dir: "auto" }, node.summary));
  if (node.source) parts.push(make("p", { class: "source" }, capital(sayPlace(node.source))));
  parts.push(
    make(
      "div",
      { class: "actions" },
      ...actions.map(({ text, act, pressed }) => {
        const button = make("button", { type: "button", class: "small", "aria-pressed": pressed === undefined ? null : String(pressed) }, text);
        button.addEventListener("click", act);
        return button;
      }),
    ),
  );
  if (node.page) parts.push(make("p", {}, make("a", { href: node.page }, "Its own page")));
  const groups = groupEdges(graph, node.id);
  if (!groups.length) parts.push(make("p", { class: "intro" }, "No edges on this map."));
  for (const group of groups) {
    const items = group.ends.map(({ node: end, edge }) =>
      make("li", {}, conceptLink(end), edge.source ? showPlace(edge.source) : null),
    );
    parts.push(make("h3", { dir: "auto" }, capital(group.title)), make("ul", { class: "ends" }, ...items));
  }
  return parts;
}

export function showPlace(source) {
  const short = shortPlace(source);
  const told = sayPlace(source);
  return make("span", { class: "place", title: told }, make("span", { class: "unseen" }, told.slice(0, told.length - short.length)), short);
}
