"""The words of English that shape a question, whatever the graph is about.

What asks for a relation or a kind is not here: a graph's vocabulary says that itself.
"""

from __future__ import annotations

from kg.text.normal_forms import Stem, stems

WH = frozenset({"which", "what", "who", "where", "when", "how", "why", "whose", "whom"})

STOP = WH | frozenset(
    """
    a about above across actually after again against all also am an and another any anything
    apart are aren arent as asked at aws be because been before being below beneath besides best
    between both but by can cant could couldnt did didnt do does doesn doesnt doing don done
    dont down during each either else ever every except excluding for from get gets getting give
    given go goes going good had has have having he hello help her here hi him his i id if im in
    into is isn isnt it its ive just kind know let lets like likely list make makes many may me
    mean means might mine more most much must my name near need needed needs neither next no nor
    not now of off ok okay on one only onto or other our out over own per please pls possible
    right same say see shall she should shouldnt show since so some someone something sort still
    such supposed take taken takes tell than that thats the their them then there theres these
    they thing things this those though through to too type under until up upon us use used user
    uses using very via want wanted wants was wasnt way ways we well were whats will with within
    without wont would yes you your
    """.split()
)
"""Words that carry no content of their own. A phrase that calls a concept may contain them."""

NEGATIVE = frozenset(
    {"not", "isnt", "arent", "doesnt", "dont", "cant", "shouldnt", "wont", "except", "cannot"}
)

DETERMINERS = frozenset("a an the any some your our their its my own this these those".split())
"""Words that may stand within a name in a question though the name has none."""

FILLERS = frozenset(
    "always directly exactly immediately mainly mostly normally simply typically usually".split()
)
"""Adverbs that change nothing in what is asked."""

ASIDES = (
    ("in", "simple", "terms"), ("in", "other", "words"), ("in", "a", "few", "words"),
    ("in", "a", "nutshell"), ("in", "short"), ("counts", "as"), ("and", "why"),
)  # fmt: skip
"""Phrases that ask for nothing."""

EXCLUDES = (
    ("other", "than"), ("apart", "from"), ("except", "for"), ("except",), ("besides",),
    ("excluding",), ("but", "not"),
)  # fmt: skip
"""Phrases after which a question names what it does not want to hear."""

LISTS = frozenset({"list", "all", "every", "each", "various", "different"})

ORDINALS = {
    "first": 1, "initial": 1, "earliest": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5,
    "sixth": 6, "seventh": 7, "eighth": 8, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5,
    "6th": 6, "7th": 7, "8th": 8, "last": -1, "final": -1, "latest": -1,
}  # fmt: skip
"""Words for a place in an order: from the front, or from the end where negative."""

COUNTS = frozenset("one two three four five six seven eight nine ten key main order".split())
"""Words that say how many are wanted or how they are to stand, which a list shows anyhow."""

NEEDS = frozenset(
    """
    need needs needed want wants wanted must should require requires required requirement looking
    prefer prefers like concern concerned concerns goal would wishes wish hopes plans
    """.split()
)
"""Words of sentences that say what somebody needs."""

ECHOES = frozenset("same also together co share shared shares common".split())
"""Words by which a question turns back: other films of the same director, those who co-star."""

MEANS = (
    ("how", "do", "i"), ("how", "can", "i"), ("how", "to"), ("how", "could"), ("i", "want"),
    ("i", "need"), ("what", "should", "i", "use"), ("what", "can", "i", "use"), ("help", "me"),
    ("we", "need"), ("we", "want"), ("lets", "me"), ("i", "would", "like"), ("how", "should"),
)  # fmt: skip
"""Openings by which somebody wants a means: a service rather than the task it is for."""


MATTERS = (
    ("who",), ("whose",), ("when",), ("where",), ("how", "much"), ("how", "many"),
    ("how", "long"), ("how", "tall"), ("how", "far"), ("how", "old"), ("how", "big"),
)  # fmt: skip
"""Openings that ask for a person, a time, a place or an amount."""

AUXILIARIES = frozenset("is are was were do does did has have had can could will would".split())


def phrases(*texts: str) -> tuple[tuple[Stem, ...], ...]:
    """Phrases as stems, the longest first."""
    return tuple(sorted((tuple(stems(t)) for t in texts), key=len, reverse=True))


COMPARES = frozenset(
    """
    diff difference differences differ differs vs versus compare compared comparison contrast
    distinguish
    """.split()
)
"""Words by which two things are to be compared; "different" is not one of them."""

VAGUE = frozenset("option solution approach choice answer statement capability method".split())
"""Nouns that, where something "best fits", stand for anything at all."""

SUITS = frozenset(
    "meets meet fits fit satisfies satisfy matches match addresses describes correct best".split()
)
"""Words by which an exam asks for what suits its story."""

NARRATION = frozenset(
    """
    company companies organization organisation firm startup team teams practitioner stakeholder
    scenario requirement requirements meets meet satisfies following currently
    """.split()
)
"""Words of the frame of a story: who tells it and what the answer has to meet."""

DIFFERENT_FROM = phrases("different from")

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


DEMONSTRATIVE = (("what", "is", "it"), ("what", "is", "that"), ("what", "does", "it"))
"""Phrases that ask what the thing is that was just mentioned."""

NAMING = (
    ("what", "is", "it", "called"), ("what", "it", "called"), ("what", "do", "you", "call"),
    ("what", "do", "we", "call"), ("what", "do", "they", "call"), ("the", "term", "for"),
    ("the", "word", "for"), ("the", "name", "for"), ("another", "word", "for"),
    ("another", "name", "for"), ("other", "names", "for"), ("other", "words", "for"),
)  # fmt: skip
"""Phrases that ask what something is called which the rest describes."""

SHAPING = (COMPARES - {"differs"}) | frozenset(
    """
    different related relate relation relationship connection connected connect link linked
    define definition meaning explain describe stand stands happens happen
    """.split()
)
"""Words that shape a question wherever they stand, and say nothing about its subject."""

LANGUAGE = frozenset(
    word for word in STOP | ORDINALS.keys() | LISTS | SHAPING | COUNTS if len(word) > 3
)
"""The words above that a question may misspell."""

SHAPELESS = STOP | SHAPING | COUNTS | ORDINALS.keys() | LISTS | NARRATION | VAGUE | FILLERS | ECHOES
"""Words that say nothing about a subject unless they are part of its name."""
