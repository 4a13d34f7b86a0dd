"""English words and phrases that shape a question, whatever it is about.

Words that ask for a kind or a relation are not here: they are in the graph's vocabulary.
"""

from __future__ import annotations

from kg.text.normal_forms import Stem, stems

INTERROGATIVES = frozenset({"which", "what", "who", "where", "when", "how", "why", "whose", "whom"})
"""Words that open a question."""

STOP_WORDS = INTERROGATIVES | frozenset(
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
"""Words without content of their own. They may still be part of a name."""

NEGATION_WORDS = frozenset(
    {"not", "isnt", "arent", "doesnt", "dont", "cant", "shouldnt", "wont", "except", "cannot"}
)
"""Words that deny what follows."""

QUESTION_DETERMINERS = frozenset(
    "a an the any some your our their its my own this these those".split()
)
"""Words that a question may insert into a name: "writing any code" for "writing code"."""

FILLER_ADVERBS = frozenset(
    "always directly exactly immediately mainly mostly normally simply typically usually".split()
)
"""Adverbs that do not change what is asked."""

ASIDE_PHRASES = (
    ("in", "simple", "terms"), ("in", "other", "words"), ("in", "a", "few", "words"),
    ("in", "a", "nutshell"), ("in", "short"), ("counts", "as"), ("and", "why"),
    ("in", "plain", "words"), ("in", "plain", "english"), ("in", "one", "sentence"),
    ("in", "detail"), ("to", "me"), ("in", "this", "deck"), ("in", "the", "deck"),
)  # fmt: skip
"""Phrases that are removed from a question, because they ask for nothing."""

EXCLUSION_PHRASES = (
    ("other", "than"), ("apart", "from"), ("except", "for"), ("except",), ("besides",),
    ("excluding",), ("but", "not"), ("leave", "out"), ("leaving", "out"), ("take", "away"),
    ("ignore",), ("ignoring",), ("leave", "aside"), ("leaving", "aside"), ("aside", "from"),
    ("rather", "than"), ("instead", "of"),
)  # fmt: skip
"""Phrases after which a question names what it does not want as an answer."""

LIST_WORDS = frozenset({"list", "all", "every", "each", "various", "different"})

ORDINALS = {
    "first": 1, "initial": 1, "earliest": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5,
    "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12,
    "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "6th": 6, "7th": 7, "8th": 8, "9th": 9,
    "10th": 10, "11th": 11, "12th": 12, "last": -1, "final": -1, "latest": -1,
}  # fmt: skip
"""Words for a place in an order: 1 is the first, -1 the last."""

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
"""Words for a number."""

MEMBER_NOUNS = frozenset("step stage phase item entry".split())
"""Nouns, in the singular, for a member of a sequence in any graph."""

POSITION_PHRASES = {
    ("from", "the", "end"): "-", ("from", "the", "back"): "-", ("from", "the", "last"): "-",
    ("from", "end"): "-", ("from", "behind"): "-", ("from", "the", "bottom"): "-",
    ("from", "the", "start"): "", ("from", "the", "beginning"): "", ("from", "the", "top"): "",
    ("from", "the", "front"): "", ("from", "start", "to", "finish"): "s",
    ("from", "start", "to", "end"): "s", ("from", "beginning", "to", "end"): "s",
    ("from", "first", "to", "last"): "s", ("from", "the", "first", "to", "the", "last"): "s",
    ("from", "last", "to", "first"): "s-", ("from", "the", "last", "to", "the", "first"): "s-",
    ("from", "end", "to", "start"): "s-", ("one", "after", "the", "other"): "s",
    ("one", "after", "another"): "s", ("for", "the", "first", "time"): "f",
    ("the", "first", "time"): "f", ("for", "the", "last", "time"): "l",
    ("earlier", "than"): "<", ("sooner", "than"): "<", ("ahead", "of"): "<", ("back", "from"): "<",
    ("later", "than"): ">", ("followed", "by"): "<", ("preceded", "by"): ">",
    ("how", "many"): "h", ("number", "of"): "h", ("half", "way"): "^", ("how", "manieth"): "w#",
    ("at", "first"): "?", ("in", "order", "to"): "?", ("sort", "of"): "?", ("kind", "of"): "?",
    ("at", "last"): "?", ("for", "once"): "?", ("take", "place"): "", ("takes", "place"): "",
    ("taking", "place"): "", ("the", "following"): "",
}  # fmt: skip
"""Phrases about positions in a sequence, with the signs of `kg.question.position_marks`."""

POSITION_SIGNS = {
    **dict.fromkeys("before precede precedes preceding prior previous b4".split(), "<"),
    **dict.fromkeys("after follow follows following next succeeds once behind".split(), ">"),
    "between": "|",
    **dict.fromkeys("middle midway halfway centre center median".split(), "^"),
    **dict.fromkeys("number position place rank nr manieth".split(), "#"),
    **dict.fromkeys(
        "order sort arrange sequence chronological chronologically sorted ordered".split(), "s"
    ),
    **dict.fromkeys("earlier sooner".split(), "f"),
    **dict.fromkeys("later".split(), "l"),
    **dict.fromkeys("start starts begin begins beginning".split(), "b"),
    **dict.fromkeys("end ends finish finishes".split(), "e"),
    **dict.fromkeys("penultimate antepenultimate".split(), "o"),
    **dict.fromkeys("backwards backward reverse reversed".split(), "-"),
    **dict.fromkeys("which what".split(), "w"),
}
"""Words about positions in a sequence, with the signs of `kg.question.position_marks`."""

POSITION_CUES = frozenset(
    POSITION_SIGNS.keys() - {"which", "what"}
    | ORDINALS.keys()
    | NUMBERS.keys() - {"one"}
    | {phrase[0] for phrase, signs in POSITION_PHRASES.items() if signs not in ("", "?")}
)
"""Words of which a question about a position in a sequence has one, or a numeral."""

FROM_END = {"penultimate": -2, "antepenultimate": -3}
"""Words for a place that is counted from the end."""

POSITION_FILLERS = frozenset(
    """
    again appear appears arranged belong belongs bring call called came carried carries chain come
    comes contained contains correct correctly count counted counting course deck done entire exact
    finished finishing flow follow give happen happened happening happens immediate included
    includes inside involves item itself left lie lies line listed lists lying made mention
    mentioned named numbered occur occurring occurs over performed pipeline please precisely
    procedure proper put quick quickly quiz remain remaining remains row series sit sits sitting
    stand standing stands straight there total whole wonder wondering workflow
    """.split()
)
"""Words that say nothing in a question about positions in a sequence."""

POSITION_REFUSALS = frozenset(
    """
    whether true false who whose whom why when user users use used uses using need needs needed most
    best kind type same other cant because until unless
    """.split()
)
"""Words that make a question one about something else than positions in a sequence."""

RELATIVE_WORDS = frozenset(
    "in with that which where of for during whose including containing on inside within".split()
)
"""Words after a noun that introduce what it is about: "the stage with", "the one that"."""

SCOPE_PREPOSITIONS = frozenset("in inside within of during from throughout for".split())
"""Words before the name of a whole, of whose parts a question asks."""

COUNT_WORDS = frozenset("one two three four five six seven eight nine ten key main order".split())
"""Words for a number of answers or their order; they do not restrict the answers."""

NEED_WORDS = frozenset(
    """
    need needs needed want wants wanted must should require requires required requirement looking
    prefer prefers like concern concerned concerns goal would wishes wish hopes plans
    """.split()
)
"""Words of a sentence that states a need."""

ECHO_WORDS = frozenset("same also together co share shared shares common".split())
"""Words for a step back along the same relation: films of the same director, co-stars."""

MEANS_PHRASES = (
    ("how", "do", "i"), ("how", "can", "i"), ("how", "to"), ("how", "could"), ("i", "want"),
    ("i", "need"), ("what", "should", "i", "use"), ("what", "can", "i", "use"), ("help", "me"),
    ("we", "need"), ("we", "want"), ("lets", "me"), ("would", "like"), ("how", "should"),
    ("what", "has"), ("what", "runs"), ("what", "lets"), ("that", "lets"), ("i", "have"),
    ("i", "d", "like"), ("id", "like"), ("looking", "for"), ("which", "part"), ("is", "there"),
    ("are", "there"),
)  # fmt: skip
"""Phrases of a user who wants a means to do a task: a service rather than the task."""

MEANS_MODALS = frozenset("can could would will helps".split())
"""Words after "what" that ask for what does a task, if no subject follows: "what can host"."""

AUXILIARIES = frozenset("is are was were do does did has have had can could will would".split())
"""Auxiliary verbs that open a yes/no question or follow a question word."""


def _as_stems(*texts: str) -> tuple[tuple[Stem, ...], ...]:
    """Return phrases as stems, the longest first."""
    return tuple(sorted((tuple(stems(t)) for t in texts), key=len, reverse=True))


COMPARISON_WORDS = frozenset(
    """
    diff difference differences differ differs vs versus compare compared comparison contrast
    distinguish distinguishes
    """.split()
)
"""Words that ask for a comparison; "different" is not one of them."""

VAGUE_NOUNS = frozenset(
    "option solution approach choice answer statement capability method".split()
)
"""Nouns that stand for any kind of answer, as in "which option best fits"."""

SUITABILITY_WORDS = frozenset(
    "meets meet fits fit satisfies satisfy matches match addresses describes correct best".split()
)
"""Words of an exam question that asks which answer suits its story."""

STORY_WORDS = frozenset(
    """
    company companies organization organisation firm startup team teams practitioner stakeholder
    scenario requirement requirements meets meet satisfies following currently
    card cards deck decks flashcard flashcards
    """.split()
)
"""Words of an exam story that are not about its subject."""

SETTING_WORDS = frozenset("set sets tell tells keep keeps".split())
"""Words that ask for a comparison together with "apart"."""

DIFFERENCE_PHRASES = _as_stems("different from")
"""Phrases that ask for the difference between two mentioned concepts."""

CONNECTION_PHRASES = _as_stems(
    "related", "relate", "relation", "relationship", "connection", "connected", "connect",
    "link", "linked", "path", "route", "to do with", "way from",
)  # fmt: skip
"""Phrases that ask how two mentioned concepts are connected."""

FIRST_PHRASES = _as_stems(
    "start with", "starts with", "begin with", "begins with", "begin", "begins"
)
"""Phrases that ask for the first of an order when they end a question."""

LAST_PHRASES = _as_stems("end with", "ends with", "finish with", "finishes with", "end", "ends")
"""Phrases that ask for the last of an order when they end a question."""

DEFINITION_PHRASES = _as_stems(
    "what is", "what are", "what s", "whats", "define", "definition", "meaning", "mean", "means",
    "explain", "describe", "tell me about", "stand for",
    "what is meant by", "meant by", "stands for", "who is", "purpose of",
    "know about", "what does",
)  # fmt: skip
"""Phrases that ask what something is."""

DEMONSTRATIVE_PHRASES = (("what", "is", "it"), ("what", "is", "that"), ("what", "does", "it"))
"""Phrases that ask what the thing is that was just mentioned."""

NAMING_PHRASES = (
    ("what", "is", "it", "called"), ("what", "it", "called"), ("what", "do", "you", "call"),
    ("what", "do", "we", "call"), ("what", "do", "they", "call"), ("the", "term", "for"),
    ("the", "word", "for"), ("the", "name", "for"), ("another", "word", "for"),
    ("another", "name", "for"), ("other", "names", "for"), ("other", "words", "for"),
)  # fmt: skip
"""Phrases that ask for the name of what the rest of the question describes."""

FRAME_WORDS = (COMPARISON_WORDS - {"differs"}) | frozenset(
    """
    different related relate relation relationship connection connected connect link linked
    define definition meaning explain describe stand stands happens happen
    """.split()
)
"""Words that shape a question at any position and say nothing about its subject."""

CORRECTABLE_WORDS = frozenset(
    word
    for word in STOP_WORDS | ORDINALS.keys() | LIST_WORDS | FRAME_WORDS | COUNT_WORDS
    if len(word) > 3
)
"""Words above to which a misspelt word of a question may be corrected."""

CONTENTLESS_WORDS = (
    STOP_WORDS
    | FRAME_WORDS
    | COUNT_WORDS
    | ORDINALS.keys()
    | LIST_WORDS
    | STORY_WORDS
    | VAGUE_NOUNS
    | FILLER_ADVERBS
    | ECHO_WORDS
)
"""Words that say nothing about the subject unless they are part of a name."""
