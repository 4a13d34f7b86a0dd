"""Read fronts that are questions: what they ask for, and what the back then states."""

from __future__ import annotations

import re

from kg.extract.card_lists import CIRCUMSTANCE_WORDS
from kg.extract.card_reading import (
    CardReading,
    as_prose,
    as_sentence,
    join_sides,
    shorten_to_name,
)
from kg.extract.comparisons import compared_names
from kg.extract.concept_names import (
    clean_name,
    is_name,
    is_proper_name,
    split_aliases,
    split_names,
)
from kg.extract.patterns import QuestionPattern, read_patterns
from kg.text.normal_forms import normalise

_QUESTION_START = re.compile(
    r"^(?:(?:in|on|for|with|within|under|at) [^,?]{1,60}, )?(?:what|which|who|whom|whose|when|where"
    r"|why|how|is|are|do|does|did|can|could|should|would|will|name|list|give|explain|describe|define"
    r"|compare|state|identify|show|prove|derive|true or false)\b",
    re.IGNORECASE,
)
_ASPECT_NOUNS = (
    r"(?:advantages?|approach|aspects?|benefits?|causes?|challenges?|code|command|consequences?"
    r"|default|differences?|disadvantages?|drawbacks?|effects?|examples?|formulas?|goals?|impacts?"
    r"|ideas?|importance|intuition|limitations?|max(?:imum)?|min(?:imum)?|names?|notion"
    r"|order|problems?|process|pros|purposes?"
    r"|reasons?|relationship|results?|roles?|rules?|steps?|syntax|uses?|value|ways?)"
)
_ASPECT_FRONT = re.compile(
    rf"(?:\w+ ){{0,2}}{_ASPECT_NOUNS} (?:of|for|in|to|between|on|with|when|from|and|behind)\b"
    r"|(?:best|key|main|most|primary|typical|common) \w+s\b"
    r"|.*\b(?:how|when|where|why)\b"
    r"|(?:\w+ed|held|kept|known|made|meant) (?:as|by|for|from|in|on|to|with)\b",
    re.IGNORECASE,
)
_ANSWER_NAME = re.compile(r"(.{2,60}?)(?:\s+[–—]\s+|;\s|\.\s|$)", re.DOTALL)
_FIRST_SENTENCE_END = re.compile(r"[.!?]\s|[;\n]")
_MAX_QUESTION_CHARS = 400
"""Longest question, in characters, that the patterns are tried on."""

_MAX_CLAIM_CHARS = 300
"""Longest first sentence of a back, in characters, that completes the sentence of its front."""


def is_question(front: str) -> bool:
    """Return True if a front is a question or a request such as "Explain ..."."""
    return front.endswith("?") or _QUESTION_START.match(front) is not None


def names_an_aspect(front: str) -> bool:
    """Return True if a front names an aspect of a concept, not a concept.

    >>> [names_an_aspect(f) for f in ("purpose of a kettle", "default gateway", "Partition Key")]
    [True, False, False]
    """
    return not is_proper_name(front) and _ASPECT_FRONT.match(front) is not None


def read_question(front: str, back: str) -> CardReading:
    """Return what a question and its answer say, by the first pattern that fits.

    Where none fits, the question itself is the concept.
    """
    asked = front.rstrip("?!. ")
    for pattern in read_patterns().questions if len(asked) <= _MAX_QUESTION_CHARS else ():
        found = pattern.front.fullmatch(asked)
        if found is not None:
            reading = _READERS[pattern.role](pattern, found.groupdict(), front, back)
            if reading is not None:
                return reading
    return _as_question(front, back)


def _as_question(
    front: str, back: str, claims: tuple[str, ...] = (), answers: tuple[str, ...] = ()
) -> CardReading:
    name = shorten_to_name(front)
    text = as_prose(back) if name == front else join_sides(front, back)
    return CardReading("question", name, text, claims=claims, answers=answers)


def _read_definition(
    _: QuestionPattern, groups: dict[str, str], _front: str, back: str
) -> CardReading | None:
    term, aliases = split_aliases(clean_name(groups["term"]))
    if not is_name(term, 6) or names_an_aspect(term) or names_an_aspect(groups["term"]):
        return None
    return CardReading("term", term, as_prose(back), aliases)


def _read_abbreviation(
    _: QuestionPattern, groups: dict[str, str], _front: str, back: str
) -> CardReading | None:
    short, full_name = clean_name(groups["term"]), clean_name(back)
    if not is_name(full_name):
        return None
    return CardReading("term", full_name, f"{short} stands for {full_name}.", (short,))


def _read_comparison(
    _: QuestionPattern, groups: dict[str, str], front: str, back: str
) -> CardReading | None:
    compared = compared_names(groups["one"], groups["other"])
    if not compared:
        return None
    return CardReading("question", shorten_to_name(front), as_prose(back), compared=compared)


def _read_claim(
    pattern: QuestionPattern, groups: dict[str, str], front: str, back: str
) -> CardReading | None:
    """Read a question whose back completes a sentence about a name."""
    term = clean_name(groups["term"])
    first_sentence = _FIRST_SENTENCE_END.split(as_prose(back), maxsplit=1)[0]
    is_too_long = len(first_sentence) > _MAX_CLAIM_CHARS
    if not is_name(term, 5) or not first_sentence or is_too_long:
        return None
    values = {**groups, "term": term, "back": first_sentence}
    claim = as_sentence(pattern.claim.format(**values))
    if is_proper_name(term) and pattern.is_about_term:
        name, aliases = split_aliases(term)
        return CardReading("term", name, join_sides(front, back), aliases, claims=(claim,))
    answer = clean_name(back)
    is_answer = is_name(answer, 3) and (pattern.is_about_term or is_proper_name(answer))
    return _as_question(front, back, (claim,), (answer,) if is_answer else ())


def _read_answer(
    _: QuestionPattern, groups: dict[str, str], front: str, back: str
) -> CardReading | None:
    """Read a question whose back begins with the name, or the names, that it asks for."""
    found = _ANSWER_NAME.match(back.split("\n")[0])
    if "\n- " in f"\n{back}" or found is None or names_an_aspect(front.rstrip("?")):
        return None
    names = split_names(found[1])
    kind = groups.get("kind") or ""
    if len(names) > 1:
        if not all(is_name(name, 4) and is_proper_name(name) for name in names):
            return None
        return CardReading(
            "question", shorten_to_name(front), as_prose(back), asked_kind=kind, answers=names
        )
    name, aliases = split_aliases(clean_name(found[1]))
    words = normalise(name).split()
    if not is_name(name, 5) or any(c.isdigit() for c in words[0]) or words[0] in CIRCUMSTANCE_WORDS:
        return None
    if " " in name and words[0].endswith(("ing", "ly", "ive")) and not is_proper_name(name):
        return None  # "sensitive to noise" and "mostly wrong" are not names
    rest = back[found.end(1) :].lstrip(" –—;.\n")
    text = " ".join(filter(None, [as_sentence(front), as_prose(rest)]))
    claims = (as_sentence(f"{name} {groups['does']}"),)
    return CardReading("answer", name, text, aliases, asked_kind=kind, claims=claims)


_READERS = {
    "define": _read_definition,
    "alias": _read_abbreviation,
    "compare": _read_comparison,
    "claim": _read_claim,
    "answer": _read_answer,
}
"""The reader of a question, by the role of its pattern."""
