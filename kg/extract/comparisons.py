"""Comparing: the names that a question sets side by side."""

from __future__ import annotations

import re

from kg.extract.antonyms import are_opposites
from kg.extract.concept_names import clean_name, describes, is_name, split_run

_LEAD = re.compile(
    r"(?:when|what|why|how|where|which|choosing|deciding)\b"
    r"(?:\s+(?:to|do|does|did|is|are|you|we|should|would|i|one|use|choose|prefer|pick|between))*\s+",
    re.IGNORECASE,
)
_CONTEXT = re.compile(
    r"\s+(?:in|for|on|when|regarding|within|under|at|with respect|in terms|mean|means)\b.*$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:\s+(?:default|do|does|each|exam|focus|tips?|use|usage|work|works|differences?|comparison|cases?|question))+$",
    re.IGNORECASE,
)


def compared_names(one: str, other: str) -> tuple[str, ...]:
    """The names in the two halves of a comparison; none where they are no names.

    >>> compared_names("physical", "logical topologies in a network")
    ('physical topologies', 'logical topologies')
    >>> compared_names("named, automatic,", "unnamed modules")
    ('named modules', 'automatic modules', 'unnamed modules')
    >>> compared_names("method overloading", "overriding")
    ('method overloading', 'method overriding')
    """
    first = _LEAD.sub("", one, count=1) if _LEAD.match(one) else one
    last = _TAIL.sub("", _CONTEXT.sub("", other))
    names = [*split_run(first), *split_run(last)]
    if len(names) < 2:
        return ()
    *before, final = names
    head = final.split()[1:]
    told = [
        clean_name(f"{name.rstrip('-')} {' '.join(head)}")
        if head and (describes(name) or are_opposites(name, final.split()[0]))
        else name
        for name in before
    ]
    if " " not in final and describes(final) and " " in told[0]:
        first_word, *shared = told[0].split()
        is_alike = final.endswith("ing") and shared[-1].endswith("ing")
        final = f"{first_word} {final}" if is_alike else f"{final.rstrip('-')} {' '.join(shared)}"
    found = (*told, final)
    return found if all(is_name(name, 5) for name in found) else ()
