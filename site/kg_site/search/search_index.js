// Search over names, aliases and summaries, with typos. MiniSearch finds what is likely; how near a
// name is to what was typed decides.

const BOOST = { name: 4, aliases: 3 };
const CHUNK = 500; // records indexed before the page may do something else
const TOLD = ["name", "aliases", "summary"];
const SPACED = 6; // letters from which a name may be sought as if it had no spaces
const ENOUGH = 9; // found, from which nothing farther off is sought
const LIKELY = 40; // of what was found, as many are compared letter by letter

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
  const index = new MiniSearch({
    fields: ["name", "aliases", "summary", "joined"],
    extractField: fieldOf,
    tokenize: (text) => plain(text).split(" "),
    processTerm: (term) => term || null,
    searchOptions: { boost: BOOST, prefix: (term) => term.length > 1, fuzzy: slips, maxFuzzy: 3 },
  });

  function search(query, limit) {
    const wanted = plain(query);
    if (!wanted) return [];
    const found = new Set();
    for (const options of [
      { combineWith: "AND", fields: ["name"] },
      { combineWith: "AND", fields: TOLD },
      { combineWith: "OR", fields: ["name", "aliases"] },
    ]) {
      for (const { id } of index.search(query, options).slice(0, LIKELY)) found.add(id);
      if (found.size >= ENOUGH) break;
    }
    // A space too many or too few, or in the wrong place.
    if (wanted.length >= SPACED) {
      const whole = { fields: ["joined"], fuzzy: 2, prefix: false };
      for (const { id } of index.search(squashed(wanted), whole).slice(0, LIKELY)) found.add(id);
    }
    return [...found]
      .map((id, n) => ({ node: byId.get(id), n, ...nearest(byId.get(id), wanted) }))
      .sort((a, b) => a.cost - b.cost || a.length - b.length || a.n - b.n)
      .slice(0, limit)
      .map(({ node, form }) => ({ node, form }));
  }

  return { ready: index.addAllAsync(nodes, { chunkSize: CHUNK }), search };
}

const squashed = (text) => text.replaceAll(" ", "");

function fieldOf(node, field) {
  if (field === "aliases") return (node.aliases ?? []).join("\n");
  if (field !== "joined") return node[field] ?? "";
  const name = plain(node.name);
  return name.includes(" ") ? squashed(name) : "";
}

// How many letters of a word may be wrong.
function slips(term) {
  if (term.length < 3) return 0;
  return term.length < 5 ? 1 : 2;
}

// A concept's name or alias that is nearest to what is wanted, and how near; none costs most.
function nearest(node, wanted) {
  let best = { cost: Infinity, length: 0, form: null };
  [node.name, ...(node.aliases ?? [])].forEach((form, n) => {
    const text = plain(form);
    const cost = rate(wanted, text) + (n ? 0.5 : 0);
    if (cost < best.cost) best = { cost, length: text.length, form: n ? form : null };
  });
  return best;
}

// How far a text is from what is wanted: 0 the same; Infinity when they have nothing in common.
function rate(wanted, text) {
  if (text === wanted) return 0;
  const words = text.split(" ");
  const whole = words.length === wanted.split(" ").length;
  if (text.startsWith(wanted)) return 1;
  if (` ${text}`.includes(` ${wanted}`)) return 2;
  let cost = whole ? 2 : 3;
  for (const word of wanted.split(" ")) {
    const least = Math.min(...words.map((other) => (other === word ? 0 : other.startsWith(word) ? 0.3 : slipsBetween(word, other))));
    if (least > slips(word)) return rateWhole(wanted, text);
    cost += least;
  }
  return cost;
}

// The same for the letters alone, wherever the spaces are.
function rateWhole(wanted, text) {
  if (text.includes(wanted)) return 6;
  const [a, b] = [squashed(wanted), squashed(text)];
  if (a.length < SPACED || Math.abs(a.length - b.length) > 2) return Infinity;
  const least = slipsBetween(a, b);
  return least > 2 ? Infinity : 3 + least;
}

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
