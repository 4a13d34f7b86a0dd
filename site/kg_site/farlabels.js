// Labels seen from far: where letters in the boxes would be too small to read, the names of as many
// concepts as there is room for, the best joined first, at a size that can be read.

import { shortened } from "./boxing.js";
import { isOver } from "./edges.js";

const SIZE = 12; // CSS pixels on screen
const WIDEST = 150;
const MOST = 260;
const CELL = 64;

// candidates: boxes or hull titles in order of importance, [{ x, y, text, key }], in map units.
// `taken`: rectangles in map units that must stay free. Returns nothing; draws.
export function drawFarLabels(ctx, candidates, taken, palette, scale, view, widths) {
  const size = SIZE / scale;
  const high = size * 1.35;
  const cells = new Map();
  const cell = CELL / scale;
  const around = ({ x, y, w, h }) => {
    const found = [];
    for (let i = Math.floor(x / cell); i <= Math.floor((x + w) / cell); i += 1) {
      for (let j = Math.floor(y / cell); j <= Math.floor((y + h) / cell); j += 1) found.push(`${i} ${j}`);
    }
    return found;
  };
  const keep = (box) => {
    for (const name of around(box)) {
      if (!cells.has(name)) cells.set(name, []);
      cells.get(name).push(box);
    }
  };
  taken.forEach(keep);
  ctx.save();
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  let drawn = 0;
  for (const { x, y, text, bold } of candidates) {
    if (drawn >= MOST) break;
    const label = measured(widths, text, bold);
    const box = { x: x - (label.w / scale) / 2, y: y - high / 2, w: label.w / scale, h: high };
    if (box.x < view.left || box.y < view.top || box.x + box.w > view.right || box.y + box.h > view.bottom) continue;
    const names = around(box);
    if (names.some((name) => cells.get(name)?.some((other) => isOver(box, other)))) continue;
    keep(box);
    drawn += 1;
    ctx.globalAlpha = 0.88;
    ctx.fillStyle = palette.ground;
    ctx.beginPath();
    ctx.roundRect(box.x, box.y, box.w, box.h, 3 / scale);
    ctx.fill();
    ctx.globalAlpha = 1;
    ctx.fillStyle = palette.text;
    ctx.font = `${bold ? "600 " : ""}${size}px ${palette.font}`;
    ctx.direction = /^[^\p{L}]*[\u0590-\u08ff]/u.test(label.text) ? "rtl" : "ltr";
    ctx.fillText(label.text, x, y + size * 0.05);
  }
  ctx.restore();
}

// A name as it is shown from far, with its width on screen; worked out once.
function measured(widths, text, bold) {
  const key = `${bold ? "b" : "n"}${text}`;
  if (!widths.known.has(key)) {
    const width = (part) => (widths.width(part, bold) * SIZE) / widths.font;
    const short = shortened(text, WIDEST, width);
    widths.known.set(key, { text: short, w: width(short) + 7 });
  }
  return widths.known.get(key);
}
