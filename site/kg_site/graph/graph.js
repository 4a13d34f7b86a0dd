// The graph that the page carries: concepts by number, and the edges at each.

export function readGraph(text) {
  const { about, layouts, nodes, edges: rows } = JSON.parse(text);
  // What is empty is not written down.
  for (const node of nodes) {
    node.aliases ??= [];
    node.summary ??= "";
    node.source ??= "";
  }
  const edges = rows.map(([from, to, relation, source = ""]) => ({ from, to, relation, source }));
  const byNumber = new Map(nodes.map((node) => [node.id, node]));
  const bySlug = new Map(nodes.map((node) => [node.slug, node]));
  const at = new Map(nodes.map((node) => [node.id, []]));
  for (const edge of edges) {
    at.get(edge.from).push(edge);
    if (edge.to !== edge.from) at.get(edge.to).push(edge);
  }
  const edgesAt = (id) => at.get(id) ?? [];
  return {
    about,
    layouts,
    nodes,
    edges,
    node: (id) => byNumber.get(id),
    find: (slug) => bySlug.get(slug),
    edgesAt,
    kind: (node) => about.kinds[node.kind],
    relation: (edge) => about.relations[edge.relation],
    // Concepts with the most edges first.
    byDegree: () => nodes.toSorted((a, b) => edgesAt(b.id).length - edgesAt(a.id).length || a.id - b.id),
  };
}

export const farEnd = (edge, id) => (edge.from === id ? edge.to : edge.from);

// Edges in the order in which the command line takes them.
export function compareEdges(graph, a, b) {
  return a.from - b.from || byCodePoint(graph.relation(a).name, graph.relation(b).name) || a.to - b.to;
}

// How texts are sorted there too; by UTF-16 units or by locale they would be otherwise.
export function byCodePoint(a, b) {
  const left = [...a];
  const right = [...b];
  for (let n = 0; n < Math.min(left.length, right.length); n += 1) {
    const order = left[n].codePointAt(0) - right[n].codePointAt(0);
    if (order) return order;
  }
  return left.length - right.length;
}

// The edges at a concept, in words as read from it: [{ title, relation, ends: [{node, edge}] }].
export function groupEdges(graph, id) {
  const groups = new Map();
  for (const edge of graph.edgesAt(id)) {
    const relation = graph.relation(edge);
    const outward = edge.from === id;
    const key = `${relation.symmetric || outward ? 0 : 1} ${String(edge.relation).padStart(6, "0")}`;
    if (!groups.has(key)) {
      groups.set(key, { title: outward ? relation.out : relation.into, relation: edge.relation, ends: [] });
    }
    groups.get(key).ends.push({ node: graph.node(farEnd(edge, id)), edge });
  }
  return [...groups.keys()].sort().map((key) => groups.get(key));
}

const LINES = /^[\d\s,–-]+$/;

// A source in words: "28-29" becomes "deck lines 28–29"; anything else stays as it is.
export function sayPlace(source) {
  if (!LINES.test(source)) return source;
  return `deck ${/^\d+$/.test(source.trim()) ? "line" : "lines"} ${shortPlace(source)}`;
}

export function shortPlace(source) {
  return LINES.test(source) ? source.replaceAll("-", "–").replace(/,\s*/g, ", ") : source;
}

export function capital(text) {
  const [first = ""] = text;
  return first.toUpperCase() + text.slice(first.length);
}
