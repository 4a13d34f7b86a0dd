// Flip cards: the concepts of a list one by one, with the answer on the back.

import { byId, make, makeButton } from "../browser/elements.js";
import { capitalised, citationInWords } from "../graph/wording.js";
import { makeBeyond, makeKindTag } from "../panels/details.js";
import { hasAnswer, linksOnBack } from "./card_back.js";

const MAX_GROUPS = 4; // of links on the back

/**
 * Make the dialog, and return a function that opens it with those of some concepts that have an
 * answer; one must have.
 *
 * @param {Graph} graph
 * @param {Progress} progress
 */
export function mountFlipCards(graph, progress) {
  const dialog = make("dialog", { class: "cards", "aria-label": "Flip cards" });
  document.body.append(dialog);
  /** @type {Concept[]} */
  let concepts = [];
  let position = 0;
  let isTurned = false;

  /** @param {Concept[]} chosen */
  function open(chosen) {
    concepts = chosen.filter((concept) => hasAnswer(graph, concept));
    position = 0;
    isTurned = false;
    dialog.showModal();
    show();
  }

  /** @param {number} step */
  function move(step) {
    position = (position + step + concepts.length) % concepts.length;
    isTurned = false;
    show();
  }

  function turn() {
    isTurned = !isTurned;
    show();
  }

  /** @param {Status} status */
  function rate(status) {
    progress.set(concepts[position].slug, status);
    move(1);
  }

  /** @param {Concept} concept */
  function makeBack(concept) {
    const links = linksOnBack(graph, concept).slice(0, MAX_GROUPS);
    const facts = concept.attributes.map(([text]) => text).join("; ");
    const citation = capitalised(citationInWords(concept.citation));
    return [
      concept.summary ? make("p", { dir: "auto" }, concept.summary) : null,
      facts ? make("p", { class: "facts", dir: "auto" }, facts) : null,
      ...links.map((text) => make("p", { class: "source", dir: "auto" }, text)),
      citation ? make("p", { class: "source" }, citation) : null,
      makeBeyond(concept),
    ];
  }

  function show() {
    const concept = concepts[position];
    const status = progress.get(concept.slug);
    const counter = `${position + 1} of ${concepts.length}${status ? `, ${status}` : ""}`;
    const question = make("p", { class: "intro" }, "What is it, and what is it linked to?");
    const turnLabel = isTurned ? "Hide the answer" : "Show the answer";
    dialog.replaceChildren(
      make(
        "div",
        { class: "cards-top" },
        make("p", {}, counter),
        makeButton("Close", () => dialog.close()),
      ),
      make(
        "div",
        { class: isTurned ? "face back" : "face", "aria-live": "polite" },
        makeKindTag(graph, concept),
        make("h2", { dir: "auto" }, concept.name),
        isTurned ? makeBack(concept) : question,
      ),
      make(
        "div",
        { class: "actions" },
        makeButton("Back", () => move(-1)),
        makeButton(turnLabel, turn, { class: "small main", id: "turn_card" }),
        makeButton("Next", () => move(1)),
      ),
      make(
        "div",
        { class: "actions" },
        makeButton("Still learning", () => rate("learning")),
        makeButton("Known", () => rate("known")),
      ),
    );
    byId("turn_card").focus();
  }

  dialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowRight") move(1);
    else if (event.key === "ArrowLeft") move(-1);
  });
  return open;
}
