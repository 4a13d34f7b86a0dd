// Edges: plain lines between boxes, the curves of those that are lit, and the relations' names on them.

const LABEL = 12; // CSS pixels on screen, whatever the zoom
const SPOTS = [0.5, 0.62, 0.38, 0.74, 0.26, 0.84, 0.16];
const TIP = 7;

// All edges of a layout at once, as straight lines that the boxes cover.
export function drawEdges(ctx, layout, isDrawn, palette, dim) {
  ctx.save();
  ctx.beginPath();
  for (const edge of layout.edges) {
    if (!isDrawn(edge)) continue;
    const a = layout.boxes.get(edge.from);
    const b = layout.boxes.get(edge.to);
    ctx.moveTo(a.x, a.y);
    ctx.lineTo(b.x, b.y);
  }
  // In a web the edges are what shows the order of things; among lanes they would cover it.
  ctx.strokeStyle = palette[layout.faint ? "edge" : "edge-web"];
  ctx.globalAlpha = dim ? 0.25 : 1;
  ctx.lineWidth = 1;
  ctx.stroke();
  ctx.restore();
}

// Lines from a box to a cluster, with arrows as the relations point.
export function drawLinks(ctx, layout, palette, isFaint) {
  ctx.save();
  ctx.lineWidth = 1.4;
  for (const link of layout.links) {
    const from = layout.boxes.get(link.from);
    const start = border(from, link.to);
    const end = border(link.to, from);
    ctx.globalAlpha = isFaint(link) ? 0.2 : 1;
    ctx.strokeStyle = palette.link;
    ctx.fillStyle = palette.link;
    ctx.beginPath();
    ctx.moveTo(start.x, start.y);
    ctx.lineTo(end.x, end.y);
    ctx.stroke();
    if (link.outward) drawTip(ctx, start, end, TIP);
    if (link.inward) drawTip(ctx, end, start, TIP);
  }
  ctx.restore();
}

// Where the line from a rectangle's middle to another's leaves the rectangle.
function border(box, other) {
  const dx = other.x - box.x;
  const dy = other.y - box.y;
  const t = Math.min(box.w / 2 / Math.abs(dx || 1e-9), box.h / 2 / Math.abs(dy || 1e-9), 1);
  return { x: box.x + dx * t, y: box.y + dy * t };
}

function drawTip(ctx, from, tip, size) {
  const angle = Math.atan2(tip.y - from.y, tip.x - from.x);
  ctx.beginPath();
  ctx.moveTo(tip.x, tip.y);
  for (const turn of [-0.42, 0.42]) {
    ctx.lineTo(tip.x - size * Math.cos(angle + turn), tip.y - size * Math.sin(angle + turn));
  }
  ctx.closePath();
  ctx.fill();
}

// A curve between two boxes, from side to side, or around the boxes of one column; to the head of a
// lane straight up.
function curveBetween(a, b) {
  const [head, other] = a.head ? [a, b] : [b, a];
  if (head.head && Math.abs(other.x - head.x) < head.w / 2) {
    const below = other.y > head.y ? 1 : -1;
    const ends = [
      { x: other.x, y: other.y - (below * other.h) / 2 },
      { x: other.x, y: head.y + (below * head.h) / 2 },
    ];
    const [start, end] = other === a ? ends : ends.reverse();
    const at = (share) => ({ x: start.x, y: start.y + (end.y - start.y) * share });
    return [start, at(1 / 3), at(2 / 3), end];
  }
  const gap = Math.abs(a.x - b.x) - (a.w + b.w) / 2;
  if (gap < 4) {
    const right = Math.max(a.x + a.w / 2, b.x + b.w / 2);
    const bow = right + 14 + Math.min(60, Math.abs(a.y - b.y) * 0.16);
    return [
      { x: a.x + a.w / 2, y: a.y },
      { x: bow, y: a.y },
      { x: bow, y: b.y },
      { x: b.x + b.w / 2, y: b.y },
    ];
  }
  const side = b.x > a.x ? 1 : -1;
  const start = { x: a.x + (side * a.w) / 2, y: a.y };
  const end = { x: b.x - (side * b.w) / 2, y: b.y };
  const reach = side * Math.max(12, Math.abs(end.x - start.x) * 0.4);
  return [start, { x: start.x + reach, y: start.y }, { x: end.x - reach, y: end.y }, end];
}

function pointOn([a, b, c, d], t) {
  const u = 1 - t;
  const mix = (axis) =>
    u * u * u * a[axis] + 3 * u * u * t * b[axis] + 3 * u * t * t * c[axis] + t * t * t * d[axis];
  return { x: mix("x"), y: mix("y") };
}

// Edges that are lit; returns their curves, for the names on them.
export function drawLitEdges(ctx, graph, layout, edges, palette, scale, alpha) {
  ctx.save();
  ctx.strokeStyle = palette.accent;
  ctx.fillStyle = palette.accent;
  ctx.lineWidth = Math.max(1.1, 1.2 / scale);
  ctx.globalAlpha = alpha;
  const curves = edges.map((edge) => {
    const curve = curveBetween(layout.boxes.get(edge.from), layout.boxes.get(edge.to));
    ctx.beginPath();
    ctx.moveTo(curve[0].x, curve[0].y);
    ctx.bezierCurveTo(...curve.slice(1).flatMap((point) => [point.x, point.y]));
    ctx.stroke();
    if (!graph.relation(edge).symmetric) drawTip(ctx, pointOn(curve, 0.94), curve[3], TIP);
    return curve;
  });
  ctx.restore();
  return curves;
}

// Names of relations on their edges, each where it hides none of the rectangles in `taken` and no
// other name; one that finds no such spot is left to the details, which tell all of them.
export function drawLitLabels(ctx, graph, edges, curves, taken, palette, scale, view) {
  const size = LABEL / scale;
  const height = size * 1.5;
  ctx.save();
  ctx.font = `${size}px ${palette.font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  edges.forEach((edge, n) => {
    const says = graph.relation(edge).says;
    const text = says.length > 32 ? `${says.slice(0, 31)}…` : says;
    const width = ctx.measureText(text).width + size;
    for (const t of SPOTS) {
      const at = pointOn(curves[n], t);
      const pill = { x: at.x - width / 2, y: at.y - height / 2, w: width, h: height };
      const inView =
        pill.x >= view.left && pill.y >= view.top && pill.x + pill.w <= view.right && pill.y + pill.h <= view.bottom;
      if (!inView || taken.some((other) => isOver(pill, other))) continue;
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

export const isOver = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
