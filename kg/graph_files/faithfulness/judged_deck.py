"""Hold a deck and its graph for the checks: which lines a citation means, what names a concept."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.graph_files.faithfulness.alias_forms import name_words, phrase_reason
from kg.graph_files.faithfulness.clauses import capitals_mark_names
from kg.graph_files.faithfulness.deck_context import DeckContext
from kg.graph_files.faithfulness.evidence import Evidence, Figure, figures
from kg.graph_files.faithfulness.named_ends import is_named
from kg.graph_files.faithfulness.word_weights import WordWeights, content_words
from kg.model.concept import cited_lines
from kg.model.draft import Draft, DraftConcept, DraftEdge
from kg.text.normal_forms import Norm, normalise

MAX_JUDGED_LINES = 200
"""Maximum number of cited lines of a concept or an edge that is judged; more say too little."""

_MAX_KEPT = 1_000  # sets of lines that are kept because the next edge may cite them too


class JudgedDeck:
    """A deck with the graph that cites it.

    Args:
        draft: the graph.
        lines: of the deck; `lines[0]` is line 1.
    """

    def __init__(self, draft: Draft, lines: Sequence[str]) -> None:
        self.draft = draft
        self.lines = lines
        texts = [*lines, *(concept.summary for concept in draft.concepts)]
        self.weights = WordWeights(texts)
        self.has_names = capitals_mark_names(texts)
        self.context = DeckContext(lines, self.cited(draft.citation))
        self.nouns = name_words(concept.name for concept in draft.concepts)
        self.owners: dict[Norm, DraftConcept] = {}
        for concept in draft.concepts:
            self.owners.setdefault(normalise(concept.name), concept)
        for concept in draft.concepts:
            for alias in concept.aliases:
                self.owners.setdefault(normalise(alias), concept)
        self._forms: dict[str, tuple[str, ...]] = {}
        self._evidence: dict[tuple[int, ...], Evidence] = {}
        self._lines_of: defaultdict[str, list[int]] = defaultdict(list)
        for n, line in enumerate(lines, 1):
            keys = set(content_words(line))
            keys |= {f"#{figure.number} {figure.unit}" for figure in figures(line)}
            for key in keys:
                self._lines_of[key].append(n)

    def cited(self, citation: str) -> list[int]:
        """Return the lines with text that a citation names, in order; none if it is malformed."""
        try:
            named = cited_lines(citation) if citation else []
        except ValueError:
            return []
        return sorted({n for n in named if n <= len(self.lines) and self.lines[n - 1].strip()})

    def evidence(self, lines: Iterable[int]) -> Evidence:
        """Return all that some lines say."""
        key = tuple(sorted(lines))
        if key not in self._evidence:
            if len(self._evidence) >= _MAX_KEPT:
                self._evidence.clear()
            self._evidence[key] = Evidence(self.lines[n - 1] for n in key)
        return self._evidence[key]

    def forms(self, concept: DraftConcept) -> tuple[str, ...]:
        """Return the names of a concept, and those hidden phrases that are no search phrases."""
        if concept.name not in self._forms:
            others = (*concept.aliases, *concept.hidden)
            names = (other for other in others if not phrase_reason(other, self.nouns))
            self._forms[concept.name] = (concept.name, *names)
        return self._forms[concept.name]

    def names(self, concept: DraftConcept, lines: Iterable[int]) -> bool:
        """Return True if some lines name a concept."""
        return is_named(self.forms(concept), self.evidence(lines), self.weights)

    def target(self, edge: DraftEdge) -> DraftConcept | None:
        """Return the concept that an edge leads to; None if there is none."""
        return self.owners.get(normalise(edge.object))

    def line_with_name(self, name: str) -> int:
        """Return the first line that has every word of a name; 0 if there is none."""
        places = [self._lines_of.get(word, ()) for word in content_words(name)]
        rarest = min(places, key=len, default=())
        return next((n for n in rarest if all(_has(lines, n) for lines in places)), 0)

    def line_with_figure(self, figure: Figure) -> int:
        """Return the first line that has a number with its unit; 0 if there is none."""
        return next(iter(self._lines_of.get(f"#{figure.number} {figure.unit}", ())), 0)


def _has(lines: Sequence[int], line: int) -> bool:
    """Return True if ascending lines have one, without looking at all of them."""
    place = bisect_left(lines, line)
    return place < len(lines) and lines[place] == line


def stated_edges(concept: DraftConcept) -> list[DraftEdge]:
    """Return the edges of a concept that the deck should state."""
    return [edge for edge in concept.edges if edge.status == "stated"]
