// Set the theme before anything is painted, so that the page never shows in the wrong one.
// A classic script, not a module: it stands alone in the head of the page.
(() => {
  let theme = null;
  try {
    theme = localStorage.getItem("deckgraph-theme");
  } catch {
    // The browser may not allow storage for a file; the system's theme is used then.
  }
  if (theme !== "light" && theme !== "dark") {
    theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }
  document.documentElement.dataset.theme = theme;
  document.documentElement.classList.add("js");
})();
