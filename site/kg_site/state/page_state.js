// The state of the page: everything it shows now. Views and panels read it and listen for changes;
// none keeps a copy.

/**
 * Make the state of the page from its first values.
 *
 * @param {PageValues} values
 * @returns {PageState}
 */
export function createState(values) {
  /** @type {{ names: (keyof PageValues)[], listener: () => void }[]} */
  const listeners = [];
  const current = { ...values };
  const state = /** @type {PageState} */ (current);
  return Object.assign(state, {
    set(/** @type {Partial<PageValues>} */ patch) {
      const names = /** @type {(keyof PageValues)[]} */ (Object.keys(patch));
      const changed = new Set(names.filter((name) => state[name] !== patch[name]));
      if (!changed.size) return;
      Object.assign(state, patch);
      for (const { names: wanted, listener } of listeners) {
        if (wanted.some((name) => changed.has(name))) listener();
      }
    },
    on(/** @type {(keyof PageValues)[]} */ names, /** @type {() => void} */ listener) {
      listeners.push({ names, listener });
    },
  });
}
