// The table: it stands in the page as it is; this sorts, filters and marks its rows.

import { byId, make } from "./dom.js";

export function mountTable(graph, state) {
  const table = byId("p_table");
  if (!table) return;
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => ({ row, node: graph.node(Number(row.dataset.id)) }));
  const order = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const kindOf = ({ node }) => graph.kind(node).name;
  const compare = {
    name: (a, b) => order.compare(a.node.name, b.node.name),
    kind: (a, b) => order.compare(kindOf(a), kindOf(b)) || order.compare(a.node.name, b.node.name),
  };
  const heads = [...table.querySelectorAll("th[data-sort]")];
  for (const head of heads) {
    const text = head.querySelector(".sort");
    const button = make("button", { type: "button", class: "sort" }, text.textContent);
    text.replaceWith(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const sorted = rows.toSorted(compare[head.dataset.sort]);
      body.append(...(down ? sorted.reverse() : sorted).map(({ row }) => row));
    });
  }
  state.on(["hiddenKinds", "hiddenRelations"], () => {
    for (const { row, node } of rows) row.hidden = state.hiddenKinds.has(node.kind);
    for (const edges of body.querySelectorAll("[data-relation]")) {
      edges.hidden = state.hiddenRelations.has(Number(edges.dataset.relation));
    }
  });
  const mark = () => {
    for (const { row, node } of rows) {
      const chosen = node.id === state.selected;
      if (chosen) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
      if (chosen && state.view === "table") row.scrollIntoView({ block: "nearest" });
    }
  };
  state.on(["selected", "view"], mark);
  mark();
}
