"""Answer: the result of a question, and its JSON."""

from __future__ import annotations

from kg._typing import TYPE_CHECKING, Any, Literal, NamedTuple
from kg.model.attributes import Status
from kg.model.concept import Concept

if TYPE_CHECKING:
    from kg.model.kept_card import KeptCard

ResultKind = Literal[
    "answer", "list", "definition", "comparison", "path", "order", "verdict", "count", "none"
]
"""The form of an answer; "none" when the graph does not support one."""

Verdict = Literal["", "yes", "no", "unknown"]
"""The answer to a yes-or-no question; "unknown" where the deck does not say, "" for others."""

Count = int | float | str | None
"""The answer to a question for a number, with its unit as text; None for other questions."""

ReasonType = Literal["exact", "alias", "stem", "typo", "kind", "edge", "card"]


class Reason(NamedTuple):
    """A reason why a concept is a hit.

    type: exact, alias (also for synonyms), stem and typo say how words of the question match
        words of the concept. kind states that it is of the kind asked for, or what it shares with
        the concepts that it is compared with. edge is an edge of the graph in words. card gives the
        card of the deck to read.
    relation: the relation of an edge.
    citation: the source of an edge or the card.
    status: the ground of an edge, and "background" for words that only the background has.
    subject, object: the names of the ends of an edge, in the order of its sentence.
    """

    type: ReasonType
    text: str
    relation: str = ""
    citation: str = ""
    status: Status = "stated"
    subject: str = ""
    object: str = ""

    def to_json(self) -> dict[str, str]:
        """Return the reason as a JSON object.

        It has `relation` and `source` only where known, and `status` unless the deck states it.
        """
        data = {"type": self.type, "text": self.text}
        if self.relation:
            data["relation"] = self.relation
        if self.citation:
            data["source"] = self.citation
        if self.status != "stated":
            data["status"] = self.status
        return data


class Hit(NamedTuple):
    """A concept that answers, with its score in 0-1 and the reasons.

    `card` is the card of the deck that answers, quoted; None where no card is known to.
    """

    concept: Concept
    score: float
    because: tuple[Reason, ...] = ()
    card: KeptCard | None = None

    @property
    def is_beyond_deck(self) -> bool:
        """True if only what is known beyond the deck speaks for this hit.

        That is, one of the edges that lead to it is not in the deck, or, if there is no edge, no
        word matched anything else than the background.
        """
        edges = [reason.status for reason in self.because if reason.type == "edge"]
        if edges:
            return "background" in edges
        matches = {reason.status for reason in self.because if reason.type != "card"}
        return matches == {"background"}

    def to_json(self) -> dict[str, Any]:
        """Return the hit as a JSON object; the score has three decimals.

        It has `card` only where a card of the deck answers.
        """
        data = {
            "id": self.concept.id,
            "name": self.concept.name,
            "kind": self.concept.kind,
            "score": round(self.score, 3),
            "summary": self.concept.summary,
            "background": self.concept.background,
            "beyond_deck": self.is_beyond_deck,
            "because": [reason.to_json() for reason in self.because],
            "cards": [{"citation": c}] if (c := self.concept.citation) else [],
        }
        if self.card is not None:
            data["card"] = {
                "front_text": self.card.front_text,
                "back_text": self.card.back_text,
                **self.card.to_json(),
            }
        return data


class Answer(NamedTuple):
    """The answer to a question: hits, or suggestions if there are none.

    kind: the form of the answer. It is "none" exactly when the graph supports no answer and `hits`
        is empty.
    confident: false if the best hit is likely wrong; its score is the chance that it is right.
    reading: how the question was understood, in one line.
    hits: best first; those of a path in its order.
    suggestions: names that the question may have meant; empty when there are hits.
    verdict: what a yes-or-no question is answered with.
    number: what a question for a number is answered with; "count" in JSON.
    """

    question: str
    kind: ResultKind
    reading: str
    confident: bool
    hits: tuple[Hit, ...] = ()
    suggestions: tuple[str, ...] = ()
    verdict: Verdict = ""
    number: Count = None

    def to_json(self) -> dict[str, Any]:
        """Return the answer as a JSON object."""
        return {
            "question": self.question,
            "kind": self.kind,
            "reading": self.reading,
            "confident": self.confident,
            "verdict": self.verdict or None,
            "count": self.number,
            "hits": [hit.to_json() for hit in self.hits],
            "suggestions": list(self.suggestions),
        }
