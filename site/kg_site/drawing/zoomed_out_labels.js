// Labels seen from far: where letters in the boxes would be too small to read, the names of as many
// concepts as there is room for, the best joined first, at a size that can be read.

import { shortened } from "../views/box_size.js";
import { isOver } from "./draw_edges.js";

const SIZE = 12; // CSS pixels on screen
const WIDEST = 150;
const HALO = 3; // the ground around letters, so that they are clear of edges
const MOST = 260;
const CELL = 64;
const ROWS = 1e6; // more than there are rows of cells

// candidates: boxes or hull titles in order of importance, [{ x, y, lines, bold }], in map units.
// `widths` measures, and keeps what it measured.
export function drawFarLabels(ctx, candidates, palette, scale, view, widths) {
  const size = SIZE / scale;
  const high = size * 1.12;
  const cells = new Map();
  const cell = CELL / scale;
  const around = ({ x, y, w, h }) => {
    const found = [];
    for (let i = Math.floor(x / cell); i <= Math.floor((x + w) / cell); i += 1) {
      for (let j = Math.floor(y / cell); j <= Math.floor((y + h) / cell); j += 1) found.push(i * ROWS + j);
    }
    return found;
  };
  const keep = (box) => {
    for (const name of around(box)) {
      if (!cells.has(name)) cells.set(name, []);
      cells.get(name).push(box);
    }
  };
  ctx.save();
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  let drawn = 0;
  ctx.lineJoin = "round";
  for (const { x, y, lines, bold } of candidates) {
    if (drawn >= MOST) break;
    const shown = lines.map((line) => measured(widths, line, bold));
    const w = Math.max(...shown.map((line) => line.w)) / scale;
    const h = shown.length * high;
    const box = { x: x - w / 2, y: y - h / 2, w, h };
    if (box.x < view.left || box.y < view.top || box.x + box.w > view.right || box.y + box.h > view.bottom) continue;
    const names = around(box);
    if (names.some((name) => cells.get(name)?.some((other) => isOver(box, other)))) continue;
    keep(box);
    drawn += 1;
    ctx.font = `${bold ? "600 " : ""}${size}px ${palette.font}`;
    ctx.lineWidth = HALO / scale;
    shown.forEach(({ text }, n) => {
      ctx.direction = /^[^\p{L}]*[\u0590-\u08ff]/u.test(text) ? "rtl" : "ltr";
      const at = y + (n - (shown.length - 1) / 2) * high + size * 0.05;
      ctx.strokeStyle = palette.ground;
      ctx.strokeText(text, x, at);
      ctx.fillStyle = palette.text;
      ctx.fillText(text, x, at);
    });
  }
  ctx.restore();
}

// A name as it is shown from far, with its width on screen; worked out once.
function measured(widths, text, bold) {
  const key = `${bold ? "b" : "n"}${text}`;
  if (!widths.known.has(key)) {
    const width = (part) => (widths.width(part, bold) * SIZE) / widths.font;
    const short = shortened(text, bold ? 1.5 * WIDEST : WIDEST, width);
    widths.known.set(key, { text: short, w: width(short) + 4 });
  }
  return widths.known.get(key);
}
