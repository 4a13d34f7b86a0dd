// Search over names, aliases and summaries, with typos. MiniSearch indexes and finds.

const NAMES = ["name", "aliases"];
const BOOST = { name: 4, aliases: 3 };
const CHUNK = 500; // records indexed before the page may do something else

// Lower case without accents, words parted by single spaces.
export function plain(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}+#]+/u)
    .filter(Boolean)
    .join(" ");
}

// nodes: [{ id, name, aliases, summary }]. Returns { ready, search }.
// `ready` settles when all are indexed; until then search finds those that are.
// search(query, limit) gives [{ node, form }], best first; `form` is the alias that matched, or null.
export function createSearch(nodes) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const forms = new Map();
  const index = new MiniSearch({
    fields: ["name", "aliases", "summary"],
    extractField: (node, field) => (field === "aliases" ? (node.aliases ?? []).join("\n") : node[field] ?? ""),
    tokenize: (text) => plain(text).split(" "),
    processTerm: (term) => term || null,
    searchOptions: { boost: BOOST, prefix: (term) => term.length > 1, fuzzy: slips, maxFuzzy: 3 },
  });
  for (const node of nodes) {
    for (const form of [node.name, ...(node.aliases ?? [])]) {
      const key = plain(form);
      if (!forms.has(key)) forms.set(key, new Set());
      forms.get(key).add(node.id);
    }
  }

  function search(query, limit) {
    const wanted = plain(query);
    if (!wanted) return [];
    const exact = [...(forms.get(wanted) ?? [])];
    let found = index.search(query, { combineWith: "AND", fields: NAMES });
    if (found.length < limit) found = [...found, ...index.search(query, { combineWith: "AND" })];
    if (!found.length) found = index.search(query, { combineWith: "OR" });
    const ids = new Set([...exact, ...found.map(({ id }) => id)]);
    return [...ids].slice(0, limit).map((id) => ({ node: byId.get(id), form: matched(byId.get(id), wanted) }));
  }

  return { ready: index.addAllAsync(nodes, { chunkSize: CHUNK }), search };
}

// How many letters of a word may be wrong.
function slips(term) {
  if (term.length < 3) return false;
  return term.length < 5 ? 1 : 2;
}

// The alias by which a concept was found, when its name does not hold what was typed.
function matched(node, wanted) {
  const first = wanted.split(" ")[0];
  const holds = (text) => ` ${plain(text)}`.includes(` ${first}`);
  return holds(node.name) ? null : ((node.aliases ?? []).find(holds) ?? null);
}
