// Concepts' boxes, lanes, the backgrounds of communities, and captions.

import { fillMarker, lookOf } from "./kind_markers.js";

const CORNER_RADIUS = 5;
const HULL_RADIUS = 12; // of the corners of communities
const TIP = 7; // how far the head of a lane points into the next
const FRAME_DOTS = [2, 2]; // of concepts beyond the deck
const MIN_BADGE = 18; // CSS pixels on screen
const RIGHT_TO_LEFT = /^[^\p{L}]*[\u0590-\u08ff]/u;

/**
 * @typedef {object} BoxLook How a box differs from others of its kind.
 * @property {boolean} dim
 * @property {boolean} highlighted
 * @property {boolean} selected
 * @property {boolean} hovered
 * @property {boolean} centre
 * @property {boolean} beyondDeck True if the deck does not say what it is; its frame is dotted.
 * @property {boolean} ready True if a study list says that it can be learned next.
 * @property {boolean} zoomedOut True if its label would be too small to read.
 */

/**
 * Set the writing direction for a text by its first letter.
 *
 * @param {DrawingContext} ctx
 * @param {string} text
 */
export function setDirection(ctx, text) {
  ctx.direction = RIGHT_TO_LEFT.test(text) ? "rtl" : "ltr";
}

/**
 * Begin the outline of a lane's head, which points to the next lane.
 *
 * @param {DrawingContext} ctx
 * @param {Rectangle} corner (x, y) is the left upper corner.
 */
function pointedOutline(ctx, { x, y, w, h }) {
  const right = x + w - TIP;
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(right, y);
  ctx.lineTo(right + TIP * 1.6, y + h / 2);
  ctx.lineTo(right, y + h);
  ctx.lineTo(x, y + h);
  ctx.lineTo(x + TIP * 0.6, y + h / 2);
  ctx.closePath();
}

/**
 * Draw a concept's box with its label.
 *
 * @param {DrawingContext} ctx
 * @param {Box} box
 * @param {Kind} kind
 * @param {BoxLook} look
 * @param {Palette} palette
 * @param {Sizes} sizes
 */
export function drawBox(ctx, box, kind, look, palette, sizes) {
  const { w, h } = box;
  const x = box.x - w / 2;
  const y = box.y - h / 2;
  const colour = palette.kinds[lookOf(kind)];
  ctx.save();
  ctx.globalAlpha = look.dim ? 0.22 : 1;
  if (box.head) pointedOutline(ctx, { x, y, w, h });
  else {
    ctx.beginPath();
    ctx.roundRect(x, y, w, h, CORNER_RADIUS);
  }
  ctx.fillStyle = box.head ? palette.head : palette.box;
  ctx.fill();
  if (!box.head) {
    ctx.globalAlpha *= look.selected || look.centre || look.zoomedOut ? 0.2 : 0.09;
    ctx.fillStyle = colour;
    ctx.fill();
    ctx.globalAlpha = look.dim ? 0.1 : look.highlighted || look.centre ? 0.9 : 0.4;
    ctx.strokeStyle = colour;
    ctx.lineWidth = look.centre ? 2 : 1;
    if (look.beyondDeck) ctx.setLineDash(FRAME_DOTS);
    ctx.stroke();
    ctx.setLineDash([]);
  }
  if (look.selected || look.hovered) {
    ctx.globalAlpha = 1;
    ctx.strokeStyle = palette.accent;
    ctx.lineWidth = look.selected ? 2.5 : 1.5;
    ctx.stroke();
  }
  if (look.ready) {
    ctx.globalAlpha = 1;
    ctx.strokeStyle = palette.accent;
    ctx.lineWidth = 2;
    ctx.setLineDash([5, 3]);
    ctx.stroke();
    ctx.setLineDash([]);
  }
  ctx.globalAlpha = look.dim ? 0.3 : 1;
  if (!look.zoomedOut) drawLabel(ctx, box, kind, palette, sizes);
  ctx.restore();
}

/**
 * Draw the name of a concept and the marker of its kind into its box.
 *
 * @param {DrawingContext} ctx
 * @param {Box} box
 * @param {Kind} kind
 * @param {Palette} palette
 * @param {Sizes} sizes
 */
