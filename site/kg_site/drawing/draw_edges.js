// Edges: plain lines between boxes, curves for those that are highlighted, and the names of relations
// on these.

import { GROUNDS } from "../graph/graph.js";

const LABEL_FONT = 12; // CSS pixels on screen, at any zoom
const MAX_LABEL_LENGTH = 32; // letters
const LABEL_PLACES = [0.5, 0.62, 0.38, 0.74, 0.26, 0.84, 0.16]; // along a curve, the best first
const ARROW_LENGTH = 7;
const ARROW_ANGLE = 0.42; // radians between its line and either side

/** @type {Record<Ground, number[]>} Dashes and gaps of lines, in CSS pixels; the legend shows them. */
const DASHES = { stated: [], derived: [7, 4], background: [2, 4] };

/**
 * Return the dashes of a line by its ground; they don't shrink with the map.
 *
 * @param {Ground} ground
 * @param {number} scale
 */
export const dashesOf = (ground, scale) =>
  DASHES[ground].map((length) => length / Math.min(1, scale));

/** @typedef {[Point, Point, Point, Point]} Curve A Bézier curve: start, two controls, end. */

/**
 * Draw all edges of a layout as straight lines, which the boxes cover; those that the deck does not
 * state are dashed.
 *
 * @param {DrawingContext} ctx
 * @param {Layout} layout
 * @param {(edge: Edge) => boolean} isDrawn
 * @param {Palette} palette
 * @param {boolean} dim
 * @param {number} scale
 */
export function drawEdges(ctx, layout, isDrawn, palette, dim, scale) {
  ctx.save();
  // In a web the edges show the structure; between lanes they would hide it.
  ctx.strokeStyle = palette[layout.faintEdges ? "edge" : "edge-web"];
  ctx.globalAlpha = dim ? 0.25 : 1;
  ctx.lineWidth = 1;
  for (const ground of GROUNDS) {
    ctx.beginPath();
    ctx.setLineDash(dashesOf(ground, scale));
    let isEmpty = true;
    for (const edge of layout.edges) {
      const subject = layout.boxes.get(edge.subject);
      const object = layout.boxes.get(edge.object);
      if (edge.ground !== ground || !subject || !object || !isDrawn(edge)) continue;
      ctx.moveTo(subject.x, subject.y);
      ctx.lineTo(object.x, object.y);
      isEmpty = false;
    }
    if (!isEmpty) ctx.stroke();
  }
  ctx.restore();
}

/**
 * Draw the lines from boxes to clusters, with arrows as the relations point.
 *
 * @param {DrawingContext} ctx
 * @param {Layout} layout
 * @param {Palette} palette
 * @param {(connector: Connector) => boolean} isDim
 * @param {number} scale
 */
export function drawConnectors(ctx, layout, palette, isDim, scale) {
  ctx.save();
  ctx.lineWidth = 1.4;
  ctx.strokeStyle = palette.connector;
  ctx.fillStyle = palette.connector;
  for (const connector of layout.connectors) {
    const box = layout.boxes.get(connector.from);
    if (!box) continue;
    const start = borderPoint(box, connector.to);
    const end = borderPoint(connector.to, box);
    ctx.globalAlpha = isDim(connector) ? 0.2 : 1;
    // The line of several edges is drawn by the surest ground.
    const ground = GROUNDS.find((one) => connector.edges.some((edge) => edge.ground === one));
    ctx.setLineDash(dashesOf(ground ?? "stated", scale));
    ctx.beginPath();
    ctx.moveTo(start.x, start.y);
    ctx.lineTo(end.x, end.y);
    ctx.stroke();
    if (connector.outward) drawArrow(ctx, start, end);
    if (connector.inward) drawArrow(ctx, end, start);
  }
  ctx.restore();
}

/**
 * Return the point where the line from a rectangle's middle to another's leaves the rectangle.
 *
 * @param {Rectangle} rectangle
 * @param {Rectangle} other
 * @returns {Point}
 */
function borderPoint(rectangle, other) {
  const dx = other.x - rectangle.x;
  const dy = other.y - rectangle.y;
  const t = Math.min(
    rectangle.w / 2 / Math.abs(dx || 1e-9),
    rectangle.h / 2 / Math.abs(dy || 1e-9),
    1,
  );
  return { x: rectangle.x + dx * t, y: rectangle.y + dy * t };
}

/**
 * Draw an arrowhead.
 *
 * @param {DrawingContext} ctx
 * @param {Point} from
 * @param {Point} tip
 */
function drawArrow(ctx, from, tip) {
  const angle = Math.atan2(tip.y - from.y, tip.x - from.x);
  ctx.beginPath();
  ctx.moveTo(tip.x, tip.y);
  for (const turn of [-ARROW_ANGLE, ARROW_ANGLE]) {
    ctx.lineTo(
      tip.x - ARROW_LENGTH * Math.cos(angle + turn),
      tip.y - ARROW_LENGTH * Math.sin(angle + turn),
    );
  }
  ctx.closePath();
  ctx.fill();
}

/**
 * Return the curve between two boxes: from side to side, around the boxes of one column, or
 * straight up to the head of a lane.
 *
 * @param {Box} a
 * @param {Box} b
 * @returns {Curve}
 */
