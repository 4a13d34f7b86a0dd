// The study panel: a topic's concepts in learning order, beside the map; marks, cards, and what to
// learn next.

import { mountCards } from "./flip_cards.js";
import { conceptLink } from "../panels/details.js";
import { byId, make } from "../browser/elements.js";
import { capital, sayPlace } from "../graph/graph.js";
import { orderOf, readyNext, related, studyList } from "./study_list.js";
import { makePicker } from "../search/concept_field.js";
import { STATUSES } from "../state/progress.js";
import { copyText, readFile, saveText } from "../panels/save_menu.js";

const SIZES = [6, 12, 24, 48];
const KIND = "~kind ";
const PICKS = "~picks";
const MARK_NAMES = { learning: "Learning", known: "Known" };

export function mountStudy(graph, state, finder, progress) {
  const place = byId("p_study");
  const chapters = make("select", { id: "p_chapter" });
  const picker = makePicker(graph, finder, {
    id: "p_topic",
    label: "or any concept",
    choose: (id) => state.set({ topic: graph.node(id).slug }),
  });
  const size = make("select", { id: "p_size" }, ...SIZES.map((n) => make("option", { value: String(n) }, `at most ${n}`)));
  const status = make("p", { class: "intro", role: "status" });
  const list = make("ol", { class: "lesson" });
  const said = make("p", { class: "unseen", role: "status" });
  const tools = make("div", { class: "actions" });
  const marks = make("details", { class: "marks" });
  place.append(
    make("div", { class: "field" }, make("label", { for: "p_chapter" }, "Topic"), chapters),
    picker.element,
    make("div", { class: "field" }, make("label", { for: "p_size" }, "Length"), size),
    tools,
    status,
    said,
    list,
    marks,
  );
  size.value = String(state.length);
  chapters.addEventListener("change", () => state.set({ topic: chapters.value || null }));
  size.addEventListener("change", () => state.set({ length: Number(size.value) }));

  const cards = mountCards(graph, progress);
  const button = (text, act) => {
    const made = make("button", { type: "button", class: "small" }, text);
    made.addEventListener("click", act);
    return made;
  };
  tools.append(
    button("Flip cards", () => cards.open(items().map(({ node }) => node))),
    button("Copy as Markdown", async () => {
      const done = await copyText(asMarkdown(graph, heading(), items(), progress));
      said.textContent = "";
      said.textContent = done ? "Copied" : "This browser does not let pages copy; print instead";
      said.classList.remove("unseen");
    }),
    button("Print", () => print()),
  );
  const file = make("input", { type: "file", accept: "application/json,.json", hidden: "", "aria-label": "File of marks" });
  file.addEventListener("change", async () => {
    try {
      const { taken, bad } = progress.fromFile(await readFile(file));
      told(`${taken} marks taken in${bad ? `, ${bad} not understood` : ""}.`);
    } catch (error) {
      told(error.message);
    }
    file.value = "";
  });
  const answer = make("p", { class: "intro", role: "status" });
  const told = (text) => {
    answer.textContent = text;
  };
  marks.append(
    make("summary", {}, "Keep my marks"),
    make("p", { class: "intro" }, "Marks stay in this browser. Save them to a file to take them elsewhere."),
    make(
      "div",
      { class: "actions" },
      button("Save to a file", () => saveText("kg-progress.json", "application/json", progress.toFile())),
      button("Load a file", () => file.click()),
      button("Forget all", () => {
        const count = progress.count();
        if (count && !confirm(`Forget ${count} marks?`)) return;
        progress.clear();
        told("All marks are forgotten.");
      }),
    ),
    file,
    answer,
  );

  let known = { key: null, items: [] };

  function items() {
    const key = `${state.topic}|${state.length}|${state.topic === PICKS ? [...state.picks] : ""}`;
    if (known.key !== key) known = { key, items: find() };
    return known.items;
  }

  function find() {
    const { topic, length, picks } = state;
    if (topic === PICKS) {
      const seeds = new Map([...picks].map((id) => [id, 1]));
      return seeds.size ? orderOf(graph, [...picks], related(graph, seeds), seeds) : [];
    }
    const kind = topic?.startsWith(KIND) ? graph.about.kinds.findIndex(({ name }) => name === topic.slice(KIND.length)) : -1;
    if (kind >= 0) return studyList(graph, new Map(graph.nodes.filter((node) => node.kind === kind).map(({ id }) => [id, 1])), length);
    const node = topic === null ? null : graph.find(topic);
    return node ? studyList(graph, new Map([[node.id, 1]]), length) : [];
  }

  const heading = () => {
    if (state.topic === PICKS) return "My concepts";
    if (state.topic?.startsWith(KIND)) return graph.about.kinds.find(({ name }) => name === state.topic.slice(KIND.length))?.plural ?? "";
    return graph.find(state.topic ?? "")?.name ?? "";
  };

  const isKnown = (id) => progress.get(graph.node(id).slug) === "known";

  // What of the map the list lights: { ids, edges, badges, untold }, null while there is no list.
  function shown() {
    const list = items();
    if (!list.length) return null;
    const ids = list.map(({ node }) => node.id);
    const inside = new Set(ids);
    const ready = readyNext(list, isKnown);
    const badges = new Map(
      ids.map((id, n) => [id, { text: String(n + 1), mark: progress.get(graph.node(id).slug), ready: ready.has(id) }]),
    );
    const edges = graph.edges.filter(
      (edge) => inside.has(edge.from) && inside.has(edge.to) && graph.relation(edge).learn !== "neither" && !state.hiddenRelations.has(edge.relation),
    );
    return { ids, edges, badges, untold: true };
  }

  function fillChapters() {
    const heads = Object.values(graph.layouts).flatMap(({ boxes }) => boxes.filter(({ head }) => head).map(({ id }) => graph.node(id)));
    const option = (value, text) => make("option", { value }, text);
    const group = (label, options) => (options.length ? make("optgroup", { label }, ...options) : null);
    chapters.replaceChildren();
    chapters.append(
      ...[
        option("", "Choose a topic"),
        group("Stages", heads.map((node) => option(node.slug, node.name))),
        group("Kinds", graph.about.kinds.map((kind) => option(`${KIND}${kind.name}`, kind.plural))),
        group("Mine", [option(PICKS, `My concepts (${state.picks.size})`)]),
      ].filter(Boolean),
    );
    chapters.value = state.topic ?? "";
    if (chapters.selectedIndex < 0) chapters.value = "";
  }

  function card({ node, reason, place: where }) {
    const toggles = STATUSES.map((mark) => {
      const toggle = make("button", { type: "button", class: "mark", "data-mark": mark, "aria-pressed": "false", "aria-label": `${MARK_NAMES[mark]}: ${node.name}` }, MARK_NAMES[mark]);
      toggle.addEventListener("click", () => progress.set(node.slug, progress.get(node.slug) === mark ? null : mark));
      return toggle;
    });
    const back = [node.summary ? make("p", { dir: "auto" }, node.summary) : null, node.source ? make("p", { class: "source" }, capital(sayPlace(node.source))) : null];
    return make(
      "li",
      { "data-id": String(node.id) },
      make("div", { class: "lesson-top" }, conceptLink(node), make("span", { class: "ready", hidden: "" }, "ready to learn")),
      make("p", { class: "why", dir: "auto" }, `${capital(reason)} · ${where}.`),
      back.some(Boolean) ? make("details", {}, make("summary", {}, "Answer", make("span", { class: "unseen" }, `: ${node.name}`)), back) : null,
      make("div", { class: "toggles" }, ...toggles),
    );
  }

  // The marks of the items that are there; the items themselves stay, and the focus with them.
  function showMarks() {
    const rows = items();
    const ready = readyNext(rows, isKnown);
    const known = rows.filter(({ node }) => isKnown(node.id)).length;
    for (const row of list.children) {
      const id = Number(row.dataset.id);
      const mark = progress.get(graph.node(id).slug);
      row.dataset.mark = mark ?? "unknown";
      row.querySelector(".ready").hidden = !ready.has(id);
      for (const toggle of row.querySelectorAll(".mark")) toggle.setAttribute("aria-pressed", String(toggle.dataset.mark === mark));
    }
    status.textContent = rows.length
      ? `${known} of ${rows.length} known. ${ready.size ? "What is ready to learn has a dashed frame on the map." : "All of it is known."}`
      : state.topic === PICKS
        ? "Add concepts from their details; they come in learning order here."
        : "Choose a topic; its concepts come in learning order, each after what it builds on.";
  }

  function show() {
    fillChapters();
    const node = state.topic === null ? null : graph.find(state.topic);
    picker.show(node?.id ?? null);
    list.replaceChildren(...items().map(card));
    tools.hidden = !items().length;
    said.classList.add("unseen");
    showMarks();
  }
  state.on(["topic", "length"], show);
  state.on(["picks"], () => (state.topic === PICKS ? show() : fillChapters()));
  progress.onChange(showMarks);
  show();
  return { shown };
}

function asMarkdown(graph, heading, items, progress) {
  const plain = (text) => text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>#|~&]/g, "\\$&");
  const lines = items.map(({ node, reason, place }) => {
    const done = progress.get(node.slug) === "known" ? "x" : " ";
    const summary = node.summary ? `  \n  ${plain(node.summary)}` : "";
    return `- [${done}] **${plain(node.name)}** (${plain(graph.kind(node).name)}): ${plain(reason)} · ${plain(place)}${summary}`;
  });
  return `# ${plain(heading)}\n\n${lines.join("\n")}\n`;
}
