// The menu that saves the map as a picture or a drawing, and prints.

import { byId } from "../browser/elements.js";
import { saveBlob, saveText } from "../browser/files.js";
import { createSvgContext } from "../drawing/svg_context.js";

const PICTURE_SCALE = 2; // pixels of a picture for each of the map
const MAX_SIDE = 12_000; // pixels; browsers make no larger canvas
const MARGIN = 16;

/** @typedef {import("../drawing/map_canvas.js").MapCanvas} MapCanvas */

/**
 * Make the menu work.
 *
 * @param {MapCanvas} canvas
 * @param {string} name Name of the files without its ending.
 */
export function mountSaveMenu(canvas, name) {
  const menu = /** @type {HTMLDetailsElement} */ (byId("save_menu"));
  const closeAndFocus = () => {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  };
  byId("save_png").addEventListener("click", () => {
    closeAndFocus();
    drawPicture(canvas).toBlob((blob) => blob && saveBlob(`${name}.png`, blob), "image/png");
  });
  byId("save_svg").addEventListener("click", () => {
    closeAndFocus();
    saveText(`${name}.svg`, "image/svg+xml", drawSvg(canvas));
  });
  byId("print_button").addEventListener("click", () => {
    closeAndFocus();
    print();
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.preventDefault();
    closeAndFocus();
  });
  addEventListener("pointerdown", (event) => {
    if (!menu.contains(/** @type {Node} */ (event.target))) menu.open = false;
  });
}

/**
 * Draw the whole map on a canvas of its own.
 *
 * @param {MapCanvas} canvas
 */
function drawPicture(canvas) {
  const { w, h } = canvas.extent();
  const width = w + 2 * MARGIN;
  const height = h + 2 * MARGIN;
  const scale = Math.min(PICTURE_SCALE, MAX_SIDE / width, MAX_SIDE / height);
  const sheet = document.createElement("canvas");
  sheet.width = Math.ceil(width * scale);
  sheet.height = Math.ceil(height * scale);
  const ctx = /** @type {CanvasRenderingContext2D} */ (sheet.getContext("2d"));
  ctx.fillStyle = canvas.background();
  ctx.fillRect(0, 0, sheet.width, sheet.height);
  ctx.scale(scale, scale);
  ctx.translate(MARGIN, MARGIN);
  canvas.paint(ctx);
  return sheet;
}

/**
 * Return the whole map as SVG.
 *
 * @param {MapCanvas} canvas
 */
function drawSvg(canvas) {
  const { w, h } = canvas.extent();
  const ctx = createSvgContext(w + 2 * MARGIN, h + 2 * MARGIN, canvas.background());
  ctx.translate(MARGIN, MARGIN);
  canvas.paint(ctx);
  return ctx.toText();
}
