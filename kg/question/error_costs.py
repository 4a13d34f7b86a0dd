"""Error costs: which kind of error of a detector a text speaks of, and whether it does harm.

A detector errs in two ways: it misses a case, or it raises a false alarm. People seldom use these
names: they say that a weapon "isn't found", that an innocent customer "gets blocked", that one of
it "would be a disaster" and the other one "doesn't matter".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg._typing import Literal, NamedTuple
from kg.text.normal_forms import words

ErrorKind = Literal["miss", "false alarm"]

_CLAUSE_END = re.compile(
    r"[,;:.!?()\n]+|\s[-–—]+\s|\b(?:but|whereas|while|though|although|however|yet)\b", re.IGNORECASE
)
_CONCESSION = re.compile(r"\beven (?:if|when|though)\b", re.IGNORECASE)
_SENTENCE_STOP = re.compile(r"(?<=[.!?])\s+|\n+")
_COMPARISON = re.compile(r"\b(?:than|as bad as)\b", re.IGNORECASE)

_DETECTION = (
    r"(?:find|finds|found|finding|spot|spots|spotted|detect|detects|detected|catch|catches|caught"
    r"|notice|notices|noticed|see|sees|seen|recognised|recognized|identified|flagged|discovered)"
)
_NO_SUCCESS = (
    r"(?:not|never|no|isnt|arent|wasnt|werent|doesnt|didnt|dont|cant|cannot|couldnt|wont|hasnt"
    r"|havent)"
)
_MISS = re.compile(
    r"\b(?:miss|misses|missed|missing|overlook\w*|slips?|slipped|slipping|undetected|unnoticed"
    r"|undiscovered|unrecognised|unrecognized|undiagnosed|untreated|false negatives?|type ii|type 2"
    r"|gets? through|got through|getting through|gets? past|got past|let through|lets? \w+ through"
    r"|escapes?|escaped|stays? silent|remains? silent|keeps? quiet|says? no\b"
    rf"|fail(?:s|ed|ing)? to {_DETECTION}|{_NO_SUCCESS} (?:\w+ ){{0,2}}{_DETECTION})\b"
)
_ACTION = (
    r"(?:flag\w*|block\w*|delet\w+|reject\w*|accus\w+|alarm\w*|shout\w*|alert\w*|arrest\w*|fined"
    r"|scrap\w*|discard\w*|bann?\w*|suspend\w*|suspect\w*|throw\w*|thrown|threw|remov\w+|refus\w+"
    r"|treat\w*|stopp?\w*|evacuat\w+|call\w*|mark\w*|label\w*|junk|investigat\w+|invit\w+|operat\w+"
    r"|convict\w*|punish\w*|hid(?:e|es|den)|filter\w*|sent|sends?|put|puts|lock\w*)"
)
_INNOCENT = (
    r"(?:innocent|legitimate|legit|healthy|genuine|honest|harmless|good|perfectly good|fine|sound"
    r"|real customers?|wanted|important|regular)"
)
_WRONGLY = (
    r"(?:wrongly|mistakenly|falsely|incorrectly|unjustly|erroneously|needlessly|unnecessarily"
    r"|by mistake|in error|by accident|for nothing|without reason|without cause)"
)
_FALSE_ALARM = re.compile(
    r"\b(?:(?:false|wrong|needless) (?:alarms?|alerts?)|false positives?"
    r"|type i|type 1|crie[sd] wolf|crying wolf|cry wolf"
    rf"|{_WRONGLY} (?:\w+ ){{0,3}}{_ACTION}|{_ACTION} (?:\w+ ){{0,4}}{_WRONGLY}"
    rf"|{_ACTION} (?:\w+ ){{0,6}}{_INNOCENT}|{_INNOCENT} (?:\w+ ){{0,6}}{_ACTION}"
    r"|wrongly|turns? out to be (?:\w+ )?(?:innocent|fine|harmless|healthy|good|nothing)"
    r"|(?:should|must) really (?:be|have)|really (?:is|are) (?:one|ill|guilty|suitable))\b"
)
_HARM = re.compile(
    r"\b(?:disaster\w*|catastroph\w*|fatal\w*|kills?|killed|dies?|died|dead|deadly|death|deaths"
    r"|lethal|danger\w*|unforgivable|unacceptable|intolerable|expensive|costly|costs?|fortune"
    r"|furious|angry|anger\w*|ruins?|ruined|ruinous|loses?|losing|lost|harms?|harmed|harmful|hurts?"
    r"|suffers?|sues?|sued|lawsuits?|scandal\w*|terrible|horrible|worst|tragedy|tragic|nightmare"
    r"|cant afford|cannot afford|must never|may never|should never|must not|mustnt|may not|vital"
    r"|crucial|critical|hate|hates|afraid|fear|worr\w+|embarrass\w+|insult\w*|complaints?|serious"
    r"|trouble|problem is|the problem|worse|at all costs|no matter what|lives|unthinkable|drives?"
    r"|destroys?|ends? up in court|outrage\w*|upset\w*|leaves? us|a crime)\b"
)
_FINE = re.compile(
    r"\b(?:fine|ok|okay|acceptable|accept|accepted|tolerable|tolerate[sd]?|tolerated|bearable|cheap"
    r"|no problem|not a problem|no big deal|not a big deal|no harm|no issue|not an issue|no drama"
    r"|no tragedy|no disaster|not the end of the world"
    r"|(?:is|are|be|only|just|merely|rather) harmless"
    r"|(?:do|does|did|would|wo|is|are)(?:nt| not)(?: \w+){0,2} (?:matter|mind|care|hurt|bother|bad"
    r"|count|cost)|(?:only|just|merely|a bit|slightly|mildly) \w*annoy\w*|annoys? (?:us )?a bit"
    r"|nobody (?:minds|cares|complains|notices)|no one (?:minds|cares|complains)|live with"
    r"|who cares|caught (?:later|anyway|by)|gets? caught|not (?:so|that) bad"
    r"|nothing (?:happens|lost)"
    r"|easily (?:fixed|corrected|checked)|quickly (?:fixed|corrected|checked)|can be checked"
    r"|only costs?|just costs?|costs? (?:\w+ )?(?:next to nothing"
    r"|almost nothing|nothing|only|just|little)"
    r"|a small price|happily|gladly|willing|welcome to|a few)\b"
)
_MILDER_FIRST = re.compile(r"\b(?:better|rather|sooner|prefer|prefers|preferable)\b")
_WORSE_FIRST = re.compile(r"\b(?:worse|more \w+|costlier|bigger|greater)\b")


class ErrorCost(NamedTuple):
    """The judgement of a text on one kind of error: it does harm, or it does not matter."""

    error: ErrorKind
    is_harmful: bool


def find_error_costs(text: str) -> list[ErrorCost]:
    """Return what each clause of a text says of an error that it speaks of, in order.

    A judgement may stand in the clause after the error, or before it: "if it says no, he's dead".

    >>> find_error_costs("False alarms are fine, but a missed fire kills")
    [ErrorCost(error='false alarm', is_harmful=False), ErrorCost(error='miss', is_harmful=True)]
    >>> find_error_costs("better ten false alarms than one weapon not found")
    [ErrorCost(error='false alarm', is_harmful=False), ErrorCost(error='miss', is_harmful=True)]
    """
    costs: list[ErrorCost] = []
    for sentence in _SENTENCE_STOP.split(text):
        costs += _compared(sentence) or _judged(_clauses(sentence))
    return costs


def feared_error(text: str) -> ErrorKind | None:
    """Return the one kind of error that a text fears: the harmful one, or not the harmless one.

    None if the text speaks of no error, judges none, or fears both.
    """
    costs = find_error_costs(text)
    harmful = {cost.error for cost in costs if cost.is_harmful}
    harmless = {cost.error for cost in costs if not cost.is_harmful}
    feared = harmful - harmless or harmful
    if not feared and len(harmless) == 1:
        feared = {_other(error) for error in harmless}
    return feared.pop() if len(feared) == 1 else None


def _other(error: ErrorKind) -> ErrorKind:
    return "miss" if error == "false alarm" else "false alarm"


def _clauses(sentence: str) -> list[str]:
    marked = _CONCESSION.sub(", happily", sentence)
    clauses = (" ".join(words(part)) for part in _CLAUSE_END.split(marked))
    return [clause for clause in clauses if clause]


def error_kinds(clause: str) -> list[ErrorKind]:
    """Return the kinds of error that a clause speaks of; its words are in lower case."""
    found: list[ErrorKind] = []
    if _FALSE_ALARM.search(clause):
        found.append("false alarm")
    if _MISS.search(clause):
        found.append("miss")
    return found


def _judgement(clause: str) -> bool | None:
    """Return True if a clause speaks of harm, False if it says that something does not matter."""
    if _FINE.search(clause):
        return False
    return True if _HARM.search(clause) else None


def _judged(clauses: Sequence[str]) -> Iterator[ErrorCost]:
    """Yield the judgement on the error of each clause that speaks of just one."""
    errors = [error_kinds(clause) for clause in clauses]
    judgements = [_judgement(clause) for clause in clauses]
    for n, found in enumerate(errors):
        if len(found) != 1:
            continue
        judged = judgements[n]
        for near in (n + 1, n - 1):
            if judged is None and 0 <= near < len(clauses) and not errors[near]:
                judged = judgements[near]
        if judged is not None:
            yield ErrorCost(found[0], judged)


def _compared(sentence: str) -> list[ErrorCost]:
    """Return the judgements of a comparison of two errors: "better A than B", "A is worse than B".

    Empty if the sentence is none.
    """
    parts = _COMPARISON.split(sentence)
    if len(parts) != 2:
        return []
    first, second = (" ".join(words(part)) for part in parts)
    errors = error_kinds(first), error_kinds(second)
    if len(errors[0]) != 1 or len(errors[1]) != 1 or errors[0] == errors[1]:
        return []
    is_milder_first = bool(_MILDER_FIRST.search(first)) or "as bad as" in sentence.lower()
    if not is_milder_first and not _WORSE_FIRST.search(first):
        return []
    return [
        ErrorCost(errors[0][0], not is_milder_first),
        ErrorCost(errors[1][0], is_milder_first),
    ]
