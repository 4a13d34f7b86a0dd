// Elements of the page, made without ever reading a text as HTML.

const SVG_NAMESPACE = "http://www.w3.org/2000/svg";

/** @typedef {Node | string | null} Child */

/**
 * Make an element: `make("a", { href: "#x", class: "link" }, "text", otherElement)`.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | null>} attributes Those that are null are left out.
 * @param {...(Child | Child[])} children Those that are null are left out.
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null));
  return element;
}

/**
 * Make a button that acts on a click.
 *
 * @param {string} text
 * @param {() => unknown} onClick
 * @param {Record<string, string | null>} attributes
 */
export function makeButton(text, onClick, attributes = { class: "small" }) {
  const button = make("button", { type: "button", ...attributes }, text);
  button.addEventListener("click", onClick);
  return button;
}

/**
 * Return the element of an id that is in the page.
 *
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no element #${id}.`);
  return element;
}

/**
 * Return the text field of an id that is in the page.
 *
 * @param {string} id
 */
export function inputById(id) {
  return /** @type {HTMLInputElement} */ (byId(id));
}

/**
 * Make a name that keeps its own writing direction in any surroundings.
 *
 * @param {string} text
 */
export function makeName(text) {
  return make("bdi", {}, text);
}

/**
 * Make an SVG of a path on a square of 10 units; its class gives the colour.
 *
 * @param {string} path
 * @param {string} className
 */
export function makeGlyph(path, className) {
  const svg = document.createElementNS(SVG_NAMESPACE, "svg");
  svg.setAttribute("viewBox", "0 0 10 10");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", className);
  const shape = document.createElementNS(SVG_NAMESPACE, "path");
  shape.setAttribute("d", path);
  shape.setAttribute("fill-rule", "evenodd");
  svg.append(shape);
  return svg;
}
