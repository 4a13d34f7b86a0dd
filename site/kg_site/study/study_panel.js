// The study panel: a topic's concepts in learning order, with the learner's progress and flip cards.

import { byId, make, makeButton } from "../browser/elements.js";
import { copyText } from "../browser/files.js";
import { BEYOND_DECK, capitalised, citationInWords } from "../graph/wording.js";
import { makeBeyond, makeConceptLink } from "../panels/details.js";
import { makeConceptField } from "../search/concept_field.js";
import { STATUSES } from "../state/progress.js";
import { hasAnswer } from "./card_back.js";
import { mountFlipCards } from "./flip_cards.js";
import { toMarkdown } from "./markdown.js";
import { readyToLearn } from "./prerequisites.js";
import { makeProgressControls } from "./progress_controls.js";
import { kindTopic, MY_CONCEPTS, topicList, topicTitle } from "./topic.js";

const LENGTHS = [6, 12, 24, 48];
const STATUS_NAMES = { learning: "Learning", known: "Known" };

/**
 * Fill the panel; return a function that gives the list for the map, or null where there is none.
 *
 * @param {Graph} graph
 * @param {PageState} state
 * @param {LazyIndex} index
 * @param {Progress} progress
 * @returns {() => NumberedConcepts | null}
 */
export function mountStudyPanel(graph, state, index, progress) {
  const topicSelect = make("select", { id: "study_topic" });
  const conceptField = makeConceptField(graph, index, {
    id: "study_concept",
    label: "or any concept",
    onChoose: (id) => state.set({ topic: graph.concept(id).slug }),
  });
  const lengthSelect = make(
    "select",
    { id: "study_length" },
    ...LENGTHS.map((n) => make("option", { value: String(n) }, `at most ${n}`)),
  );
  const summary = make("p", { class: "intro", role: "status" });
  const list = make("ol", { class: "study-list" });
  const copied = make("p", { class: "visually-hidden", role: "status" });
  const openCards = mountFlipCards(graph, progress);
  const cardsButton = makeButton("Flip cards", () =>
    openCards(currentItems().map(({ concept }) => concept)),
  );
  const tools = make(
    "div",
    { class: "actions" },
    cardsButton,
    makeButton("Copy as Markdown", copy),
    makeButton("Print", () => print()),
  );
  byId("study_panel").append(
    make("div", { class: "field" }, make("label", { for: "study_topic" }, "Topic"), topicSelect),
    conceptField.element,
    make("div", { class: "field" }, make("label", { for: "study_length" }, "Length"), lengthSelect),
    tools,
    summary,
    copied,
    list,
    makeProgressControls(progress),
  );
  lengthSelect.value = String(state.listLength);
  topicSelect.addEventListener("change", () => state.set({ topic: topicSelect.value || null }));
  lengthSelect.addEventListener("change", () =>
    state.set({ listLength: Number(lengthSelect.value) }),
  );

  /** @type {{ key: string, items: StudyItem[] } | null} */
  let last = null;

  function currentItems() {
    const { topic, listLength, myConcepts } = state;
    const key = `${topic}|${listLength}|${topic === MY_CONCEPTS ? [...myConcepts] : ""}`;
    if (last?.key !== key) last = { key, items: topicList(graph, state) };
    return last.items;
  }

  /** @param {number} id */
  const statusOf = (id) => progress.get(graph.concept(id).slug);
  const isKnown = (/** @type {number} */ id) => statusOf(id) === "known";

  /** @returns {NumberedConcepts | null} */
  function currentList() {
    const items = currentItems();
    if (!items.length) return null;
    const ids = items.map(({ concept }) => concept.id);
    const inside = new Set(ids);
    const ready = readyToLearn(items, isKnown);
    /** @type {Map<number, Badge>} */
    const badges = new Map();
    for (const [n, id] of ids.entries()) {
      badges.set(id, { text: String(n + 1), status: statusOf(id), ready: ready.has(id) });
    }
    const edges = graph.edges.filter(
      (edge) =>
        inside.has(edge.subject) &&
        inside.has(edge.object) &&
        graph.relation(edge).learn !== "neither" &&
        !state.hiddenRelations.has(edge.relation),
    );
    return { ids, edges, badges, unlabelled: true };
  }

  async function copy() {
    const title = topicTitle(graph, state.topic);
    const done = await copyText(toMarkdown(graph, title, currentItems(), progress));
    copied.textContent = "";
    copied.textContent = done
      ? "Copied"
      : "This browser does not allow pages to copy; print the list instead.";
    copied.classList.remove("visually-hidden");
  }

  function fillTopics() {
    const stages = Object.values(graph.layouts).flatMap(({ boxes }) =>
      boxes.filter(({ head }) => head).map(({ id }) => graph.concept(id)),
    );
    const { kinds } = graph.about;
    topicSelect.replaceChildren(
      makeOption("", "Choose a topic"),
      ...makeOptions(
        "Stages",
        stages.map(({ slug, name }) => makeOption(slug, name)),
      ),
      ...makeOptions(
        "Kinds",
        kinds.map((kind) => makeOption(kindTopic(kind), kind.plural)),
      ),
      ...makeOptions("Mine", [makeOption(MY_CONCEPTS, `My concepts (${state.myConcepts.size})`)]),
    );
    topicSelect.value = state.topic ?? "";
    if (topicSelect.selectedIndex < 0) topicSelect.value = "";
  }

  /** @param {StudyItem} item */
  function makeItem({ concept, reason, place }) {
    const toggles = STATUSES.map((status) => {
      const toggle = () =>
        progress.set(concept.slug, progress.get(concept.slug) === status ? null : status);
      return makeButton(STATUS_NAMES[status], toggle, {
        class: "status-toggle",
        "data-status": status,
        "aria-pressed": "false",
        "aria-label": `${STATUS_NAMES[status]}: ${concept.name}`,
      });
    });
    return make(
      "li",
      { "data-id": String(concept.id) },
      make(
        "div",
        { class: "study-item-top" },
        makeConceptLink(concept),
        make("span", { class: "ready", hidden: "" }, "ready to learn"),
      ),
      make("p", { class: "reason", dir: "auto" }, `${capitalised(reason)} · ${place}.`),
      makeAnswer(concept),
      make("div", { class: "toggles" }, ...toggles),
    );
  }

  // Show the learner's progress on the items that are there; they keep the focus.
  function showProgress() {
    const items = currentItems();
    const ready = readyToLearn(items, isKnown);
    /** @type {NodeListOf<HTMLElement>} */
    const rows = list.querySelectorAll(":scope > li");
    for (const row of rows) {
      const id = Number(row.dataset.id);
      const status = statusOf(id);
      row.dataset.status = status ?? "unknown";
      /** @type {NodeListOf<HTMLElement>} */
      const readyNotes = row.querySelectorAll(".ready");
      for (const note of readyNotes) note.hidden = !ready.has(id);
      /** @type {NodeListOf<HTMLElement>} */
      const toggles = row.querySelectorAll(".status-toggle");
      for (const toggle of toggles) {
        toggle.setAttribute("aria-pressed", String(toggle.dataset.status === status));
      }
    }
    summary.textContent = summaryOf(items, ready.size);
  }

  /**
   * @param {StudyItem[]} items
   * @param {number} readyCount
   */
  function summaryOf(items, readyCount) {
    if (items.length) {
      const known = items.filter(({ concept }) => isKnown(concept.id)).length;
      const next = readyCount
        ? "Concepts that are ready to learn have a dashed frame on the map."
        : "You know all of them.";
      return `${known} of ${items.length} known. ${next}`;
    }
    return state.topic === MY_CONCEPTS
      ? "Add concepts from their details to list them here in learning order."
      : "Choose a topic to list its concepts in learning order, each after its prerequisites.";
  }

  function show() {
    fillTopics();
    conceptField.show(graph.find(state.topic ?? "")?.id ?? null);
    list.replaceChildren(...currentItems().map(makeItem));
    tools.hidden = !currentItems().length;
    cardsButton.hidden = !currentItems().some(({ concept }) => hasAnswer(graph, concept));
    copied.classList.add("visually-hidden");
    showProgress();
  }
  state.on(["topic", "listLength"], show);
  state.on(["myConcepts"], () => (state.topic === MY_CONCEPTS ? show() : fillTopics()));
  progress.onChange(showProgress);
  show();
  return currentList;
}

/**
 * Make the part of an item that shows the concept's summary and citation, and apart from these what
 * is known beyond the deck; null if it has none of them.
 *
 * @param {Concept} concept
 */
function makeAnswer(concept) {
  const { name, summary, background, citation } = concept;
  if (!summary && !citation && !background) return null;
  const title = summary || citation ? "Answer" : BEYOND_DECK;
  const ofName = make("span", { class: "visually-hidden" }, `: ${name}`);
  return make(
    "details",
    {},
    make("summary", {}, title, ofName),
    summary ? make("p", { dir: "auto" }, summary) : null,
    citation ? make("p", { class: "source" }, capitalised(citationInWords(citation))) : null,
    makeBeyond(concept),
  );
}

/**
 * @param {string} value
 * @param {string} text
 */
const makeOption = (value, text) => make("option", { value }, text);

/**
 * Return options as a group; nothing where there are none.
 *
 * @param {string} label
 * @param {HTMLOptionElement[]} options
 */
const makeOptions = (label, options) =>
  options.length ? [make("optgroup", { label }, ...options)] : [];
