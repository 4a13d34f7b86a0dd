// Light and dark, and the colours that the canvas takes from the style sheet.

import { byId } from "../browser/elements.js";

const NAMES = [
  ...["ground", "lane", "box", "line", "text", "muted", "accent", "accent-text", "edge", "edge-web"],
  ...["head", "head-text", "link", "done", "pill"],
];

export function readPalette() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  const palette = Object.fromEntries(NAMES.map((name) => [name, colour(name)]));
  palette.kinds = Array.from({ length: 12 }, (_, n) => colour(`kind-${n}`));
  palette.font = colour("font");
  return palette;
}

export function mountTheme(changed) {
  const root = document.documentElement;
  const button = byId("p_theme");
  const show = (theme) => {
    root.dataset.theme = theme;
    button.setAttribute("aria-pressed", String(theme === "dark"));
    changed();
  };
  button.setAttribute("aria-pressed", String(root.dataset.theme === "dark"));
  let chosen = false;
  button.addEventListener("click", () => {
    const theme = root.dataset.theme === "dark" ? "light" : "dark";
    chosen = true;
    try {
      localStorage.setItem("deckgraph-theme", theme);
    } catch {
      // Forbidden for this file: the choice lasts as long as the page.
    }
    show(theme);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) => {
    if (!chosen) show(event.matches ? "dark" : "light");
  });
}
