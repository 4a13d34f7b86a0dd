"""Reading: what a card says, told by its form: a term, an answer, a list, a question."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from kg.deck import Card
from kg.extract.names import clean_name, is_name, split_aliases
from kg.extract.patterns import Heading, read_patterns
from kg.text import normalise

Role = Literal["term", "answer", "question", "statement"]

_MARKER = re.compile(r"^\s*(?:\[[A-Za-z0-9 ]{1,6}\]|Q\d*[:.)]|\d{1,3}[.)])\s+(?=\S)")
_ASKS = re.compile(
    r"^(?:(?:in|on|for|with|within|under) [^,?]{1,60}, )?(?:what|which|who|whom|whose|when|where"
    r"|why|how|is|are|do|does|did|can|could|should|would|will|name|list|give|explain|describe|define"
    r"|compare|state|identify|show|prove|derive|true or false)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:advantages?|approach|aspects?|benefits?|best|cases?|causes?|challenges?|code|command"
    r"|consequences?|default|differences?|disadvantages?|drawbacks?|effects?|examples?|formulas?"
    r"|goals?|how|impacts?|importance|key|limitations?|main|max(?:imum)?|min(?:imum)?|most|order"
    r"|primary|problems?|process|pros|purposes?|reasons?|relationship|results?|roles?|rules?|steps?"
    r"|syntax|typical|use|used|uses|value|ways?|when|where|why)\b",
    re.IGNORECASE,
)
_HANGS = re.compile(
    r"(?:,|\b(?:an?|and|are|as|by|can|for|from|in|into|is|it|may|more|must|of|or|should|that|the|to"
    r"|was|were|when|which|will|with|provides?|helps?|uses?|requires?|includes?|offers?|means))$",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?…]['\"”’)\]]*$")
_ITEM = re.compile(r"^- (.+)$", re.MULTILINE)
_DEFINED = re.compile(r"(.{1,60}?)(?:\s*:\s+|\s+[–—-]\s+|\s+=\s+)(\S.*)")
_HEAD = re.compile(r"(.{2,60}?)(?:\s+[–—]\s+|;\s|\.\s|$)", re.DOTALL)
_SUBJECT = re.compile(
    r"(?P<name>[^,.;:]{2,70}?)(?:,? (?:customers|users|you|they) can\b.*"
    r"|\s+(?:is|are|was|were|provides?|helps?|can|offers?|lets?|allows?|enables?|requires?|uses?"
    r"|supports?|includes?|refers?|available|stores|to|means|comes|performs?|has|have|that)\b.*)",
    re.DOTALL,
)
_LEADS = re.compile(
    r"(?:finally,? |first,? |then,? |next,? )?(?:customers?|users?|developers?|you|we|they|one)?"
    r"\s*(?:aiming at .{1,40}? )?(?:can|may|will)?"
    r"\s*(?:use|with|by using|using|build your own|build)\s+(?:the )?(?=\S)",
    re.IGNORECASE,
)
_CIRCUMSTANCES = frozenset(
    "after as at because before by for if in on only to unlike use using when with".split()
)
_PRONOUNS = frozenset("it they this these that those you we he she if there when think".split())


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; `kinds` of it stand in parentheses behind its name."""

    name: str
    text: str = ""
    inner: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a card says.

    Attributes:
        role: term: the card defines `name`. answer: `name` is what the front asks for.
            question and statement: the card itself is the concept.
        name: of the concept.
        text: what the card says about it.
        aliases: further names that the card gives it.
        kind: the noun by which the front asks for it.
        items: of the list that its back is.
        heading: how its items belong to it, and `of`: to what.
        compared: two names that the front compares.
    """

    role: Role
    name: str
    text: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    items: tuple[Item, ...] = ()
    heading: Heading | None = None
    of: str = ""
    compared: tuple[str, ...] = ()


def read_card(card: Card, *, loose: bool = False) -> Reading:
    """What a card says.

    Args:
        card: the card.
        loose: whether its front may break off in the middle of a sentence.
    """
    front = _MARKER.sub("", " ".join(card.front.split()))
    back = card.back
    if card.blanks:
        return Reading("statement", _shortened(front), _joined(front, back))
    bare = clean_name(front)
    asks = front.endswith("?") or _ASKS.match(front) is not None
    labelled = None if asks else _labelled(bare, back)
    if labelled is not None:
        return labelled
    if asks:
        reading = _asked(front, back)
        if reading is not None:
            return _with_list(reading, front, back)
        name = _shortened(front)
        text = _prose(back) if name == front else _joined(front, back)
        return _with_list(Reading("question", name, text), front, back)
    if (loose or _HANGS.search(front)) and _breaks_off(front, back):
        return _with_list(_sentence(front, back), front, back)
    if _names_backwards(front, back):
        name, aliases = split_aliases(clean_name(back))
        return Reading("answer", name, _as_sentence(front), aliases)
    if is_name(bare) and not (_ABOUT.search(bare) and len(bare.split()) > 2):
        name, aliases = split_aliases(bare)
        return _with_list(Reading("term", name, _prose(back), aliases), bare, back)
    role: Role = "question" if back else "statement"
    return _with_list(Reading(role, _shortened(front), _prose(back) or _full(front)), bare, back)


def _labelled(front: str, back: str) -> Reading | None:
    """A term behind what it belongs to, as in "Regression metric: R squared"."""
    for label in read_patterns().labels:
        found = label.front.fullmatch(front)
        if found is None:
            continue
        name, aliases = split_aliases(clean_name(found["name"]))
        of = clean_name(found["of"])
        if is_name(name, 6) and is_name(of, 4) and not _ASKS.match(name):
            return Reading("term", name, _prose(back), aliases, heading=label, of=of)
    return None


def _asked(front: str, back: str) -> Reading | None:
    """What a question asks, where a pattern knows it."""
    question = front.rstrip("?!. ")
    for pattern in read_patterns().questions:
        found = pattern.ask.fullmatch(question)
        if found is None:
            continue
        groups = found.groupdict()
        if pattern.role in ("define", "alias"):
            term, aliases = split_aliases(clean_name(groups["term"]))
            if not is_name(term, 6) or (_ABOUT.search(term) and len(term.split()) > 1):
                continue
            if pattern.role == "alias":
                full = clean_name(back)
                if is_name(full):
                    return Reading("term", full, f"{term} stands for {full}.", (term, *aliases))
                continue
            return Reading("term", term, _prose(back), aliases)
        if pattern.role == "compare":
            pair = tuple(clean_name(groups[side]) for side in ("one", "other"))
            if all(is_name(name, 5) for name in pair):
                return Reading("question", _shortened(front), _prose(back), compared=pair)
            continue
        if pattern.name == "who" and _ABOUT.search(question):
            continue  # what something is for is no name
        reading = _answered(groups, front, back)
        if reading is not None:
            return reading
    return None


def _answered(groups: dict[str, str], front: str, back: str) -> Reading | None:
    """A question whose back is the name of what it asks for."""
    found = _HEAD.match(back.split("\n")[0])
    if "\n- " in f"\n{back}" or found is None:
        return None
    name, aliases = split_aliases(clean_name(found[1]))
    said = normalise(name).split()
    if not is_name(name, 5) or any(c.isdigit() for c in said[0]) or _HANGS.search(name):
        return None
    if said[0] in _CIRCUMSTANCES:
        return None
    rest = back[found.end(1) :].lstrip(" –—;.\n")
    text = " ".join(filter(None, [_full(front), _prose(rest)]))
    return Reading("answer", name, text, aliases, kind=groups.get("kind") or "")


def _breaks_off(front: str, back: str) -> bool:
    """Whether the front is the first half of a sentence that the back ends."""
    words = front.split()
    if not back:
        return len(words) > 4
    if back.startswith(("- ", "(")):
        return bool(_HANGS.search(front)) and not back.startswith("(")
    if _HANGS.search(front) and len(words) > 1:
        return True
    return _END.search(front) is not None or (len(words) > 4 and not is_name(front, 6))


def _sentence(front: str, back: str) -> Reading:
    """A card whose front and back are one text; what it is about is the subject of the front."""
    goes_on = _END.search(front) is None and not back.startswith("- ")
    text = f"{front} {_prose(back)}" if goes_on else f"{_full(front)} {_prose(back)}".strip()
    subject = _subject(back) if front.endswith(",") else _subject(front)
    if not subject:
        return Reading("statement", _shortened(front.rstrip(" ,")), text)
    name, aliases = split_aliases(subject)
    return Reading("term", name, text, aliases)


def _subject(sentence: str) -> str:
    """The name that a sentence is about; empty where it does not begin with one."""
    lead = _LEADS.match(sentence)
    told = sentence[lead.end() :] if lead else sentence
    found = _SUBJECT.fullmatch(f"{told.rstrip(' .')} to")
    name = clean_name(found["name"]) if found else ""
    if not is_name(name, 6) or normalise(name).split()[0] in _PRONOUNS:
        return ""
    return name


def _names_backwards(front: str, back: str) -> bool:
    """Whether the front defines and the back names."""
    said = normalise(front).split()
    return (
        is_name(clean_name(back), 4)
        and "\n" not in back
        and len(said) >= 6
        and len(said) >= 2 * len(back.split())
        and not any(c.isdigit() for c in back)
    )


def _with_list(reading: Reading, front: str, back: str) -> Reading:
    """The reading with the items of its back, where that is a list of names."""
    items = tuple(filter(None, map(_item, _ITEM.findall(back))))
    lines = [line for line in back.split("\n") if line.strip()]
    if len(items) < 2 or len(items) < len(_ITEM.findall(back)) * 0.7:
        items = _run_on(back) if len(lines) == 1 else ()
    if len(items) < 2:
        return reading
    bare = front.rstrip("?:. ")
    for heading in read_patterns().headings:
        found = heading.front.fullmatch(bare)
        if found is None:
            continue
        of = clean_name(_uncounted(found["of"]))
        if heading.name == "plain list":
            if reading.role != "term":
                return reading
            return replace(reading, items=items, heading=heading, of=reading.name)
        if is_name(of, 5):
            text = f"{bare}: {_prose(back)}"
            name, aliases = split_aliases(of)
            return Reading("term", name, text, aliases, items=items, heading=heading, of=name)
    return reading


def _uncounted(text: str) -> str:
    return re.sub(
        r"^(?:what are |list |name )?(?:the )?(?:\d+|one|two|three|four|five|six|seven|eight|nine"
        r"|ten|main|key|common)\b\s*(?:main |key |common )?",
        "",
        text,
        flags=re.IGNORECASE,
    )


def _item(line: str) -> Item | None:
    """An item of a list, where it begins with a name."""
    found = _DEFINED.fullmatch(line)
    name, text = (found[1], found[2]) if found else (line, "")
    if not text:
        name, _, rest = re.sub(r"\s+(?=(?:that|which|who|where) )", "\0", name).partition("\0")
        text = f"{name} {rest}" if rest else ""
    inner = re.fullmatch(r"(.+?)\s*\(([^()]+)\)", name.strip())
    parts = split_run(inner[2]) if inner and not text else ()
    bare = clean_name(inner[1]) if inner else clean_name(name)
    if not is_name(bare, 6):
        return None
    return Item(bare, text, tuple(p for p in parts if is_name(p, 4)) if len(parts) > 1 else ())


def _run_on(back: str) -> tuple[Item, ...]:
    """A line that is nothing but names between commas."""
    if _END.search(back) and len(back.split()) > 12:
        return ()
    parts = split_run(back)
    firsts = {normalise(part).partition(" ")[0] for part in parts}
    if firsts & (_PRONOUNS | _CIRCUMSTANCES) or (len(parts) < 3 and _END.search(back)):
        return ()
    if len(parts) < 3 and not (len(parts) == 2 and "," in back):
        return ()
    if not all(is_name(part, 3) for part in parts):
        return ()
    return tuple(Item(part) for part in parts)


def split_run(text: str) -> tuple[str, ...]:
    """What a run of names between commas, "and" and "or" names.

    >>> split_run("scikit-learn, PyTorch, or Chainer.")
    ('scikit-learn', 'PyTorch', 'Chainer')
    """
    parts = re.split(r"\s*(?:,\s*(?:and|or)\s|,|;|/\s|\band\b(?=\s)|\bor\b(?=\s))\s*", text)
    return tuple(part for part in map(clean_name, parts) if part)


def _prose(back: str) -> str:
    """A back as running text: the items of a list between semicolons."""
    if "\n" not in back and not back.startswith("- "):
        return back.strip("()") if back.startswith("(") and back.endswith(")") else back
    parts: list[str] = []
    for line in back.split("\n"):
        bare = line.removeprefix("- ")
        if parts and line.startswith("- ") and not parts[-1].endswith((":", ".", "!", "?", ";")):
            parts[-1] += ";"
        parts.append(bare)
    return " ".join(parts)


def _joined(front: str, back: str) -> str:
    return " ".join(filter(None, [_full(front), _prose(back)]))


def _full(text: str) -> str:
    return text if _END.search(text) or not text else f"{text}."


def _as_sentence(front: str) -> str:
    return _full(front.rstrip(" :"))


def _shortened(front: str) -> str:
    """A front as a name; of a long one its beginning."""
    return front if len(front) <= 160 else f"{front[:150].rsplit(' ', 1)[0]}…"
