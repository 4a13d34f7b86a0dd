// A concept and its neighbours in rings by distance. The neighbours that one relation connects to a
// concept stand in a cluster under the relation's words, so that every line has a label.

import { addTo, mustGet } from "../graph/collections.js";
import { otherEnd } from "../graph/graph.js";
import { capitalised, GROUND_WORDS } from "../graph/wording.js";
import { layoutFrom } from "./layout.js";

const CAPTION_HEIGHT = 18;
const CAPTION_FONT = 12;
const BOX_GAP = 5; // between the boxes of a cluster
const CLUSTER_GAP = 16;
const MIN_RADIUS = 104; // of the first ring, so that its lines can be seen
const CROSSING_COST = [300, 60, 15]; // by ring: how far out a cluster may go to cross one line fewer
const DIRECTIONS = 72; // that are tried
const RADIUS_STEP = 8; // between the places that are tried in a direction
const TURN_COST = 0.35; // of a radian away from the wished direction, as a share of the radius
const MAX_BOXES = [24, 8, 5]; // of a cluster, by ring; a line counts the others
const MAX_CLUSTERS = [16, 40, 60]; // of a ring
const MAX_RADIUS = 1e5;

/**
 * @typedef {object} Group Concepts that the same relations connect to one concept.
 * @property {number} parent
 * @property {string[]} titles
 * @property {number[]} members
 * @property {Edge[]} edges
 * @property {number} rank The first of the relations.
 * @property {boolean} outward True if an arrow leads to the members.
 * @property {boolean} inward True if an arrow leads to the parent.
 *
 * @typedef {Group & Rectangle & {
 *   id: number, boxes: Box[], captions: Caption[], omitted: number
 * }} Cluster A group with its boxes; (x, y) is its middle.
 *
 * @typedef {Rectangle & { id: number }} Obstacle
 *
 * @typedef {object} Surroundings What a cluster has to find a place in.
 * @property {Map<number, Box>} boxes
 * @property {Obstacle[]} placed The clusters that have their place, and room around them.
 * @property {{ from: Point, to: Point }[]} lines
 * @property {number} aspect
 * @property {number} innerRadius How far the ring before reaches.
 * @property {number} crossingCost
 */

/**
 * Set out the concepts around one of them.
 *
 * @param {Graph} graph
 * @param {BoxSizer} boxSizer
 * @param {{
 *   centre: number,
 *   hops: number,
 *   aspect: number,
 *   isShown: (edge: Edge, neighbour: number) => boolean
 * }} options hops: the number of rings; aspect: width by height of the room.
 * @returns {Layout}
 */
export function aroundLayout(graph, boxSizer, { centre, hops, aspect, isShown }) {
  const middle = { ...boxSizer.boxOf(centre), centre: true, cluster: 0 };
  /** @type {Surroundings} */
  const surroundings = {
    boxes: new Map([[centre, middle]]),
    placed: [{ ...grown(middle, CLUSTER_GAP), id: 0 }],
    lines: [],
    aspect,
    innerRadius: 0,
    crossingCost: 0,
  };
  /** @type {Cluster[]} */
  const clusters = [];
  let outermost = [centre];
  let omitted = 0;
  const seen = new Set([centre]);
  for (let ring = 0; ring < hops; ring += 1) {
    const groups = outermost.flatMap((parent) => groupNeighbours(graph, parent, seen, isShown));
    // The largest groups are kept, in the order of their parents.
    const largest = groups.toSorted((a, b) => b.members.length - a.members.length);
    const kept = new Set(largest.slice(0, MAX_CLUSTERS[ring]));
    for (const group of groups) if (!kept.has(group)) omitted += group.members.length;
    const built = groups
      .filter((group) => kept.has(group))
      .map((group) => buildCluster(group, boxSizer, MAX_BOXES[ring]));
    omitted += built.reduce((sum, cluster) => sum + cluster.omitted, 0);
    placeClusters(built, { ...surroundings, crossingCost: CROSSING_COST[ring] });
    if (!built.length) break;
    const radii = built.map(({ x, y }) => Math.hypot(x / aspect, y));
    surroundings.innerRadius = Math.max(...radii);
    const boxes = built.flatMap((cluster) => cluster.boxes);
    for (const box of boxes) surroundings.boxes.set(box.id, box);
    clusters.push(...built);
    outermost = boxes.map((box) => box.id);
  }
  const layout = layoutFrom([...surroundings.boxes.values()], {
    captions: clusters.flatMap((cluster) => cluster.captions),
    connectors: clusters.map(({ edges, parent, x, y, w, h, outward, inward }) => ({
      edges,
      from: parent,
      to: { x, y, w, h },
      outward,
      inward,
    })),
  });
  return { ...layout, omitted, clustered: true };
}

