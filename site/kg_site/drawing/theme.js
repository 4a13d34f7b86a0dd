// Light and dark, and the colours that the canvas takes from the style sheet.

import { byId } from "../browser/elements.js";

const STORAGE_KEY = "deckgraph-theme"; // early_theme.js reads it too
const KIND_COLOURS = 12;

/** @type {ColourName[]} */
const COLOUR_NAMES = [
  "ground",
  "lane",
  "box",
  "line",
  "text",
  "muted",
  "accent",
  "accent-text",
  "edge",
  "edge-web",
  "head",
  "head-text",
  "connector",
  "known",
  "pill",
];

/**
 * Return the colours and the font of the present theme.
 *
 * @returns {Palette}
 */
export function readPalette() {
  const style = getComputedStyle(document.documentElement);
  const cssValue = (/** @type {string} */ name) => style.getPropertyValue(`--${name}`).trim();
  const colours = COLOUR_NAMES.map((name) => [name, cssValue(name)]);
  return {
    .../** @type {Record<ColourName, string>} */ (Object.fromEntries(colours)),
    kinds: Array.from({ length: KIND_COLOURS }, (_, n) => cssValue(`kind-${n}`)),
    font: cssValue("font"),
  };
}

/**
 * Follow the button and, until it is used, the system.
 *
 * @param {() => void} onChange
 */
export function mountTheme(onChange) {
  const root = document.documentElement;
  const button = byId("theme_button");
  const showPressed = () =>
    button.setAttribute("aria-pressed", String(root.dataset.theme === "dark"));
  const show = (/** @type {"light" | "dark"} */ theme) => {
    root.dataset.theme = theme;
    showPressed();
    onChange();
  };
  showPressed();
  let isChosen = false;
  button.addEventListener("click", () => {
    const theme = root.dataset.theme === "dark" ? "light" : "dark";
    isChosen = true;
    try {
      localStorage.setItem(STORAGE_KEY, theme);
    } catch {
      // The browser does not allow it for this file: the choice lasts as long as the page.
    }
    show(theme);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) => {
    if (!isChosen) show(event.matches ? "dark" : "light");
  });
}
