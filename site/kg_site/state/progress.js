// A learner's progress: the status of each concept, learning or known. The rest is unknown.

const FORMAT = "kg-progress";
const VERSION = 1;
export const STATUSES = ["learning", "known"];

// storage: as localStorage, or null where there is none; key: the graph's identifier.
export function createProgress(storage, key) {
  const name = `${FORMAT}:${key}`;
  const listeners = [];
  let statuses = read();

  function read() {
    try {
      return checked(JSON.parse(storage.getItem(name) ?? "{}")).statuses;
    } catch {
      // Storage is forbidden for this file, or damaged: the progress lasts as long as the page.
      return new Map();
    }
  }

  function changed() {
    try {
      storage.setItem(name, JSON.stringify(Object.fromEntries(statuses)));
    } catch {
      // As above.
    }
    for (const listener of listeners) listener();
  }

  return {
    get: (slug) => statuses.get(slug) ?? null,
    // Any other status than those of STATUSES makes the concept unknown.
    set(slug, status) {
      if (STATUSES.includes(status)) statuses.set(slug, status);
      else statuses.delete(slug);
      changed();
    },
    clear() {
      statuses.clear();
      changed();
    },
    count: () => statuses.size,
    onChange: (listener) => listeners.push(listener),
    // Take over what another tab has written.
    follow(event) {
      if (event.key !== name) return;
      statuses = read();
      for (const listener of listeners) listener();
    },
    toFile() {
      const sorted = Object.fromEntries([...statuses].sort(([a], [b]) => (a < b ? -1 : 1)));
      return `${JSON.stringify({ format: FORMAT, version: VERSION, graph: key, status: sorted }, null, 1)}\n`;
    },
    // Add what toFile wrote; returns how many entries were taken and how many were not valid.
    fromFile(text) {
      let data;
      try {
        data = JSON.parse(text);
      } catch {
        throw new Error("This file is not JSON; choose one that was saved here.");
      }
      if (data?.format !== FORMAT) throw new Error("This file holds no progress; choose one that was saved here.");
      if (!(data.version <= VERSION)) throw new Error("This file was saved by a newer page; open it with that.");
      const { statuses: more, bad } = checked(data.status);
      for (const [slug, status] of more) statuses.set(slug, status);
      changed();
      return { taken: more.size, bad };
    },
  };
}

function checked(values) {
  const entries = values && typeof values === "object" ? Object.entries(values) : [];
  const good = entries.filter(([, status]) => STATUSES.includes(status));
  return { statuses: new Map(good), bad: entries.length - good.length };
}
