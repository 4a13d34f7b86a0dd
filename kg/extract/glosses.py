"""Complete the text about a concept to sentences where a card gives only a phrase."""

from __future__ import annotations

import re

from kg.extract.card_reading import CardReading
from kg.model.deck import Card
from kg.text.normal_forms import normalise

_GLOSS_ARTICLE = re.compile(r"(?:an?|one of the|the) \w", re.IGNORECASE)
_FIRST_CLAUSE = re.compile(
    r".{1,120}?(?=[.,;:(]|\s[–—-]\s|\b(?:that|which|who|whose|where|when|in which)\b|$)"
)
_FINITE_VERB = re.compile(
    r"\b(?:are|can|could|does|do|has|have|is|may|must|should|was|were|will)\b"
)
_THIRD_PERSON_VERB = re.compile(
    r"\w*[^\Wsui]s\s+(?!(?:at|by|for|from|in|made|of|on|that|to|used|which|who|with)\b)"
)
"""The beginning of a text that says what its concept does: "Stops oxidation within a minute"."""

_COMPOUND_NAME = re.compile(
    r" (?:and|for|of|or|vs\.?|versus) "
)  # "elements of a contract" glosses none
"""Words in names that no noun phrase glosses, such as "elements of a contract"."""

_NO_GLOSS = re.compile(
    r"(?:after|also|are|as|at|because|before|by|can|for|from|have|how|if|in|include|is|it|made|make|no"
    r"|not|occur|on|produce|see|that|there"
    r"|these|they|this|to|unlike|used|was|we|what|when|which|while|who|with|you)\b",
    re.IGNORECASE,
)
"""First words of texts that are not a noun phrase."""


def sentences_about(card: Card, reading: CardReading, name: str) -> str:
    """Return the text of a card about its concept, which has this name, as sentences."""
    if reading.role == "question":
        return f"{card.front} {reading.text}"
    is_gloss = reading.role == "term" and not reading.items
    return gloss_as_sentence(name, reading.text) if is_gloss else reading.text


def gloss_as_sentence(name: str, text: str) -> str:
    """Put a name and a verb before a text that is a noun phrase; return other texts unchanged.

    >>> gloss_as_sentence("Sencha", "Steamed tea from Japan")
    'Sencha is a Steamed tea from Japan'
    >>> gloss_as_sentence("Sencha", "It is steamed.")
    'It is steamed.'
    """
    clause = _FIRST_CLAUSE.match(text)
    opening = clause[0] if clause else text[:120]
    if _NO_GLOSS.match(text) or _THIRD_PERSON_VERB.match(text) or _FINITE_VERB.search(opening):
        return text  # a sentence of its own
    if _COMPOUND_NAME.search(name) or f" {normalise(name)} " in f" {normalise(opening)} ":
        return text
    return f"{name} is {text}" if _GLOSS_ARTICLE.match(text) else f"{name} is a {text}"
