// The table: its rows stand in the page as they are, or are made here where there are very many;
// this sorts, filters and marks them.

import { byId, make, makeName } from "../browser/elements.js";
import { groupEdges, shortPlace } from "../graph/graph.js";
import { plain } from "../search/search_index.js";

const STEP = 200; // rows shown at once, where they are made here

export function mountTable(graph, state) {
  const table = byId("p_table");
  if (!table) return;
  const body = table.tBodies[0];
  const filter = byId("p_filter");
  const more = byId("p_more");
  const made = new Map([...body.rows].map((row) => [numberOf(row), row]));
  const step = made.size ? Infinity : STEP;
  const names = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const kindOf = (node) => graph.kind(node).name;
  const byName = (a, b) => names.compare(a.name, b.name) || a.id - b.id;
  const compare = {
    name: byName,
    kind: (a, b) => names.compare(kindOf(a), kindOf(b)) || byName(a, b),
    edges: (a, b) => graph.edgesAt(b.id).length - graph.edgesAt(a.id).length || byName(a, b),
    source: (a, b) => names.compare(a.source, b.source) || byName(a, b),
  };
  let texts = null;
  let limit = step;
  let by = "name";
  let down = false;
  let order = null;

  function rowOf(node) {
    if (!made.has(node.id)) made.set(node.id, makeRow(graph, node));
    return made.get(node.id);
  }

  function admits(node) {
    if (state.hiddenKinds.has(node.kind)) return false;
    const wanted = plain(filter.value);
    if (!wanted) return true;
    texts ??= new Map(graph.nodes.map((one) => [one.id, plain([one.name, kindOf(one), ...one.aliases, one.summary].join(" "))]));
    return wanted.split(" ").every((word) => texts.get(node.id).includes(word));
  }

  function show() {
    if (state.view !== "table" && step !== Infinity) return;
    order ??= graph.nodes.toSorted(compare[by]);
    const admitted = order.filter(admits);
    const rows = (down ? admitted.toReversed() : admitted).slice(0, limit).map(rowOf);
    body.replaceChildren(...rows);
    for (const edges of body.querySelectorAll("p[class^=r]")) {
      edges.hidden = state.hiddenRelations.has(Number(edges.className.slice(1)));
    }
    const rest = admitted.length - rows.length;
    more.replaceChildren(...(rest > 0 ? [moreButton(rest)] : admitted.length ? [] : ["No concept fits."]));
    mark();
  }

  function moreButton(rest) {
    const button = make("button", { type: "button", class: "small" }, `Show ${Math.min(rest, STEP)} more of ${rest}`);
    button.addEventListener("click", () => {
      limit += STEP;
      show();
    });
    return button;
  }

  function mark() {
    for (const row of body.rows) {
      const chosen = numberOf(row) === state.selected;
      if (chosen) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
      if (chosen && state.view === "table") row.scrollIntoView({ block: "nearest" });
    }
  }

  const heads = [...table.querySelectorAll("th[data-sort]")];
  for (const head of heads) {
    const text = head.querySelector(".sort");
    const button = make("button", { type: "button", class: "sort" }, text.textContent);
    text.replaceWith(button);
    button.addEventListener("click", () => {
      down = head.getAttribute("aria-sort") === "ascending";
      by = head.dataset.sort;
      order = null;
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      show();
    });
  }
  filter.addEventListener("input", () => {
    limit = step;
    show();
  });
  state.on(["hiddenKinds", "hiddenRelations"], show);
  state.on(["selected", "view"], () => (step === Infinity ? mark() : show()));
  if (step !== Infinity) show();
  else mark();
}

const numberOf = (row) => Number(row.id.slice(1));

// A row as the template writes it.
function makeRow(graph, node) {
  const joined = (parts) => parts.flatMap((part, n) => (n ? [", ", part] : [part]));
  const link = ({ id, name }) => make("a", { href: `#~${id}` }, name);
  const groups = groupEdges(graph, node.id).map((group) =>
    make("p", { class: `r${group.relation}` }, make("span", { dir: "auto" }, `${group.title}:`), " ", joined(group.ends.map((end) => link(end.node)))),
  );
  return make(
    "tr",
    { id: `~${node.id}` },
    make("th", { scope: "row" }, link(node)),
    make("td", {}, makeName(graph.kind(node).name)),
    make(
      "td",
      {},
      node.summary ? make("p", { dir: "auto" }, node.summary) : null,
      node.aliases.length ? make("p", { class: "aliases" }, "Also called ", joined(node.aliases.map(makeName))) : null,
    ),
    make("td", {}, groups),
    make("td", {}, shortPlace(node.source)),
  );
}
