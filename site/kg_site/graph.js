// The graph that the page carries: concepts by number, and the edges at each.

export function readGraph(text) {
  const { about, nodes, edges } = JSON.parse(text);
  const byNumber = new Map(nodes.map((node) => [node.id, node]));
  const bySlug = new Map(nodes.map((node) => [node.slug, node]));
  const at = new Map(nodes.map((node) => [node.id, []]));
  for (const edge of edges) {
    at.get(edge.from).push(edge);
    if (edge.to !== edge.from) at.get(edge.to).push(edge);
  }
  return {
    about,
    nodes,
    edges,
    node: (id) => byNumber.get(id),
    find: (slug) => bySlug.get(slug),
    edgesAt: (id) => at.get(id) ?? [],
    kind: (node) => about.kinds[node.kind],
    relation: (edge) => about.relations[edge.relation],
  };
}

// The edges at a concept, in words as read from it: [{ title, relation, ends: [{node, source}] }].
export function groupEdges(graph, id) {
  const groups = new Map();
  for (const edge of graph.edgesAt(id)) {
    const relation = graph.relation(edge);
    const outward = edge.from === id;
    const title = outward ? relation.out : relation.into;
    const key = `${relation.symmetric || outward ? 0 : 1} ${String(edge.relation).padStart(6, "0")}`;
    if (!groups.has(key)) groups.set(key, { title, relation: edge.relation, ends: [] });
    groups.get(key).ends.push({
      node: graph.node(outward ? edge.to : edge.from),
      source: edge.source,
    });
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