function drawLabel(ctx, box, kind, palette, sizes) {
  const left = box.x - box.w / 2;
  ctx.textBaseline = "middle";
  ctx.fillStyle = box.head ? palette["head-text"] : palette.text;
  ctx.font = `${box.head ? "600 " : ""}${sizes.font}px ${palette.font}`;
  ctx.textAlign = box.head ? "center" : "left";
  const inset = box.head ? sizes.pad * 2 : sizes.inset;
  const x = box.head ? box.x : left + inset;
  // Where this system's font is wider than the one that was measured, lines are squeezed, not cut.
  const maxWidth = box.head ? box.w - 2 * inset : box.w - inset - sizes.pad;
  const first = box.y - ((box.lines.length - 1) * sizes.line) / 2 + 0.5;
  box.lines.forEach((line, n) => {
    setDirection(ctx, line);
    ctx.fillText(line, x, first + n * sizes.line, maxWidth);
  });
  if (box.head) return;
  ctx.translate(left + sizes.pad, box.y - sizes.marker / 2);
  ctx.scale(sizes.marker / 10, sizes.marker / 10);
  ctx.fillStyle = palette.kinds[lookOf(kind)];
  fillMarker(ctx, kind);
}

/**
 * Draw a concept's number in a list at the corner of its box; return the room that it takes.
 *
 * @param {DrawingContext} ctx
 * @param {Box} box
 * @param {Badge} badge
 * @param {Palette} palette
 * @param {number} scale
 * @returns {Rectangle} (x, y) is the left upper corner.
 */
export function drawBadge(ctx, box, badge, palette, scale) {
  const size = Math.max(MIN_BADGE, MIN_BADGE / scale);
  const x = box.x - box.w / 2 + size / 4;
  const y = box.y - box.h / 2 + 1;
  ctx.save();
  ctx.beginPath();
  ctx.arc(x, y, size / 2, 0, 2 * Math.PI);
  ctx.fillStyle = badge.status === "known" ? palette.known : palette.accent;
  ctx.strokeStyle = palette.ground;
  ctx.lineWidth = 1.5 * (size / MIN_BADGE);
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = palette["accent-text"];
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.font = `600 ${(size * 12) / MIN_BADGE}px ${palette.font}`;
  ctx.fillText(badge.text, x, y + size * 0.03);
  ctx.restore();
  return { x: x - size / 2, y: y - size / 2, w: size, h: size };
}

/**
 * Draw the background of a lane, or of the concepts that stand in none, with its headings.
 *
 * @param {DrawingContext} ctx
 * @param {Panel} panel
 * @param {Palette} palette
 * @param {Sizes} sizes
 * @param {{
 *   dim: boolean,
 *   zoomedOut: boolean,
 *   hasHead: boolean,
 *   isKindShown: (kind: number) => boolean
 * }} look zoomedOut: draw no words; hasHead: the stage's own box heads the lane.
 */
export function drawPanel(ctx, panel, palette, sizes, look) {
  ctx.save();
  ctx.beginPath();
  ctx.roundRect(panel.x, panel.y, panel.w, panel.h, CORNER_RADIUS + 2);
  ctx.fillStyle = palette.lane;
  ctx.fill();
  ctx.globalAlpha = look.dim ? 0.4 : 1;
  ctx.textBaseline = "middle";
  ctx.font = `600 ${sizes.font}px ${palette.font}`;
  if (panel.lane && !look.hasHead) drawLaneTitle(ctx, panel, palette, sizes, look.zoomedOut);
  if (!look.zoomedOut) drawHeadings(ctx, panel, palette, look.isKindShown);
  ctx.restore();
}

/**
 * Draw the headings over the kinds of a panel.
 *
 * @param {DrawingContext} ctx
 * @param {Panel} panel
 * @param {Palette} palette
 * @param {(kind: number) => boolean} isKindShown
 */
function drawHeadings(ctx, panel, palette, isKindShown) {
  ctx.textAlign = "left";
  ctx.fillStyle = palette.text;
  if (!panel.lane) {
    ctx.fillText(panel.lines[0], panel.x + 7, panel.y + panel.head.h / 2 + 2, panel.w - 14);
  }
  ctx.fillStyle = palette.muted;
  for (const { text, kind, x, y, w, h } of panel.headings) {
    if (isKindShown(kind)) ctx.fillText(text, x + 2, y + h / 2 + 2, w - 2);
  }
}

