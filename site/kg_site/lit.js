// What is lit: a concept with its neighbours, or all of one kind or relation; and its edges drawn.

const LABEL = 12; // CSS pixels on screen, whatever the zoom
const SPOTS = [0.5, 0.62, 0.38, 0.74, 0.26, 0.84, 0.16];

// { nodes: Set of numbers, edges } or null when nothing is singled out.
export function findLit(graph, state) {
  const shown = (edge) => !state.hiddenRelations.has(edge.relation);
  const centre = state.hovered ?? state.selected;
  if (centre !== null) {
    const edges = graph.edgesAt(centre).filter(shown);
    const nodes = new Set([centre, ...edges.flatMap((edge) => [edge.from, edge.to])]);
    // What stands in a lane is seen to; a line from each to its head would say it again.
    return { nodes, edges: edges.filter((edge) => !edge.lane) };
  }
  if (state.hint?.kind !== undefined) {
    const nodes = graph.nodes.filter((node) => node.kind === state.hint.kind);
    return { nodes: new Set(nodes.map((node) => node.id)), edges: [] };
  }
  if (state.hint?.relation !== undefined) {
    const edges = graph.edges.filter((edge) => edge.relation === state.hint.relation);
    return { nodes: new Set(edges.flatMap((edge) => [edge.from, edge.to])), edges };
  }
  return null;
}

// A curve between two boxes, from side to side, or around the boxes of one column.
function curveBetween(a, b) {
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

function drawArrow(ctx, curve, size) {
  const tip = curve[3];
  const from = pointOn(curve, 0.94);
  const angle = Math.atan2(tip.y - from.y, tip.x - from.x);
  ctx.beginPath();
  ctx.moveTo(tip.x, tip.y);
  for (const turn of [-0.42, 0.42]) {
    ctx.lineTo(tip.x - size * Math.cos(angle + turn), tip.y - size * Math.sin(angle + turn));
  }
  ctx.closePath();
  ctx.fill();
}

export function drawLitEdges(ctx, graph, edges, palette, scale) {
  ctx.save();
  ctx.strokeStyle = palette.accent;
  ctx.fillStyle = palette.accent;
  ctx.lineWidth = Math.max(1.1, 1.2 / scale);
  ctx.globalAlpha = edges.length > 60 ? 0.45 : 0.85;
  const curves = edges.map((edge) => {
    const curve = curveBetween(graph.node(edge.from), graph.node(edge.to));
    ctx.beginPath();
    ctx.moveTo(curve[0].x, curve[0].y);
    ctx.bezierCurveTo(...curve.slice(1).flatMap((point) => [point.x, point.y]));
    ctx.stroke();
    if (!graph.relation(edge).symmetric) drawArrow(ctx, curve, 7);
    return curve;
  });
  ctx.restore();
  return curves;
}

const isOver = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

// Names of relations on their edges, each where it hides no lit box and no other name; one that
// finds no such spot is left to the details, which tell all of them.
export function drawLitLabels(ctx, graph, lit, curves, palette, scale, view) {
  const size = LABEL / scale;
  const height = size * 1.5;
  const taken = [...lit.nodes].map((id) => {
    const node = graph.node(id);
    return { x: node.x - node.w / 2 - 1, y: node.y - node.h / 2 - 1, w: node.w + 2, h: node.h + 2 };
  });
  ctx.save();
  ctx.font = `${size}px ${palette.font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  lit.edges.forEach((edge, n) => {
    const text = shorten(graph.relation(edge).says);
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

function shorten(text) {
  return text.length > 32 ? `${text.slice(0, 31)}…` : text;
}
