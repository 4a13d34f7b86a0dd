// Elements, made without ever reading text as HTML.

const SVG = "http://www.w3.org/2000/svg";

// make("a", { href: "#x", class: "link" }, "text", otherElement): attributes, then children, null
// and lists of them too.
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null));
  return element;
}

export function byId(id) {
  return document.getElementById(id);
}

// A name in its own writing direction, whatever stands around it.
export function makeName(text) {
  return make("bdi", {}, text);
}

// A path on a square of 10 units, coloured as the class says.
export function makeGlyph(path, className) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 10 10");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", className);
  const shape = document.createElementNS(SVG, "path");
  shape.setAttribute("d", path);
  shape.setAttribute("fill-rule", "evenodd");
  svg.append(shape);
  return svg;
}
