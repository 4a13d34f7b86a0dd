// Boxes: how a concept and a lane are drawn on the canvas.

import { fillMarker, lookOf } from "./kind_markers.js";

const RADIUS = 5;
const ROUNDED = 12; // the corners of outlines
const TIP = 7; // how far the head of a lane points into the next

function roundedBox(ctx, left, top, width, height, radius) {
  ctx.beginPath();
  ctx.roundRect(left, top, width, height, radius);
}

// A lane's head points to the next lane: the order is in the shape.
function pointedBox(ctx, left, top, width, height) {
  const right = left + width - TIP;
  ctx.beginPath();
  ctx.moveTo(left, top);
  ctx.lineTo(right, top);
  ctx.lineTo(right + TIP * 1.6, top + height / 2);
  ctx.lineTo(right, top + height);
  ctx.lineTo(left, top + height);
  ctx.lineTo(left + TIP * 0.6, top + height / 2);
  ctx.closePath();
}

// look: { dim, lit, selected, hovered, centre, badge, far }; far: its label would be too small.
// A badge is { text, mark, ready } of a study list.
export function drawBox(ctx, box, kind, look, palette, sizes) {
  const left = box.x - box.w / 2;
  const top = box.y - box.h / 2;
  const colour = palette.kinds[lookOf(kind)];
  ctx.save();
  ctx.globalAlpha = look.dim ? 0.22 : 1;
  if (box.head) pointedBox(ctx, left, top, box.w, box.h);
  else roundedBox(ctx, left, top, box.w, box.h, RADIUS);
  ctx.fillStyle = box.head ? palette.head : palette.box;
  ctx.fill();
  if (!box.head) {
    ctx.globalAlpha *= look.selected || look.centre || look.far ? 0.2 : 0.09;
    ctx.fillStyle = colour;
    ctx.fill();
    ctx.globalAlpha = look.dim ? 0.1 : look.lit || look.centre ? 0.9 : 0.4;
    ctx.strokeStyle = colour;
    ctx.lineWidth = look.centre ? 2 : 1;
    ctx.stroke();
  }
  if (look.selected || look.hovered) {
    ctx.globalAlpha = 1;
    ctx.strokeStyle = palette.accent;
    ctx.lineWidth = look.selected ? 2.5 : 1.5;
    ctx.stroke();
  }
  if (look.badge?.ready) {
    ctx.globalAlpha = 1;
    ctx.strokeStyle = palette.accent;
    ctx.lineWidth = 2;
    ctx.setLineDash([5, 3]);
    ctx.stroke();
    ctx.setLineDash([]);
  }
  ctx.globalAlpha = look.dim ? 0.3 : 1;
  if (!look.far) drawLabel(ctx, box, kind, palette, sizes, left);
  ctx.restore();
}

const BADGE = 18; // CSS pixels on screen at least

// The number that a concept has in a list, at the corner of its box; returns the room it takes.
export function drawBadge(ctx, box, badge, palette, scale) {
  const size = Math.max(BADGE, BADGE / scale);
  const x = box.x - box.w / 2 + size / 4;
  const y = box.y - box.h / 2 + 1;
  ctx.save();
  ctx.beginPath();
  ctx.arc(x, y, size / 2, 0, 2 * Math.PI);
  ctx.fillStyle = badge.mark === "known" ? palette.done : palette.accent;
  ctx.strokeStyle = palette.ground;
  ctx.lineWidth = 1.5 * (size / BADGE);
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = palette["accent-text"];
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.font = `600 ${(size * 12) / BADGE}px ${palette.font}`;
  ctx.fillText(badge.text, x, y + size * 0.03);
  ctx.restore();
  return { x: x - size / 2, y: y - size / 2, w: size, h: size };
}

