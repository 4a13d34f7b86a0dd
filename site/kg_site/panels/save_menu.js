// Saving: the map as a picture or a drawing, texts to files and to the clipboard.

import { byId } from "../browser/elements.js";
import { createSvg } from "../drawing/svg_context.js";

const SHARP = 2; // pixels of a picture for each of the map
const MOST = 12_000; // pixels a side, beyond which browsers give up
const MARGIN = 16;

export function mountSave(canvas, name) {
  const menu = byId("p_save");
  const close = (focus) => {
    menu.open = false;
    if (focus) menu.querySelector("summary").focus();
  };
  byId("p_png").addEventListener("click", () => {
    close(true);
    picture(canvas).toBlob((blob) => saveBlob(`${name}.png`, blob), "image/png");
  });
  byId("p_svg").addEventListener("click", () => {
    close(true);
    saveText(`${name}.svg`, "image/svg+xml", drawing(canvas));
  });
  byId("p_print").addEventListener("click", () => {
    close(true);
    print();
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.preventDefault();
    close(true);
  });
  addEventListener("pointerdown", (event) => {
    if (!menu.contains(event.target)) close(false);
  });
}

function picture(canvas) {
  const { w, h } = canvas.layout().extent;
  const sharp = Math.min(SHARP, MOST / (w + 2 * MARGIN), MOST / (h + 2 * MARGIN));
  const sheet = document.createElement("canvas");
  sheet.width = Math.ceil((w + 2 * MARGIN) * sharp);
  sheet.height = Math.ceil((h + 2 * MARGIN) * sharp);
  const ctx = sheet.getContext("2d");
  ctx.fillStyle = canvas.ground();
  ctx.fillRect(0, 0, sheet.width, sheet.height);
  ctx.scale(sharp, sharp);
  ctx.translate(MARGIN, MARGIN);
  canvas.paint(ctx);
  return sheet;
}

export function drawing(canvas) {
  const { w, h } = canvas.layout().extent;
  const ctx = createSvg(w + 2 * MARGIN, h + 2 * MARGIN, canvas.ground());
  ctx.translate(MARGIN, MARGIN);
  canvas.paint(ctx);
  return ctx.toText();
}

export function saveText(name, type, text) {
  saveBlob(name, new Blob([text], { type }));
}

function saveBlob(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export const readFile = (input) => input.files[0].text();

// Whether it worked: a browser may forbid it.
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
