"""Requests: what a question wants by the words with which it opens, whatever it is about."""

from __future__ import annotations

from collections.abc import Sequence

from kg.question.function_words import AUXILIARIES, INTERROGATIVES

LEAD_WORDS = frozenset(
    """
    a an and any at by can could do does from have hello hi i idea in know let like me of on please
    pls so tell the to want wants wonder would you
    """.split()
)
"""Words before the word that asks, as in "can you tell me which" or "in which"."""

SUBJECT_WORDS = frozenset("i we you one they to should".split())
"""Words between a question word and its verb, besides auxiliary verbs: "how do I"."""

DEFINITION_FRAME = frozenset(
    """
    a about actually an are by define describe do does exactly explain is me mean means meant s
    tell the was were what whats
    """.split()
)
"""Words with which a question for a definition begins, up to the name."""

DEFINITION_VERBS = frozenset({"explain", "define", "describe"})

PRICE_WORDS = frozenset(
    """
    pay paid pays cost costs price prices priced pricing buy buying bought sell sold cheap cheaper
    cheapest fee fees dollar dollars euro euros charge charges charged billing billed tier
    """.split()
)
"""Words about money."""

WRITING_VERBS = frozenset({"write", "translate"})
"""Verbs that open a request for a piece of work, whatever follows."""

WORK_VERBS = WRITING_VERBS | frozenset(
    "draw sing calculate compute code program implement convert solve generate show give".split()
)
"""Verbs that open a request for a piece of work if one is named."""

WORKS = frozenset(
    "code script snippet program regex query command call function implementation syntax".split()
)
"""Pieces of work that a request may want."""

MAX_WORK_DISTANCE = 6
"""A piece of work is named before this position of the request."""

NAMING_WORDS = frozenset("call name term word phrase".split())
"""Words near the start of a request that wants the name of what it describes."""

MAX_NAMING_DISTANCE = 5
"""A request for a name says so before this position."""

TIME_NOUNS = frozenset("year date day month decade century".split())

FACT_NOUNS = TIME_NOUNS | frozenset(
    """
    author company country default discount founder formula history inventor licence license
    licenses origin port quota region release salary syntax value values version
    """.split()
)
"""Nouns for facts that a graph of concepts seldom has."""

AMOUNT_WORDS = frozenset(
    "much many long tall far old big often fast large high heavy expensive".split()
)
"""Words that ask for an amount after "how"."""


_COPULAS = frozenset({"is", "are", "was", "were"})
_HOW_TO_WORDS = (AUXILIARIES | {"to", "should"}) - _COPULAS


def request_start(asking: Sequence[str]) -> int:
    """Return the position of the word that asks: that of "who" in "can you tell me who"."""
    at = 0
    while at < len(asking) - 1 and asking[at] in LEAD_WORDS:
        at += 1
    return at


def names_fact(request: Sequence[str]) -> bool:
    """Return True if a request wants a person, a time, a place or an amount.

    >>> names_fact("in which year did it end".split()[1:]), names_fact("how much of it".split())
    (True, False)
    """
    first, second, third = (*request[:3], "", "", "")[:3]
    if first in ("which", "what"):
        return second in TIME_NOUNS
    if first == "how":
        return second in AMOUNT_WORDS and third != "of"
    if first == "when":
        return not AUXILIARIES.isdisjoint(request[1:4])
    if first == "where":  # "where can I": in which tool
        return second in _COPULAS
    return first in ("who", "whose", "whom")


def wants_work(request: Sequence[str]) -> bool:
    """Return True if a request wants something made: "write me the code for it"."""
    if not request or request[0] not in WORK_VERBS:
        return False
    return request[0] in WRITING_VERBS or not WORKS.isdisjoint(request[:MAX_WORK_DISTANCE][1:])


def wants_price(words: Sequence[str]) -> bool:
    """Return True if one of the words is about money."""
    return not PRICE_WORDS.isdisjoint(words)


def asks_how_to(request: Sequence[str]) -> bool:
    """Return True if a request asks how something is done."""
    return tuple(request[:1]) == ("how",) and not _HOW_TO_WORDS.isdisjoint(request[1:2])


def asks_for_name(request: Sequence[str]) -> bool:
    """Return True if a request wants the name of what it describes: "what is ... called"."""
    return "called" in request or not NAMING_WORDS.isdisjoint(request[:MAX_NAMING_DISTANCE])


def main_word(request: Sequence[str]) -> int | None:
    """Return the position of the noun after "which" or of the verb after "how do I", if any."""
    if not request or request[0] not in INTERROGATIVES:
        return None
    passed = AUXILIARIES | SUBJECT_WORDS
    if request[0] in ("which", "what"):
        passed = _COPULAS | {"a", "an", "the"}
    return next((n for n, word in enumerate(request) if n and word not in passed), None)
