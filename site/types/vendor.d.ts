// The parts of the two libraries that the page uses.

declare namespace vis {
  interface Node {
    id: number;
    x: number;
    y: number;
    size: number;
  }
  class DataSet<T = Node> {
    add(items: T[]): void;
    clear(): void;
  }
  interface ClickEvent {
    event: { center: { x: number; y: number } };
  }
  class Network {
    constructor(container: HTMLElement, data: object, options: object);
    on(
      event: "beforeDrawing" | "afterDrawing",
      listener: (ctx: CanvasRenderingContext2D) => void,
    ): void;
    on(event: "dragStart" | "dragEnd" | "zoom", listener: () => void): void;
    on(event: "click", listener: (event: ClickEvent) => void): void;
    getScale(): number;
    moveTo(options: { position?: Point; scale?: number; animation: boolean }): void;
    redraw(): void;
    DOMtoCanvas(point: Point): Point;
    canvasToDOM(point: Point): Point;
  }
}

interface MiniSearchQuery {
  combineWith?: "AND" | "OR";
  fields: string[];
  fuzzy?: number;
  prefix?: boolean;
}

declare class MiniSearch<T> {
  constructor(options: {
    fields: string[];
    extractField(record: T, field: string): string | number;
    tokenize(text: string): string[];
    processTerm(term: string): string | null;
    searchOptions: {
      boost: Record<string, number>;
      prefix(term: string): boolean;
      fuzzy(term: string): number;
      maxFuzzy: number;
    };
  });
  addAllAsync(records: readonly T[], options: { chunkSize: number }): Promise<void>;
  search(query: string, options: MiniSearchQuery): { id: number }[];
}
