"""English words that tell whether a question wants a verdict, a number, a weakness or a rest."""

from __future__ import annotations

from kg.question.function_words import AUXILIARIES, NEGATION_WORDS

CLAUSE_OPENERS = (AUXILIARIES - {"were", "have", "has", "had"}) | frozenset(
    "am should must shall may might isnt arent doesnt didnt wont wouldnt shouldnt".split()
)
"""Words with which a clause begins that asks for yes or no. "Were" is more often "we're", and
clauses such as "have a script" or "don't want" leave out their subject."""

VERDICT_TAGS = (
    ("correct",), ("right",), ("true",), ("or", "not"), ("or", "no"), ("true", "or", "false"),
    ("yes", "or", "no"), ("isnt", "it"), ("doesnt", "it"), ("is", "it", "not"), ("agree",),
)  # fmt: skip
"""Words at the end of a statement that ask whether it holds."""

POLITE_OPENINGS = (
    *(
        (auxiliary, "you", verb)
        for auxiliary in ("can", "could", "would", "will", "do", "please")
        for verb in (
            "tell", "name", "list", "explain", "give", "show", "recommend", "suggest", "say",
            "help", "know", "have", "please", "describe", "define", "remind", "compare",
            "contrast", "put", "sort", "order",
        )
    ),
    ("is", "there"), ("are", "there"), ("can", "i", "get"), ("can", "i", "find"),
)  # fmt: skip
"""Openings of a request, or of a question for a thing, which wants more than yes or no."""

COUNT_PHRASES = (("how", "many"), ("number", "of"), ("count", "of"), ("count", "the"))
"""Phrases that ask for a number of things."""

MAXIMUM_WORDS = frozenset(
    "max maximum most largest biggest highest longest greatest limit limits cap ceiling".split()
)
"""Words that ask for the upper bound of something."""

MINIMUM_WORDS = frozenset("min minimum least smallest lowest shortest".split())
"""Words that ask for the lower bound of something."""

ONLY_WORDS = frozenset("only exclusively solely limited restricted".split())
"""Words that exclude all others."""

BEFORE_WORDS = frozenset("before earlier precede precedes preceding prior sooner".split())

AFTER_WORDS = frozenset("after later follow follows following subsequent".split())
"""Words that place one thing before or after another."""

PREFERENCE_WORDS = frozenset("better preferable preferred prefer superior worse".split())
"""Words that ask which of two things is to be preferred."""

DENIAL_WORDS = NEGATION_WORDS | frozenset("no never without none neither nothing zero".split())
"""Words that deny what they stand with, in a yes-or-no question."""

REMAINDER_PHRASES = (
    ("remain",), ("remains",), ("left",), ("leave", "out"), ("leaving", "out"), ("take", "away"),
    ("what", "other"), ("which", "other"), ("what", "else"), ("other", "than"), ("besides",),
    ("apart", "from"), ("except",), ("except", "for"), ("excluding",), ("the", "other"),
    ("aside", "from"), ("the", "others"), ("the", "rest"),
)  # fmt: skip
"""Phrases that ask for the rest of a group."""

OTHER_PHRASES = (
    ("the", "other"), ("what", "other"), ("which", "other"), ("what", "else"), ("is", "left"),
    ("s", "left"), ("whats", "left"), ("remains",), ("besides",), ("instead",),
    ("the", "alternative"),
)  # fmt: skip
"""Phrases that ask for the other one of two."""

NO_USE_PHRASES = (
    ("no", "use"), ("useless",), ("no", "sense"), ("meaningless",), ("not", "for"), ("unusable",),
)  # fmt: skip
"""Phrases that say that something can't be used for something."""

ABSENCE_WORDS = frozenset("no without never zero".split())
"""Words that deny the name that follows them directly."""

