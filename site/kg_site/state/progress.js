// A learner's marks: which concepts are learnt and which are being learnt. The rest is unknown.

const FORMAT = "kg-progress";
const VERSION = 1;
export const MARKS = ["learning", "learnt"];

// storage: as localStorage, or null where there is none; key: whose graph the marks are of.
export function createProgress(storage, key) {
  const name = `${FORMAT}:${key}`;
  const listeners = [];
  let marks = read();

  function read() {
    try {
      return checked(JSON.parse(storage.getItem(name) ?? "{}")).marks;
    } catch {
      // Forbidden for this file, or spoilt: the marks last as long as the page.
      return new Map();
    }
  }

  function changed() {
    try {
      storage.setItem(name, JSON.stringify(Object.fromEntries(marks)));
    } catch {
      // As above.
    }
    for (const listener of listeners) listener();
  }

  return {
    get: (slug) => marks.get(slug) ?? null,
    set(slug, mark) {
      if (MARKS.includes(mark)) marks.set(slug, mark);
      else marks.delete(slug);
      changed();
    },
    clear() {
      marks.clear();
      changed();
    },
    count: () => marks.size,
    onChange: (listener) => listeners.push(listener),
    // Marks that another tab has written.
    follow(event) {
      if (event.key !== name) return;
      marks = read();
      for (const listener of listeners) listener();
    },
    toFile() {
      const sorted = Object.fromEntries([...marks].sort(([a], [b]) => (a < b ? -1 : 1)));
      return `${JSON.stringify({ format: FORMAT, version: VERSION, graph: key, marks: sorted }, null, 1)}\n`;
    },
    // Take in what toFile wrote; returns how many marks were taken and how many were not.
    fromFile(text) {
      let data;
      try {
        data = JSON.parse(text);
      } catch {
        throw new Error("This file is not JSON; choose one that was saved here.");
      }
      if (data?.format !== FORMAT) throw new Error("This file holds no marks; choose one that was saved here.");
      if (!(data.version <= VERSION)) throw new Error("This file was saved by a newer page; open it with that.");
      const { marks: more, bad } = checked(data.marks);
      for (const [slug, mark] of more) marks.set(slug, mark);
      changed();
      return { taken: more.size, bad };
    },
  };
}

function checked(values) {
  const entries = values && typeof values === "object" ? Object.entries(values) : [];
  const good = entries.filter(([, mark]) => MARKS.includes(mark));
  return { marks: new Map(good), bad: entries.length - good.length };
}
