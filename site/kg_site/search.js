// Search over names and aliases: exact, beginning, inside, then with a typo or two.

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

export function createSearch(graph) {
  const entries = graph.nodes.flatMap((node) =>
    [node.name, ...node.aliases].map((form, n) => ({ node, form, text: plain(form), alias: n > 0 })),
  );
  // Concepts for a query, best first: [{ node, form }]; `form` is the alias that matched, or null.
  return function search(query, limit) {
    const wanted = plain(query);
    if (!wanted) return [];
    const best = new Map();
    for (const entry of entries) {
      const cost = rate(wanted, entry.text);
      if (cost === null) continue;
      const total = cost + (entry.alias ? 0.5 : 0);
      const known = best.get(entry.node.id);
      if (!known || total < known.cost) best.set(entry.node.id, { ...entry, cost: total });
    }
    return [...best.values()]
      .sort((a, b) => a.cost - b.cost || a.text.length - b.text.length || a.node.id - b.node.id)
      .slice(0, limit)
      .map(({ node, form, alias }) => ({ node, form: alias ? form : null }));
  };
}

// How far a text is from what is wanted: 0 the same; null when they have nothing in common.
function rate(wanted, text) {
  if (text === wanted) return 0;
  if (text.startsWith(wanted)) return 1;
  if (` ${text}`.includes(` ${wanted}`)) return 2;
  if (text.includes(wanted)) return 3;
  const words = text.split(" ");
  let cost = 4;
  for (const word of wanted.split(" ")) {
    const slips = Math.min(...words.map((other) => (other.startsWith(word) ? 0 : slipsBetween(word, other))));
    if (slips > allowed(word)) return null;
    cost += slips;
  }
  return cost;
}

const allowed = (word) => (word.length < 3 ? 0 : word.length < 5 ? 1 : 2);

// Optimal string alignment distance of a word to another or to its beginning; Infinity beyond 2.
function slipsBetween(word, other) {
  if (Math.abs(word.length - other.length) > 2 && other.length < word.length) return Infinity;
  const target = other.slice(0, word.length + 2);
  let before = [];
  let last = Array.from({ length: target.length + 1 }, (_, n) => n);
  for (let i = 1; i <= word.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= target.length; j += 1) {
      const same = word[i - 1] === target[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
      if (i > 1 && j > 1 && word[i - 1] === target[j - 2] && word[i - 2] === target[j - 1]) {
        row[j] = Math.min(row[j], before[j - 2] + 1);
      }
    }
    before = last;
    last = row;
  }
  return Math.min(last[target.length], ...(word.length > 4 ? last.slice(Math.max(1, word.length - 1)) : []));
}