/**
 * Draw the title of a lane whose stage is not on the map, in a plain pointed head.
 *
 * @param {DrawingContext} ctx
 * @param {Panel} panel
 * @param {Palette} palette
 * @param {Sizes} sizes
 * @param {boolean} zoomedOut
 */
function drawLaneTitle(ctx, panel, palette, sizes, zoomedOut) {
  const { x, y, w, h } = panel.head;
  pointedOutline(ctx, panel.head);
  ctx.fillStyle = palette.line;
  ctx.fill();
  if (zoomedOut) return;
  ctx.fillStyle = palette.text;
  ctx.textAlign = "center";
  const first = y + h / 2 - ((panel.lines.length - 1) * sizes.line) / 2 + 0.5;
  for (const [n, line] of panel.lines.entries()) {
    ctx.fillText(line, x + w / 2, first + n * sizes.line, w - 4 * sizes.pad);
  }
}

/**
 * Draw the background of a community with rounded corners, and its title.
 *
 * @param {DrawingContext} ctx
 * @param {Hull} hull
 * @param {Palette} palette
 * @param {Sizes} sizes
 * @param {{ dim: boolean, zoomedOut: boolean }} look zoomedOut: leave out the title.
 */
export function drawHull(ctx, hull, palette, sizes, look) {
  const { outline } = hull;
  ctx.save();
  ctx.beginPath();
  outline.forEach((corner, n) => {
    const before = roundingEnd(corner, outline[(n + outline.length - 1) % outline.length]);
    const after = roundingEnd(corner, outline[(n + 1) % outline.length]);
    if (n === 0) ctx.moveTo(...before);
    else ctx.lineTo(...before);
    ctx.quadraticCurveTo(...corner, ...after);
  });
  ctx.closePath();
  ctx.fillStyle = palette.kinds[hull.colour];
  ctx.globalAlpha = look.dim ? 0.04 : 0.1;
  ctx.fill();
  ctx.globalAlpha = look.dim ? 0.1 : 0.35;
  ctx.strokeStyle = palette.kinds[hull.colour];
  ctx.lineWidth = 1;
  ctx.stroke();
  if (!look.zoomedOut) {
    ctx.globalAlpha = look.dim ? 0.3 : 1;
    ctx.fillStyle = palette.muted;
    ctx.textBaseline = "middle";
    ctx.textAlign = "center";
    ctx.font = `600 ${sizes.font}px ${palette.font}`;
    const { x, y, w, h } = hull.head;
    ctx.fillText(hull.title, x + w / 2, y + h / 2 + 1, w);
  }
  ctx.restore();
}

/**
 * Return the point on the side from a corner to the next where the corner's rounding ends.
 *
 * @param {[number, number]} corner
 * @param {[number, number]} next
 * @returns {[number, number]}
 */
function roundingEnd([x, y], [nextX, nextY]) {
  const length = Math.hypot(nextX - x, nextY - y) || 1;
  const share = Math.min(HULL_RADIUS, length / 2) / length;
  return [x + (nextX - x) * share, y + (nextY - y) * share];
}

/**
 * Draw the words over a cluster of boxes, which are those of its connector.
 *
 * @param {DrawingContext} ctx
 * @param {Caption} caption
 * @param {Palette} palette
 * @param {Sizes} sizes
 * @param {number} alpha
 */
export function drawCaption(ctx, caption, palette, sizes, alpha) {
  ctx.save();
  ctx.globalAlpha = alpha;
  ctx.fillStyle = palette.muted;
  ctx.textBaseline = "middle";
  ctx.textAlign = "center";
  ctx.font = `600 ${sizes.caption}px ${palette.font}`;
  // Lines may pass behind the letters, so they get a rim in the colour of the background.
  ctx.lineJoin = "round";
  ctx.lineWidth = 4;
  ctx.strokeStyle = palette.ground;
  ctx.strokeText(caption.text, caption.x, caption.y, caption.w);
  ctx.fillText(caption.text, caption.x, caption.y, caption.w);
  ctx.restore();
}
