// A study list as Markdown.

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
    const summary = concept.summary ? `  \n  ${escapeMarkdown(concept.summary)}` : "";
    return `- [${done}] **${name}** (${kind}): ${why}${summary}`;
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
