// The labels of the zoomed-out map. Where letters in the boxes would be too small to read, as many
// names as there is room for are written over the map, the most important first.

import { shorten } from "../views/box_size.js";
import { setDirection } from "./draw_boxes.js";
import { isInside, overlap } from "./draw_edges.js";

const FONT = 12; // CSS pixels on screen
const LINE_HEIGHT = 1.12; // of the size of the letters
const MAX_WIDTH = 150; // CSS pixels on screen
const MAX_BOLD_WIDTH = 1.5 * MAX_WIDTH;
const RIM = 3; // width of the background around letters, which keeps them clear of edges
const MAX_LABELS = 260;
const CELL = 64; // CSS pixels of the grid by which labels that overlap are found
const MAX_ROWS = 1e6; // more than there are rows of cells

/**
 * Write labels over the map, each where it overlaps none before it; return their rooms.
 *
 * @param {DrawingContext} ctx
 * @param {{ x: number, y: number, lines: string[], bold: boolean }[]} labels By importance; (x, y)
 *   is the middle.
 * @param {Palette} palette
 * @param {number} scale
 * @param {ViewBounds} view
 * @param {LabelWidths} labelWidths
 */
export function drawZoomedOutLabels(ctx, labels, palette, scale, view, labelWidths) {
  const size = FONT / scale;
  const lineHeight = size * LINE_HEIGHT;
  const takeRoom = createRooms(CELL / scale);
  ctx.save();
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  /** @type {Rectangle[]} */
  const drawn = [];
  for (const { x, y, lines, bold } of labels) {
    if (drawn.length >= MAX_LABELS) break;
    const shown = lines.map((line) => shortLabel(labelWidths, line, bold));
    const w = Math.max(...shown.map((line) => line.width)) / scale;
    const h = shown.length * lineHeight;
    const room = { x: x - w / 2, y: y - h / 2, w, h };
    if (!isInside(room, view) || !takeRoom(room)) continue;
    drawn.push(room);
    ctx.font = `${bold ? "600 " : ""}${size}px ${palette.font}`;
    ctx.lineWidth = RIM / scale;
    shown.forEach(({ text }, n) => {
      setDirection(ctx, text);
      const at = y + (n - (shown.length - 1) / 2) * lineHeight + size * 0.05;
      ctx.strokeStyle = palette.ground;
      ctx.strokeText(text, x, at);
      ctx.fillStyle = palette.text;
      ctx.fillText(text, x, at);
    });
  }
  ctx.restore();
  return drawn;
}

/**
 * Return a function that takes a room and returns true, if it overlaps none that is taken.
 *
 * @param {number} cell Size of the grid's cells.
 */
function createRooms(cell) {
  /** @type {Map<number, Rectangle[]>} */
  const cells = new Map();
  return (/** @type {Rectangle} */ room) => {
    const { x, y, w, h } = room;
    const names = [];
    for (let i = Math.floor(x / cell); i <= Math.floor((x + w) / cell); i += 1) {
      for (let j = Math.floor(y / cell); j <= Math.floor((y + h) / cell); j += 1) {
        names.push(i * MAX_ROWS + j);
      }
    }
    const isTaken = names.some((name) => cells.get(name)?.some((other) => overlap(room, other)));
    if (isTaken) return false;
    for (const name of names) {
      const rooms = cells.get(name);
      if (rooms) rooms.push(room);
      else cells.set(name, [room]);
    }
    return true;
  };
}

/**
 * Return a line as it is shown when zoomed out, with its width on screen; measured once.
 *
 * @param {LabelWidths} labelWidths
 * @param {string} line
 * @param {boolean} bold
 */
function shortLabel({ cache, textWidth, font }, line, bold) {
  const key = `${bold ? "b" : "n"}${line}`;
  let label = cache.get(key);
  if (!label) {
    const widthOf = (/** @type {string} */ text) => (textWidth(text, bold) * FONT) / font;
    const text = shorten(line, bold ? MAX_BOLD_WIDTH : MAX_WIDTH, widthOf);
    label = { text, width: widthOf(text) + 4 };
    cache.set(key, label);
  }
  return label;
}
