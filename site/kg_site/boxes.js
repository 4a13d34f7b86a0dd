// Boxes: how a concept and a lane are drawn on the canvas.

import { lookOf, markerPath } from "./markers.js";

const RADIUS = 5;
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

// look: { dim, lit, selected, hovered }
export function drawBox(ctx, node, kind, look, palette, sizes) {
  const left = node.x - node.w / 2;
  const top = node.y - node.h / 2;
  const colour = palette.kinds[lookOf(kind)];
  ctx.save();
  ctx.globalAlpha = look.dim ? 0.22 : 1;
  if (node.head) pointedBox(ctx, left, top, node.w, node.h);
  else roundedBox(ctx, left, top, node.w, node.h, RADIUS);
  ctx.fillStyle = node.head ? palette.head : palette.box;
  ctx.fill();
  if (!node.head) {
    ctx.globalAlpha *= look.selected ? 0.22 : 0.09;
    ctx.fillStyle = colour;
    ctx.fill();
    ctx.globalAlpha = look.dim ? 0.1 : look.lit ? 0.9 : 0.4;
    ctx.strokeStyle = colour;
    ctx.lineWidth = 1;
    ctx.stroke();
  }
  if (look.selected || look.hovered) {
    ctx.globalAlpha = 1;
    ctx.strokeStyle = palette.accent;
    ctx.lineWidth = look.selected ? 2.5 : 1.5;
    ctx.stroke();
  }
  ctx.globalAlpha = look.dim ? 0.3 : 1;
  drawLabel(ctx, node, kind, palette, sizes, left);
  ctx.restore();
}

function drawLabel(ctx, node, kind, palette, sizes, left) {
  ctx.textBaseline = "middle";
  ctx.fillStyle = node.head ? palette["head-text"] : palette.text;
  ctx.font = `${node.head ? "600 " : ""}${sizes.font}px ${palette.font}`;
  ctx.textAlign = node.head ? "center" : "left";
  const inset = node.head ? sizes.pad * 2 : sizes.inset;
  const x = node.head ? node.x : left + inset;
  // Squeezed rather than cut where this system's font is wider than the one measured with.
  const widest = node.head ? node.w - 2 * inset : node.w - inset - sizes.pad;
  const first = node.y - ((node.lines.length - 1) * sizes.line) / 2 + 0.5;
  node.lines.forEach((line, n) => {
    ctx.direction = /^[^\p{L}]*[\u0590-\u08ff]/u.test(line) ? "rtl" : "ltr";
    ctx.fillText(line, x, first + n * sizes.line, widest);
  });
  if (node.head) return;
  ctx.translate(left + sizes.pad, node.y - sizes.marker / 2);
  ctx.scale(sizes.marker / 10, sizes.marker / 10);
  ctx.fillStyle = palette.kinds[lookOf(kind)];
  ctx.fill(markerPath(kind), "evenodd");
}

// The ground of a lane or of all that stands in none, and the headings on it.
// `hasHead` says whether the stage's own box is drawn there; otherwise its title is.
export function drawPanel(ctx, panel, palette, sizes, look) {
  ctx.save();
  roundedBox(ctx, panel.x, panel.y, panel.w, panel.h, RADIUS + 2);
  ctx.fillStyle = palette.lane;
  ctx.fill();
  ctx.globalAlpha = look.dim ? 0.4 : 1;
  ctx.textBaseline = "middle";
  ctx.font = `600 ${sizes.font}px ${palette.font}`;
  if (panel.lane && !look.hasHead) drawTitle(ctx, panel, palette, sizes);
  ctx.textAlign = "left";
  ctx.fillStyle = palette.text;
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
function drawTitle(ctx, panel, palette, sizes) {
  const { x, y, w, h } = panel.head;
  pointedBox(ctx, x, y, w, h);
  ctx.fillStyle = palette.line;
  ctx.fill();
  ctx.fillStyle = palette.text;
  ctx.textAlign = "center";
  const first = y + h / 2 - ((panel.lines.length - 1) * sizes.line) / 2 + 0.5;
  panel.lines.forEach((line, n) => ctx.fillText(line, x + w / 2, first + n * sizes.line, w - 4 * sizes.pad));
}