function drawLabel(ctx, box, kind, palette, sizes, left) {
  ctx.textBaseline = "middle";
  ctx.fillStyle = box.head ? palette["head-text"] : palette.text;
  ctx.font = `${box.head ? "600 " : ""}${sizes.font}px ${palette.font}`;
  ctx.textAlign = box.head ? "center" : "left";
  const inset = box.head ? sizes.pad * 2 : sizes.inset;
  const x = box.head ? box.x : left + inset;
  // Squeezed rather than cut where this system's font is wider than the one measured with.
  const widest = box.head ? box.w - 2 * inset : box.w - inset - sizes.pad;
  const first = box.y - ((box.lines.length - 1) * sizes.line) / 2 + 0.5;
  box.lines.forEach((line, n) => {
    ctx.direction = /^[^\p{L}]*[\u0590-\u08ff]/u.test(line) ? "rtl" : "ltr";
    ctx.fillText(line, x, first + n * sizes.line, widest);
  });
  if (box.head) return;
  ctx.translate(left + sizes.pad, box.y - sizes.marker / 2);
  ctx.scale(sizes.marker / 10, sizes.marker / 10);
  ctx.fillStyle = palette.kinds[lookOf(kind)];
  fillMarker(ctx, kind);
}

// The ground of a lane or of all that stands in none, and the headings on it.
// `hasHead` says whether the stage's own box is drawn there; otherwise its title is.
// From far there are no words on it.
export function drawPanel(ctx, panel, palette, sizes, look) {
  ctx.save();
  roundedBox(ctx, panel.x, panel.y, panel.w, panel.h, RADIUS + 2);
  ctx.fillStyle = palette.lane;
  ctx.fill();
  ctx.globalAlpha = look.dim ? 0.4 : 1;
  ctx.textBaseline = "middle";
  ctx.font = `600 ${sizes.font}px ${palette.font}`;
  if (panel.lane && !look.hasHead) drawTitle(ctx, panel, palette, sizes, look.far);
  ctx.textAlign = "left";
  ctx.fillStyle = palette.text;
  if (look.far) {
    ctx.restore();
    return;
  }
  if (!panel.lane) ctx.fillText(panel.lines[0], panel.x + 7, panel.y + panel.head.h / 2 + 2, panel.w - 14);
  ctx.fillStyle = palette.muted;
  for (const heading of panel.headings) {
    if (look.isShown(heading.kind)) {
      ctx.fillText(heading.text, heading.x + 2, heading.y + heading.h / 2 + 2, heading.w - 2);
    }
  }
  ctx.restore();
}

// A lane whose stage is not on the map: the same pointed head, hollow.
function drawTitle(ctx, panel, palette, sizes, far) {
  const { x, y, w, h } = panel.head;
  pointedBox(ctx, x, y, w, h);
  ctx.fillStyle = palette.line;
  ctx.fill();
  if (far) return;
  ctx.fillStyle = palette.text;
  ctx.textAlign = "center";
  const first = y + h / 2 - ((panel.lines.length - 1) * sizes.line) / 2 + 0.5;
  for (const [n, line] of panel.lines.entries()) {
    ctx.fillText(line, x + w / 2, first + n * sizes.line, w - 4 * sizes.pad);
  }
}

// The ground of a community, its outline rounded off, and its title.
export function drawHull(ctx, hull, palette, sizes, look) {
  const { outline } = hull;
  ctx.save();
  ctx.beginPath();
  outline.forEach((corner, n) => {
    const before = towards(corner, outline.at(n - 1));
    const after = towards(corner, outline[(n + 1) % outline.length]);
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
  if (!look.far) {
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

// The place on the way from a corner to the next where its rounding ends.
function towards([x, y], [toX, toY]) {
  const far = Math.hypot(toX - x, toY - y) || 1;
  const share = Math.min(ROUNDED, far / 2) / far;
  return [x + (toX - x) * share, y + (toY - y) * share];
}

// The words over a cluster of boxes, which are those of its line.
export function drawCaption(ctx, caption, palette, sizes, alpha) {
  ctx.save();
  ctx.globalAlpha = alpha;
  ctx.fillStyle = palette.muted;
  ctx.textBaseline = "middle";
  ctx.textAlign = "center";
  ctx.font = `600 ${sizes.caption}px ${palette.font}`;
  // A little of the ground around the letters, as lines may pass behind them.
  ctx.lineJoin = "round";
  ctx.lineWidth = 4;
  ctx.strokeStyle = palette.ground;
  ctx.strokeText(caption.text, caption.x, caption.y, caption.w);
  ctx.fillText(caption.text, caption.x, caption.y, caption.w);
  ctx.restore();
}
