// Study lists: concepts related to a topic, in learning order; the same lists as `kg study` gives.

import { mustGet } from "../graph/collections.js";
import { compareEdges, otherEnd } from "../graph/graph.js";
import { neighbourhood, rankRelated } from "../graph/ranks.js";
import { findRoute } from "../graph/route.js";
import { markedSentence } from "../graph/wording.js";
import { cycleOfEach, learningOrder, prerequisitesWithin } from "./prerequisites.js";

const MIN_FAR_SHARE = 0.25; // of the closest neighbour's rank that a farther concept needs

/**
 * Return a study list for some concepts.
 *
 * @param {Graph} graph
 * @param {Map<number, number>} seeds The topic's concepts and their weights.
 * @param {number} limit
 * @returns {StudyItem[]}
 */
export function studyList(graph, seeds, limit) {
  const ranks = rankRelated(graph, seeds);
  const topic = byWeight(seeds);
  const near = new Set(neighbourhood(graph, topic, 1));
  const byRank = [...ranks.keys()];
  const nearFirst = [
    ...byRank.filter((id) => near.has(id)),
    ...byRank.filter((id) => !near.has(id)),
  ];
  const neighbours = [...near].filter((id) => !seeds.has(id));
  const closest = Math.max(0, ...neighbours.map((id) => mustGet(ranks, id)));
  const close = nearFirst.filter(
    (id) => near.has(id) || mustGet(ranks, id) >= MIN_FAR_SHARE * closest,
  );
  const chosen = [...new Set([...topic, ...close])].slice(0, limit);
  return inLearningOrder(graph, chosen, ranks, seeds);
}

/**
 * Return just these concepts in learning order.
 *
 * @param {Graph} graph
 * @param {number[]} ids
 * @param {Map<number, number>} ranks
 * @param {Map<number, number>} seeds
 * @returns {StudyItem[]}
 */
export function inLearningOrder(graph, ids, ranks, seeds) {
  const inside = new Set(ids);
  const before = prerequisitesWithin(graph, ids);
  const cycles = cycleOfEach(before);
  const rankOf = (/** @type {number} */ id) => ranks.get(id) ?? 0;
  const namesOf = (/** @type {number[]} */ some) =>
    joinNames(
      some
        .toSorted((a, b) => rankOf(b) - rankOf(a) || a - b)
        .slice(0, 3)
        .map((id) => graph.concept(id).name),
    );
  const placed = new Set();
  return learningOrder(graph, before, rankOf).map((id) => {
    const prerequisites = mustGet(before, id);
    const earlier = prerequisites.filter((other) => placed.has(other));
    const cycle = ids.filter((other) => other !== id && cycles.get(other) === cycles.get(id));
    placed.add(id);
    const place = [];
    if (earlier.length) place.push(`after ${namesOf(earlier)}`);
    if (cycle.length) place.push(`in a circle with ${namesOf(cycle)}`);
    return {
      concept: graph.concept(id),
      reason: reasonFor(graph, id, seeds, inside),
      place: place.join(", ") || "no prerequisites in this list",
      prerequisites,
    };
  });
}

/**
 * Return why a concept is in the list: its strongest edge to the topic, else to another concept
 * of the list, else the route from the topic. Edges beyond the deck come last; they are marked.
 *
 * @param {Graph} graph
 * @param {number} id
 * @param {Map<number, number>} seeds
 * @param {Set<number>} inside
 */
function reasonFor(graph, id, seeds, inside) {
  if (seeds.has(id)) return seeds.size === 1 ? "the topic" : "matches the topic";
  const toTopic = (/** @type {Edge} */ edge) => seeds.has(otherEnd(edge, id));
  const isBackground = (/** @type {Edge} */ edge) => edge.ground === "background";
  const candidates = graph
    .edgesAt(id)
    .filter((edge) => toTopic(edge) || inside.has(otherEnd(edge, id)));
  if (!candidates.length) return routeInWords(graph, id, seeds);
  const [best] = candidates.sort(
    (a, b) =>
      Number(toTopic(b)) - Number(toTopic(a)) ||
      Number(isBackground(a)) - Number(isBackground(b)) ||
      graph.relation(b).weight - graph.relation(a).weight ||
      compareEdges(graph, a, b),
  );
  return markedSentence(graph, best, id);
}

/**
 * Return the route from the topic to a concept in words.
 *
 * @param {Graph} graph
 * @param {number} id
 * @param {Map<number, number>} seeds
 */
function routeInWords(graph, id, seeds) {
  let [at] = byWeight(seeds);
  const edges = at === undefined ? null : findRoute(graph, at, id);
  const sentences = edges?.map((edge) => {
    const sentence = markedSentence(graph, edge, at);
    at = otherEnd(edge, at);
    return sentence;
  });
  return sentences?.join(", ") || "not linked to the rest of this list";
}

/**
 * Return concepts by their weights, the heaviest first.
 *
 * @param {Map<number, number>} seeds
 */
const byWeight = (seeds) => [...seeds].sort(([a, x], [b, y]) => y - x || a - b).map(([id]) => id);

/** @param {string[]} names */
function joinNames(names) {
  if (names.length < 3) return names.join(" and ");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