function curveBetween(a, b) {
  const [head, other] = a.head ? [a, b] : [b, a];
  if (head.head && Math.abs(other.x - head.x) < head.w / 2) {
    const below = other.y > head.y ? 1 : -1;
    const atOther = { x: other.x, y: other.y - (below * other.h) / 2 };
    const atHead = { x: other.x, y: head.y + (below * head.h) / 2 };
    const [start, end] = other === a ? [atOther, atHead] : [atHead, atOther];
    const at = (/** @type {number} */ share) => ({
      x: start.x,
      y: start.y + (end.y - start.y) * share,
    });
    return [start, at(1 / 3), at(2 / 3), end];
  }
  const gap = Math.abs(a.x - b.x) - (a.w + b.w) / 2;
  if (gap < 4) {
    const right = Math.max(a.x + a.w / 2, b.x + b.w / 2);
    const bend = right + 14 + Math.min(60, Math.abs(a.y - b.y) * 0.16);
    return [
      { x: a.x + a.w / 2, y: a.y },
      { x: bend, y: a.y },
      { x: bend, y: b.y },
      { x: b.x + b.w / 2, y: b.y },
    ];
  }
  const side = b.x > a.x ? 1 : -1;
  const start = { x: a.x + (side * a.w) / 2, y: a.y };
  const end = { x: b.x - (side * b.w) / 2, y: b.y };
  const reach = side * Math.max(12, Math.abs(end.x - start.x) * 0.4);
  return [start, { x: start.x + reach, y: start.y }, { x: end.x - reach, y: end.y }, end];
}

/**
 * Return a point of a curve; 0 is its start, 1 its end.
 *
 * @param {Curve} curve
 * @param {number} t
 * @returns {Point}
 */
function pointOn([a, b, c, d], t) {
  const u = 1 - t;
  const mix = (/** @type {"x" | "y"} */ axis) =>
    u * u * u * a[axis] + 3 * u * u * t * b[axis] + 3 * u * t * t * c[axis] + t * t * t * d[axis];
  return { x: mix("x"), y: mix("y") };
}

/**
 * Draw highlighted edges as curves; return the curves, for the names on them.
 *
 * @param {DrawingContext} ctx
 * @param {Graph} graph
 * @param {{ edge: Edge, subject: Box, object: Box }[]} edges
 * @param {Palette} palette
 * @param {number} scale
 * @param {number} alpha
 * @returns {Curve[]}
 */
export function drawHighlightedEdges(ctx, graph, edges, palette, scale, alpha) {
  ctx.save();
  ctx.strokeStyle = palette.accent;
  ctx.fillStyle = palette.accent;
  ctx.lineWidth = Math.max(1.1, 1.2 / scale);
  ctx.globalAlpha = alpha;
  const curves = edges.map(({ edge, subject, object }) => {
    const curve = curveBetween(subject, object);
    const [start, first, second, end] = curve;
    ctx.beginPath();
    ctx.setLineDash(dashesOf(edge.ground, scale));
    ctx.moveTo(start.x, start.y);
    ctx.bezierCurveTo(first.x, first.y, second.x, second.y, end.x, end.y);
    ctx.stroke();
    if (!graph.relation(edge).symmetric) drawArrow(ctx, pointOn(curve, 0.94), end);
    return curve;
  });
  ctx.restore();
  return curves;
}

/**
 * Write the names of relations on their edges, each where it hides nothing that is taken.
 *
 * A name for which there is no such place is left out; the details list all of them.
 *
 * @param {DrawingContext} ctx
 * @param {string[]} names
 * @param {Curve[]} curves
 * @param {Rectangle[]} taken The rooms taken by boxes and badges; those of names are added.
 * @param {Palette} palette
 * @param {number} scale
 * @param {ViewBounds} view
 */
export function drawRelationNames(ctx, names, curves, taken, palette, scale, view) {
  const size = LABEL_FONT / scale;
  const height = size * 1.5;
  ctx.save();
  ctx.font = `${size}px ${palette.font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  names.forEach((name, n) => {
    const text = name.length > MAX_LABEL_LENGTH ? `${name.slice(0, MAX_LABEL_LENGTH - 1)}…` : name;
    const width = ctx.measureText(text).width + size;
    for (const place of LABEL_PLACES) {
      const at = pointOn(curves[n], place);
      const pill = { x: at.x - width / 2, y: at.y - height / 2, w: width, h: height };
      if (!isInside(pill, view) || taken.some((other) => overlap(pill, other))) continue;
      taken.push(pill);
      ctx.fillStyle = palette.pill;
      ctx.strokeStyle = palette.accent;
      ctx.lineWidth = 0.8 / scale;
      ctx.beginPath();
      ctx.roundRect(pill.x, pill.y, pill.w, pill.h, height / 2);
      ctx.fill();
      ctx.stroke();
      ctx.fillStyle = palette.text;
      ctx.fillText(text, at.x, at.y + size * 0.06);
      break;
    }
  });
  ctx.restore();
}

/**
 * True if a rectangle, given by its left upper corner, is wholly in view.
 *
 * @param {Rectangle} rectangle
 * @param {ViewBounds} view
 */
export const isInside = ({ x, y, w, h }, view) =>
  x >= view.left && y >= view.top && x + w <= view.right && y + h <= view.bottom;

/**
 * True if two rectangles, given by their left upper corners, overlap.
 *
 * @param {Rectangle} a
 * @param {Rectangle} b
 */
export const overlap = (a, b) =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
