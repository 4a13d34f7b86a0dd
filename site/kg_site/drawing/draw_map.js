// The whole picture, in three coats: the ground, the boxes, and what is lit above them. The canvas
// and the exports draw with the same strokes.

import { drawBadge, drawBox, drawCaption, drawHull, drawPanel } from "./draw_boxes.js";
import { drawEdges, drawLinks, drawLitEdges, drawLitLabels } from "./draw_edges.js";
import { drawFarLabels } from "./zoomed_out_labels.js";

const READABLE = 12; // CSS pixels that letters must have

// Whether the letters in the boxes are too small to read at this zoom.
export const isFar = (sizes, scale) => Math.min(sizes.font, sizes.caption) * scale < READABLE - 0.01;

// picture: { graph, layout, lit, state, palette, sizes, widths, isShown(node), isOn(edge), badges }
// scale: the zoom; view: the part in view, { left, top, right, bottom }.

export function drawGround(ctx, picture, scale) {
  const { graph, layout, lit, palette, sizes, isShown } = picture;
  const far = isFar(sizes, scale);
  for (const panel of layout.panels) {
    drawPanel(ctx, panel, palette, sizes, {
      dim: lit !== null,
      far,
      hasHead: panel.stage !== null && isShown(graph.node(panel.stage)),
      isShown: picture.isKindShown,
    });
  }
  for (const hull of layout.hulls) drawHull(ctx, hull, palette, sizes, { dim: lit !== null, far });
  drawEdges(ctx, layout, picture.isDrawn, palette, lit !== null);
  drawLinks(ctx, layout, palette, (link) => lit !== null && !link.edges.some((edge) => lit.nodes.has(edge.from) && lit.nodes.has(edge.to)));
}

export function drawOne(ctx, picture, box, scale) {
  const { graph, lit, state, palette, sizes, badges } = picture;
  drawBox(
    ctx,
    box,
    graph.kind(graph.node(box.id)),
    {
      dim: lit !== null && !lit.nodes.has(box.id),
      lit: lit?.nodes.has(box.id) ?? false,
      selected: box.id === state.selected,
      hovered: box.id === state.hovered,
      centre: box.centre,
      badge: badges?.get(box.id),
      far: isFar(sizes, scale),
    },
    palette,
    sizes,
  );
}

export function drawAbove(ctx, picture, scale, view) {
  const { graph, layout, lit, palette, sizes, isShown, badges } = picture;
  const far = isFar(sizes, scale);
  const boxOf = (id) => layout.boxes.get(id);
  const litBoxes = lit ? [...lit.nodes].map(boxOf).filter((box) => box && isShown(graph.node(box.id))) : [];
  let curves = [];
  let edges = [];
  if (lit) {
    edges = lit.edges.filter((edge) => [edge.from, edge.to].every((id) => boxOf(id) && isShown(graph.node(id))));
    curves = drawLitEdges(ctx, graph, layout, edges, palette, scale, lit.untold || edges.length > 60 ? 0.4 : 0.85);
    for (const box of litBoxes) drawOne(ctx, picture, box, scale);
  }
  const alpha = lit === null ? 1 : 0.5;
  if (!far) for (const caption of layout.captions) drawCaption(ctx, caption, palette, sizes, alpha);
  const taken = litBoxes.map((box) => ({ x: box.x - box.w / 2 - 1, y: box.y - box.h / 2 - 1, w: box.w + 2, h: box.h + 2 }));
  if (far) {
    drawFarLabels(ctx, farNames(picture), palette, scale, view, picture.widths);
    return;
  }
  for (const [id, badge] of badges ?? []) {
    const box = boxOf(id);
    if (box && isShown(graph.node(id))) taken.push(drawBadge(ctx, box, badge, palette, scale));
  }
  if (lit && !lit.untold) drawLitLabels(ctx, graph, edges, curves, taken, palette, scale, view);
}

// What is named from far, in order: what the pointer or the selection is on, stages, communities,
// then the best joined. While something is lit, nothing else is named.
function farNames({ graph, layout, lit, state, isShown, badges }) {
  const first = (box) => (box.id === state.hovered || box.id === state.selected || box.centre ? 0 : box.head ? 1 : 3);
  const boxes = layout.ranked.filter((box) => isShown(graph.node(box.id)) && (!lit || lit.nodes.has(box.id)));
  const named = boxes.map((box) => ({
    rank: first(box),
    x: box.x,
    y: box.y,
    lines: numbered(box.lines, badges?.get(box.id)),
    bold: box.head || box.id === state.selected,
  }));
  const captions = lit ? [] : layout.captions.map(({ x, y, text }) => ({ rank: 2, x, y, lines: [text], bold: true }));
  const titles = lit ? [] : layout.hulls.map(({ head, title }) => ({ rank: 2, x: head.x + head.w / 2, y: head.y + head.h / 2, lines: [title], bold: true }));
  return [...titles, ...captions, ...named].sort((a, b) => a.rank - b.rank);
}

// The number that a concept has in a list stands before its name, where there is no room for a badge.
const numbered = ([first, ...rest], badge) => (badge ? [`${badge.text}. ${first}`, ...rest] : [first, ...rest]);
