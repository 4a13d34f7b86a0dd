// Around one concept: rings by distance. What one relation joins stands in one cluster under the
// relation's words, so that every line that is drawn is told.

import { capital, farEnd } from "../graph/graph.js";
import { settle } from "./layout.js";

const CAPTION = 18; // height of a cluster's words
const CAPTION_FONT = 12;
const GAP = 5; // between the boxes of a cluster
const ROOM = 16; // between clusters
const FIRST = 104; // how far out the first ring is at least, for its lines to be seen
const CROSSED = [300, 60, 15]; // how much longer a way is worth, by ring, so as not to run through another cluster
const TURNS = 72; // directions that are tried
const STRIDE = 8; // how much farther out each next try is
const MOST = [24, 8, 5]; // boxes of a cluster, by ring; the rest is told in a line
const MOST_CLUSTERS = [16, 40, 60]; // of a ring

// centre: a concept's number; hops: rings; shown(edge, far): whether it may be followed there;
// aspect: width by height of the room; boxing: measures.
export function aroundLayout(graph, boxing, { centre, hops, shown, aspect }) {
  const middle = { ...boxing.boxOf(centre), x: 0, y: 0, centre: true, cluster: 0 };
  const boxes = new Map([[centre, middle]]);
  const placed = [{ ...grown(middle, ROOM), id: 0 }];
  const links = [];
  const clusters = [];
  let rim = [centre];
  let least = 0; // how far the ring before reaches
  let left = 0; // concepts that found no room
  const seen = new Set([centre]);
  for (let ring = 0; ring < hops; ring += 1) {
    const groups = rim.flatMap((parent) => groupNear(graph, parent, seen, shown));
    // The largest first, as long as there is room; told in the order of their parents.
    const kept = new Set(groups.toSorted((a, b) => b.members.length - a.members.length).slice(0, MOST_CLUSTERS[ring]));
    for (const group of groups) if (!kept.has(group)) left += group.members.length;
    const built = groups.filter((group) => kept.has(group)).map((group) => build(group, boxing, MOST[ring]));
    left += built.reduce((sum, cluster) => sum + cluster.more, 0);
    place(built, { boxes, placed, links, aspect, least, dear: CROSSED[ring] });
    if (!built.length) break;
    least = reach(built, aspect);
    for (const cluster of built) for (const box of cluster.boxes) boxes.set(box.id, box);
    clusters.push(...built);
    rim = built.flatMap((cluster) => cluster.boxes.map((box) => box.id));
  }
  const layout = settle({
    boxes: [...boxes.values()],
    captions: clusters.flatMap((cluster) => cluster.captions),
    links: clusters.map((cluster) => ({
      edges: cluster.edges,
      from: cluster.parent,
      to: { x: cluster.x, y: cluster.y, w: cluster.w, h: cluster.h },
      outward: cluster.outward,
      inward: cluster.inward,
    })),
  });
  return { ...layout, left, clusters: true };
}

// The concepts next to one that are not seen yet, by the relations that join them to it.
function groupNear(graph, parent, seen, shown) {
  const ties = new Map();
  for (const edge of graph.edgesAt(parent)) {
    const far = farEnd(edge, parent);
    if (seen.has(far) || !shown(edge, far)) continue;
    if (!ties.has(far)) ties.set(far, []);
    ties.get(far).push(edge);
  }
  const groups = new Map();
  for (const [id, edges] of [...ties].sort(([a], [b]) => a - b)) {
    seen.add(id);
    edges.sort((a, b) => a.relation - b.relation || (a.from === parent ? -1 : 1));
    const titles = [...new Set(edges.map((edge) => headingOf(graph, edge, parent)))];
    const key = titles.join("\n");
    if (!groups.has(key)) groups.set(key, { parent, titles, members: [], edges: [], rank: edges[0].relation, outward: false, inward: false });
    const group = groups.get(key);
    group.members.push(id);
    group.edges.push(...edges);
    for (const edge of edges) {
      if (graph.relation(edge).symmetric) continue;
      if (edge.from === parent) group.outward = true;
      else group.inward = true;
    }
  }
  return [...groups.values()].sort((a, b) => a.rank - b.rank);
}

function headingOf(graph, edge, from) {
  const relation = graph.relation(edge);
  return capital(edge.from === from ? relation.out : relation.into);
}

