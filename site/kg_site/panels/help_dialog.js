// The help, which opens over the page.

import { byId, make, makeButton } from "../browser/elements.js";

/** @type {[string, string][]} */
const KEYS = [
  ["/", "Search"],
  ["Arrows", "Move between concepts on the map"],
  ["Enter", "Read the details of the concept"],
  ["Esc", "Clear the selection or close what is open"],
  ["+ −", "Zoom; 0 shows the whole map"],
  ["1 – 6", "Open a view"],
  ["?", "This help"],
];

/** @type {Record<ViewName, string>} */
const VIEWS = {
  stages: "The stages in order, each with its concepts.",
  web: "Linked concepts close together; coloured areas are groups with many links.",
  around: "One concept and its links, ring by ring, every line with its relation.",
  table: "All concepts as text, to sort and to filter.",
  path: "How two concepts are connected, step by step.",
  study: "What to learn for a topic, in order, with flip cards and your progress.",
};

/**
 * Make the help, and return the function that opens it.
 *
 * @param {ViewName[]} views
 */
export function mountHelp(views) {
  const makeList = (/** @type {[string, string][]} */ pairs) =>
    make(
      "dl",
      {},
      ...pairs.flatMap(([term, text]) => [make("dt", {}, term), make("dd", {}, text)]),
    );
  /** @type {HTMLDialogElement} */
  const dialog = make(
    "dialog",
    { class: "help", "aria-labelledby": "help_title" },
    make("h2", { id: "help_title" }, "How to use the map"),
    makeList(views.map((name) => [name[0].toUpperCase() + name.slice(1), VIEWS[name]])),
    make("h3", {}, "Keys"),
    makeList(KEYS),
    make(
      "p",
      { class: "intro" },
      "Dashed lines follow from other links, dotted ones are not in the deck. ",
      "Untick a kind or a relation in the legend to hide it on the map and in the table. ",
      "The address of the page leads back to the selected concept and the view.",
    ),
    makeButton("Close", () => dialog.close(), { class: "small main" }),
  );
  document.body.append(dialog);
  const open = () => dialog.showModal();
  byId("help_button").addEventListener("click", open);
  return open;
}
