// A few concepts side by side in rows, for paths and study lists that the map does not hold.

import { layoutFrom } from "./layout.js";

const GAP = { x: 56, y: 30 };
const MARGIN = 24;

/**
 * Set out concepts in rows, in their order.
 *
 * @param {Graph} graph
 * @param {BoxSizer} boxSizer
 * @param {number[]} ids
 * @param {number} aspect Width by height of the room.
 * @returns {Layout}
 */
export function rowLayout(graph, boxSizer, ids, aspect) {
  const boxes = ids.map(boxSizer.boxOf);
  const columnWidth = Math.max(...boxes.map((box) => box.w)) + GAP.x;
  const rowHeight = Math.max(...boxes.map((box) => box.h)) + GAP.y;
  const ideal = Math.sqrt((ids.length * aspect * rowHeight) / columnWidth);
  const columns = Math.max(1, Math.round(ideal));
  boxes.forEach((box, n) => {
    box.x = (n % columns) * columnWidth;
    box.y = Math.floor(n / columns) * rowHeight;
  });
  const inside = new Set(ids);
  const edges = ids.flatMap((id) =>
    graph.edgesAt(id).filter((edge) => edge.subject === id && inside.has(edge.object)),
  );
  return { ...layoutFrom(boxes, { margin: MARGIN }), edges };
}