/**
 * Group the neighbours of a concept that are not seen yet by the relations that connect them to it.
 *
 * @param {Graph} graph
 * @param {number} parent
 * @param {Set<number>} seen The neighbours are added to it.
 * @param {(edge: Edge, neighbour: number) => boolean} isShown
 * @returns {Group[]}
 */
function groupNeighbours(graph, parent, seen, isShown) {
  /** @type {Map<number, Edge[]>} */
  const edgesTo = new Map();
  for (const edge of graph.edgesAt(parent)) {
    const neighbour = otherEnd(edge, parent);
    if (!seen.has(neighbour) && isShown(edge, neighbour)) addTo(edgesTo, neighbour, edge);
  }
  /** @type {Map<string, Group>} */
  const groups = new Map();
  for (const [id, edges] of [...edgesTo].sort(([a], [b]) => a - b)) {
    seen.add(id);
    edges.sort((a, b) => a.relation - b.relation || (a.subject === parent ? -1 : 1));
    const titles = [...new Set(edges.map((edge) => headingOf(graph, edge, parent)))];
    const key = titles.join("\n");
    const group = groups.get(key) ?? {
      parent,
      titles,
      members: [],
      edges: [],
      rank: edges[0].relation,
      outward: false,
      inward: false,
    };
    groups.set(key, group);
    group.members.push(id);
    group.edges.push(...edges);
    for (const edge of edges) {
      if (graph.relation(edge).symmetric) continue;
      if (edge.subject === parent) group.outward = true;
      else group.inward = true;
    }
  }
  return [...groups.values()].sort((a, b) => a.rank - b.rank);
}

/**
 * Return the heading over the concepts to which an edge leads from a concept, marked if the deck does
 * not state the edge, so that such concepts stand in a cluster of their own.
 *
 * @param {Graph} graph
 * @param {Edge} edge
 * @param {number} from
 */
function headingOf(graph, edge, from) {
  const relation = graph.relation(edge);
  const title = capitalised(edge.subject === from ? relation.out : relation.into);
  const mark = GROUND_WORDS[edge.ground];
  return mark ? `${title} (${mark})` : title;
}

/**
 * Set out the boxes of a group in columns around (0, 0), with its words above.
 *
 * @param {Group} group
 * @param {BoxSizer} boxSizer
 * @param {number} maxBoxes
 * @returns {Cluster}
 */
function buildCluster(group, boxSizer, maxBoxes) {
  const boxes = group.members.slice(0, maxBoxes).map(boxSizer.boxOf);
  const omitted = group.members.length - boxes.length;
  const columns = boxes.length <= 6 ? 1 : boxes.length <= 14 ? 2 : 3;
  const rows = Math.ceil(boxes.length / columns);
  const widestBox = Math.max(...boxes.map((box) => box.w));
  const { titles } = group;
  const heading = titles.length > 2 ? [...titles.slice(0, 2), `${titles.length - 2} more`] : titles;
  const lines = omitted ? [...heading, `and ${omitted} more`] : heading;
  const lineWidth = (/** @type {string} */ text) =>
    Math.ceil((boxSizer.textWidth(text, true) * CAPTION_FONT) / 13) + 8;
  const w = Math.max(columns * (widestBox + BOX_GAP) - BOX_GAP, ...lines.map(lineWidth));
  const boxWidth = (w - (columns - 1) * BOX_GAP) / columns;
  const top = heading.length * CAPTION_HEIGHT;
  let columnBottom = top;
  let bottom = top;
  boxes.forEach((box, n) => {
    if (n % rows === 0) columnBottom = top;
    else columnBottom += BOX_GAP;
    box.w = boxWidth;
    box.x = Math.floor(n / rows) * (boxWidth + BOX_GAP) + boxWidth / 2 - w / 2;
    box.y = columnBottom + box.h / 2;
    columnBottom += box.h;
    bottom = Math.max(bottom, columnBottom);
  });
  const h = bottom + (omitted ? CAPTION_HEIGHT : 0);
  for (const box of boxes) box.y -= h / 2;
  const captions = lines.map((text, n) => ({
    text,
    x: 0,
    y: (n < heading.length ? n * CAPTION_HEIGHT : bottom) + CAPTION_HEIGHT / 2 - h / 2,
    w,
    h: CAPTION_HEIGHT,
  }));
  return { ...group, id: 0, boxes, captions, x: 0, y: 0, w, h, omitted };
}

/**
 * Give each cluster the nearest free place: those of the first ring all around in their order, the
 * others beyond their parents.
 *
 * @param {Cluster[]} clusters
 * @param {Surroundings} surroundings
 */
