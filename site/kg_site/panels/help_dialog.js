// The help that lies over the page.

import { byId, make } from "../browser/elements.js";

const KEYS = [
  ["/", "Search"],
  ["Arrows", "Walk from concept to concept on the map"],
  ["Enter", "Read the details of the concept"],
  ["Esc", "Clear the selection, close what is open"],
  ["+ −", "Zoom; 0 shows all of the map"],
  ["1 – 6", "Open a view"],
  ["?", "This help"],
];

const VIEWS = {
  stages: "Lanes in their order, each with what belongs to it.",
  web: "Everything near what it is joined with; coloured grounds hold what hangs together.",
  around: "One concept with what it is joined to, ring by ring, every line told.",
  table: "The same as text, to sort and to filter.",
  path: "How two concepts hang together, step by step.",
  study: "What to learn for a topic, in order; cards to flip, marks to keep.",
};

export function mountHelp(views) {
  const close = make("button", { type: "button", class: "small main" }, "Close");
  const told = (pairs) => make("dl", {}, ...pairs.flatMap(([term, text]) => [make("dt", {}, term), make("dd", {}, text)]));
  const dialog = make(
    "dialog",
    { class: "help", "aria-labelledby": "p_help_title" },
    make("h2", { id: "p_help_title" }, "How to use the map"),
    told(views.map((name) => [name[0].toUpperCase() + name.slice(1), VIEWS[name]])),
    make("h3", {}, "Keys"),
    told(KEYS),
    make("p", { class: "intro" }, "The legend filters: what is unticked is hidden on the map and in the table. The address of the page leads back to what is selected."),
    close,
  );
  document.body.append(dialog);
  close.addEventListener("click", () => dialog.close());
  byId("p_help").addEventListener("click", () => dialog.showModal());
  return () => dialog.showModal();
}
