// The map on its canvas: vis-network pans and zooms, and draw_map.js draws.

import { byId } from "../browser/elements.js";
import { drawBackground, drawConcept, drawForeground } from "./draw_map.js";
import { readPalette } from "./theme.js";

const MARGIN = 8; // free CSS pixels around the map when all of it is in view
const MAX_FIT_SCALE = 1.3; // a small map is not enlarged beyond this
const MIN_PHONE_SCALE = 0.95; // at which a phone opens: letters are about 12 px
const PHONE_WIDTH = 720; // CSS pixels below which the page is laid out for a phone
const ZOOM_STEP = 1.25;
const MIN_SCALE = 0.05;
const MAX_SCALE = 4;
const MIN_SNAPSHOT_BOXES = 120; // concepts from which a snapshot is dragged instead of the map
const MAX_SNAPSHOT_SIDE = 4096; // pixels
const SNAPSHOT_MARGIN = 24; // for what sticks out of the map
const HEAD_HALF_WIDTH = 40; // of a lane's head that must be in view; all of it may not fit a phone
const MIN_ASPECT = 0.4;
const USUAL_SIZE = { w: 980, h: 732 }; // CSS pixels, where the map is not shown

/** @typedef {ReturnType<typeof mountCanvas>} MapCanvas */

/**
 * Draw the map into its place in the page.
 *
 * @param {Graph} graph
 * @param {PageState} state
 * @param {LabelWidths} labelWidths
 * @param {(layout: Layout) => Pick<Picture, "highlight" | "badges">} look Returns what stands out.
 */
