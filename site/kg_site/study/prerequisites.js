// The prerequisites of concepts, and the order that follows from them.

import { addTo, mustGet } from "../graph/collections.js";
import { compareByCodePoint, otherEnd } from "../graph/graph.js";

/** @typedef {Map<number, number[]>} Prerequisites Each concept and those to learn before it. */

/**
 * Return the concepts to learn directly before a concept, by the `learn` end of its relations.
 *
 * Edges beyond the deck order only a concept that no other edge orders.
 *
 * @param {Graph} graph
 * @param {number} id
 */
export function directPrerequisites(graph, id) {
  /** @type {Set<number>} */
  const found = new Set();
  const ordering = graph
    .edgesAt(id)
    .filter((edge) => graph.relation(edge).learn !== "neither" && edge.subject !== edge.object);
  const ofDeck = ordering.filter(({ ground }) => ground !== "background");
  for (const edge of ofDeck.length ? ofDeck : ordering) {
    const { learn } = graph.relation(edge);
    const learnedLater = learn === "object" ? edge.subject : edge.object;
    if (learnedLater === id) found.add(otherEnd(edge, id));
  }
  return [...found].sort((a, b) => a - b);
}

/**
 * Return for each concept of a list those of the list to learn before it.
 *
 * These include prerequisites of prerequisites where those between are not in the list, unless
 * that would close a cycle.
 *
 * @param {Graph} graph
 * @param {number[]} ids
 * @returns {Prerequisites}
 */
export function prerequisitesWithin(graph, ids) {
  const inside = new Set(ids);
  const nearest = new Map(ids.map((id) => [id, nearestWithin(graph, id, inside)]));
  const cycles = cycleOfEach(nearest);
  const members = membersOf(cycles);
  return new Map(
    ids.map((id) => {
      const direct = directPrerequisites(graph, id).filter((other) => inside.has(other));
      const apart = mustGet(nearest, id).filter((other) => cycles.get(other) !== cycles.get(id));
      // A concept comes after the whole of a cycle that it builds on.
      const whole = apart.flatMap((other) => mustGet(members, mustGet(cycles, other)));
      return [id, [...new Set([...direct, ...whole])]];
    }),
  );
}

/**
 * Return the first concepts of a list on each way down from a concept through prerequisites.
 *
 * @param {Graph} graph
 * @param {number} id
 * @param {Set<number>} inside The concepts of the list.
 */
function nearestWithin(graph, id, inside) {
  /** @type {number[]} */
  const found = [];
  const seen = new Set([id]);
  const rest = [id];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    for (const other of directPrerequisites(graph, next)) {
      if (seen.has(other)) continue;
      seen.add(other);
      if (inside.has(other)) found.push(other);
      else rest.push(other);
    }
  }
  return found;
}

/**
 * Return concepts in learning order, each after its prerequisites.
 *
 * Where that leaves a choice, the concept with fewer levels of prerequisites comes first, then
 * the one with the higher rank, then by name. Concepts of a cycle stand together.
 *
 * @param {Graph} graph
 * @param {Prerequisites} before
 * @param {(id: number) => number} rankOf
 */
export function learningOrder(graph, before, rankOf) {
  const cycles = cycleOfEach(before);
  const members = membersOf(cycles);
  const nameOf = (/** @type {number} */ id) => graph.concept(id).name;
  const compare = (/** @type {number} */ a, /** @type {number} */ b) =>
    rankOf(b) - rankOf(a) || compareByCodePoint(nameOf(a), nameOf(b)) || a - b;
  for (const ids of members.values()) ids.sort(compare);
  /** @type {Map<number, Set<number>>} */
  const below = new Map([...members.keys()].map((cycle) => [cycle, new Set()]));
  for (const [id, others] of before) {
    const own = mustGet(cycles, id);
    for (const other of others) {
      const cycle = mustGet(cycles, other);
      if (cycle !== own) mustGet(below, own).add(cycle);
    }
  }
  /** @type {Map<number, number>} */
  const depths = new Map();
  /** @type {(cycle: number) => number} */
  const depthOf = (cycle) => {
    let depth = depths.get(cycle);
    if (depth === undefined) {
      depth = Math.max(-1, ...[...mustGet(below, cycle)].map(depthOf)) + 1;
      depths.set(cycle, depth);
    }
    return depth;
  };
  // Sorting by depth is enough: a prerequisite always has less depth.
  return [...members]
    .sort(
      ([a, [firstOfA]], [b, [firstOfB]]) => depthOf(a) - depthOf(b) || compare(firstOfA, firstOfB),
    )
    .flatMap(([, ids]) => ids);
}

/**
 * Return the concepts that can be learned next: not known, with all prerequisites known or in
 * the same cycle.
 *
 * @param {StudyItem[]} items
 * @param {(id: number) => boolean} isKnown
 */
export function readyToLearn(items, isKnown) {
  const before = new Map(items.map((item) => [item.concept.id, item.prerequisites]));
  const cycles = cycleOfEach(before);
  const ready = items
    .filter(({ concept: { id }, prerequisites }) => {
      const isMet = (/** @type {number} */ other) =>
        isKnown(other) || cycles.get(other) === cycles.get(id);
      return !isKnown(id) && prerequisites.every(isMet);
    })
    .map((item) => item.concept.id);
  return new Set(ready);
}

/**
 * Return the cycle that each concept is in, as the number of one of its members (Tarjan 1972).
 *
 * A concept that is in no cycle is alone in one of its own.
 *
 * @param {Prerequisites} before
 */
export function cycleOfEach(before) {
  /** @type {Map<number, number>} */
  const index = new Map();
  /** @type {Map<number, number>} */
  const low = new Map();
  /** @type {number[]} */
  const stack = [];
  /** @type {Map<number, number>} */
  const cycles = new Map();
  const lower = (/** @type {number} */ id, /** @type {number} */ value) =>
    low.set(id, Math.min(mustGet(low, id), value));
  const visit = (/** @type {number} */ id) => {
    index.set(id, index.size);
    low.set(id, mustGet(index, id));
    stack.push(id);
    for (const other of mustGet(before, id)) {
      if (!index.has(other)) {
        visit(other);
        lower(id, mustGet(low, other));
      } else if (!cycles.has(other)) lower(id, mustGet(index, other));
    }
    if (low.get(id) !== index.get(id)) return;
    for (const member of stack.splice(stack.lastIndexOf(id)).reverse()) cycles.set(member, id);
  };
  for (const id of before.keys()) if (!index.has(id)) visit(id);
  return cycles;
}

/**
 * Return the members of each cycle.
 *
 * @param {Map<number, number>} cycles
 */
function membersOf(cycles) {
  /** @type {Map<number, number[]>} */
  const members = new Map();
  for (const [id, cycle] of cycles) addTo(members, cycle, id);
  return members;
}
