// Citations and edges in words.

import { otherEnd } from "./graph.js";

const LINE_NUMBERS = /^[\d\s,–-]+$/;

/**
 * Return a citation in words: "deck lines 28–29" for "28-29"; anything but line numbers as it is.
 *
 * @param {string} citation
 */
export function citationInWords(citation) {
  if (!LINE_NUMBERS.test(citation)) return citation;
  const lines = /^\d+$/.test(citation.trim()) ? "line" : "lines";
  return `deck ${lines} ${shortCitation(citation)}`;
}

/**
 * Return a citation as it is set in print: "28–29" for "28-29".
 *
 * @param {string} citation
 */
export function shortCitation(citation) {
  return LINE_NUMBERS.test(citation)
    ? citation.replaceAll("-", "–").replace(/,\s*/g, ", ")
    : citation;
}

/** The heading of what the deck does not say. */
export const BEYOND_DECK = "Beyond the deck";

/** @type {Record<Ground, string>} The words that mark an edge by its ground. */
export const GROUND_WORDS = { stated: "", derived: "derived", background: "beyond the deck" };

/**
 * Return what stands in brackets behind the end of an edge; empty if it holds without more.
 *
 * @param {Edge} edge
 */
export const edgeNote = ({ ground, qualifiers }) =>
  [qualifiers, GROUND_WORDS[ground]].filter(Boolean).join("; ");

/**
 * Return an edge as a sentence that begins with the concept at one of its ends; how far it holds
 * follows in brackets.
 *
 * @param {Graph} graph
 * @param {Edge} edge
 * @param {number} id
 */
export function edgeSentence(graph, edge, id) {
  const relation = graph.relation(edge);
  const words = edge.subject === id ? relation.says : relation.back;
  const sentence = `${graph.concept(id).name} ${words} ${graph.concept(otherEnd(edge, id)).name}`;
  return edge.qualifiers ? `${sentence} (${edge.qualifiers})` : sentence;
}

/**
 * Return an edge as `edgeSentence` does, with the mark of its ground.
 *
 * @param {Graph} graph
 * @param {Edge} edge
 * @param {number} id
 */
export function markedSentence(graph, edge, id) {
  const mark = GROUND_WORDS[edge.ground];
  const sentence = edgeSentence(graph, edge, id);
  return mark ? `${sentence} (${mark})` : sentence;
}

/**
 * Return a text with a capital first letter.
 *
 * @param {string} text
 */
export function capitalised(text) {
  const [first = ""] = text;
  return first.toUpperCase() + text.slice(first.length);
}
