"""The words of English that shape a question, whatever the graph is about.

What asks for a relation or a kind is not here: a graph's vocabulary says that itself.
"""

from __future__ import annotations

from kg.text import Stem, stems

WH = frozenset({"which", "what", "who", "where", "when", "how", "why", "whose", "whom"})

STOP = WH | frozenset(
    """
    a about above across actually after again all also am an and another any anything are as
    asked at aws be because been before being below beneath best between both but by can could
    did do does doing done down during each either else ever every for from get gets getting
    give given go goes going good had has have having he her here him his i if in into is it
    its just kind know let like likely list make makes many may me mean means might mine more
    most much must my name near need needed needs neither next no nor not now of off on one
    only onto or other our out over own per please possible right same say see shall she
    should show so some someone something sort still such supposed take taken takes tell than
    that the their them then there these they thing things this those though through to too
    type under until up upon us use used user uses using very via want wanted wants was way we
    well were will with within without would you your
    """.split()
)
"""Words that carry no content of their own. A phrase that calls a concept may contain them."""

NEGATIVE = frozenset({"not", "no", "never", "without", "isn", "don", "doesn", "cannot"})

LISTS = frozenset({"list", "all", "every", "each", "various", "different"})

FIRST = frozenset({"first", "initial", "earliest"})
LAST = frozenset({"last", "final", "latest"})


def phrases(*texts: str) -> tuple[tuple[Stem, ...], ...]:
    """Phrases as stems, the longest first."""
    return tuple(sorted((tuple(stems(t)) for t in texts), key=len, reverse=True))


COMPARES = phrases(
    "difference", "differences", "differ", "different from", "vs", "versus", "compare", "compared",
    "comparison", "contrast", "distinguish", "better than", "rather than", "as opposed to",
)  # fmt: skip

CONNECTS = phrases(
    "related", "relate", "relation", "relationship", "connection", "connected", "connect",
    "link", "linked", "path", "route", "to do with", "way from",
)  # fmt: skip

BEGINS = phrases("start with", "starts with", "begin with", "begins with", "begin", "begins")
ENDS = phrases("end with", "ends with", "finish with", "finishes with", "end", "ends")
"""Phrases that ask for the first or last, at the end of a question."""

DEFINES = phrases(
    "what is", "what are", "what s", "whats", "define", "definition", "meaning", "mean", "means",
    "explain", "describe", "tell me about", "stand for", "stands for", "who is", "purpose of",
    "know about", "what does",
)  # fmt: skip


SHAPING = frozenset(
    """
    difference differences differ different versus compare compared comparison contrast
    distinguish related relate relation relationship connection connected connect link linked
    define definition meaning explain describe stand stands happens happen
    """.split()
)
"""Words that shape a question wherever they stand, and say nothing about its subject."""

LANGUAGE = frozenset(word for word in STOP | FIRST | LAST | LISTS | SHAPING if len(word) > 3)
"""The words above that a question may misspell."""