function placeClusters(clusters, surroundings) {
  const { boxes, placed, lines, aspect, innerRadius } = surroundings;
  const total = clusters.reduce((sum, cluster) => sum + cluster.w + cluster.h, 0);
  let turned = 0;
  const wishes = clusters.map((cluster) => {
    const parent = mustGet(boxes, cluster.parent);
    const share = (cluster.w + cluster.h) / total;
    const angle = parent.centre
      ? -Math.PI / 2 + (turned + share / 2) * 2 * Math.PI
      : Math.atan2(parent.y * aspect, parent.x);
    turned += share;
    return { cluster, parent, angle };
  });
  if (innerRadius) wishes.sort((a, b) => a.angle - b.angle);
  for (const { cluster, parent, angle } of wishes) {
    const best = bestPlace(cluster, parent, angle, surroundings);
    cluster.id = placed.length;
    cluster.x = best.x;
    cluster.y = best.y;
    for (const thing of [...cluster.boxes, ...cluster.captions]) {
      thing.x += best.x;
      thing.y += best.y;
    }
    for (const box of cluster.boxes) box.cluster = cluster.id;
    placed.push({ ...grown(cluster, CLUSTER_GAP), id: cluster.id });
    lines.push({ from: parent, to: best });
  }
}

/**
 * Return the best free place for a cluster in any direction.
 *
 * @param {Cluster} cluster
 * @param {Box} parent
 * @param {number} angle The wished direction.
 * @param {Surroundings} surroundings
 */
function bestPlace(cluster, parent, angle, surroundings) {
  /** @type {Rectangle & { cost: number }} */
  let best = { x: 0, y: 0, w: cluster.w, h: cluster.h, cost: Infinity };
  for (let n = 0; n < DIRECTIONS; n += 1) {
    const turn = (Math.ceil(n / 2) * (n % 2 ? 1 : -1) * 2 * Math.PI) / DIRECTIONS;
    best = bestInDirection(cluster, parent, angle + turn, Math.abs(turn), surroundings, best);
  }
  return best;
}

/**
 * Return the best free place in a direction, or the best so far if none is better.
 *
 * Turning away from the wished direction costs more the farther out a place is, and crossing other
 * clusters and lines costs as much as a long way.
 *
 * @param {Cluster} cluster
 * @param {Box} parent
 * @param {number} angle
 * @param {number} turn How far that is from the wished direction.
 * @param {Surroundings} surroundings
 * @param {Rectangle & { cost: number }} best
 */
function bestInDirection(cluster, parent, angle, turn, surroundings, best) {
  const { placed, lines, aspect, innerRadius, crossingCost } = surroundings;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const { w, h } = cluster;
  for (let radius = Math.max(innerRadius, MIN_RADIUS); radius < MAX_RADIUS; radius += RADIUS_STEP) {
    const cost = radius * (1 + TURN_COST * turn);
    if (cost >= best.cost) break;
    const place = { x: cos * radius * aspect, y: sin * radius, w, h };
    const isInside = Math.hypot(place.x / aspect, place.y) < innerRadius;
    if (isInside || placed.some((other) => overlaps(place, other))) continue;
    const crossed =
      placed.filter(
        (other) =>
          other.id !== parent.cluster && isCrossed(grown(other, -CLUSTER_GAP), parent, place),
      ).length + lines.filter(({ from, to }) => isCrossed(place, from, to)).length;
    const total = cost + crossed * crossingCost;
    if (total < best.cost) best = { ...place, cost: total };
    if (!crossed) break;
  }
  return best;
}

/**
 * True if the line between two points runs through a rectangle, given by its middle.
 *
 * @param {Rectangle} rectangle
 * @param {Point} from
 * @param {Point} to
 */
function isCrossed(rectangle, from, to) {
  let first = 0;
  let last = 1;
  for (const [axis, size] of /** @type {const} */ ([
    ["x", "w"],
    ["y", "h"],
  ])) {
    const step = to[axis] - from[axis];
    const low = rectangle[axis] - rectangle[size] / 2 - from[axis];
    const high = rectangle[axis] + rectangle[size] / 2 - from[axis];
    if (Math.abs(step) < 1e-9) {
      if (low > 0 || high < 0) return false;
      continue;
    }
    first = Math.max(first, Math.min(low / step, high / step));
    last = Math.min(last, Math.max(low / step, high / step));
  }
  return first < last;
}

/**
 * True if two rectangles, given by their middles, overlap.
 *
 * @param {Rectangle} a
 * @param {Rectangle} b
 */
const overlaps = (a, b) =>
  Math.abs(a.x - b.x) < (a.w + b.w) / 2 && Math.abs(a.y - b.y) < (a.h + b.h) / 2;

/**
 * Return a rectangle that is larger on each side.
 *
 * @param {Rectangle} rectangle
 * @param {number} by
 */
const grown = ({ x, y, w, h }, by) => ({ x, y, w: w + 2 * by, h: h + 2 * by });