export function mountCanvas(graph, state, labelWidths, look) {
  const frame = byId("map_area");
  const { sizes } = graph.about;
  let palette = readPalette();
  /** @type {Layout | null} */
  let layout = null;
  /** @type {Box[]} */
  let ranked = [];
  /** @type {MapHighlight | null} */
  let highlight = null;
  /** @type {Map<number, Badge> | null} */
  let badges = null;
  let movedByReader = false;
  /** @type {(Rectangle & { image: HTMLCanvasElement }) | null} */
  let snapshot = null; // while the map is dragged

  const isKindShown = (/** @type {number} */ kind) => !state.hiddenKinds.has(kind);
  const isShown = (/** @type {Concept} */ concept) =>
    isKindShown(concept.kind) ||
    (highlight?.concepts.has(concept.id) ?? false) ||
    concept.id === state.selected;
  const isDrawn = (/** @type {Edge} */ edge) =>
    !state.hiddenRelations.has(edge.relation) &&
    isShown(graph.concept(edge.subject)) &&
    isShown(graph.concept(edge.object));
  const pictureOf = (/** @type {Layout} */ shown) => ({
    graph,
    layout: shown,
    highlight,
    badges,
    state,
    palette,
    sizes,
    labelWidths,
    ranked,
    isShown,
    isKindShown,
    isDrawn,
  });
  const shownBoxes = () =>
    [...(layout?.boxes.values() ?? [])].filter((box) => isShown(graph.concept(box.id)));

  const drawNode = (/** @type {{ ctx: CanvasRenderingContext2D, id: number }} */ { ctx, id }) => {
    const box = layout?.boxes.get(id);
    return {
      drawNode() {
        if (!layout || !box || snapshot || !isShown(graph.concept(id))) return;
        drawConcept(ctx, pictureOf(layout), box, network.getScale());
      },
      nodeDimensions: { width: box?.w ?? 1, height: box?.h ?? 1 },
    };
  };
  const nodes = new vis.DataSet();
  const network = new vis.Network(
    frame,
    { nodes, edges: new vis.DataSet() },
    {
      physics: false,
      layout: { improvedLayout: false },
      nodes: { shape: "custom", ctxRenderer: drawNode, chosen: false, fixed: true },
      interaction: { dragNodes: false, selectable: false, hover: false, keyboard: false },
    },
  );
  // The map area takes the focus, with a role and a name; what vis-network puts into it does not.
  frame.firstElementChild?.setAttribute("tabindex", "-1");
  frame.querySelector("canvas")?.setAttribute("aria-hidden", "true");

  network.on("beforeDrawing", (ctx) => {
    if (!layout) return;
    if (snapshot) ctx.drawImage(snapshot.image, snapshot.x, snapshot.y, snapshot.w, snapshot.h);
    else drawBackground(ctx, pictureOf(layout), network.getScale());
  });
  network.on("afterDrawing", (ctx) => {
    if (!layout || snapshot) return;
    const { x: left, y: top } = network.DOMtoCanvas({ x: 4, y: 4 });
    const { x: right, y: bottom } = network.DOMtoCanvas({
      x: frame.clientWidth - 4,
      y: frame.clientHeight - 4,
    });
    drawForeground(ctx, pictureOf(layout), network.getScale(), { left, top, right, bottom });
  });

  /**
   * Draw the whole map at this zoom into an image, which can be moved faster than the map.
   *
   * Return null where the image would be too large; little of the map is in view then, and that
   * is drawn quickly.
   *
   * @param {Layout} shown
   */
  function takeSnapshot({ boxes, extent }) {
    const scale = network.getScale() * devicePixelRatio;
    const [x, y] = [-SNAPSHOT_MARGIN, -SNAPSHOT_MARGIN];
    const width = (extent.w + 2 * SNAPSHOT_MARGIN) * scale;
    const height = (extent.h + 2 * SNAPSHOT_MARGIN) * scale;
    if (boxes.size < MIN_SNAPSHOT_BOXES || Math.max(width, height) > MAX_SNAPSHOT_SIDE) return null;
    const image = document.createElement("canvas");
    image.width = Math.ceil(width);
    image.height = Math.ceil(height);
    const ctx = image.getContext("2d");
    if (!ctx) return null;
    ctx.scale(scale, scale);
    ctx.translate(-x, -y);
    paintAll(ctx, network.getScale());
    return { image, x, y, w: image.width / scale, h: image.height / scale };
  }

  /**
   * Draw the whole map with any context.
   *
   * @param {DrawingContext} ctx
   * @param {number} scale
   */
  function paintAll(ctx, scale) {
    if (!layout) return;
    const { w, h } = layout.extent;
    const picture = pictureOf(layout);
    const view = { left: -MARGIN, top: -MARGIN, right: w + MARGIN, bottom: h + MARGIN };
    drawBackground(ctx, picture, scale);
    for (const box of shownBoxes()) drawConcept(ctx, picture, box, scale);
    drawForeground(ctx, picture, scale, view);
  }

  /**
   * Show a layout: a new one with all of it in view, the present one where it is.
   *
   * @param {Layout} next
   */
  function show(next) {
    if (next === layout) return;
    layout = next;
    ranked = graph.byDegree().flatMap(({ id }) => next.boxes.get(id) ?? []);
    nodes.clear();
    // vis-network takes `size` for half the width of a box until it has drawn the box once.
    nodes.add([...next.boxes.values()].map(({ id, x, y, w }) => ({ id, x, y, size: w / 2 })));
    fit({ readable: true });
    refresh();
  }

  /**
   * Bring all of the map into view.
   *
   * With `readable`, a phone on which that would be too small to read shows the map's beginning or
   * the selected concept instead.
   *
   * @param {{ readable: boolean }} options
   */
  function fit({ readable }) {
    const width = frame.clientWidth - 2 * MARGIN;
    const height = frame.clientHeight - 2 * MARGIN;
    if (width <= 0 || height <= 0 || !layout) return;
    let scale = Math.min(width / layout.extent.w, height / layout.extent.h, MAX_FIT_SCALE);
    if (readable && frame.clientWidth < PHONE_WIDTH) scale = Math.max(scale, MIN_PHONE_SCALE);
    movedByReader = false;
    const centre = [...layout.boxes.values()].find((box) => box.centre);
    const position = positionWithin(layout, centre ?? { x: 0, y: 0 }, scale);
    network.moveTo({ position, scale, animation: false });
    if (readable && state.selected !== null) reveal(state.selected);
  }

  /**
   * Pan and zoom a phone on which not all of the map is in view, until these concepts are.
   *
   * @param {number[]} ids
   */
  function gather(ids) {
    const boxes = ids.flatMap((id) => layout?.boxes.get(id) ?? []);
    if (frame.clientWidth >= PHONE_WIDTH || !frame.clientWidth || !boxes.length) return;
    const halfWidth = (/** @type {Box} */ box) => (box.head ? HEAD_HALF_WIDTH : box.w / 2);
    const left = Math.min(...boxes.map((box) => box.x - halfWidth(box)));
    const right = Math.max(...boxes.map((box) => box.x + halfWidth(box)));
    const top = Math.min(...boxes.map((box) => box.y - box.h / 2));
    const bottom = Math.max(...boxes.map((box) => box.y + box.h / 2));
    const acrossScale = (frame.clientWidth - 6 * MARGIN) / (right - left);
    const downScale = (frame.clientHeight - 6 * MARGIN) / (bottom - top);
    const position = { x: (left + right) / 2, y: (top + bottom) / 2 };
    movedByReader = true;
    const scale = clampScale(Math.min(acrossScale, downScale, 1));
    network.moveTo({ position, scale, animation: false });
  }

  /**
   * Return the position nearest to one at which no empty margin is in view.
   *
   * @param {Layout} shown
   * @param {Point} position
   * @param {number} scale
   * @returns {Point}
   */
  function positionWithin({ extent }, position, scale) {
    const nearest = (
      /** @type {number} */ at,
      /** @type {number} */ length,
      /** @type {number} */ room,
    ) => {
      const half = Math.min(room / scale, length) / 2;
      return Math.min(Math.max(at, half), length - half);
    };
    return {
      x: nearest(position.x, extent.w, frame.clientWidth - 2 * MARGIN),
      y: nearest(position.y, extent.h, frame.clientHeight - 2 * MARGIN),
    };
  }

  /** @param {number} factor */
  function zoomBy(factor) {
    movedByReader = true;
    network.moveTo({ scale: clampScale(network.getScale() * factor), animation: false });
  }

  const clampScale = (/** @type {number} */ scale) =>
    Math.min(MAX_SCALE, Math.max(MIN_SCALE, scale));

  /**
   * Pan until a concept is in view.
   *
   * @param {number} id
   */
  function reveal(id) {
    const box = layout?.boxes.get(id);
    if (!layout || !box) return;
    const corner = network.canvasToDOM({ x: box.x - box.w / 2, y: box.y - box.h / 2 });
    const opposite = network.canvasToDOM({ x: box.x + box.w / 2, y: box.y + box.h / 2 });
    const isInView =
      corner.x >= 0 &&
      corner.y >= 0 &&
      opposite.x <= frame.clientWidth &&
      opposite.y <= frame.clientHeight;
    if (isInView) return;
    const position = positionWithin(layout, box, network.getScale());
    network.moveTo({ position, animation: false });
  }

  /**
   * Return the concept at a point of the window, or null.
   *
   * @param {{ clientX: number, clientY: number }} point
   */
  function conceptAt({ clientX, clientY }) {
    const bounds = frame.getBoundingClientRect();
    const at = network.DOMtoCanvas({ x: clientX - bounds.left, y: clientY - bounds.top });
    const isHit = (/** @type {Box} */ box) =>
      Math.abs(at.x - box.x) <= box.w / 2 && Math.abs(at.y - box.y) <= box.h / 2;
    return shownBoxes().find(isHit)?.id ?? null;
  }

  function refresh() {
    if (!layout) return;
    ({ highlight, badges } = look(layout));
    frame.classList.toggle("pointing", state.hovered !== null);
    network.redraw();
  }

  state.on(["selected"], () => {
    if (state.selected !== null && frame.clientWidth) reveal(state.selected);
  });
  network.on("dragStart", () => {
    movedByReader = true;
    snapshot = layout && takeSnapshot(layout);
  });
  network.on("dragEnd", () => {
    snapshot = null;
    network.redraw();
  });
  network.on("zoom", () => {
    movedByReader = true;
    const scale = network.getScale();
    if (clampScale(scale) !== scale) {
      network.moveTo({ scale: clampScale(scale), animation: false });
    }
  });
  new ResizeObserver(() => {
    if (!movedByReader) fit({ readable: true });
  }).observe(frame);

  return {
    frame,
    show,
    refresh,
    gather,
    conceptAt,
    shownBoxes,
    fit: () => fit({ readable: false }),
    zoomIn: () => zoomBy(ZOOM_STEP),
    zoomOut: () => zoomBy(1 / ZOOM_STEP),
    aspect: () =>
      Math.max(
        MIN_ASPECT,
        (frame.clientWidth || USUAL_SIZE.w) / (frame.clientHeight || USUAL_SIZE.h),
      ),
    box: (/** @type {number} */ id) => layout?.boxes.get(id),
    extent: () => layout?.extent ?? { w: 0, h: 0 },
    background: () => palette.ground,
    // Draw the whole map at zoom 1 with another context.
    paint: (/** @type {DrawingContext} */ ctx) => paintAll(ctx, 1),
    onTap(/** @type {(id: number | null) => void} */ listener) {
      network.on("click", ({ event: { center } }) => {
        listener(conceptAt({ clientX: center.x, clientY: center.y }));
      });
    },
    // Take the colours of another theme.
    recolour() {
      palette = readPalette();
      refresh();
    },
  };
}
