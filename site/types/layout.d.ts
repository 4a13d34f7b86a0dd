// The places of things on the map, in CSS pixels at zoom 1.

interface Point {
  x: number;
  y: number;
}

/** A rectangle. (x, y) is its middle or its left upper corner, as each use says. */
interface Rectangle extends Point {
  w: number;
  h: number;
}

/** A concept's box; (x, y) is its middle. */
interface Box extends Rectangle {
  id: number;
  lines: string[];
  /** True if it is the head of a lane. */
  head: boolean;
  /** The stage in whose lane it stands. */
  lane: number | null;
  /** True if it is the concept that the view is around. */
  centre?: boolean;
  /** The cluster in which it stands. */
  cluster?: number;
}

/** The background of a lane, or of the concepts in no lane; (x, y) is its left upper corner. */
interface Panel extends Rectangle {
  /** True for a lane. */
  lane: boolean;
  /** The stage whose box heads the lane; null where that box is not on the map. */
  stage: number | null;
  lines: string[];
  head: Rectangle;
  headings: (Rectangle & { text: string; kind: number })[];
}

/** The outline of a group of closely linked concepts. */
interface Hull {
  title: string;
  outline: [number, number][];
  head: Rectangle;
  /** Number of its colour. */
  colour: number;
}

/** A line from a box to a cluster, with an arrow at either end. */
interface Connector {
  edges: Edge[];
  /** The concept whose box it leaves. */
  from: number;
  to: Rectangle;
  outward: boolean;
  inward: boolean;
}

/** A text that belongs to a connector; (x, y) is its middle. */
interface Caption extends Rectangle {
  text: string;
}

/** A layout as Python writes it into the page. */
interface StoredLayout {
  extent: { w: number; h: number };
  boxes: (Rectangle & { id: number; lines?: string[]; head?: boolean; lane?: number })[];
  panels?: Panel[];
  hulls?: Omit<Hull, "colour">[];
  /** Relation that standing in a lane expresses. */
  laneRelation?: number;
}

interface Layout {
  boxes: Map<number, Box>;
  /** Everything lies between 0 and this width and height. */
  extent: { w: number; h: number };
  panels: Panel[];
  hulls: Hull[];
  connectors: Connector[];
  captions: Caption[];
  /** The edges that are drawn as plain lines. */
  edges: Edge[];
  /** True if plain lines are drawn faintly. */
  faintEdges: boolean;
  /** True if the layout does not hold all concepts of the graph. */
  partial: boolean;
  /** True if concepts stand in clusters around one of them. */
  clustered: boolean;
  /** Number of concepts for which there was no room. */
  omitted: number;
}
