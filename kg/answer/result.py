"""Answer: what a question gets, and how it reads as JSON."""

from __future__ import annotations

from kg._typing import Any, Literal, NamedTuple
from kg.model.concept import Concept

AnswerKind = Literal["answer", "list", "definition", "comparison", "path", "none"]

ReasonType = Literal["exact", "alias", "stem", "typo", "kind", "edge", "card"]


class Reason(NamedTuple):
    """Why a concept is a hit.

    exact, alias (a synonym too), stem and typo tell how words of the question matched words of the
    concept; kind, that it is of the kind asked for, or what it shares with what it is compared
    with; edge, an edge of the graph in words; card, the lines of the deck to read.
    """

    type: ReasonType
    text: str
    relation: str = ""
    citation: str = ""

    def to_json(self) -> dict[str, str]:
        """The reason as a JSON object; `relation` and `source` only where they are known."""
        data = {"type": self.type, "text": self.text}
        if self.relation:
            data["relation"] = self.relation
        if self.citation:
            data["source"] = self.citation
        return data


class Hit(NamedTuple):
    """A concept that answers, its score in 0-1, and why."""

    concept: Concept
    score: float
    because: tuple[Reason, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The hit as a JSON object; the score has three decimals."""
        return {
            "id": self.concept.id,
            "name": self.concept.name,
            "kind": self.concept.kind,
            "score": round(self.score, 3),
            "summary": self.concept.summary,
            "because": [reason.to_json() for reason in self.because],
        }


class Answer(NamedTuple):
    """What a question gets: hits best first (a path's in its order), or suggestions.

    `kind` is none, `confident` false and `hits` empty when the graph does not support an
    answer; `suggestions` are then names that the question may have meant.
    """

    question: str
    kind: AnswerKind
    interpretation: str
    confident: bool
    hits: tuple[Hit, ...] = ()
    suggestions: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The answer as a JSON object."""
        return {
            "question": self.question,
            "kind": self.kind,
            "interpretation": self.interpretation,
            "confident": self.confident,
            "hits": [hit.to_json() for hit in self.hits],
            "suggestions": list(self.suggestions),
        }
