// Pointer and keys on the map: hover lights, a tap selects, arrows walk from box to box.

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function mountPointer(state, canvas, select, openDetails) {
  const { frame } = canvas;
  canvas.onTap((id) => {
    if (id !== null || state.selected !== null) select(id);
  });
  frame.addEventListener("pointermove", (event) => {
    if (event.pointerType === "mouse" && event.buttons === 0) state.set({ hovered: canvas.conceptAt(event) });
  });
  frame.addEventListener("pointerleave", () => state.set({ hovered: null }));
  frame.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    if (Object.hasOwn(ARROWS, key)) {
      const next = nearest(canvas, state.selected, ARROWS[key]);
      if (next !== null) select(next, { replace: state.selected !== null });
    } else if (key === "Enter" && state.selected !== null) openDetails();
    else if (key === "+" || key === "=") canvas.zoom.closer();
    else if (key === "-") canvas.zoom.farther();
    else if (key === "0") canvas.fit();
    else return;
    event.preventDefault();
  });
}

// The box nearest in a direction; straying sideways counts double. The first box from nowhere.
function nearest(canvas, from, [dx, dy]) {
  const shown = canvas.boxes();
  const start = canvas.box(from);
  if (!start) return (shown.find((box) => box.head || box.centre) ?? shown[0])?.id ?? null;
  let best = null;
  let least = Infinity;
  for (const box of shown) {
    const along = (box.x - start.x) * dx + (box.y - start.y) * dy;
    const aside = Math.abs((box.x - start.x) * dy) + Math.abs((box.y - start.y) * dx);
    if (box.id === from || along < 3) continue;
    const cost = along + 2 * aside;
    if (cost < least) {
      least = cost;
      best = box.id;
    }
  }
  return best;
}
