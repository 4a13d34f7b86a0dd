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

/**
 * Return an edge as a sentence that begins with the concept at one of its ends.
 *
 * @param {Graph} graph
 * @param {Edge} edge
 * @param {number} id
 */
export function edgeSentence(graph, edge, id) {
  const relation = graph.relation(edge);
  const words = edge.subject === id ? relation.says : relation.back;
  return `${graph.concept(id).name} ${words} ${graph.concept(otherEnd(edge, id)).name}`;
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
