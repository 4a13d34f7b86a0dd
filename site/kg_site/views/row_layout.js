// Rows: a few concepts side by side in their order, for routes and lists that the map does not hold.

import { settle } from "./layout.js";

const GAP = { x: 56, y: 30 };

// ids in order; edges to be lit between them; aspect: width by height of the room.
export function rowsLayout(graph, boxing, ids, aspect) {
  const boxes = ids.map(boxing.boxOf);
  const wide = Math.max(...boxes.map((box) => box.w)) + GAP.x;
  const high = Math.max(...boxes.map((box) => box.h)) + GAP.y;
  const columns = Math.max(1, Math.round(Math.sqrt((ids.length * aspect * high) / wide)));
  boxes.forEach((box, n) => {
    const row = Math.floor(n / columns);
    box.x = (n % columns) * wide;
    box.y = row * high;
  });
  const inside = new Set(ids);
  const edges = ids.flatMap((id) => graph.edgesAt(id).filter((edge) => edge.from === id && inside.has(edge.to)));
  return { ...settle({ boxes, margin: 24 }), edges };
}
