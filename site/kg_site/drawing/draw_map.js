// The whole picture in three layers: the background, the boxes, and the highlighted parts above them.
// The canvas and the exported pictures are drawn by the same functions.

import { isBeyondDeck } from "../graph/graph.js";
import { drawBadge, drawBox, drawCaption, drawHull, drawPanel } from "./draw_boxes.js";
import {
  drawConnectors,
  drawEdges,
  drawHighlightedEdges,
  drawRelationNames,
} from "./draw_edges.js";
import { drawZoomedOutLabels } from "./zoomed_out_labels.js";

const MIN_FONT = 12; // CSS pixels that letters must have to be read
const MANY_EDGES = 60; // highlighted edges from which they are drawn faintly

/**
 * True if the letters in boxes would be too small to read at this scale.
 *
 * @param {Sizes} sizes
 * @param {number} scale
 */
const isZoomedOut = (sizes, scale) => Math.min(sizes.font, sizes.caption) * scale < MIN_FONT - 0.01;

/**
 * Draw everything behind the boxes.
 *
 * @param {DrawingContext} ctx
 * @param {Picture} picture
 * @param {number} scale
 */
export function drawBackground(ctx, picture, scale) {
  const { graph, layout, highlight, palette, sizes, isShown, isKindShown, isDrawn } = picture;
  const zoomedOut = isZoomedOut(sizes, scale);
  const dim = highlight !== null;
  for (const panel of layout.panels) {
    const hasHead = panel.stage !== null && isShown(graph.concept(panel.stage));
    drawPanel(ctx, panel, palette, sizes, { dim, zoomedOut, hasHead, isKindShown });
  }
  for (const hull of layout.hulls) drawHull(ctx, hull, palette, sizes, { dim, zoomedOut });
  drawEdges(ctx, layout, isDrawn, palette, dim, scale);
  const isHighlighted = (/** @type {Edge} */ edge) =>
    highlight?.concepts.has(edge.subject) && highlight.concepts.has(edge.object);
  const isDim = (/** @type {Connector} */ { edges }) => dim && !edges.some(isHighlighted);
  drawConnectors(ctx, layout, palette, isDim, scale);
}

/**
 * Draw one concept's box.
 *
 * @param {DrawingContext} ctx
 * @param {Picture} picture
 * @param {Box} box
 * @param {number} scale
 */
export function drawConcept(ctx, picture, box, scale) {
  const { graph, highlight, badges, state, palette, sizes } = picture;
  const highlighted = highlight?.concepts.has(box.id) ?? false;
  const look = {
    dim: highlight !== null && !highlighted,
    highlighted,
    selected: box.id === state.selected,
    hovered: box.id === state.hovered,
    centre: box.centre ?? false,
    beyondDeck: isBeyondDeck(graph.concept(box.id)),
    ready: badges?.get(box.id)?.ready ?? false,
    zoomedOut: isZoomedOut(sizes, scale),
  };
  drawBox(ctx, box, graph.kind(graph.concept(box.id)), look, palette, sizes);
}

/**
 * Draw everything above the boxes: highlighted edges and boxes, badges, and names.
 *
 * @param {DrawingContext} ctx
 * @param {Picture} picture
 * @param {number} scale
 * @param {ViewBounds} view
 */
export function drawForeground(ctx, picture, scale, view) {
  const { graph, layout, highlight, badges, palette, sizes, isShown } = picture;
  const zoomedOut = isZoomedOut(sizes, scale);
  const shownBox = (/** @type {number} */ id) => {
    const box = layout.boxes.get(id);
    return box && isShown(graph.concept(id)) ? box : null;
  };
  const boxes = [...(highlight?.concepts ?? [])].map(shownBox).filter((box) => box !== null);
  const edges = (highlight?.edges ?? []).flatMap((edge) => {
    const subject = shownBox(edge.subject);
    const object = shownBox(edge.object);
    return subject && object ? { edge, subject, object } : [];
  });
  const faint = highlight?.unlabelled || edges.length > MANY_EDGES;
  const curves = drawHighlightedEdges(ctx, graph, edges, palette, scale, faint ? 0.4 : 0.85);
  for (const box of boxes) drawConcept(ctx, picture, box, scale);
  const taken = boxes.map(({ x, y, w, h }) => ({
    x: x - w / 2 - 1,
    y: y - h / 2 - 1,
    w: w + 2,
    h: h + 2,
  }));
  if (zoomedOut) {
    const labels = labelsByImportance(picture);
    const { labelWidths } = picture;
    taken.push(...drawZoomedOutLabels(ctx, labels, palette, scale, view, labelWidths));
  } else {
    for (const caption of layout.captions) {
      drawCaption(ctx, caption, palette, sizes, highlight === null ? 1 : 0.5);
    }
    for (const [id, badge] of badges ?? []) {
      const box = shownBox(id);
      if (box) taken.push(drawBadge(ctx, box, badge, palette, scale));
    }
  }
  if (highlight && !highlight.unlabelled && !(zoomedOut && faint)) {
    const names = edges.map(({ edge }) => graph.relation(edge).says);
    drawRelationNames(ctx, names, curves, taken, palette, scale, view);
  }
}

/**
 * Return the labels of the zoomed-out map, the most important first: the concept that is
 * pointed at or selected, stages, communities, then concepts by their number of edges.
 *
 * While something is highlighted, only that has labels.
 *
 * @param {Picture} picture
 */
function labelsByImportance({ graph, layout, highlight, badges, state, ranked, isShown }) {
  const rankOf = (/** @type {Box} */ box) => {
    if (box.id === state.hovered || box.id === state.selected || box.centre) return 0;
    return box.head ? 1 : 3;
  };
  const ofConcepts = ranked
    .filter(({ id }) => isShown(graph.concept(id)) && (!highlight || highlight.concepts.has(id)))
    .map((box) => ({
      rank: rankOf(box),
      x: box.x,
      y: box.y,
      lines: withNumber(box.lines, badges?.get(box.id)),
      bold: box.head || box.id === state.selected,
    }));
  const ofHulls = layout.hulls.map(({ head, title }) => ({
    rank: 2,
    x: head.x + head.w / 2,
    y: head.y + head.h / 2,
    lines: [title],
    bold: true,
  }));
  const ofCaptions = layout.captions.map(({ x, y, text }) => ({
    rank: 2,
    x,
    y,
    lines: [text],
    bold: true,
  }));
  const labels = highlight ? ofConcepts : [...ofHulls, ...ofCaptions, ...ofConcepts];
  return labels.sort((a, b) => a.rank - b.rank);
}

/**
 * Return the lines of a label with the concept's number in a list, as there is no room for a badge.
 *
 * @param {string[]} lines
 * @param {Badge} [badge]
 */
const withNumber = ([first, ...rest], badge) => [
  badge ? `${badge.text}. ${first}` : first,
  ...rest,
];
