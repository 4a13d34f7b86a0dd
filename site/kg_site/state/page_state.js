// What the page shows now. Views read it and are told of every change; none keeps a copy.

export function createState(values) {
  const listeners = [];
  const state = {
    ...values,
    // Change some values; listeners get the set of names whose value is another now.
    set(patch) {
      const changed = new Set();
      for (const [name, value] of Object.entries(patch)) {
        if (state[name] !== value) {
          state[name] = value;
          changed.add(name);
        }
      }
      if (changed.size) for (const listener of listeners) listener(changed);
    },
    on(names, listener) {
      listeners.push((changed) => {
        if (names.some((name) => changed.has(name))) listener(changed);
      });
    },
  };
  return state;
}

// A copy of a set with a member put in or taken out, so that a change can be seen.
export function toggled(set, member, inside) {
  const copy = new Set(set);
  if (inside) copy.add(member);
  else copy.delete(member);
  return copy;
}
