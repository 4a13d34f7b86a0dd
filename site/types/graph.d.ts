// The graph as Python writes it into the page (kg/map/scene.py, kg/map/layout_json.py), and as
// graph/graph.js gives it to the other modules.

/** A concept. Fields that are empty are not written; graph.js fills them in. */
interface Concept {
  /** Its number, by which edges and layouts refer to it. */
  id: number;
  /** Its identifier, which stands in the page's address. */
  slug: string;
  name: string;
  /** Place of its kind in `About.kinds`. */
  kind: number;
  aliases: string[];
  /** Phrases by which people search for it; they are never shown. */
  hidden: string[];
  /** What the deck says of it. */
  summary: string;
  /** What is known of it beyond the deck. */
  background: string;
  /** Its limits and scale, as the deck states them. */
  attributes: CitedText[];
  /** Doubts about the cards that speak of it. */
  flags: CitedText[];
  /** Named `source` in the JSON, as in the files of a graph. */
  citation: string;
  /** Relative link to the concept's own page; in a site only. */
  page?: string;
}

/** A text and the citation of what states it, which may be empty. */
type CitedText = [text: string, citation: string];

/** The ground of an edge: the deck states it, a rule derives it, or it is true but not in the deck. */
type Ground = "stated" | "derived" | "background";

interface Edge {
  /** Number of the concept that the edge starts from. */
  subject: number;
  /** Number of the concept that the edge leads to. */
  object: number;
  /** Place of its relation in `About.relations`. */
  relation: number;
  citation: string;
  /** Named `status` in files and on the command line. */
  ground: Ground;
  /** How far it holds, in words. */
  qualifiers: string;
}

interface Kind {
  name: string;
  plural: string;
  /** Concepts of this kind on the map. */
  count: number;
  /** Number of its marker and colour. */
  look: number;
}

interface Relation {
  name: string;
  /** Heading over the objects, seen from the subject. */
  out: string;
  /** Heading over the subjects, seen from the object. */
  into: string;
  /** The words between subject and object in a sentence. */
  says: string;
  /** The words between object and subject in a sentence. */
  back: string;
  symmetric: boolean;
  /** The end of the edge that is to be learned first. */
  learn: "subject" | "object" | "neither";
  /** 0-1: how strongly the relation ties two concepts. */
  weight: number;
  /** Edges of this relation on the map. */
  count: number;
}

type ViewName = "stages" | "web" | "around" | "table" | "path" | "study";

/** The sizes in CSS pixels with which Python measured the boxes. */
interface Sizes {
  font: number;
  line: number;
  pad: number;
  inset: number;
  marker: number;
  heading: number;
  caption: number;
}

interface About {
  /** Identifier of the graph, under which the learner's progress is kept. */
  graph: string;
  title: string;
  description: string;
  count: number;
  edges: number;
  /** Number of concepts in the overview; null where the map holds all of them. */
  overview: number | null;
  views: ViewName[];
  view: ViewName | null;
  /** Number of the concept that is selected when the page opens. */
  focus: number | null;
  hops: number;
  kinds: Kind[];
  relations: Relation[];
  sizes: Sizes;
}

interface Graph {
  about: About;
  layouts: Record<string, StoredLayout>;
  concepts: Concept[];
  edges: Edge[];
  concept(id: number): Concept;
  find(slug: string): Concept | undefined;
  edgesAt(id: number): Edge[];
  kind(concept: Concept): Kind;
  relation(edge: Edge): Relation;
  byDegree(): Concept[];
}
