// Flip cards: the concepts of a list one by one, the answer behind.

import { kindTag } from "../panels/details.js";
import { byId, make } from "../browser/elements.js";
import { capital, groupEdges, sayPlace } from "../graph/graph.js";

const EDGES = 4; // groups of edges on the back

export function mountCards(graph, progress) {
  const dialog = make("dialog", { class: "cards", "aria-label": "Flip cards" });
  document.body.append(dialog);
  let nodes = [];
  let at = 0;
  let turned = false;

  function open(chosen) {
    nodes = chosen;
    at = 0;
    turned = false;
    dialog.showModal();
    show();
    byId("p_turn").focus();
  }

  function go(step) {
    at = (at + step + nodes.length) % nodes.length;
    turned = false;
    show();
    byId("p_turn").focus();
  }

  function turn() {
    turned = !turned;
    show();
    byId("p_turn").focus();
  }

  function rate(mark) {
    progress.set(nodes[at].slug, mark);
    go(1);
  }

  function button(text, act, attributes = {}) {
    const made = make("button", { type: "button", class: "small", ...attributes }, text);
    made.addEventListener("click", act);
    return made;
  }

  function back(node) {
    const groups = groupEdges(graph, node.id).slice(0, EDGES);
    return [
      node.summary ? make("p", { dir: "auto" }, node.summary) : null,
      ...groups.map((group) => make("p", { class: "source", dir: "auto" }, `${capital(group.title)}: ${group.ends.map((end) => end.node.name).join(", ")}`)),
      node.source ? make("p", { class: "source" }, capital(sayPlace(node.source))) : null,
    ];
  }

  function show() {
    const node = nodes[at];
    const mark = progress.get(node.slug);
    dialog.replaceChildren(
      make("div", { class: "cards-top" }, make("p", {}, `${at + 1} of ${nodes.length}${mark ? `, ${mark}` : ""}`), button("Close", () => dialog.close())),
      make(
        "div",
        { class: turned ? "face back" : "face", "aria-live": "polite" },
        kindTag(graph, node),
        make("h2", { dir: "auto" }, node.name),
        ...(turned ? back(node) : [make("p", { class: "intro" }, "What is it, and what does it go with?")]),
      ),
      make(
        "div",
        { class: "actions" },
        button("Back", () => go(-1)),
        button(turned ? "Hide the answer" : "Show the answer", turn, { id: "p_turn", class: "small main" }),
        button("Next", () => go(1)),
      ),
      make("div", { class: "actions" }, button("Still learning", () => rate("learning")), button("Known", () => rate("known"))),
    );
  }

  dialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowRight") go(1);
    else if (event.key === "ArrowLeft") go(-1);
  });
  return { open };
}
