"""Read backs that list names, and the heading that says how the names belong to it."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.card_reading import CardReading, ListItem, as_prose, ends_sentence
from kg.extract.concept_names import clean_name, is_name, name_key, split_aliases, split_names
from kg.extract.patterns import HeadingPattern, read_patterns
from kg.text.normal_forms import normalise

CIRCUMSTANCE_WORDS = frozenset(
    "after as at because before by for if in on only to unlike use using when with".split()
)
"""First words of answers that give a circumstance, not a name, in lower case."""

PRONOUNS = frozenset("it they this these that those you we he she if there when think".split())
"""First words of sentences whose subject is not a name, in lower case."""

_MIN_ITEM_SHARE = 0.7
"""Share of a list's lines that must begin with a name for it to be a list of names."""

_MAX_INLINE_LIST_WORDS = 12
"""Most words in a line that ends with a full stop and still counts as a list of names."""

_MAX_KIND_WORDS = 4
"""Words of each item of a list that gives the kinds of what its heading names."""

_LIST_LINE = re.compile(r"^- (.+)$", re.MULTILINE)
_NAME_AND_TEXT = re.compile(r"(.{1,60}?)(?:\s*:\s+|\s+[–—-]\s+|\s+=\s+)(\S.*)")
_NAME_AND_PARENTHESES = re.compile(r"(.+?)\s*\(([^()]+)\)")
_ASKING_WORDS = re.compile(
    r"^(?:(?:what|which|who|name|list|give|state|identify|describe|explain|enumerate)\b"
    r"(?:\s+(?:is|are|were|me|all|down))*\s+)",
    re.IGNORECASE,
)
_LEADING_COUNT = re.compile(
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\b\s*", re.IGNORECASE
)
_FILLER_ADJECTIVES = re.compile(
    r"(?:(?:the|some|all|basic|broad|central|common|different|fundamental|high-level|important|key"
    r"|main|major|possible|primary|principal|typical|various)\s+)+",
    re.IGNORECASE,
)
_ASKING_TAIL = re.compile(
    r"\s+(?:are there|there are|exist|(?:is|are) (?:supported|available|included|included in)"
    r"|do (?:you|we) (?:know|have)|supported)$",
    re.IGNORECASE,
)
_SECTION_LABEL = re.compile(
    r"(?:\(.*|if\b.*|key\b.*|(?:advantages?|cons|definitions?|disadvantages?|examples?|features?"
    r"|formula|goal|how|important|input|meaning|notation|notes?|order matters|output|properties"
    r"|pros|purpose|syntax|tips?|uses?|when|where|why)\b:?)",
    re.IGNORECASE,
)
_VERB_START = re.compile(
    r"(?:\w+(?:i[sz]es|ifies)|allows|becomes|breaks|brings|builds|carries|causes|checks|comes"
    r"|contains|controls|converts|creates|decides|defines|divides|does|enables|ends|ensures|enters"
    r"|finds|gets|gives|goes|grows|happens|has|helps|holds|includes|is|keeps|leads|leaves|lets"
    r"|limits|makes|manages|means|moves|needs|occurs|prevents|produces|protects|provides|reads"
    r"|reduces|removes|requires|returns|runs|says|sends|shows|starts|stores|takes|tells|turns|uses"
    r"|was|were|works|writes)\b",
    re.IGNORECASE,
)
_CONJUNCTION = re.compile(r"\b(?:and|or)\b")
_NOT_A_LIST = re.compile(r"\b(?:with|without)\b|^(?:kind|sort|type)s? of\b", re.IGNORECASE)