// A cluster's size, with its boxes in columns and its words above, around (0, 0).
function build(group, boxing, most) {
  const shown = group.members.slice(0, most);
  const more = group.members.length - shown.length;
  const boxes = shown.map(boxing.boxOf);
  const columns = boxes.length <= 6 ? 1 : boxes.length <= 14 ? 2 : 3;
  const size = Math.ceil(boxes.length / columns);
  const wide = Math.max(...boxes.map((box) => box.w));
  const words = group.titles.length > 2 ? [...group.titles.slice(0, 2), `${group.titles.length - 2} more`] : group.titles;
  const lines = words.map((text) => ({ text }));
  if (more) lines.push({ text: `and ${more} more`, foot: true });
  for (const line of lines) line.w = Math.ceil((boxing.width(line.text, true) * CAPTION_FONT) / 13) + 8;
  const w = Math.max(columns * (wide + GAP) - GAP, ...lines.map((line) => line.w));
  const own = (w - (columns - 1) * GAP) / columns;
  const head = words.length * CAPTION;
  let bottom = head;
  boxes.forEach((box, n) => {
    const column = Math.floor(n / size);
    const above = n % size ? boxes[n - 1] : null;
    box.w = own;
    box.x = column * (own + GAP) + own / 2 - w / 2;
    box.top = above ? above.top + above.h + GAP : head;
    bottom = Math.max(bottom, box.top + box.h);
  });
  const h = bottom + (more ? CAPTION : 0);
  for (const box of boxes) {
    box.y = box.top + box.h / 2 - h / 2;
    delete box.top;
  }
  const captions = lines.map((line, n) => ({
    text: line.text,
    x: 0,
    y: (line.foot ? h - CAPTION / 2 : n * CAPTION + CAPTION / 2) - h / 2,
    w,
    h: CAPTION,
  }));
  return { ...group, boxes, captions, w, h, more };
}

// Give each cluster the nearest free place: the first ring all around in order, the others beyond
// their parents.
function place(clusters, { boxes, placed, links, aspect, least, dear }) {
  const total = clusters.reduce((sum, cluster) => sum + cluster.w + cluster.h, 0);
  let turned = 0;
  for (const cluster of clusters) {
    const parent = boxes.get(cluster.parent);
    const share = (cluster.w + cluster.h) / total;
    cluster.wish = parent.centre
      ? -Math.PI / 2 + (turned + share / 2) * 2 * Math.PI
      : Math.atan2(parent.y * aspect, parent.x);
    turned += share;
  }
  const order = least ? clusters.toSorted((a, b) => a.wish - b.wish) : clusters;
  for (const cluster of order) {
    const parent = boxes.get(cluster.parent);
    let best = null;
    for (let turn = 0; turn < TURNS; turn += 1) {
      const aside = (Math.ceil(turn / 2) * (turn % 2 ? 1 : -1) * 2 * Math.PI) / TURNS;
      const limit = best?.cost ?? Infinity;
      const at = nearestFree(cluster, cluster.wish + aside, { placed, links, aspect, least, dear, limit, aside: Math.abs(aside), parent });
      if (at) best = at;
    }
    Object.assign(cluster, { x: best.x, y: best.y, id: placed.length });
    for (const thing of [...cluster.boxes, ...cluster.captions]) {
      thing.x += best.x;
      thing.y += best.y;
    }
    for (const box of cluster.boxes) box.cluster = cluster.id;
    placed.push({ ...grown(cluster, ROOM), id: cluster.id });
    links.push({ from: parent, to: best });
  }
}

// The nearest free place in a direction. Straying from the wished one costs more the farther out,
// where the same angle is a longer way, and running through others costs as much as a long way.
function nearestFree(cluster, angle, { placed, links, aspect, least, dear, limit, aside, parent }) {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  let best = null;
  let most = limit;
  for (let radius = Math.max(least, FIRST); radius < 1e5; radius += STRIDE) {
    const cost = radius * (1 + 0.35 * aside);
    if (cost >= most) break;
    const spot = { x: cos * radius * aspect, y: sin * radius, w: cluster.w, h: cluster.h };
    if (!isOutside(spot, least, aspect) || placed.some((other) => isOver(spot, other))) continue;
    const crossed =
      placed.filter((other) => other.id !== parent.cluster && isCrossed(grown(other, -ROOM), parent, spot)).length +
      links.filter(({ from, to }) => isCrossed(spot, from, to)).length;
    if (cost + crossed * dear < most) {
      most = cost + crossed * dear;
      best = { ...spot, cost: most };
    }
    if (!crossed) break;
  }
  return best;
}

// Whether a line between two middles runs through a rectangle: where it enters and leaves its sides.
function isCrossed(box, from, to) {
  let first = 0;
  let last = 1;
  for (const [axis, size] of [["x", "w"], ["y", "h"]]) {
    const step = to[axis] - from[axis];
    const low = box[axis] - box[size] / 2 - from[axis];
    const high = box[axis] + box[size] / 2 - from[axis];
    if (Math.abs(step) < 1e-9) {
      if (low > 0 || high < 0) return false;
      continue;
    }
    first = Math.max(first, Math.min(low / step, high / step));
    last = Math.min(last, Math.max(low / step, high / step));
  }
  return first < last;
}

// Whether the middle of a cluster lies beyond the ring before it.
const isOutside = ({ x, y }, radius, aspect) => Math.hypot(x / aspect, y) >= radius;

const isOver = (a, b) => Math.abs(a.x - b.x) < (a.w + b.w) / 2 && Math.abs(a.y - b.y) < (a.h + b.h) / 2;

const grown = ({ x, y, w, h }, by) => ({ x, y, w: w + 2 * by, h: h + 2 * by });

// How far the middles of a ring's clusters reach.
const reach = (clusters, aspect) => Math.max(...clusters.map(({ x, y }) => Math.hypot(x / aspect, y)));
