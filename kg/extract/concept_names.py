"""Names: what may be the name of a concept, cleaned, and the keys by which two are one."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.text.normal_forms import SENTENCE_END, initialism, normalise, stem

MOST_WORDS = 8
"""Words of a name at most; what is longer is a sentence."""

VENDORS = frozenset("amazon aws microsoft azure google apache ibm oracle adobe apple the".split())
"""Words before the name of a product that people leave out."""

_OPEN_COMMA = r"(?![^()]{0,200}\))"  # outside of parentheses
_RUN = re.compile(rf"\s*(?:,\s*(?:and|or)\s|,|;|/\s|\band\b(?=\s)|\bor\b(?=\s)){_OPEN_COMMA}\s*")
_ETC = re.compile(r",?\s+(?:etc|and so on)\b\.?\s*$")
_EDGES = " \t\n\"'“”‘’«»*_`.,;:!?…–—|/\\"
_INITIALS = re.compile(r"[A-Z][A-Z0-9]{1,5}")
_ARTICLE = re.compile(r"(?:an?|the)\s+(?=\S)", re.IGNORECASE)
_PARENTHESIS = re.compile(r"\s*\(([^()]{1,60})\)")
_HANGING = re.compile(
    r"(?:^|\s)(?:an?|the|and|or|of|to|in|on|for|with|by|from|that|which|is|are|was|can|than|as|at"
    r"|more|into|its?|their|provides?|helps?|uses?|requires?)$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(rf"{SENTENCE_END}\s+\S|[\n;]")
_ADJECTIVE = re.compile(
    r".*(?:al|ic|ive|ous|ful|less|able|ible|ary|ed|ing|ant|ent|based|-)$", re.IGNORECASE
)
_JOINS = re.compile(
    r"(?:^|\s)(?:and|as|at|by|for|from|in|of|on|or|to|versus|vs\.?|with|without)(?:\s|$)|,"
)
_EMPTY = frozenset(
    "yes no true false none all both it they this that these those he she we you i one two three "
    "other others etc example examples answer question card more most same different here"
    " there".split()
)
_PREFIX = re.compile(r"\b(pre|post|re|non|multi|sub|anti|semi|co)-(?=\w)", re.IGNORECASE)


def clean_name(text: str) -> str:
    """A name without quotes, marks and articles around it.

    >>> clean_name('the "capsid".'), clean_name("C++")
    ('capsid', 'C++')
    """
    name = " ".join(text.replace("`", "").split())
    while True:
        bare = name.strip(_EDGES)
        bare = _ARTICLE.sub("", bare, count=1) if _ARTICLE.match(bare) else bare
        if bare == name:
            return name
        name = bare


def is_name(text: str, most: int = MOST_WORDS) -> bool:
    """Whether a text reads as a name: few words, whole, with a letter in it."""
    said = normalise(text).split()
    if not said or len(said) > most or len(text) > 80:
        return False
    if not any(c.isalpha() for c in text) or (len(said) == 1 and said[0] in _EMPTY):
        return False
    if text.count("(") != text.count(")") or text.count('"') % 2:
        return False  # a piece of something
    return _SENTENCE.search(text) is None and _HANGING.search(text) is None


def split_run(text: str) -> tuple[str, ...]:
    """What a run of names between commas, "and" and "or" names.

    >>> split_run("scikit-learn, PyTorch, or Chainer (old, no longer kept).")
    ('scikit-learn', 'PyTorch', 'Chainer (old, no longer kept)')
    """
    return tuple(part for part in map(clean_name, _RUN.split(_ETC.sub("", text))) if part)


def split_aliases(name: str) -> tuple[str, tuple[str, ...]]:
    """A name without what stands in parentheses, and that where it is another name of it.

    >>> split_aliases("mean squared error (MSE)")
    ('mean squared error', ('MSE',))
    >>> split_aliases("MSE (mean squared error)")
    ('mean squared error', ('MSE',))
    >>> split_aliases("Managed API (SageMaker is an example)")
    ('Managed API', ())
    >>> split_aliases("And particle (formal)")
    ('And particle (formal)', ())
    """
    inner = _PARENTHESIS.findall(name)
    bare = clean_name(_PARENTHESIS.sub(" ", name))
    if not inner or not normalise(bare):
        return name, ()
    # In the middle of a name it is short for the words before, not for the whole.
    told = map(clean_name, inner) if name.rstrip(" .").endswith(")") else ()
    aliases = [short for short in told if is_short_form(short, bare)]
    if any(len(part.split()) < 3 for part in inner) and not aliases:
        return name, ()  # it tells this one from another: "And particle (formal)"
    if aliases and is_short_for(bare, aliases[0]) and len(bare) < len(aliases[0]):
        return aliases[0], (bare, *aliases[1:])
    return bare, tuple(aliases)


def is_short_form(short: str, name: str) -> bool:
    """Whether what stands in parentheses behind a name is a shorter, or the full, form of it.

    >>> is_short_form("XSS", "Cross-Site Scripting"), is_short_form("formal", "And particle")
    (True, False)
    """
    is_initials = _INITIALS.fullmatch(short) is not None and len(name) > 2 * len(short)
    return is_initials or is_short_for(short, name) or is_short_for(name, short)


def is_short_for(short: str, name: str) -> bool:
    """Whether a word is made of the first letters of a name, or a name of that of letters."""
    one, other = normalise(short).replace(" ", ""), initialism(name) or ""
    if not one or not normalise(name):
        return False
    if one == other or (one.rstrip("s") == other and len(other) > 1):
        return True
    letters = "".join(c for c in short if c.isupper())
    return (
        len(letters) > 1 and " " not in short and letters.lower() in (other, other[: len(letters)])
    )


@lru_cache(maxsize=100_000)
def key_of(name: str) -> str:
    """What two spellings of a name share: words in small letters, without plural.

    >>> key_of("Hyper-parameters") == key_of("hyper parameter")
    True
    """
    said = normalise(join_prefixes(name)).split()
    if not said:
        return ""
    return " ".join([*said[:-1], _singular(said[-1])])


def join_prefixes(text: str) -> str:
    """Text with prefixes written onto their words.

    >>> join_prefixes("pre-processing")
    'preprocessing'
    """
    return _PREFIX.sub(r"\1", text) if "-" in text else text


def without_vendor(name: str) -> str:
    """A name without the maker's name before it; itself where there is none."""
    first, _, rest = name.partition(" ")
    return rest if first.lower() in VENDORS and rest else name


def joins(name: str) -> bool:
    """Whether a name sets two things in relation, so that its last word is not its head.

    >>> joins("breach of contract"), joins("voidable contract")
    (True, False)
    """
    return _JOINS.search(name) is not None


def describes(word: str) -> bool:
    """Whether a word looks like an adjective, which needs a noun behind it.

    >>> describes("physical"), describes("stack-based"), describes("tea")
    (True, True, False)
    """
    return " " not in word and not is_proper(word) and _ADJECTIVE.match(word) is not None


def is_proper(name: str) -> bool:
    """Whether a name is written with capitals within, as those of products and people are."""
    parts = name.split()
    return bool(parts) and all(
        p[:1].isupper() or p[:1].isdigit() or p[1:] != p[1:].lower() for p in parts
    )


def stems_of(name: str) -> tuple[str, ...]:
    """The stems of a name's words, by which it is found in a text."""
    return tuple(stem(word) for word in normalise(join_prefixes(name)).split())


def _singular(word: str) -> str:
    if len(word) > 3 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    if len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
