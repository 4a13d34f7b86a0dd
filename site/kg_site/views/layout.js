// A layout: where boxes stand on the canvas, and what is drawn behind and between them.
//
//   boxes     Map of a concept's number to { id, x, y, w, h, lines, head, lane }, x and y its middle
//   extent    { w, h }: all of it lies between 0 and these
//   panels    grounds of lanes; hulls: outlines of communities
//   links     lines from box to place, with an arrow at either end: [{ edges, from, to, tip }]
//   captions  texts that belong to links: [{ text, x, y, w, h }]

// A layout that was worked out when the page was written.
export function readLayout(graph, written) {
  const boxes = new Map(
    written.boxes.map((box) => [
      box.id,
      { head: false, lane: null, ...box, lines: box.lines ?? [oneLine(graph.node(box.id).name)] },
    ]),
  );
  // Standing in the lane says it already.
  const isLane = (edge) => edge.relation === written.laneRelation && boxes.get(edge.from).lane === edge.to;
  const edges = graph.edges.filter(({ from, to }) => from !== to && boxes.has(from) && boxes.has(to));
  return {
    boxes,
    extent: written.extent,
    panels: written.panels ?? [],
    hulls: (written.hulls ?? []).map((hull, n) => ({ ...hull, colour: 1 + (n % 10) })),
    links: [],
    captions: [],
    edges: edges.filter((edge) => !isLane(edge)),
    faint: written.laneRelation !== undefined,
    overview: boxes.size < graph.nodes.length,
  };
}

const oneLine = (text) => text.trim().split(/\s+/).join(" ");

// Move everything so that it begins at 0, with some room around it.
export function settle({ boxes, links = [], captions = [], margin = 8 }) {
  const all = [...boxes, ...captions];
  const left = Math.min(...all.map(({ x, w }) => x - w / 2)) - margin;
  const top = Math.min(...all.map(({ y, h }) => y - h / 2)) - margin;
  const right = Math.max(...all.map(({ x, w }) => x + w / 2)) + margin;
  const bottom = Math.max(...all.map(({ y, h }) => y + h / 2)) + margin;
  const moved = (thing) => ({ ...thing, x: thing.x - left, y: thing.y - top });
  return {
    boxes: new Map(boxes.map((box) => [box.id, moved(box)])),
    extent: { w: right - left, h: bottom - top },
    panels: [],
    hulls: [],
    links: links.map((link) => ({ ...link, to: moved(link.to) })),
    captions: captions.map(moved),
    edges: [],
    faint: false,
  };
}