def with_list_items(reading: CardReading, front: str, back: str) -> CardReading:
    """Return the reading with the items of the back, where that lists two or more names."""
    lines = _LIST_LINE.findall(back)
    items = tuple(filter(None, map(_parse_item, lines)))
    is_one_line = "\n" not in back.strip()
    if len(items) < 2 or len(items) < len(lines) * _MIN_ITEM_SHARE:
        items = _parse_inline_list(back) if is_one_line else ()
    if len(items) < 2:
        return reading
    asked, is_counted = _strip_asking_words(front)
    item_keys = {name_key(item.name) for item in items}
    for heading in read_patterns().headings:
        found = heading.front.fullmatch(asked)
        if found is None or (heading.needs_count and not is_counted):
            continue
        whole, _ = _strip_asking_words(clean_name(found["of"]))
        if set(map(name_key, split_names(whole))) & item_keys or not is_name(whole, 5):
            return reading  # the heading names the items themselves
        if heading.is_unspecific:
            return _with_unspecific_heading(reading, items, heading, whole, is_one_line)
        text = f"{front.rstrip('?:. ')}: {as_prose(back)}"
        name, aliases = split_aliases(whole)
        return CardReading(
            "term", name, text, aliases, items=items, heading=heading, belongs_to=name
        )
    return reading


def _with_unspecific_heading(
    reading: CardReading,
    items: tuple[ListItem, ...],
    heading: HeadingPattern,
    whole: str,
    is_one_line: bool,
) -> CardReading:
    """Add the items of a list whose heading is only a name, and choose their relation to it."""
    if reading.role != "term" or (is_one_line and len(items) < 3):
        return reading
    is_plural = name_key(whole) != " ".join(normalise(whole).split())
    # A list below a name is a list: "Pretoria, Cape Town" are not parts of South Africa.
    are_names = all(len(item.name.split()) <= _MAX_KIND_WORDS for item in items)
    relation = "kind-of" if is_plural and are_names else "related-to"
    heading = replace(heading, relation=relation)
    return replace(reading, items=items, heading=heading, belongs_to=reading.name)


def _strip_asking_words(front: str) -> tuple[str, bool]:
    """Remove the words that only ask, count or praise from a front.

    Returns the rest, and whether the front counts what it asks for.
    """
    asked = _ASKING_TAIL.sub("", front.rstrip("?:. "))
    asked = _ASKING_WORDS.sub("", asked, count=1)
    is_counted = False
    while True:
        rest = (
            _FILLER_ADJECTIVES.sub("", asked, count=1) if _FILLER_ADJECTIVES.match(asked) else asked
        )
        count = _LEADING_COUNT.match(rest)
        if count and count.end() < len(rest):
            rest, is_counted = rest[count.end() :], True
        if rest == asked:
            return asked, is_counted
        asked = rest


def _parse_item(line: str) -> ListItem | None:
    """Return the item that a line of a list gives, or None where it does not begin with a name."""
    found = _NAME_AND_TEXT.fullmatch(line)
    name, text = (found[1], found[2]) if found else (line, "")
    if not text:
        name, _, rest = re.sub(r"\s+(?=(?:that|which|who|where) )", "\0", name).partition("\0")
        text = f"{name} {rest}" if rest else ""
    inner = _NAME_AND_PARENTHESES.fullmatch(name.strip())
    parts = split_names(inner[2]) if inner and not text else ()
    bare = clean_name(inner[1]) if inner else clean_name(name)
    if not is_name(bare, 6) or _SECTION_LABEL.fullmatch(bare) or _VERB_START.match(bare):
        return None
    return ListItem(bare, text, tuple(p for p in parts if is_name(p, 4)) if len(parts) > 1 else ())


def _parse_inline_list(back: str) -> tuple[ListItem, ...]:
    """Return the items of a line that is only names between commas; empty where it is not."""
    if ends_sentence(back) and len(back.split()) > _MAX_INLINE_LIST_WORDS:
        return ()
    parts = split_names(back)
    first_words = {normalise(part).partition(" ")[0] for part in parts}
    if first_words & (PRONOUNS | CIRCUMSTANCE_WORDS) or (len(parts) < 3 and ends_sentence(back)):
        return ()
    if len(parts) < 2:
        return ()
    if ";" in back and _CONJUNCTION.search(back):
        return ()  # clauses, not names
    if not all(is_name(part, 3) and not _VERB_START.match(part) for part in parts):
        return ()
    if any(_NOT_A_LIST.search(part) for part in parts):
        return ()
    return tuple(ListItem(part) for part in parts)
