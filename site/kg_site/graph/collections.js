// Small helpers for maps and sets.

/**
 * Return the value of a key that is in the map.
 *
 * @template K, V
 * @param {ReadonlyMap<K, V>} map
 * @param {K} key
 * @returns {V}
 */
export function mustGet(map, key) {
  const value = map.get(key);
  if (value === undefined) throw new Error(`There is no ${key} in the map.`);
  return value;
}

/**
 * Add a value to the list of a key.
 *
 * @template K, V
 * @param {Map<K, V[]>} lists
 * @param {K} key
 * @param {V} value
 */
export function addTo(lists, key, value) {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/**
 * Return a copy of a set with a member put in or taken out; a state change needs a new set.
 *
 * @template T
 * @param {ReadonlySet<T>} set
 * @param {T} member
 * @param {boolean} inside
 * @returns {Set<T>}
 */
export function withMember(set, member, inside) {
  const copy = new Set(set);
  if (inside) copy.add(member);
  else copy.delete(member);
  return copy;
}
