// The controls that save, load and clear the learner's progress.

import { make, makeButton } from "../browser/elements.js";
import { saveText } from "../browser/files.js";

const FILE_NAME = "kg-progress.json";

/**
 * Make the controls.
 *
 * @param {Progress} progress
 */
export function makeProgressControls(progress) {
  const message = make("p", { class: "intro", role: "status" });
  const file = make("input", {
    type: "file",
    accept: "application/json,.json",
    hidden: "",
    "aria-label": "Progress file",
  });
  file.addEventListener("change", async () => {
    try {
      const text = (await file.files?.[0]?.text()) ?? "";
      const { loaded, invalid } = progress.fromFile(text);
      const skipped = invalid ? `, skipped ${invalid} invalid entries` : "";
      message.textContent = `Loaded the progress of ${countConcepts(loaded)}${skipped}.`;
    } catch (error) {
      message.textContent = error instanceof Error ? error.message : String(error);
    }
    file.value = "";
  });
  const save = () => saveText(FILE_NAME, "application/json", progress.toFile());
  const clear = () => {
    const count = progress.count();
    if (count && !confirm(`Clear the progress of ${countConcepts(count)}?`)) return;
    progress.clear();
    message.textContent = "All progress is cleared.";
  };
  const explanation = "Progress stays in this browser. Save it to a file to use it elsewhere.";
  return make(
    "details",
    { class: "progress-controls" },
    make("summary", {}, "Keep my progress"),
    make("p", { class: "intro" }, explanation),
    make(
      "div",
      { class: "actions" },
      makeButton("Save to a file", save),
      makeButton("Load a file", () => file.click()),
      makeButton("Clear all", clear),
    ),
    file,
    message,
  );
}

/** @param {number} count */
const countConcepts = (count) => `${count} ${count === 1 ? "concept" : "concepts"}`;
