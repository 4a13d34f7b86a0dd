// A learner's progress: which concepts are known and which are being learned.

const FORMAT = "kg-progress";
const VERSION = 1;

/** @type {Status[]} */
export const STATUSES = ["learning", "known"];

/**
 * Read the progress with a graph from the browser's storage, and keep it there.
 *
 * @param {Pick<Storage, "getItem" | "setItem"> | null} storage Null where there is none.
 * @param {string} graph Identifier of the graph.
 * @returns {Progress}
 */
export function createProgress(storage, graph) {
  const key = `${FORMAT}:${graph}`;
  /** @type {(() => void)[]} */
  const listeners = [];
  let statuses = readStorage();

  function readStorage() {
    try {
      return readStatuses(JSON.parse(storage?.getItem(key) ?? "{}")).statuses;
    } catch {
      // The storage is forbidden or damaged: progress lasts as long as the page.
      return new Map();
    }
  }

  function changed() {
    try {
      storage?.setItem(key, JSON.stringify(Object.fromEntries(statuses)));
    } catch {
      // As above.
    }
    for (const listener of listeners) listener();
  }

  return {
    get: (slug) => statuses.get(slug) ?? null,
    set(slug, status) {
      if (status === null) statuses.delete(slug);
      else statuses.set(slug, status);
      changed();
    },
    clear() {
      statuses.clear();
      changed();
    },
    count: () => statuses.size,
    onChange: (listener) => listeners.push(listener),
    // Take over what another tab has written.
    followStorage(event) {
      if (event.key !== key) return;
      statuses = readStorage();
      for (const listener of listeners) listener();
    },
    toFile() {
      const sorted = new Map([...statuses].sort(([a], [b]) => (a < b ? -1 : 1)));
      const data = { format: FORMAT, version: VERSION, graph, status: Object.fromEntries(sorted) };
      return `${JSON.stringify(data, null, 1)}\n`;
    },
    // Add what toFile wrote, and count the entries that were valid.
    fromFile(text) {
      let data;
      try {
        data = JSON.parse(text);
      } catch {
        throw new Error("This file is not JSON; choose one that was saved from this page.");
      }
      if (data?.format !== FORMAT) {
        throw new Error("This file holds no progress; choose one that was saved from this page.");
      }
      if (!(data.version <= VERSION)) {
        throw new Error("This file was saved by a newer version of this page; open it there.");
      }
      const { statuses: loaded, invalid } = readStatuses(data.status);
      for (const [slug, status] of loaded) statuses.set(slug, status);
      changed();
      return { loaded: loaded.size, invalid };
    },
  };
}

/**
 * Return the valid entries of a file or the storage, and the number of others.
 *
 * @param {unknown} values
 */
function readStatuses(values) {
  const entries = values && typeof values === "object" ? Object.entries(values) : [];
  /** @type {Map<string, Status>} */
  const statuses = new Map();
  for (const [slug, value] of entries) {
    const status = STATUSES.find((one) => one === value);
    if (status) statuses.set(slug, status);
  }
  return { statuses, invalid: entries.length - statuses.size };
}
