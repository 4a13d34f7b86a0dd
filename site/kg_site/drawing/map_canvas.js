// The map on its canvas: vis-network holds the boxes, pans, zooms and paints; the strokes are ours.

import { byId } from "../browser/elements.js";
import { drawAbove, drawGround, drawOne } from "./draw_map.js";
import { readPalette } from "./theme.js";

const PAD = 8; // free CSS pixels around the map when all of it is in view
const LARGEST = 1.3; // a small map is not blown up beyond this
const READABLE = 0.95; // zoom at which labels are about 12 px; phones open no smaller
const NARROW = 720;
const STEP = 1.25;
const MANY = 120; // concepts from which the map is moved as a picture
const LARGEST_STILL = 4096; // pixels a side
const MARGIN = 24; // around that picture, for what stands out of the map

// `look(layout)` tells what is lit and which badges there are: { lit, badges }.
export function mountCanvas(graph, state, widths, look) {
  const frame = byId("p_map");
  const { sizes } = graph.about;
  let palette = readPalette();
  let layout = null;
  let lit = null;
  let badges = null;
  let moved = false;
  let still = null; // while the map is dragged

  const isKindShown = (kind) => !state.hiddenKinds.has(kind);
  const isLit = (id) => lit?.nodes.has(id) ?? false;
  const isShown = (node) => isKindShown(node.kind) || isLit(node.id) || node.id === state.selected;
  const isOn = (edge) => !state.hiddenRelations.has(edge.relation);
  const isDrawn = (edge) => isOn(edge) && isShown(graph.node(edge.from)) && isShown(graph.node(edge.to));
  const picture = (of = layout) => ({ graph, layout: of, lit, state, palette, sizes, widths, isShown, isKindShown, isDrawn, badges });

  const renderer = ({ ctx, id }) => ({
    drawNode() {
      const box = still ? null : layout.boxes.get(id);
      if (box && isShown(graph.node(id))) drawOne(ctx, picture(), box, network.getScale());
    },
    nodeDimensions: { width: layout.boxes.get(id)?.w ?? 1, height: layout.boxes.get(id)?.h ?? 1 },
  });
  const nodes = new vis.DataSet();
  const network = new vis.Network(frame, { nodes, edges: new vis.DataSet() }, {
    physics: false,
    layout: { improvedLayout: false },
    nodes: { shape: "custom", ctxRenderer: renderer, chosen: false, fixed: true },
    interaction: { dragNodes: false, selectable: false, hover: false, keyboard: false },
  });
  // The map itself takes the focus, with a role and a name; the frame inside it need not.
  frame.firstElementChild?.setAttribute("tabindex", "-1");
  frame.querySelector("canvas")?.setAttribute("aria-hidden", "true");

  network.on("beforeDrawing", (ctx) => {
    if (!layout) return;
    if (still) ctx.drawImage(still.sheet, still.x, still.y, still.w, still.h);
    else drawGround(ctx, picture(), network.getScale());
  });
  network.on("afterDrawing", (ctx) => {
    if (!layout || still) return;
    const corner = network.DOMtoCanvas({ x: 4, y: 4 });
    const far = network.DOMtoCanvas({ x: frame.clientWidth - 4, y: frame.clientHeight - 4 });
    const view = { left: corner.x, top: corner.y, right: far.x, bottom: far.y };
    drawAbove(ctx, picture(), network.getScale(), view);
  });

  // A picture of the whole map at this zoom, to be moved about instead of drawing it anew; null where
  // it would be too large, as then little of it is in view and quickly drawn.
  function takeStill() {
    const scale = network.getScale() * devicePixelRatio;
    const [x, y] = [-MARGIN, -MARGIN];
    const [w, h] = [layout.extent.w + 2 * MARGIN, layout.extent.h + 2 * MARGIN];
    if (layout.boxes.size < MANY || w * scale > LARGEST_STILL || h * scale > LARGEST_STILL) return null;
    const sheet = document.createElement("canvas");
    sheet.width = Math.ceil(w * scale);
    sheet.height = Math.ceil(h * scale);
    const ctx = sheet.getContext("2d");
    ctx.scale(scale, scale);
    ctx.translate(-x, -y);
    paintAll(ctx, network.getScale());
    return { sheet, x, y, w: sheet.width / scale, h: sheet.height / scale };
  }

  // The whole map drawn with any context.
  function paintAll(ctx, scale) {
    const { w, h } = layout.extent;
    drawGround(ctx, picture(), scale);
    for (const box of layout.boxes.values()) if (isShown(graph.node(box.id))) drawOne(ctx, picture(), box, scale);
    drawAbove(ctx, picture(), scale, { left: -PAD, top: -PAD, right: w + PAD, bottom: h + PAD });
  }

  // Show another layout, all of it in view; or the same one, where it is.
  function show(next) {
    if (next === layout) return;
    layout = next;
    layout.ranked ??= graph.byDegree().flatMap(({ id }) => layout.boxes.get(id) ?? []);
    nodes.clear();
    // `size` is what vis takes for half the width until it has drawn a box once.
    nodes.add([...layout.boxes.values()].map(({ id, x, y, w }) => ({ id, x, y, size: w / 2 })));
    fit(true);
    refresh();
  }

  // All of the map in view. Where that would be too small to read, a phone opens at its beginning
  // or at the concept that is selected, to be panned.
  function fit(readable) {
    const width = frame.clientWidth - 2 * PAD;
    const height = frame.clientHeight - 2 * PAD;
    if (width <= 0 || height <= 0 || !layout) return;
    let scale = Math.min(width / layout.extent.w, height / layout.extent.h, LARGEST);
    if (readable && frame.clientWidth < NARROW) scale = Math.max(scale, READABLE);
    moved = false;
    const centre = [...layout.boxes.values()].find((box) => box.centre);
    network.moveTo({ position: within(centre ?? { x: 0, y: 0 }, scale), scale, animation: false });
    if (readable && state.selected !== null) reveal(state.selected);
  }

  // On a phone, where all of the map is not in view: pan and zoom so that these concepts are.
  function gather(ids) {
    const found = ids.flatMap((id) => layout.boxes.get(id) ?? []);
    if (frame.clientWidth >= NARROW || !frame.clientWidth || !found.length) return;
    // A lane's head may be wider than the screen; its middle will do.
    const half = (box) => (box.head ? 40 : box.w / 2);
    const left = Math.min(...found.map((box) => box.x - half(box)));
    const right = Math.max(...found.map((box) => box.x + half(box)));
    const top = Math.min(...found.map((box) => box.y - box.h / 2));
    const bottom = Math.max(...found.map((box) => box.y + box.h / 2));
    const room = (length) => length - 6 * PAD;
    const scale = clamp(Math.min(room(frame.clientWidth) / (right - left), room(frame.clientHeight) / (bottom - top), 1));
    moved = true;
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation: false });
  }

  // The place nearest to one asked for at which no empty margin is in view.
  function within(position, scale) {
    const nearest = (at, length, room) => {
      const half = Math.min(room / scale, length) / 2;
      return Math.min(Math.max(at, half), length - half);
    };
    return {
      x: nearest(position.x, layout.extent.w, frame.clientWidth - 2 * PAD),
      y: nearest(position.y, layout.extent.h, frame.clientHeight - 2 * PAD),
    };
  }

  function zoom(factor) {
    moved = true;
    network.moveTo({ scale: clamp(network.getScale() * factor), animation: false });
  }

  const clamp = (scale) => Math.min(4, Math.max(0.05, scale));

  // Pan so far that a concept is in view.
  function reveal(id) {
    const box = layout?.boxes.get(id);
    if (!box) return;
    const corner = network.canvasToDOM({ x: box.x - box.w / 2, y: box.y - box.h / 2 });
    const far = network.canvasToDOM({ x: box.x + box.w / 2, y: box.y + box.h / 2 });
    const inside = corner.x >= 0 && corner.y >= 0 && far.x <= frame.clientWidth && far.y <= frame.clientHeight;
    if (!inside) network.moveTo({ position: within(box, network.getScale()), animation: false });
  }

  // The concept at a place of the page, or null.
  function conceptAt(event) {
    const bounds = frame.getBoundingClientRect();
    const at = network.DOMtoCanvas({ x: event.clientX - bounds.left, y: event.clientY - bounds.top });
    for (const box of layout.boxes.values()) {
      if (Math.abs(at.x - box.x) > box.w / 2 || Math.abs(at.y - box.y) > box.h / 2) continue;
      if (isShown(graph.node(box.id))) return box.id;
    }
    return null;
  }

  function refresh() {
    if (!layout) return;
    ({ lit, badges } = look(layout));
    frame.classList.toggle("pointing", state.hovered !== null);
    network.redraw();
  }

  state.on(["selected"], () => {
    if (state.selected !== null && frame.clientWidth) reveal(state.selected);
  });
  network.on("dragStart", () => {
    moved = true;
    still = takeStill();
  });
  network.on("dragEnd", () => {
    still = null;
    network.redraw();
  });
  network.on("zoom", () => {
    moved = true;
    const scale = network.getScale();
    if (clamp(scale) !== scale) network.moveTo({ scale: clamp(scale), animation: false });
  });
  new ResizeObserver(() => {
    if (!moved) fit(true);
  }).observe(frame);

  return {
    frame,
    show,
    refresh,
    gather,
    fit: () => fit(false),
    zoom: { closer: () => zoom(STEP), farther: () => zoom(1 / STEP) },
    aspect: () => Math.max(0.4, (frame.clientWidth || 980) / (frame.clientHeight || 732)),
    conceptAt,
    boxes: () => [...(layout?.boxes.values() ?? [])].filter((box) => isShown(graph.node(box.id))),
    box: (id) => layout?.boxes.get(id),
    layout: () => layout,
    // The whole map drawn with another context at zoom 1.
    paint: (ctx) => paintAll(ctx, 1),
    ground: () => palette.ground,
    onTap(listener) {
      // Hammer tells where a gesture was by its centre.
      network.on("click", ({ event: { center } }) => {
        listener(conceptAt({ clientX: center.x, clientY: center.y }));
      });
    },
    repaint() {
      palette = readPalette();
      refresh();
    },
  };
}
