"""Saying how a question was understood and why a concept answers it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg._typing import TYPE_CHECKING
from kg.answer.result import Hit, Reason, ReasonType
from kg.model.concept import Concept, cite
from kg.question import Query
from kg.question.cue_matching import STRONG
from kg.store import Key, Store, StoredEdge, ends
from kg.text.normal_forms import Stem, stem, words
from kg.text.phrasing import join_list

if TYPE_CHECKING:
    from kg.answer.chain import Chain
    from kg.answer.ranking import Ranked

EDGES_SHOWN = 4


def interpretation(query: Query, store: Store, chain: Chain | None = None) -> str:
    """How a question was understood, in one line.

    `chain` is the one that accounts for the whole question, if one does.
    """
    parts = []
    names = _mention_names(query, store)
    if chain is not None and chain.mention.match_type == "described":
        names.append(store.concept(chain.mention.keys[0]).name)
    match query.answer_form:
        case "comparison":
            parts.append(f"compare {join_list(names)}")
        case "path":
            parts.append(f"how {join_list(names)} are related")
        case "definition":
            parts.append(f"what {join_list(names)} is")
        case _ if query.one_sided and names:
            parts.append(f"compare {join_list(names)} with what the graph does not have")
        case "list" | "answer":
            kinds = query.answer_kinds
            if query.answer_form == "list":
                asked = join_list([store.vocabulary.kinds[k].plural for k in kinds], "or")
                parts.append(f"all {asked}")
            else:
                parts.append(_one(join_list(kinds, "or") or "concept"))
            if query.ordinal is not None:
                which = "the last" if query.ordinal < 0 else f"number {query.ordinal}"
                parts[-1] = f"{which} in order of {parts[-1].split(' ', 1)[1]}"
            if query.negated:
                parts[-1] += ", that does not fit"
            asks = [a for a in query.asks if a.strength >= STRONG][:2]
            if chain is not None:
                parts.append(f"by {', then '.join(step.relation for step in chain.steps)}")
            elif asks:
                parts.append(f"by {join_list(dict.fromkeys(a.relation for a in asks), 'or')}")
            if names:
                parts.append(f"about {join_list(names)}")
    about = {w for m in query.mentions for w in query.words[m.start : m.end]}
    if chain is not None:
        about |= {query.words[n] for n in chain.covered}
    is_pair = query.answer_form in ("comparison", "path")
    if is_pair:
        asking = [part.span for part in query.cues] + [part.span for part in query.kind_mentions]
        about |= {query.words[n] for span in asking for n in span}
    rest = [t.word for t in query.terms if t.word not in about]
    if rest and query.answer_form != "definition":
        parts.append(f"{'without' if is_pair else 'with'} the words {join_list(rest)}")
    if query.out_of_vocabulary:
        parts.append(f"not in the graph: {join_list(query.out_of_vocabulary)}")
    if query.corrections:
        parts.append(join_list([f"{was} read as {now}" for was, now in query.corrections]))
    return "; ".join(parts)


def _one(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _mention_names(query: Query, store: Store) -> list[str]:
    keys = [key for mention in query.mentions for key in mention.keys[:1]]
    concepts = store.concepts(keys)
    return list(dict.fromkeys(concepts[key].name for key in keys))


def card(concept: Concept) -> list[Reason]:
    """Where in the deck to read about a concept; empty when it cites nothing."""
    if not concept.citation:
        return []
    return [Reason("card", cite(concept.citation), citation=concept.citation)]


def edge(store: Store, link: StoredEdge, concepts: dict[Key, Concept]) -> Reason:
    """An edge of the graph in words."""
    text = store.sentence(link, link.subject, concepts)
    return Reason("edge", text, link.relation, link.citation)


def edges(store: Store, links: Iterable[StoredEdge]) -> list[Reason]:
    """Edges in words, each once, in the order given."""
    links = list(dict.fromkeys(links))
    concepts = store.concepts(ends(links))
    return [edge(store, link, concepts) for link in links]


def matched(query: Query, concept: Concept) -> list[Reason]:
    """Which words of the question the concept's own text has, and how each matched."""
    fields: Sequence[tuple[str, str]] = (
        ("the name", concept.name),
        *(("an alias", alias) for alias in concept.aliases),
        ("the summary", concept.summary),
    )
    first: dict[Stem, tuple[str, str]] = {}  # where each stem stands first
    for column, content in fields:
        for said in words(content):
            first.setdefault(stem(said), (column, said))
    found: list[Reason] = []
    for term in query.terms:
        at = next((s for s in (term.stem, *term.near) if s in first), None)
        if at is None:
            continue
        field, word = first[at]
        how: ReasonType
        if at != term.stem:
            how, text = "alias", f"{term.word} means {word}, in {field}"
        elif term.typed != term.word:
            how, text = "typo", f"{term.typed} read as {word}, in {field}"
        elif term.word != word:
            how, text = "stem", f"{term.word} as {word}, in {field}"
        else:
            how, text = ("alias" if field == "an alias" else "exact"), f"{word}, in {field}"
        found.append(Reason(how, text))
    return found


def hit(concept: Concept, score: float, reasons: Iterable[Reason]) -> Hit:
    """A concept as a hit, with the reasons given and its card."""
    return Hit(concept, score, (*reasons, *card(concept)))


def ranked_hits(query: Query, ranked: Iterable[Ranked], store: Store) -> list[Hit]:
    """Ranked candidates as hits, no score above that of the one before, with their reasons."""
    best = list(ranked)
    concepts = store.concepts(r.key for r in best)
    hits = []
    top = 1.0
    for r in best:
        top = min(top, r.score)
        why = [*matched(query, concepts[r.key]), *edges(store, r.way)]
        hits.append(hit(concepts[r.key], top, why))
    return hits
