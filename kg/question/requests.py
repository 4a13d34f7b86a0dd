"""Requests: what a question wants by the words with which it opens, whatever it is about."""

from __future__ import annotations

from collections.abc import Sequence

from kg.text.language import language

MAX_WORK_DISTANCE = 6
"""A piece of work is named before this position of the request."""

MAX_NAMING_DISTANCE = 5
"""A request for a name says so before this position."""


def request_start(asking: Sequence[str]) -> int:
    """Return the position of the word that asks: that of "who" in "can you tell me who"."""
    at, lead = 0, language().request.lead
    while at < len(asking) - 1 and asking[at] in lead:
        at += 1
    return at


def names_fact(request: Sequence[str]) -> bool:
    """Return True if a request wants a person, a time, a place or an amount.

    >>> names_fact("in which year did it end".split()[1:]), names_fact("how much of it".split())
    (True, False)
    """
    lang = language()
    interrogative, request_words = lang.interrogative, lang.request
    first, second, third = (*request[:3], "", "", "")[:3]
    if first in interrogative.which | interrogative.what:
        return second in request_words.time_nouns
    if first in interrogative.manner:
        return second in request_words.amounts and third not in request_words.amount_exceptions
    if first in interrogative.time:
        return not lang.words.auxiliaries.isdisjoint(request[1:4])
    if first in interrogative.place:  # "where can I": in which tool
        return second in lang.words.copulas
    return first in interrogative.person


def wants_work(request: Sequence[str]) -> bool:
    """Return True if a request wants something made: "write me the code for it"."""
    lang = language().request
    if not request or request[0] not in lang.writing_verbs | lang.work_verbs:
        return False
    works = lang.works.intersection(request[:MAX_WORK_DISTANCE][1:])
    return request[0] in lang.writing_verbs or bool(works)


def wants_price(words: Sequence[str]) -> bool:
    """Return True if one of the words is about money."""
    return not language().request.price.isdisjoint(words)


def asks_how_to(request: Sequence[str]) -> bool:
    """Return True if a request asks how something is done."""
    lang = language()
    verbs = lang.request.how_to | (lang.words.auxiliaries - lang.words.copulas)
    is_how = not lang.interrogative.manner.isdisjoint(request[:1])
    return is_how and not verbs.isdisjoint(request[1:2])


def asks_for_name(request: Sequence[str]) -> bool:
    """Return True if a request wants the name of what it describes: "what is ... called"."""
    lang = language().request
    if not lang.named.isdisjoint(request):
        return True
    return not lang.naming.isdisjoint(request[:MAX_NAMING_DISTANCE])


def main_word(request: Sequence[str]) -> int | None:
    """Return the position of the noun after "which" or of the verb after "how do I", if any."""
    lang = language()
    if not request or request[0] not in lang.interrogatives:
        return None
    passed = lang.words.auxiliaries | lang.request.subjects
    if request[0] in lang.interrogative.which | lang.interrogative.what:
        passed = lang.words.copulas | lang.words.articles
    return next((n for n, word in enumerate(request) if n and word not in passed), None)
