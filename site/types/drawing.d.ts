// The values that the drawing functions take.

/** The part of a canvas's context that the map draws with; svg_context.js writes the same as SVG. */
type DrawingContext = Pick<
  CanvasRenderingContext2D,
  | "save"
  | "restore"
  | "translate"
  | "scale"
  | "beginPath"
  | "closePath"
  | "moveTo"
  | "lineTo"
  | "quadraticCurveTo"
  | "bezierCurveTo"
  | "arc"
  | "setLineDash"
  | "stroke"
  | "measureText"
  | "fillText"
  | "strokeText"
  | "fillStyle"
  | "strokeStyle"
  | "lineWidth"
  | "lineJoin"
  | "globalAlpha"
  | "font"
  | "textAlign"
  | "textBaseline"
  | "direction"
> & {
  roundRect(x: number, y: number, w: number, h: number, radius: number): void;
  fill(path?: Path2D, rule?: CanvasFillRule): void;
  /** Fill a path given as text; a context without it takes a Path2D. */
  fillPath?: (path: string) => void;
};

type ColourName =
  | "ground"
  | "lane"
  | "box"
  | "line"
  | "text"
  | "muted"
  | "accent"
  | "accent-text"
  | "edge"
  | "edge-web"
  | "head"
  | "head-text"
  | "connector"
  | "known"
  | "pill";

/** The colours and the font of the style sheet. */
type Palette = Record<ColourName, string> & { kinds: string[]; font: string };

/** The part of the map that is in view, in the map's own units. */
interface ViewBounds {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The labels of the zoomed-out map and their widths, measured once. */
interface LabelWidths {
  cache: Map<string, { text: string; width: number }>;
  textWidth: BoxSizer["textWidth"];
  /** The size of the letters that textWidth measures. */
  font: number;
}

/** Everything that a picture of the map depends on, except zoom and position. */
interface Picture {
  graph: Graph;
  layout: Layout;
  highlight: MapHighlight | null;
  badges: Map<number, Badge> | null;
  state: PageValues;
  palette: Palette;
  sizes: Sizes;
  labelWidths: LabelWidths;
  /** The boxes of the layout, those with the most edges first. */
  ranked: Box[];
  isShown(concept: Concept): boolean;
  isKindShown(kind: number): boolean;
  isDrawn(edge: Edge): boolean;
}
