// The topic of a study list, as it stands in the state and in the address: a concept's slug, a kind,
// or the reader's own concepts. No slug contains "~".

import { rankRelated } from "../graph/ranks.js";
import { inLearningOrder, studyList } from "./study_list.js";

export const MY_CONCEPTS = "~picks";
const KIND = "~kind ";

/**
 * Return the topic that means all concepts of a kind.
 *
 * @param {Kind} kind
 */
export const kindTopic = (kind) => `${KIND}${kind.name}`;

/**
 * Return the kind that a topic means, or null.
 *
 * @param {Graph} graph
 * @param {string | null} topic
 */
function kindOf(graph, topic) {
  if (!topic?.startsWith(KIND)) return null;
  return graph.about.kinds.find(({ name }) => name === topic.slice(KIND.length)) ?? null;
}

/**
 * Return the title of a topic; empty where there is no such topic.
 *
 * @param {Graph} graph
 * @param {string | null} topic
 */
export function topicTitle(graph, topic) {
  if (topic === MY_CONCEPTS) return "My concepts";
  return kindOf(graph, topic)?.plural ?? graph.find(topic ?? "")?.name ?? "";
}

/**
 * Return the study list of a topic; empty where there is no such topic.
 *
 * @param {Graph} graph
 * @param {Pick<PageValues, "topic" | "listLength" | "myConcepts">} state
 * @returns {StudyItem[]}
 */
export function topicList(graph, { topic, listLength, myConcepts }) {
  if (topic === MY_CONCEPTS) {
    const seeds = evenly([...myConcepts]);
    return seeds.size
      ? inLearningOrder(graph, [...myConcepts], rankRelated(graph, seeds), seeds)
      : [];
  }
  const kind = kindOf(graph, topic);
  if (kind) {
    const concepts = graph.concepts.filter((concept) => graph.kind(concept) === kind);
    return studyList(graph, evenly(concepts.map(({ id }) => id)), listLength);
  }
  const concept = graph.find(topic ?? "");
  return concept ? studyList(graph, evenly([concept.id]), listLength) : [];
}

/**
 * Give each concept the same weight.
 *
 * @param {number[]} ids
 */
const evenly = (ids) => new Map(ids.map((id) => [id, 1]));
