// Runs before anything is painted, so that the page never shows in the wrong theme.
// A classic script, not a module: it stands in the head on its own.
(() => {
  "use strict";
  let theme = null;
  try {
    theme = localStorage.getItem("deckgraph-theme");
  } catch {
    // Storage may be forbidden for a file; the system's theme will do.
  }
  if (theme !== "light" && theme !== "dark") {
    theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }
  document.documentElement.dataset.theme = theme;
  document.documentElement.classList.add("js");
})();
