// The details of the selected concept: what it is, where the deck describes it, and its links.

import { byId, make, makeButton, makeGlyph, makeName } from "../browser/elements.js";
import { lookOf, markerOf } from "../drawing/kind_markers.js";
import { groupEdges } from "../graph/graph.js";
import {
  BEYOND_DECK,
  capitalised,
  citationInWords,
  GROUND_WORDS,
  shortCitation,
} from "../graph/wording.js";

/**
 * @typedef {{ text: string, act: () => void, pressed?: boolean }} Action A button in the details.
 */

/**
 * Show the details of the concept that is selected.
 *
 * @param {Graph} graph
 * @param {PageState} state
 * @param {(id: number | null) => void} select
 * @param {(concept: Concept) => Action[]} actionsFor
 */
export function mountDetails(graph, state, select, actionsFor) {
  const panel = byId("details_panel");
  const show = () => {
    if (state.selected === null) {
      panel.replaceChildren(makeInvitation());
      return;
    }
    const concept = graph.concept(state.selected);
    panel.replaceChildren(...makeDetails(graph, concept, select, actionsFor(concept)));
  };
  state.on(["selected"], () => {
    show();
    panel.scrollTop = 0;
  });
  state.on(["myConcepts"], show);
  show();
}

function makeInvitation() {
  const text = "Select a concept on the map, in the table or by searching to read about it here.";
  return make("p", { class: "intro" }, text);
}

/**
 * Make the line that names a concept's kind.
 *
 * @param {Graph} graph
 * @param {Concept} concept
 */
export function makeKindTag(graph, concept) {
  const kind = graph.kind(concept);
  const glyph = makeGlyph(markerOf(kind), `marker k${lookOf(kind)}`);
  return make("p", { class: "kind" }, glyph, makeName(kind.name));
}

/**
 * Make a link that selects a concept.
 *
 * @param {Concept} concept
 */
export function makeConceptLink(concept) {
  const href = `#${encodeURIComponent(concept.slug)}`;
  return make("a", { href, "data-id": String(concept.id) }, makeName(concept.name));
}

/**
 * Make a short citation that shows the whole one on hover and reads it out.
 *
 * @param {string} citation
 */
export function makeCitation(citation) {
  const short = shortCitation(citation);
  const whole = citationInWords(citation);
  const start = whole.slice(0, whole.length - short.length);
  return make(
    "span",
    { class: "citation", title: whole },
    make("span", { class: "visually-hidden" }, start),
    short,
  );
}

/**
 * Make the mark of an edge that the deck does not state; null for others.
 *
 * @param {Edge} edge
 */
export function makeMark({ ground }) {
  return ground === "stated"
    ? null
    : make("span", { class: `mark ${ground}` }, GROUND_WORDS[ground]);
}

/**
 * Make the part that says what is known of a concept beyond the deck; null where nothing is.
 *
 * @param {Concept} concept
 * @param {"h3" | "b"} tag Of its heading.
 */
export function makeBeyond({ background }, tag = "h3") {
  if (!background) return null;
  return make(
    "div",
    { class: "beyond" },
    make(tag, {}, BEYOND_DECK),
    make("p", { dir: "auto" }, background),
  );
}

/**
 * Make a line of texts that cards of the deck state, each with its citation.
 *
 * @param {CitedText[]} texts
 * @param {string} className
 */
function makeCited(texts, className) {
  const parts = texts.flatMap(([text, citation], n) => [
    n ? "; " : "",
    make("span", { dir: "auto" }, text),
    citation ? " " : "",
    citation ? makeCitation(citation) : null,
  ]);
  return make("p", { class: className }, ...parts);
}

/**
 * Make the contents of the panel.
 *
 * @param {Graph} graph
 * @param {Concept} concept
 * @param {(id: number | null) => void} select
 * @param {Action[]} actions
 * @returns {HTMLElement[]}
 */
function makeDetails(graph, concept, select, actions) {
  const { name, aliases, summary, attributes, citation, flags, page } = concept;
  const clear = () => {
    select(null);
    byId("map_area").focus();
  };
  const close = makeButton("Clear", clear, {
    class: "quiet close",
    "aria-label": "Clear the selection",
  });
  /** @type {HTMLElement[]} */
  const parts = [
    make("div", { class: "details-top" }, makeKindTag(graph, concept), close),
    make("h2", { dir: "auto", tabindex: "-1", id: "concept_name" }, name),
  ];
  if (aliases.length) {
    const names = aliases.flatMap((alias, n) => (n ? [", ", makeName(alias)] : [makeName(alias)]));
    parts.push(make("p", { class: "aliases" }, "Also called ", ...names));
  }
  if (summary) parts.push(make("p", { class: "summary", dir: "auto" }, summary));
  if (attributes.length) parts.push(makeCited(attributes, "facts"));
  if (citation) {
    parts.push(make("p", { class: "source" }, capitalised(citationInWords(citation))));
  }
  for (const flag of flags) {
    const note = makeCited([flag], "flag");
    note.prepend("Note: ");
    parts.push(note);
  }
  const beyond = makeBeyond(concept);
  if (beyond) parts.push(beyond);
  const buttons = actions.map(({ text, act, pressed }) =>
    makeButton(text, act, {
      class: "small",
      "aria-pressed": pressed === undefined ? null : String(pressed),
    }),
  );
  parts.push(make("div", { class: "actions" }, ...buttons));
  if (page) parts.push(make("p", {}, make("a", { href: page }, "Its own page")));
  const groups = groupEdges(graph, concept.id);
  if (!groups.length) parts.push(make("p", { class: "intro" }, "No links on this map."));
  for (const { title, ends } of groups) {
    const items = ends.map((end) =>
      make(
        "li",
        {},
        makeConceptLink(end.concept),
        end.edge.qualifiers
          ? make("span", { class: "qualifiers" }, "(", makeName(end.edge.qualifiers), ")")
          : null,
        makeMark(end.edge),
        end.edge.citation ? makeCitation(end.edge.citation) : null,
      ),
    );
    parts.push(
      make("h3", { dir: "auto" }, capitalised(title)),
      make("ul", { class: "ends" }, ...items),
    );
  }
  return parts;
}
