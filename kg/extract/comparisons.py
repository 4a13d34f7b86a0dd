"""Complete the names that a front compares: "physical", "logical topologies" share their noun."""

from __future__ import annotations

import re

from kg.extract.antonyms import are_antonyms
from kg.extract.concept_names import clean_name, is_name, looks_like_adjective, split_names

_QUESTION_LEAD = re.compile(
    r"(?:when|what|why|how|where|which|choosing|deciding)\b"
    r"(?:\s+(?:to|do|does|did|is|are|you|we|should|would|i|one|use|choose|prefer|pick|between))*\s+",
    re.IGNORECASE,
)
_TRAILING_CONTEXT = re.compile(
    r"\s+(?:in|for|on|when|regarding|within|under|at|with respect|in terms|mean|means)\b.*$",
    re.IGNORECASE,
)
_TRAILING_FILLER = re.compile(
    r"(?:\s+(?:default|do|does|each|exam|focus|tips?|use|usage|work|works|differences?|comparison|cases?|question))+$",
    re.IGNORECASE,
)


def compared_names(one: str, other: str) -> tuple[str, ...]:
    """Return the names in the two halves of a comparison; empty where any of them is no name.

    >>> compared_names("physical", "logical topologies in a network")
    ('physical topologies', 'logical topologies')
    >>> compared_names("named, automatic,", "unnamed modules")
    ('named modules', 'automatic modules', 'unnamed modules')
    >>> compared_names("method overloading", "overriding")
    ('method overloading', 'method overriding')
    """
    before = _QUESTION_LEAD.sub("", one, count=1) if _QUESTION_LEAD.match(one) else one
    after = _TRAILING_FILLER.sub("", _TRAILING_CONTEXT.sub("", other))
    names = [*split_names(before), *split_names(after)]
    if len(names) < 2:
        return ()
    *others, last = names
    shared_end = last.split()[1:]
    completed = [
        clean_name(f"{name.rstrip('-')} {' '.join(shared_end)}")
        if shared_end and (looks_like_adjective(name) or are_antonyms(name, last.split()[0]))
        else name
        for name in others
    ]
    if " " not in last and looks_like_adjective(last) and " " in completed[0]:
        first_word, *rest = completed[0].split()
        are_gerunds = last.endswith("ing") and rest[-1].endswith("ing")
        last = f"{first_word} {last}" if are_gerunds else f"{last.rstrip('-')} {' '.join(rest)}"
    found = (*completed, last)
    return found if all(is_name(name, 5) for name in found) else ()
