// The state of the page, and the values that its parts pass to each other.

type TabName = "legend" | "details" | "path" | "study";

/** A kind, a relation, or the lines of one ground, as a row of the legend shows it. */
interface LegendRow {
  kind?: number;
  relation?: number;
  ground?: Ground;
}

interface PageValues {
  view: ViewName;
  /** The open tab of the side panel. */
  tab: TabName;
  /** A phone shows the view (main) or the side panel. */
  pane: "main" | "panel";
  selected: number | null;
  hovered: number | null;
  /** The row of the legend that the pointer rests on. */
  legendHover: LegendRow | null;
  hiddenKinds: ReadonlySet<number>;
  hiddenRelations: ReadonlySet<number>;
  /** The concept that the view "around" is about. */
  centre: number | null;
  /** The concepts that were the centre before, and the present one. */
  trail: number[];
  /** Rings around the centre. */
  hops: number;
  /** The ends of the path. */
  start: number | null;
  goal: number | null;
  /** Topic of the study list: a slug, or a kind or the reader's own concepts (study/topic.js). */
  topic: string | null;
  /** Concepts of a study list at most. */
  listLength: number;
  /** The concepts that the reader has added to "My concepts". */
  myConcepts: ReadonlySet<number>;
  /** True for a step that the back button skips. */
  skipHistory: boolean;
}

interface PageState extends PageValues {
  /** Change some values and call the listeners of those that differ. */
  set(patch: Partial<PageValues>): void;
  /** Call a listener after any of these values has changed. */
  on(names: (keyof PageValues)[], listener: () => void): void;
}

type Status = "learning" | "known";

interface Progress {
  get(slug: string): Status | null;
  set(slug: string, status: Status | null): void;
  clear(): void;
  count(): number;
  onChange(listener: () => void): void;
  followStorage(event: Pick<StorageEvent, "key">): void;
  toFile(): string;
  fromFile(text: string): { loaded: number; invalid: number };
}

/** A concept of a study list. */
interface StudyItem {
  concept: Concept;
  /** Why it is in the list. */
  reason: string;
  /** Where it stands in the order, in words. */
  place: string;
  /** The concepts of the list that it builds on. */
  prerequisites: number[];
}

/** The number of a concept in a path or a study list. */
interface Badge {
  text: string;
  status?: Status | null;
  ready?: boolean;
}

/** A path or a study list, as the map shows it. */
interface NumberedConcepts {
  /** The concepts in their order. */
  ids: number[];
  edges: Edge[];
  badges: Map<number, Badge>;
  /** True if relations are not named on the edges. */
  unlabelled?: boolean;
}

/** The part of the map that stands out; everything else is dimmed. */
interface MapHighlight {
  concepts: Set<number>;
  edges: Edge[];
  unlabelled: boolean;
}

interface SearchResult<T> {
  record: T;
  /** The alias that matched; null where the name or a hidden phrase did. */
  alias: string | null;
}

/** Search over a list of records; finds nothing of those that are not indexed yet. */
interface SearchIndex<T> {
  ready: Promise<void>;
  search(query: string, limit: number): SearchResult<T>[];
}

/** The index of the page's concepts, which is built when it is first needed. */
interface LazyIndex {
  load(): Promise<void>;
  /** Null until the index is loaded. */
  search: SearchIndex<Concept>["search"] | null;
}

/** Makes boxes for layouts that are worked out in the page. */
interface BoxSizer {
  /** Return a new box for a concept, at (0, 0). */
  boxOf(id: number): Box;
  /** Return the width of a text in the letters of boxes. */
  textWidth(text: string, bold?: boolean): number;
}
