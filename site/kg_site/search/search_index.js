// Search over names, aliases and texts that allows for typos. MiniSearch finds candidates; they are
// ordered by how close a name is to what was typed. Hidden phrases find like aliases, but no result
// has any.

const BOOST = { name: 4, aliases: 3, hidden: 3, background: 0.5 };
const CHUNK_SIZE = 500; // records indexed before the page can do something else
const NAME_FIELDS = ["name", "aliases", "hidden"];
const TEXT_FIELDS = [...NAME_FIELDS, "summary", "background"];
const MIN_UNSPACED_LENGTH = 6; // letters from which a name is also compared without its spaces
const ENOUGH_RESULTS = 9; // from which no less likely candidates are looked for
const MAX_CANDIDATES = 40; // of each search, compared letter by letter
const MAX_TYPOS = 2; // between two texts without spaces

/**
 * @typedef {{
 *   id: number, name: string, aliases?: string[], hidden?: string[], summary?: string,
 *   background?: string
 * }} SearchRecord What can be searched.
 */

/**
 * Return a text in lower case without accents, its words separated by single spaces.
 *
 * @param {string} text
 */
export function normalise(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}+#]+/u)
    .filter(Boolean)
    .join(" ");
}

/**
 * Index some records; `search` gives the best results first.
 *
 * @template {SearchRecord} T
 * @param {T[]} records
 * @returns {SearchIndex<T>}
 */
export function createSearchIndex(records) {
  /** @type {Map<number, T>} */
  const byId = new Map(records.map((record) => [record.id, record]));
  /** @type {MiniSearch<T>} */
  const index = new MiniSearch({
    fields: [...TEXT_FIELDS, "unspaced"],
    extractField: fieldOf,
    tokenize: (text) => normalise(text).split(" "),
    processTerm: (term) => term || null,
    searchOptions: {
      boost: BOOST,
      prefix: (term) => term.length > 1,
      fuzzy: maxTypos,
      maxFuzzy: 3,
    },
  });

  /**
   * @param {string} query
   * @param {number} limit
   */
  function search(query, limit) {
    const wanted = normalise(query);
    if (!wanted) return [];
    /** @type {Set<number>} */
    const found = new Set();
    const add = (/** @type {string} */ text, /** @type {MiniSearchQuery} */ options) => {
      for (const { id } of index.search(text, options).slice(0, MAX_CANDIDATES)) found.add(id);
    };
    add(query, { combineWith: "AND", fields: ["name"] });
    if (found.size < ENOUGH_RESULTS) add(query, { combineWith: "AND", fields: TEXT_FIELDS });
    if (found.size < ENOUGH_RESULTS) add(query, { combineWith: "OR", fields: NAME_FIELDS });
    // Names that differ by a space too many, too few or in the wrong place.
    if (wanted.length >= MIN_UNSPACED_LENGTH) {
      add(withoutSpaces(wanted), { fields: ["unspaced"], fuzzy: MAX_TYPOS, prefix: false });
    }
    return [...found]
      .map((id) => byId.get(id))
      .filter((record) => record !== undefined)
      .map((record, n) => ({ record, n, ...closestName(record, wanted) }))
      .sort((a, b) => a.cost - b.cost || a.length - b.length || a.n - b.n)
      .slice(0, limit)
      .map(({ record, alias }) => ({ record, alias }));
  }

  return { ready: index.addAllAsync(records, { chunkSize: CHUNK_SIZE }), search };
}

/** @param {string} text */
const withoutSpaces = (text) => text.replaceAll(" ", "");

/**
 * Return a field of a record as text, for MiniSearch.
 *
 * @param {SearchRecord} record
 * @param {string} field
 */
function fieldOf(record, field) {
  if (field === "id") return record.id;
  if (field === "name") return record.name;
  if (field === "aliases") return (record.aliases ?? []).join("\n");
  if (field === "hidden") return (record.hidden ?? []).join("\n");
  if (field === "summary") return record.summary ?? "";
  if (field === "background") return record.background ?? "";
  const name = normalise(record.name);
  return name.includes(" ") ? withoutSpaces(name) : "";
}

/**
 * Return the number of typos that a word may have.
 *
 * @param {string} word
 */
function maxTypos(word) {
  if (word.length < 3) return 0;
  return word.length < 5 ? 1 : MAX_TYPOS;
}

/**
 * Return the distance of the record's name, alias or hidden phrase that is closest to the query, and
 * which alias that is; null for a name and for a hidden phrase, which is never shown.
 *
 * @param {SearchRecord} record
 * @param {string} wanted The normalised query.
 */
function closestName(record, wanted) {
  /** @type {{ cost: number, length: number, alias: string | null }} */
  let best = { cost: Infinity, length: 0, alias: null };
  const { name, aliases = [], hidden = [] } = record;
  for (const [n, form] of [name, ...aliases, ...hidden].entries()) {
    const text = normalise(form);
    const cost = distance(wanted, text) + (n ? 0.5 : 0);
    if (cost >= best.cost) continue;
    const isAlias = n > 0 && n <= aliases.length;
    best = { cost, length: text.length, alias: isAlias ? form : null };
  }
  return best;
}

/**
 * Return how far a name is from the query: 0 if they are the same, Infinity if nothing fits.
 *
 * @param {string} wanted
 * @param {string} text
 */
function distance(wanted, text) {
  if (text === wanted) return 0;
  if (text.startsWith(wanted)) return 1;
  if (` ${text}`.includes(` ${wanted}`)) return 2;
  const words = text.split(" ");
  const wantedWords = wanted.split(" ");
  let cost = words.length === wantedWords.length ? 2 : 3;
  for (const word of wantedWords) {
    const closest = Math.min(
      ...words.map((other) => {
        if (other === word) return 0;
        return other.startsWith(word) ? 0.3 : countTypos(word, other);
      }),
    );
    if (closest > maxTypos(word)) return unspacedDistance(wanted, text);
    cost += closest;
  }
  return cost;
}

/**
 * Return how far a name is from the query when spaces don't count.
 *
 * @param {string} wanted
 * @param {string} text
 */
function unspacedDistance(wanted, text) {
  if (text.includes(wanted)) return 6;
  const [a, b] = [withoutSpaces(wanted), withoutSpaces(text)];
  if (a.length < MIN_UNSPACED_LENGTH || Math.abs(a.length - b.length) > MAX_TYPOS) return Infinity;
  const typos = countTypos(a, b);
  return typos > MAX_TYPOS ? Infinity : 3 + typos;
}

/**
 * Return the optimal string alignment distance from a word to another or to its beginning.
 *
 * Words that are more than 2 letters shorter are at Infinity.
 *
 * @param {string} word
 * @param {string} other
 */
function countTypos(word, other) {
  if (word.length - other.length > MAX_TYPOS) return Infinity;
  const target = other.slice(0, word.length + MAX_TYPOS);
  /** @type {number[]} */
  let beforeLast = [];
  let last = Array.from({ length: target.length + 1 }, (_, n) => n);
  for (let i = 1; i <= word.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= target.length; j += 1) {
      const substitution = word[i - 1] === target[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + substitution);
      if (i > 1 && j > 1 && word[i - 1] === target[j - 2] && word[i - 2] === target[j - 1]) {
        row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
      }
    }
    beforeLast = last;
    last = row;
  }
  const prefixes = word.length > 4 ? last.slice(Math.max(1, word.length - 1)) : [];
  return Math.min(last[target.length], ...prefixes);
}
