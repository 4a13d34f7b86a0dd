"""The patterns of marks by which a question about a sequence is understood."""

from __future__ import annotations

from collections.abc import Sequence

from kg._typing import Literal, NamedTuple
from kg.question.position_marks import Mark, Marks
from kg.question.query import Mention

PositionForm = Literal[
    "at", "middle", "relative", "between", "sort", "choose", "number", "whole", "occurrence"
]
"""Forms of question about a sequence.

at: the members at some places. middle: the one in the middle. relative: those before or after
another. between: those between two others. sort: the concepts named, in order. choose: that of the
concepts named which comes first, or last. number: the number of a concept's place. whole: all
members. occurrence: the first or last member to which a concept belongs.
"""


class Anchor(NamedTuple):
    """The start of a count of places: a concept that stands there, or the place itself.

    is_inside: it is the member to which the concept belongs, and which is of one of the kinds.
    """

    mention: Mention | None = None
    is_inside: bool = False
    kinds: tuple[str, ...] = ()
    place: int = 0


class PositionQuestion(NamedTuple):
    """A question about positions in a sequence; see `PositionForm`.

    places: the places asked for: 1 is the first, -1 the last. For "relative", one number: -2 is
        two before the anchor. For "choose" and "occurrence" 1 or -1. For "middle" the number of
        members, if stated.
    anchors: what the places are counted from, or the concepts to sort.
    kinds: the kinds that the noun for a member may mean; empty for any.
    has_noun: it has a noun for a member, other than "one".
    is_general: that noun may also mean a member of any other kind.
    is_set: for "relative", all that come before or after are asked for; at most `limit` of them.
    is_count: the number of members is asked for.
    is_ordered: several answers shall be in order.
    is_reversed: ... the last first.
    scopes: concepts that say which sequence is meant; `scope_stems` are other words that do.
    """

    form: PositionForm
    places: tuple[int, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    kinds: tuple[str, ...] = ()
    has_noun: bool = False
    is_general: bool = True
    is_set: bool = False
    limit: int = 0
    is_count: bool = False
    is_ordered: bool = False
    is_reversed: bool = False
    scopes: tuple[Mention, ...] = ()
    scope_stems: frozenset[str] = frozenset()


_ANCHOR = "(?:kcM+|KcM+|k?M+|o[kK]?|[kK]#?n)"
_PATTERNS: tuple[tuple[PositionForm, str], ...] = (
    ("choose", "[wkKcnt#]*[ox][wkKc]*k?MM+"),
    ("choose", "[wk]*MM+[wk]*[ox]k?"),
    ("between", f"(?:w*(?P<noun>[kK]?)|h(?P<counted>[kK]?))[nt]?[kK]?\\^?[|](?P<a>{_ANCHOR}+)"),
    ("between", f"(?:w*(?P<noun>[kK]?)|h(?P<counted>[kK]?))>(?P<a>{_ANCHOR})<(?P<b>{_ANCHOR})"),
    ("between", f"(?:w*(?P<noun>[kK]?)|h(?P<counted>[kK]?))<(?P<b>{_ANCHOR})>(?P<a>{_ANCHOR})"),
    ("relative", f"w*(?P<limit>[nt])?(?P<noun>K)(?P<way>[<>])(?P<a>{_ANCHOR})"),
    ("relative", f"w*(?P<noun>[kK]?)(?P<both><>|><)(?P<a>{_ANCHOR})"),
    ("relative", f"h(?P<counted>[kK]?)(?P<way>[<>])(?P<a>{_ANCHOR})"),
    (
        "relative",
        f"w*(?P<noun>[kK]?)(?P<way>n?[kK]?[<>](?:kn?[kK]?[<>])*)(?P<a>{_ANCHOR})",
    ),
    ("relative", f"(?P<way>[<>])(?P<a>{_ANCHOR})(?:w+(?P<noun>[kK]?)|h(?P<counted>[kK]?))[<>]?"),
    ("relative", "(?P<inverse>[<>])w+(?P<noun>k?)(?P<a>M)"),
    ("relative", "(?P<a>M)(?P<inverse>[<>])w+(?P<noun>k?)"),
    ("relative", "w+(?P<noun>k?)(?P<a>M)(?P<inverse>[<>])"),
    ("number", "w*(?P<noun>k?)w*#k?w*(?P<a>M)"),
    ("number", "w*(?P<a>M)w*(?P<noun>k?)#k?w*"),
    ("occurrence", "w+(?P<noun>k)(?:(?P<a>M)[ox]|[ox](?P<b>M))"),
    ("middle", "w*(?P<noun>[kK])\\^[nt]?[kK]?"),
    ("middle", "w*\\^[nt]?(?P<noun>[kK]?)[nt]?K?"),
    ("at", "w*(?P<noun>k?)w?[o]#?"),
    ("at", "w*o#?(?P<noun>[kK])"),
    ("at", "w*#n(?P<noun>k?)"),
    ("at", "w*(?P<noun>k?)w?#n"),
    ("at", "w*(?P<noun>[kK])n+"),
    ("at", "w*oo+(?P<noun>[kK])"),
    ("at", "w*(?P<many>o[nt]|[nt]o)(?P<noun>K?)"),
)


def match_marks(marks: Marks) -> PositionQuestion | None:
    """Return what the marks of a question ask, None for nothing that is understood."""
    from re import fullmatch  # imported late: few questions are about positions

    kept = [mark for mark in marks.marks if mark.sign != "s"]
    is_sorted = len(kept) < len(marks.marks)
    signs = "".join(mark.sign for mark in kept)
    anchors = tuple(Anchor(m.mention) for m in kept if m.mention is not None)
    base = PositionQuestion(
        "sort",
        anchors=anchors,
        is_ordered=is_sorted,
        is_reversed=marks.from_end,
        scope_stems=marks.unexplained,
    )
    if is_sorted:
        if fullmatch("[wkKcnt#]*MM+[wkKc]*", signs):
            return base
        found = fullmatch("w*[nt]?(?P<noun>K?)", signs)
        if found:
            noun = kept[found.start("noun")] if found["noun"] else None
            total = next((m.number for m in kept if m.sign in "nt"), 0)
            return _with_noun(base, noun)._replace(form="whole", limit=total)
    for form, pattern in _PATTERNS:
        found = fullmatch(pattern, signs)
        if found:
            groups = {
                name: kept[slice(*found.span(name))]
                for name, text in found.groupdict().items()
                if text is not None
            }
            return _compose(form, base, kept, groups)
    return None


def _with_noun(question: PositionQuestion, noun: Mark | None) -> PositionQuestion:
    if noun is None:
        return question
    return question._replace(kinds=noun.kinds, has_noun=not noun.number, is_general=noun.is_general)


def _compose(
    form: PositionForm,
    base: PositionQuestion,
    marks: Sequence[Mark],
    groups: dict[str, list[Mark]],
) -> PositionQuestion | None:
    """Compose a question from the marks that its pattern has by group name."""
    nouns = [*groups.get("noun", ()), *groups.get("counted", ())]
    base = _with_noun(base, nouns[0] if nouns else None)._replace(
        form=form, is_count="counted" in groups
    )
    sign = -1 if base.is_reversed else 1
    if form == "choose":
        return base._replace(places=tuple(m.number * sign for m in marks if m.sign in "ox"))
    if form == "occurrence":
        places = tuple(m.number for m in marks if m.sign in "ox" and abs(m.number) == 1)
        return base._replace(places=places) if places else None
    if form == "number":
        is_asked = base.scope_stems or any(mark.sign == "w" for mark in marks)
        return base if is_asked else None
    if form == "middle":
        return base._replace(places=tuple(m.number for m in marks if m.sign in "nt"))
    if form == "at":
        return _compose_at(base, marks, groups, sign)
    anchors = [a for name in ("a", "b") for a in _anchors(groups.get(name, ()))]
    if not nouns:  # "what comes after stage 2"
        in_anchor = [m for m in groups.get("a", ()) if m.sign in "kK"]
        is_place = bool(anchors) and anchors[0].mention is None
        base = _with_noun(base, in_anchor[0] if in_anchor and is_place else None)
    if form == "between":
        return base._replace(anchors=tuple(anchors)) if len(anchors) == 2 else None
    if not ({"w", "h"} & {mark.sign for mark in marks} or nouns):
        return None
    if "both" in groups:
        return base._replace(places=(-1, 1), anchors=tuple(anchors))
    way = groups.get("way") or groups["inverse"]
    steps, number = 0, 1
    for mark in way:
        if mark.sign == "n":
            number = mark.number
        elif mark.sign in "<>":
            steps += number if (mark.sign == ">") == ("way" in groups) else -number
            number = 1
    if not steps:
        return None
    is_set = bool(nouns) and nouns[0].sign == "K" and not any(m.sign == "n" for m in way)
    limits = groups.get("limit", ())
    if limits and limits[0].sign == "n":  # "two stages after X" is one
        return base._replace(places=(steps * limits[0].number,), anchors=tuple(anchors))
    return base._replace(
        places=(steps,),
        anchors=tuple(anchors),
        is_set=is_set or base.is_count,
        limit=limits[0].number if limits else 0,
    )


def _compose_at(
    base: PositionQuestion, marks: Sequence[Mark], groups: dict[str, list[Mark]], sign: int
) -> PositionQuestion | None:
    if "many" in groups:
        end, count = sorted(groups["many"], key=lambda m: m.sign != "o")
        if abs(end.number) != 1 or count.number < 1:
            return None
        first = end.number * sign == 1
        places = range(1, count.number + 1) if first else range(-count.number, 0)
        return base._replace(places=tuple(places), is_ordered=True, is_reversed=False)
    numbers = [m.number for m in marks if m.sign in "on"]
    if numbers in ([1], [-1]) and any(m.sign == "K" for m in marks):
        return None  # "the first stages" does not tell how many
    return base._replace(places=tuple(n if n < 0 else n * sign for n in numbers), is_reversed=False)


def _anchors(marks: Sequence[Mark]) -> list[Anchor]:
    """Read what a place is counted from; two anchors for "between"."""
    found: list[Anchor] = []
    noun: Mark | None = None
    inside = False
    for mark in marks:
        if mark.sign in "kK":
            noun = mark
        elif mark.sign == "c":
            inside = True
        elif mark.mention is not None:
            found.append(Anchor(mark.mention, inside, noun.kinds if noun else ()))
            noun, inside = (noun, True) if inside else (None, False)
        elif mark.number:
            found.append(Anchor(place=mark.number))
    return found
