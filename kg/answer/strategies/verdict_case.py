"""A yes-or-no question, with what the graph says of the concepts that it mentions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from kg._typing import NamedTuple
from kg.answer.reasons import edge_reasons, make_hit
from kg.answer.result import Hit, Reason, Verdict
from kg.question import Mention, Query
from kg.question.cue_matching import STRONG_CUE
from kg.store import Key, Store, StoredEdge
from kg.text.language import language
from kg.text.normal_forms import Stem, stem, words
from kg.text.phrase_matching import has_phrase

OPPOSITE: dict[Verdict, Verdict] = {"yes": "no", "no": "yes"}
"""The verdict on what denies a statement, by that on the statement."""

MIN_SHARE_OF_NEIGHBOUR = 0.65
"""Share (0-1) of the words that are left over from which a neighbour is what they describe."""


class Judgement(NamedTuple):
    """A verdict, with the concepts that it is about and the reasons."""

    verdict: Verdict
    hits: list[Hit]


class Case:
    """A yes-or-no question with what the graph says of the concepts that it mentions."""

    def __init__(self, query: Query, store: Store) -> None:
        self.query, self.store = query, store
        further = _further_mentions(query, store) if len(query.mentions) < 2 else []
        self.mentions = _distinct(sorted([*query.mentions, *further], key=lambda m: m.start))
        self.keys = [mention.keys[0] for mention in self.mentions]
        self.edges = store.edges_of(self.keys)
        ends = {end for edge in self.edges for end in (edge.subject, edge.object)}
        self.concepts = store.concepts({*self.keys, *ends})
        named = {n for mention in self.mentions for n in mention.span}
        self.outside = [n for n in range(len(query.words)) if n not in named]
        self.lang = language()
        verdict = self.lang.verdict
        self.denials = [n for n in self.outside if query.words[n] in self.lang.denials]
        self.is_necessity = has_phrase(query.words, verdict.necessity_phrases) or any(
            query.words[n] in verdict.necessity for n in self.outside
        )
        self.only = any(query.words[n] in self.lang.negation.only for n in self.outside)
        cues = [cue for cue in query.cues if cue.strength >= STRONG_CUE]
        self.relations = {sense.relation for cue in cues for sense in cue.senses}

    def has(self, wanted: Collection[str]) -> bool:
        """Return True if one of some words stands outside the names."""
        return any(self.query.words[n] in wanted for n in self.outside)

    def has_anywhere(self, wanted: Collection[str]) -> bool:
        """Return True if one of some words stands anywhere in the question."""
        return any(word in wanted for word in self.query.words)

    def hit(self, edges: Iterable[StoredEdge], reason: Reason | None = None) -> list[Hit]:
        """Return the concepts of the question, the first with these edges for reasons."""
        reasons = [*edge_reasons(self.store, edges), *([reason] if reason else [])]
        first, *rest = self.keys
        hits = [make_hit(self.concepts[first], 1.0, reasons)]
        return [*hits, *(make_hit(self.concepts[key], 1.0, []) for key in rest)]

    def between(self, one: Key, other: Key) -> list[StoredEdge]:
        """Return the edges between two concepts, in either direction."""
        return [edge for edge in self.edges if {edge.subject, edge.object} == {one, other}]

    def exclusive(self) -> set[str]:
        """Return the relations of which an edge to one object denies those to others."""
        relations = self.store.vocabulary.relations.values()
        return {relation.name for relation in relations if relation.exclusive}

    def denied(self, verdict: Verdict) -> Verdict:
        """Return the opposite verdict if the question denies what was decided."""
        return OPPOSITE[verdict] if len(self.denials) % 2 else verdict


def _further_mentions(query: Query, store: Store) -> list[Mention]:
    """Return names in the question that were taken for words that only shape it."""
    named, contentless = query.mentioned_positions, language().contentless_words
    spans = [
        range(start, end)
        for start in range(len(query.words))
        for end in range(start + 1, min(len(query.words), start + 4) + 1)
        if named.isdisjoint(range(start, end))
        and any(query.words[n] not in contentless for n in range(start, end))
    ]
    forms = {span: " ".join(query.words[span.start : span.stop]) for span in spans}
    matches = store.name_matches(forms.values())
    found: list[Mention] = []
    taken: set[int] = set()
    for span in sorted(spans, key=lambda span: (-len(span), span.start)):
        named_here = [m for m in matches.get(forms[span], ()) if m.match_type in ("name", "alias")]
        if named_here and taken.isdisjoint(span):
            taken.update(span)
            keys = tuple(match.key for match in named_here)
            found.append(Mention(keys, span.start, span.stop, "alias", forms[span]))
    return sorted(found, key=lambda mention: mention.start)


def _distinct(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions, each concept once."""
    found: dict[Key, Mention] = {}
    for mention in mentions:
        found.setdefault(mention.keys[0], mention)
    return list(found.values())


def share_of_name(name: str, stems: Collection[Stem]) -> float:
    """Return the share (0-1) of a name's words that are among some stems."""
    own = list(map(stem, words(name)))
    return sum(one in stems for one in own) / max(1, len(own))
