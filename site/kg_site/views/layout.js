// Layouts: the places of boxes on the map, and of everything drawn behind and between them.

/**
 * Return a layout that was worked out when the page was written.
 *
 * @param {Graph} graph
 * @param {StoredLayout} stored
 * @returns {Layout}
 */
export function readLayout(graph, stored) {
  /** @type {Map<number, Box>} */
  const boxes = new Map();
  for (const box of stored.boxes) {
    const lines = box.lines ?? [onOneLine(graph.concept(box.id).name)];
    boxes.set(box.id, { head: false, lane: null, ...box, lines });
  }
  // Standing in a lane already shows an edge to its stage that the deck states.
  const isShownByLane = (/** @type {Edge} */ edge) =>
    edge.ground === "stated" &&
    edge.relation === stored.laneRelation &&
    boxes.get(edge.subject)?.lane === edge.object;
  return {
    boxes,
    extent: stored.extent,
    panels: stored.panels ?? [],
    hulls: (stored.hulls ?? []).map((hull, n) => ({ ...hull, colour: 1 + (n % 10) })),
    connectors: [],
    captions: [],
    edges: graph.edges.filter(
      (edge) =>
        edge.subject !== edge.object &&
        boxes.has(edge.subject) &&
        boxes.has(edge.object) &&
        !isShownByLane(edge),
    ),
    faintEdges: stored.laneRelation !== undefined,
    partial: boxes.size < graph.concepts.length,
    clustered: false,
    omitted: 0,
  };
}

/** @param {string} text */
const onOneLine = (text) => text.trim().split(/\s+/).join(" ");

/**
 * Make a layout of boxes that stand anywhere: everything is moved to begin at 0, with a margin.
 *
 * @param {Box[]} boxes
 * @param {{ connectors?: Connector[], captions?: Caption[], margin?: number }} rest
 * @returns {Layout}
 */
export function layoutFrom(boxes, { connectors = [], captions = [], margin = 8 }) {
  const all = [...boxes, ...captions];
  const left = Math.min(...all.map(({ x, w }) => x - w / 2)) - margin;
  const top = Math.min(...all.map(({ y, h }) => y - h / 2)) - margin;
  const right = Math.max(...all.map(({ x, w }) => x + w / 2)) + margin;
  const bottom = Math.max(...all.map(({ y, h }) => y + h / 2)) + margin;
  /**
   * @template {Point} T
   * @param {T} thing
   * @returns {T}
   */
  const moved = (thing) => ({ ...thing, x: thing.x - left, y: thing.y - top });
  return {
    boxes: new Map(boxes.map((box) => [box.id, moved(box)])),
    extent: { w: right - left, h: bottom - top },
    panels: [],
    hulls: [],
    connectors: connectors.map((connector) => ({ ...connector, to: moved(connector.to) })),
    captions: captions.map(moved),
    edges: [],
    faintEdges: false,
    partial: false,
    clustered: false,
    omitted: 0,
  };
}
