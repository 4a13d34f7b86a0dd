"""Asking: what a front that is a question asks for, and what its back then says."""

from __future__ import annotations

import re

from kg.extract.card_lists import CIRCUMSTANCES
from kg.extract.card_reading import Reading
from kg.extract.comparisons import compared_names
from kg.extract.concept_names import clean_name, is_name, is_proper, split_aliases, split_run
from kg.extract.patterns import Question, read_patterns
from kg.extract.prose import full, joined, prose, shortened
from kg.text.normal_forms import normalise

_ASKS = re.compile(
    r"^(?:(?:in|on|for|with|within|under|at) [^,?]{1,60}, )?(?:what|which|who|whom|whose|when|where"
    r"|why|how|is|are|do|does|did|can|could|should|would|will|name|list|give|explain|describe|define"
    r"|compare|state|identify|show|prove|derive|true or false)\b",
    re.IGNORECASE,
)
_SUBJECTS = (
    r"(?:advantages?|approach|aspects?|benefits?|causes?|challenges?|code|command|consequences?"
    r"|default|differences?|disadvantages?|drawbacks?|effects?|examples?|formulas?|goals?|impacts?"
    r"|ideas?|importance|intuition|limitations?|max(?:imum)?|min(?:imum)?|names?|notion"
    r"|order|problems?|process|pros|purposes?"
    r"|reasons?|relationship|results?|roles?|rules?|steps?|syntax|uses?|value|ways?)"
)
_ABOUT = re.compile(
    rf"(?:\w+ ){{0,2}}{_SUBJECTS} (?:of|for|in|to|between|on|with|when|from|and|behind)\b"
    r"|(?:best|key|main|most|primary|typical|common) \w+s\b"
    r"|.*\b(?:how|when|where|why)\b"
    r"|(?:\w+ed|held|kept|known|made|meant) (?:as|by|for|from|in|on|to|with)\b",
    re.IGNORECASE,
)
_HEAD = re.compile(r"(.{2,60}?)(?:\s+[–—]\s+|;\s|\.\s|$)", re.DOTALL)
_SENTENCE = re.compile(r"[.!?]\s|[;\n]")
_LONGEST_ASKED = 400
"""Characters of a question that a pattern may know."""

_MOST_CLAIMED = 300
"""Characters of a back that completes the sentence that its front begins."""


def asks(front: str) -> bool:
    """Whether a front is a question."""
    return front.endswith("?") or _ASKS.match(front) is not None


def is_about(front: str) -> bool:
    """Whether a front names a side of something, as "purpose of a kettle" does, not a thing.

    >>> is_about("purpose of a kettle"), is_about("default gateway"), is_about("Partition Key")
    (True, False, False)
    """
    return not is_proper(front) and _ABOUT.match(front) is not None


def read_question(front: str, back: str) -> Reading:
    """What a front that asks, and its back, say; the question itself where no pattern knows."""
    asked = front.rstrip("?!. ")
    for pattern in read_patterns().questions if len(asked) <= _LONGEST_ASKED else ():
        found = pattern.ask.fullmatch(asked)
        if found is not None:
            reading = _READERS[pattern.role](pattern, found.groupdict(), front, back)
            if reading is not None:
                return reading
    return _question(front, back)


def _question(
    front: str, back: str, claims: tuple[str, ...] = (), answers: tuple[str, ...] = ()
) -> Reading:
    name = shortened(front)
    text = prose(back) if name == front else joined(front, back)
    return Reading("question", name, text, claims=claims, answers=answers)


def _define(_: Question, groups: dict[str, str], _front: str, back: str) -> Reading | None:
    term, aliases = split_aliases(clean_name(groups["term"]))
    if not is_name(term, 6) or is_about(term) or is_about(groups["term"]):
        return None
    return Reading("term", term, prose(back), aliases)


def _alias(_: Question, groups: dict[str, str], _front: str, back: str) -> Reading | None:
    short, full_name = clean_name(groups["term"]), clean_name(back)
    if not is_name(full_name):
        return None
    return Reading("term", full_name, f"{short} stands for {full_name}.", (short,))


def _compare(_: Question, groups: dict[str, str], front: str, back: str) -> Reading | None:
    compared = compared_names(groups["one"], groups["other"])
    if not compared:
        return None
    return Reading("question", shortened(front), prose(back), compared=compared)


def _claim(pattern: Question, groups: dict[str, str], front: str, back: str) -> Reading | None:
    """A question whose back completes what it says of a name."""
    term = clean_name(groups["term"])
    told = _SENTENCE.split(prose(back), maxsplit=1)[0]
    if not is_name(term, 5) or not told or len(told) > _MOST_CLAIMED:
        return None
    claim = full(pattern.claim.format(**{**groups, "term": term, "back": told}))
    if is_proper(term) and pattern.names:
        name, aliases = split_aliases(term)
        return Reading("term", name, joined(front, back), aliases, claims=(claim,))
    answer = clean_name(back)
    is_answer = is_name(answer, 3) and (pattern.names or is_proper(answer))
    return _question(front, back, (claim,), (answer,) if is_answer else ())


def _answer(_: Question, groups: dict[str, str], front: str, back: str) -> Reading | None:
    """A question whose back is the name, or the names, of what it asks for."""
    found = _HEAD.match(back.split("\n")[0])
    if "\n- " in f"\n{back}" or found is None or is_about(front.rstrip("?")):
        return None
    names = split_run(found[1])
    kind = groups.get("kind") or ""
    if len(names) > 1:
        if not all(is_name(name, 4) and is_proper(name) for name in names):
            return None
        return Reading("question", shortened(front), prose(back), kind=kind, answers=names)
    name, aliases = split_aliases(clean_name(found[1]))
    said = normalise(name).split()
    if not is_name(name, 5) or any(c.isdigit() for c in said[0]) or said[0] in CIRCUMSTANCES:
        return None
    if " " in name and said[0].endswith(("ing", "ly", "ive")) and not is_proper(name):
        return None  # "sensitive to noise" and "mostly wrong" are no names
    rest = back[found.end(1) :].lstrip(" –—;.\n")
    text = " ".join(filter(None, [full(front), prose(rest)]))
    claims = (full(f"{name} {groups['does']}"),)
    return Reading("answer", name, text, aliases, kind=kind, claims=claims)


_READERS = {
    "define": _define,
    "alias": _alias,
    "compare": _compare,
    "claim": _claim,
    "answer": _answer,
}
