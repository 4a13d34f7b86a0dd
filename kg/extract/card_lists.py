"""Lists: a back that is a list of names, and the heading that says how they belong to it."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.card_reading import Item, Reading
from kg.extract.concept_names import clean_name, is_name, key_of, split_aliases, split_run
from kg.extract.patterns import Heading, read_patterns
from kg.extract.prose import is_ended, prose
from kg.text.normal_forms import normalise

CIRCUMSTANCES = frozenset(
    "after as at because before by for if in on only to unlike use using when with".split()
)
"""Words with which a circumstance begins, and no name."""

PRONOUNS = frozenset("it they this these that those you we he she if there when think".split())
"""Words that stand for a name."""

_ITEM = re.compile(r"^- (.+)$", re.MULTILINE)
_DEFINED = re.compile(r"(.{1,60}?)(?:\s*:\s+|\s+[–—-]\s+|\s+=\s+)(\S.*)")
_INNER = re.compile(r"(.+?)\s*\(([^()]+)\)")
_ASKED = re.compile(
    r"^(?:(?:what|which|who|name|list|give|state|identify|describe|explain|enumerate)\b"
    r"(?:\s+(?:is|are|were|me|all|down))*\s+)",
    re.IGNORECASE,
)
_COUNT = re.compile(r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\b\s*", re.IGNORECASE)
_ADJECTIVES = re.compile(
    r"(?:(?:the|some|all|basic|broad|central|common|different|fundamental|high-level|important|key"
    r"|main|major|possible|primary|principal|typical|various)\s+)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s+(?:are there|there are|exist|(?:is|are) (?:supported|available|included|included in)"
    r"|do (?:you|we) (?:know|have)|supported)$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:\(.*|if\b.*|key\b.*|(?:advantages?|cons|definitions?|disadvantages?|examples?|features?"
    r"|formula|goal|how|important|input|meaning|notation|notes?|order matters|output|properties"
    r"|pros|purpose|syntax|tips?|uses?|when|where|why)\b:?)",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"(?:\w+(?:i[sz]es|ifies)|allows|becomes|breaks|brings|builds|carries|causes|checks|comes"
    r"|contains|controls|converts|creates|decides|defines|divides|does|enables|ends|ensures|enters"
    r"|finds|gets|gives|goes|grows|happens|has|helps|holds|includes|is|keeps|leads|leaves|lets"
    r"|limits|makes|manages|means|moves|needs|occurs|prevents|produces|protects|provides|reads"
    r"|reduces|removes|requires|returns|runs|says|sends|shows|starts|stores|takes|tells|turns|uses"
    r"|was|were|works|writes)\b",
    re.IGNORECASE,
)
_AND = re.compile(r"\b(?:and|or)\b")
_NO_LIST = re.compile(r"\b(?:with|without)\b|^(?:kind|sort|type)s? of\b", re.IGNORECASE)
_MOST_RUN_ON = 12
"""Words of a line that ends as a sentence does and is still a run of names."""


def with_list(reading: Reading, front: str, back: str) -> Reading:
    """The reading with the items of its back, where that is a list of names."""
    lines = _ITEM.findall(back)
    items = tuple(filter(None, map(_item, lines)))
    is_run_on = "\n" not in back.strip()
    if len(items) < 2 or len(items) < len(lines) * 0.7:
        items = _run_on(back) if is_run_on else ()
    if len(items) < 2:
        return reading
    asked, is_counted = _bare(front)
    names = {key_of(item.name) for item in items}
    for heading in read_patterns().headings:
        found = heading.front.fullmatch(asked)
        if found is None or (heading.counted and not is_counted):
            continue
        of, _ = _bare(clean_name(found["of"]))
        if set(map(key_of, split_run(of))) & names or not is_name(of, 5):
            return reading  # the heading is but what its items are
        if heading.plain:
            return _with_parts(reading, items, heading, of, is_run_on)
        text = f"{front.rstrip('?:. ')}: {prose(back)}"
        name, aliases = split_aliases(of)
        return Reading("term", name, text, aliases, items=items, heading=heading, of=name)
    return reading


def _with_parts(
    reading: Reading, items: tuple[Item, ...], heading: Heading, of: str, is_run_on: bool
) -> Reading:
    """A list under a name that does not say how its items belong to it."""
    if reading.role != "term" or (is_run_on and len(items) < 3):
        return reading
    is_many = key_of(of) != " ".join(normalise(of).split())
    if is_run_on and not is_many:  # "Pretoria, Cape Town" are no parts of South Africa
        heading = replace(heading, relation="related-to")
    elif is_many:
        heading = replace(heading, relation="kind-of")
    return replace(reading, items=items, heading=heading, of=reading.name)


def _bare(front: str) -> tuple[str, bool]:
    """A front without the words by which it asks, and whether it counts what it asks for."""
    asked = _TAIL.sub("", front.rstrip("?:. "))
    asked = _ASKED.sub("", asked, count=1)
    is_counted = False
    while True:
        cut = _ADJECTIVES.sub("", asked, count=1) if _ADJECTIVES.match(asked) else asked
        counted = _COUNT.match(cut)
        if counted and counted.end() < len(cut):
            cut, is_counted = cut[counted.end() :], True
        if cut == asked:
            return asked, is_counted
        asked = cut


def _item(line: str) -> Item | None:
    """An item of a list, where it begins with a name."""
    found = _DEFINED.fullmatch(line)
    name, text = (found[1], found[2]) if found else (line, "")
    if not text:
        name, _, rest = re.sub(r"\s+(?=(?:that|which|who|where) )", "\0", name).partition("\0")
        text = f"{name} {rest}" if rest else ""
    inner = _INNER.fullmatch(name.strip())
    parts = split_run(inner[2]) if inner and not text else ()
    bare = clean_name(inner[1]) if inner else clean_name(name)
    if not is_name(bare, 6) or _LABEL.fullmatch(bare) or _DOES.match(bare):
        return None
    return Item(bare, text, tuple(p for p in parts if is_name(p, 4)) if len(parts) > 1 else ())


def _run_on(back: str) -> tuple[Item, ...]:
    """A line that is nothing but names between commas."""
    if is_ended(back) and len(back.split()) > _MOST_RUN_ON:
        return ()
    parts = split_run(back)
    firsts = {normalise(part).partition(" ")[0] for part in parts}
    if firsts & (PRONOUNS | CIRCUMSTANCES) or (len(parts) < 3 and is_ended(back)):
        return ()
    if len(parts) < 2:
        return ()
    if ";" in back and _AND.search(back):
        return ()  # clauses, not names
    if not all(is_name(part, 3) and not _DOES.match(part) for part in parts):
        return ()
    if any(_NO_LIST.search(part) for part in parts):
        return ()
    return tuple(Item(part) for part in parts)
