// The map on its canvas: vis-network pans, zooms and draws; boxes, lanes and lit edges are ours.

import { drawBox, drawPanel } from "./boxes.js";
import { byId } from "./dom.js";
import { drawLitEdges, drawLitLabels, findLit } from "./lit.js";
import { readPalette } from "./theme.js";

const PAD = 8; // free CSS pixels around the map when all of it is in view
const LARGEST = 1.3; // a small map is not blown up beyond this
const READABLE = 0.95; // zoom at which labels are about 12 px; phones open no smaller
const NARROW = 720;
const STEP = 1.25;
const HIDE_EDGES_FROM = 500;

export function mountCanvas(graph, state) {
  const frame = byId("p_map");
  const { sizes, extent, panels } = graph.about;
  let palette = readPalette();
  // In a web the edges are what shows the order of things; among lanes they would cover it.
  const edgeColour = () => ({
    color: palette[graph.about.view === "web" ? "edge-web" : "edge"],
    inherit: false,
  });
  let lit = null;
  let moved = false;

  const isShown = (node) => !state.hiddenKinds.has(node.kind) || (lit?.nodes.has(node.id) ?? false);
  const renderer = ({ ctx, id }) => ({
    drawNode() {
      paint(ctx, graph.node(id));
    },
    nodeDimensions: { width: graph.node(id).w, height: graph.node(id).h },
  });
  const nodes = new vis.DataSet(
    // `size` is what vis takes for half the width until it has drawn a box once.
    graph.nodes.map((node) => ({ id: node.id, x: node.x, y: node.y, size: node.w / 2 })),
  );
  const edges = new vis.DataSet(
    graph.edges.map((edge, n) => ({ id: n, from: edge.from, to: edge.to, hidden: edge.lane })),
  );
  const network = new vis.Network(frame, { nodes, edges }, {
    physics: false,
    layout: { improvedLayout: false },
    nodes: { shape: "custom", ctxRenderer: renderer, chosen: false, fixed: true },
    edges: { smooth: false, chosen: false, width: 1, color: edgeColour() },
    interaction: {
      dragNodes: false,
      selectable: false,
      hover: false,
      keyboard: false,
      hideEdgesOnDrag: graph.edges.length >= HIDE_EDGES_FROM,
    },
  });
  // The map itself takes the focus, with a role and a name; the frame inside it need not.
  frame.firstElementChild?.setAttribute("tabindex", "-1");
  frame.querySelector("canvas")?.setAttribute("aria-hidden", "true");

  function paint(ctx, node) {
    const look = {
      dim: lit !== null && !lit.nodes.has(node.id),
      lit: lit !== null && lit.nodes.has(node.id),
      selected: node.id === state.selected,
      hovered: node.id === state.hovered,
    };
    drawBox(ctx, node, graph.kind(node), look, palette, sizes);
  }

  network.on("beforeDrawing", (ctx) => {
    for (const panel of panels) {
      drawPanel(ctx, panel, palette, sizes, {
        dim: lit !== null,
        hasHead: panel.stage !== null && isShown(graph.node(panel.stage)),
        isShown: (kind) => !state.hiddenKinds.has(kind),
      });
    }
    // vis draws the edges next and leaves this as it is: faint beside lit ones.
    ctx.globalAlpha = lit === null ? 1 : 0.25;
  });
  network.on("afterDrawing", (ctx) => {
    ctx.globalAlpha = 1;
    if (lit === null) return;
    const scale = network.getScale();
    const seen = lit.edges.filter((edge) => [edge.from, edge.to].every((id) => isShown(graph.node(id))));
    const curves = drawLitEdges(ctx, graph, seen, palette, scale);
    for (const id of lit.nodes) if (isShown(graph.node(id))) paint(ctx, graph.node(id));
    const corner = network.DOMtoCanvas({ x: 4, y: 4 });
    const far = network.DOMtoCanvas({ x: frame.clientWidth - 4, y: frame.clientHeight - 4 });
    const view = { left: corner.x, top: corner.y, right: far.x, bottom: far.y };
    drawLitLabels(ctx, graph, { nodes: lit.nodes, edges: seen }, curves, palette, scale, view);
  });

  // All of the map in view. Where that would be too small to read, a phone opens at the first
  // lane, to be panned.
  function fit(readable) {
    const width = frame.clientWidth - 2 * PAD;
    const height = frame.clientHeight - 2 * PAD;
    if (width <= 0 || height <= 0) return;
    let scale = Math.min(width / extent.w, height / extent.h, LARGEST);
    if (readable && frame.clientWidth < NARROW) scale = Math.max(scale, Math.min(READABLE, LARGEST));
    moved = false;
    network.moveTo({ position: within({ x: 0, y: 0 }, scale), scale, animation: false });
    if (readable && state.selected !== null) reveal(state.selected);
  }

  // The place nearest to one asked for at which no empty margin is in view.
  function within(position, scale) {
    const nearest = (at, length, room) => {
      const half = Math.min(room / scale, length) / 2;
      return Math.min(Math.max(at, half), length - half);
    };
    return {
      x: nearest(position.x, extent.w, frame.clientWidth - 2 * PAD),
      y: nearest(position.y, extent.h, frame.clientHeight - 2 * PAD),
    };
  }

  function zoom(factor) {
    moved = true;
    network.moveTo({ scale: clamp(network.getScale() * factor), animation: false });
  }

  const clamp = (scale) => Math.min(4, Math.max(0.05, scale));

  // Pan so far that a concept is in view.
  function reveal(id) {
    const node = graph.node(id);
    const corner = network.canvasToDOM({ x: node.x - node.w / 2, y: node.y - node.h / 2 });
    const far = network.canvasToDOM({ x: node.x + node.w / 2, y: node.y + node.h / 2 });
    const inside = corner.x >= 0 && corner.y >= 0 && far.x <= frame.clientWidth && far.y <= frame.clientHeight;
    if (!inside) network.moveTo({ position: within(node, network.getScale()), animation: false });
  }

  // The concept at a place of the page, or null.
  function conceptAt(event) {
    const bounds = frame.getBoundingClientRect();
    const at = network.DOMtoCanvas({ x: event.clientX - bounds.left, y: event.clientY - bounds.top });
    const hit = graph.nodes.find(
      (node) => isShown(node) && Math.abs(at.x - node.x) <= node.w / 2 && Math.abs(at.y - node.y) <= node.h / 2,
    );
    return hit?.id ?? null;
  }

  function refresh() {
    lit = findLit(graph, state);
    frame.classList.toggle("pointing", state.hovered !== null);
    network.redraw();
  }

  state.on(["selected", "hovered", "hint", "hiddenKinds", "hiddenRelations"], (changed) => {
    lit = findLit(graph, state);
    const filtered = changed.has("hiddenKinds") || changed.has("hiddenRelations");
    if (filtered || state.hiddenKinds.size) {
      nodes.update(graph.nodes.map((node) => ({ id: node.id, hidden: !isShown(node) })));
      edges.update(
        graph.edges.map((edge, n) => ({
          id: n,
          hidden: edge.lane || state.hiddenRelations.has(edge.relation),
        })),
      );
    }
    if (changed.has("selected") && state.selected !== null && frame.clientWidth) reveal(state.selected);
    refresh();
  });
  network.on("dragStart", () => {
    moved = true;
  });
  network.on("zoom", () => {
    moved = true;
    const scale = network.getScale();
    if (clamp(scale) !== scale) network.moveTo({ scale: clamp(scale), animation: false });
  });
  new ResizeObserver(() => {
    if (!moved) fit(true);
  }).observe(frame);
  fit(true);
  refresh();

  return {
    frame,
    fit: () => fit(false),
    zoom: { closer: () => zoom(STEP), farther: () => zoom(1 / STEP) },
    conceptAt,
    isShown,
    onTap(listener) {
      // Hammer tells where a gesture was by its centre.
      network.on("click", ({ event: { center } }) => {
        listener(conceptAt({ clientX: center.x, clientY: center.y }));
      });
    },
    repaint() {
      palette = readPalette();
      network.setOptions({ edges: { color: edgeColour() } });
      refresh();
    },
  };
}
