// A study list as Markdown.

import { BEYOND_DECK } from "../graph/wording.js";

/**
 * Return a study list as a Markdown list of tasks; concepts that are known are done.
 *
 * @param {Graph} graph
 * @param {string} title
 * @param {StudyItem[]} items
 * @param {Progress} progress
 */
export function toMarkdown(graph, title, items, progress) {
  const lines = items.map(({ concept, reason, place }) => {
    const done = progress.get(concept.slug) === "known" ? "x" : " ";
    const name = escapeMarkdown(concept.name);
    const kind = escapeMarkdown(graph.kind(concept).name);
    const why = `${escapeMarkdown(reason)} · ${escapeMarkdown(place)}`;
    const below = [
      concept.summary && escapeMarkdown(concept.summary),
      concept.background && `*${BEYOND_DECK}:* ${escapeMarkdown(concept.background)}`,
    ];
    const texts = below.filter(Boolean).map((text) => `  \n  ${text}`);
    return `- [${done}] **${name}** (${kind}): ${why}${texts.join("")}`;
  });
  return `# ${escapeMarkdown(title)}\n\n${lines.join("\n")}\n`;
}

/**
 * Return a text on one line, without anything that Markdown would read as markup.
 *
 * @param {string} text
 */
function escapeMarkdown(text) {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>#|~&]/g, "\\$&");
}
