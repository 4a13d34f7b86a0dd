// The marker of each kind: a shape in addition to its colour, so that colour never stands alone.

// Paths on a square of 10 units; the first belongs to the vocabulary's first kind, and so on.
const MARKERS = [
  "M1 1H6L9.5 5L6 9H1L4 5Z",
  "M2 .8L9.2 5L2 9.2Z",
  "M1 1H9V9H1Z",
  "M5 .3L9.7 5L5 9.7L.3 5Z",
  "M5 .5A4.5 4.5 0 1 1 5 9.5A4.5 4.5 0 1 1 5 .5ZM5 3A2 2 0 1 0 5 7A2 2 0 1 0 5 3Z",
  "M2.6 .8H7.4L9.8 5L7.4 9.2H2.6L.2 5Z",
  "M.8 5.5H3V9.4H.8ZM3.9 3H6.1V9.4H3.9ZM7 .6H9.2V9.4H7Z",
  "M5 .6L9.7 9.2H.3Z",
  "M3.7 .5H6.3V3.7H9.5V6.3H6.3V9.5H3.7V6.3H.5V3.7H3.7Z",
  "M.3 .9H9.7L5 9.5Z",
  "M5 .2L6.4 3.6L10 3.9L7.3 6.3L8.1 9.8L5 7.9L1.9 9.8L2.7 6.3L0 3.9L3.6 3.6Z",
  "M5 .8A4.2 4.2 0 1 1 5 9.2A4.2 4.2 0 1 1 5 .8Z",
];

/** @type {Map<number, Path2D>} */
const paths = new Map();

/**
 * Return the number of a kind's marker, and of its colour --kind-0 to --kind-11; if there are more
 * kinds, some share them.
 *
 * @param {Kind} kind
 */
export function lookOf(kind) {
  return kind.look % MARKERS.length;
}

/**
 * Return the path of a kind's marker.
 *
 * @param {Kind} kind
 */
export function markerOf(kind) {
  return MARKERS[lookOf(kind)];
}

/**
 * Fill a kind's marker.
 *
 * @param {DrawingContext} ctx
 * @param {Kind} kind
 */
export function fillMarker(ctx, kind) {
  const look = lookOf(kind);
  if (ctx.fillPath) {
    ctx.fillPath(MARKERS[look]);
    return;
  }
  const path = paths.get(look) ?? new Path2D(MARKERS[look]);
  paths.set(look, path);
  ctx.fill(path, "evenodd");
}