BAD_JUDGEMENT_PHRASES = (
    ("unreliable",), ("misleading",), ("mislead",), ("misleads",), ("disadvantage",),
    ("disadvantages",), ("drawback",), ("drawbacks",), ("downside",), ("downsides",),
    ("weakness",), ("weaknesses",), ("limitation",), ("limitations",), ("wrong", "with"),
    ("problem", "with"), ("problems", "with"), ("let", "you", "down"), ("let", "me", "down"),
    ("lets", "you", "down"), ("pitfall",), ("pitfalls",), ("bad", "choice"), ("no", "good"),
)  # fmt: skip
"""Phrases that ask for what speaks against something."""

_FRAME_WORDS_OF_PHRASES = frozenset(
    "a away for from is me than the to use what which with you".split()
)

SPECIAL_HINTS = (
    MAXIMUM_WORDS
    | MINIMUM_WORDS
    | NEGATION_WORDS
    | {"how", "no"}
    | {
        word
        for phrase in (*BAD_JUDGEMENT_PHRASES, *REMAINDER_PHRASES, *NO_USE_PHRASES)
        for word in phrase
    }
) - _FRAME_WORDS_OF_PHRASES
"""Words of which a question has one that wants a number, a weakness, a rest or a complement."""

HIGH_WORDS = frozenset(
    "high higher highest big bigger large larger great greater more rise".split()
)
LOW_WORDS = frozenset("low lower lowest small smaller little less tiny fall".split())
"""Words for the ends of a scale."""

GOOD_WORDS = frozenset("better good best".split())
BAD_WORDS = frozenset("worse bad worst poor".split())
"""Words that judge an end of a scale."""

NECESSITY_WORDS = frozenset(
    "must need needs needed necessary required require mandatory obligatory".split()
)
NECESSITY_PHRASES = (("have", "to"), ("has", "to"), ("had", "to"))
"""Words and phrases that ask whether something has to be."""

SAMENESS_WORDS = frozenset("same identical synonym synonyms equal".split())
"""Words that ask whether two names mean one thing."""

MISFIT_HINTS = (
    *("fool", "deceiv", "mislead", "misled", "trust", "reliable", "looks", "seems", "sound", "bad"),
    *("poor", "worst", "useless", "pointless", "worthless", "sense", "beside", "meaningless"),
    *("flatter", "impression", "confidence", "whitewash", "hide", "paint", "avoid"),
)
"""Parts of words of which every text that judges something not to fit has one."""

ERROR_HINTS = (
    *("miss", "overlook", "slip", "undetect", "unnotic", "undiscover", "undiagnos", "untreat"),
    *("silent", "quiet", "says no", "through", "past", "escap", "not ", "nt ", "n't", "never"),
    *("fail", "alarm", "alert", "wolf", "wrong", "mistake", "error", "falsely", "incorrect"),
    *("needless", "unnecess", "unjust", "innocent", "legit", "healthy", "genuine", "honest"),
    *("harmless", "real", "nothing", "accident", "without", "false"),
)
"""Parts of words of which every text that speaks of an error has one."""

JOINING_WORDS = frozenset("or and vs versus either".split())
"""Words that join the names of two things to choose from."""

CHOICE_PHRASES = (
    ("which", "one"), ("which", "of"), ("what", "of"), ("which", "would"), ("which", "should"),
    ("which", "is"), ("which", "isnt"), ("which", "do"), ("which", "does"), ("which", "to"),
    ("which", "can"), ("which", "cant"), ("which", "will"), ("which", "wont"),
)  # fmt: skip
"""Phrases that ask to choose between things named before or after."""

REJECTION_PHRASES = (
    ("not",), ("isnt",), ("arent",), ("doesnt",), ("dont",), ("cant",), ("cannot",), ("shouldnt",),
    ("wont",), ("wrong",), ("no", "sense"), ("unsuitable",), ("unsuited",), ("avoid",),
    ("mislead",), ("misleads",), ("misleading",), ("nothing", "about"), ("no", "use"),
    ("useless",), ("out", "of", "the", "question"), ("worse",), ("fool",), ("fools",), ("fails",),
    ("less", "suitable"), ("less", "suited"), ("bad", "choice"), ("stay", "away"), ("forget",),
)  # fmt: skip
"""Phrases that ask for the one of several that does not fit."""
