// Mouse, touch and keys on the map: pointing highlights, a tap selects, arrow keys move from box to
// box.

const MIN_DISTANCE = 3; // pixels that a box must lie in a direction to be reached by its arrow key
const SIDEWAYS_COST = 2; // of a pixel to the side, in pixels along

/** @type {Record<string, [number, number]>} */
const DIRECTIONS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * Make the map react to the pointer and the keyboard.
 *
 * @param {PageState} state
 * @param {import("./map_canvas.js").MapCanvas} canvas
 * @param {(id: number | null, options?: { skipHistory: boolean }) => void} select
 * @param {() => void} openDetails
 */
export function mountMapInput(state, canvas, select, openDetails) {
  const { frame } = canvas;
  canvas.onTap((id) => {
    if (id !== null || state.selected !== null) select(id);
  });
  frame.addEventListener("pointermove", (event) => {
    if (event.pointerType === "mouse" && event.buttons === 0) {
      state.set({ hovered: canvas.conceptAt(event) });
    }
  });
  frame.addEventListener("pointerleave", () => state.set({ hovered: null }));
  frame.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    if (Object.hasOwn(DIRECTIONS, key)) {
      const next = nextBox(canvas, state.selected, DIRECTIONS[key]);
      if (next !== null) select(next, { skipHistory: state.selected !== null });
    } else if (key === "Enter" && state.selected !== null) openDetails();
    else if (key === "+" || key === "=") canvas.zoomIn();
    else if (key === "-") canvas.zoomOut();
    else if (key === "0") canvas.fit();
    else return;
    event.preventDefault();
  });
}

/**
 * Return the nearest concept in a direction, or the first one if none is selected.
 *
 * @param {import("./map_canvas.js").MapCanvas} canvas
 * @param {number | null} from
 * @param {[number, number]} direction
 */
function nextBox(canvas, from, [dx, dy]) {
  const boxes = canvas.shownBoxes();
  const start = from === null ? undefined : canvas.box(from);
  if (!start) return (boxes.find((box) => box.head || box.centre) ?? boxes[0])?.id ?? null;
  let nearest = null;
  let leastCost = Infinity;
  for (const box of boxes) {
    const along = (box.x - start.x) * dx + (box.y - start.y) * dy;
    const sideways = Math.abs((box.x - start.x) * dy) + Math.abs((box.y - start.y) * dx);
    if (box.id === from || along < MIN_DISTANCE) continue;
    const cost = along + SIDEWAYS_COST * sideways;
    if (cost < leastCost) {
      leastCost = cost;
      nearest = box.id;
    }
  }
  return nearest;
}
