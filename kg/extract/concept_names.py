"""Decide which texts can name a concept; clean, split and compare names."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.text.language import sentence_end
from kg.text.normal_forms import initialism, normalise, stem

MAX_CONCEPT_NAME_WORDS = 8
"""Most words in a name; a longer text is taken for a sentence."""

VENDORS = frozenset("amazon aws microsoft azure google apache ibm oracle adobe apple the".split())
"""Words at the start of a product name that people leave out, in lower case."""

_MAX_NAME_CHARS = 80
"""Most characters in a name."""

_OUTSIDE_PARENTHESES = r"(?![^()]{0,200}\))"
_NAME_SEPARATOR = re.compile(
    rf"\s*(?:,\s*(?:and|or)\s|,|;|/\s|\band\b(?=\s)|\bor\b(?=\s)){_OUTSIDE_PARENTHESES}\s*"
)
_ETC = re.compile(r",?\s+(?:etc|and so on)\b\.?\s*$")
_EDGE_PUNCTUATION = " \t\n\"'“”‘’«»*_`.,;:!?…–—|/\\"
_PLAIN_MARKS = frozenset("`-–—‐‑'’‘\"“”«»„.,;:?!()/…·&+#\u0301\u0308")
"""Marks that do not tell a name from another; "+" and "#" stay in a normalised name."""

_TELLING_FIRST = frozenset(".-!'")
_INITIALS = re.compile(r"[A-Z][A-Z0-9]{1,5}")
_LEADING_ARTICLE = re.compile(r"(?:an?|the)\s+(?=\S)", re.IGNORECASE)
_PARENTHESIS = re.compile(r"\s*\(([^()]{1,60})\)")
_INCOMPLETE_END = re.compile(
    r"(?:^|\s)(?:an?|the|and|or|of|to|in|on|for|with|by|from|that|which|is|are|was|can|than|as|at"
    r"|more|into|its?|their|provides?|helps?|uses?|requires?)$",
    re.IGNORECASE,
)
_SENTENCE_WITHIN = re.compile(rf"{sentence_end()}\s+\S|[\n;]")
_ADJECTIVE = re.compile(
    r".*(?:al|ic|ive|ous|ful|less|able|ible|ary|ed|ing|ant|ent|based|-)$", re.IGNORECASE
)
_CONNECTIVE = re.compile(
    r"(?:^|\s)(?:and|as|at|by|for|from|in|of|on|or|to|versus|vs\.?|with|without)(?:\s|$)|,"
)
_NON_NAMES = frozenset(
    "yes no true false none all both it they this that these those he she we you i one two three "
    "other others etc example examples answer question card more most same different here"
    " there".split()
)
_PREFIX = re.compile(r"\b(pre|post|re|non|multi|sub|anti|semi|co)-(?=\w)", re.IGNORECASE)


def clean_name(text: str) -> str:
    """Strip quotes and punctuation from both ends of a name, and the article before it.

    >>> clean_name('the "capsid".'), clean_name("C++")
    ('capsid', 'C++')
    """
    name = " ".join(text.replace("`", "").split())
    while True:
        bare = name.strip(_EDGE_PUNCTUATION)
        bare = _LEADING_ARTICLE.sub("", bare, count=1) if _LEADING_ARTICLE.match(bare) else bare
        if bare == name:
            return name
        name = bare


def is_name(text: str, max_words: int = MAX_CONCEPT_NAME_WORDS) -> bool:
    """Return True if a text reads as a name: short, complete, and with a letter in it."""
    words = normalise(text).split()
    if not words or len(words) > max_words or len(text) > _MAX_NAME_CHARS:
        return False
    if not any(c.isalpha() for c in text) or (len(words) == 1 and words[0] in _NON_NAMES):
        return False
    if text.count("(") != text.count(")") or text.count('"') % 2:
        return False  # cut out of a longer text
    return _SENTENCE_WITHIN.search(text) is None and _INCOMPLETE_END.search(text) is None


def split_names(text: str) -> tuple[str, ...]:
    """Split a text into the names between its commas, semicolons, "and" and "or".

    >>> split_names("scikit-learn, PyTorch, or Chainer (old, no longer kept).")
    ('scikit-learn', 'PyTorch', 'Chainer (old, no longer kept)')
    """
    return tuple(
        part for part in map(clean_name, _NAME_SEPARATOR.split(_ETC.sub("", text))) if part
    )


def split_aliases(name: str) -> tuple[str, tuple[str, ...]]:
    """Split a name into the name without parentheses, and the aliases in the parentheses.

    A short addition that is no alias distinguishes two concepts, so the name keeps it.

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
    # In the middle of a name it abbreviates the words before it, not the whole name.
    forms = map(clean_name, inner) if name.rstrip(" .").endswith(")") else ()
    aliases = [form for form in forms if is_other_form(form, bare)]
    if any(len(part.split()) < 3 for part in inner) and not aliases:
        return name, ()
    if aliases and is_abbreviation(bare, aliases[0]) and len(bare) < len(aliases[0]):
        return aliases[0], (bare, *aliases[1:])
    return bare, tuple(aliases)


def is_other_form(form: str, name: str) -> bool:
    """Return True if a text in parentheses after a name is its abbreviation or its full form.

    >>> is_other_form("XSS", "Cross-Site Scripting"), is_other_form("formal", "And particle")
    (True, False)
    """
    is_initials = _INITIALS.fullmatch(form) is not None and len(name) > 2 * len(form)
    return is_initials or is_abbreviation(form, name) or is_abbreviation(name, form)


def is_abbreviation(short: str, name: str) -> bool:
    """Return True if `short` abbreviates `name` by the first letters of its words.

    Either all letters of `short` are those initials (with a plural "s" or not), or its capitals are
    the first of them.

    >>> is_abbreviation("MSEs", "mean squared error"), is_abbreviation("error", "mean error")
    (True, False)
    """
    letters, initials = normalise(short).replace(" ", ""), initialism(name) or ""
    if not letters or not normalise(name):
        return False
    if letters == initials or (letters.rstrip("s") == initials and len(initials) > 1):
        return True
    capitals = "".join(c for c in short if c.isupper())
    return (
        len(capitals) > 1
        and " " not in short
        and capitals.lower() in (initials, initials[: len(capitals)])
    )


def as_written(text: str) -> str:
    """Return a front as the name of its concept: with its marks, but no colon behind it.

    An article in small letters is no part of a name.

    >>> as_written("__init__"), as_written("The Who :"), as_written("the capsid")
    ('__init__', 'The Who', 'capsid')
    """
    name = " ".join(text.replace("`", "").split()).rstrip(" :")
    return name.removeprefix("the ") or text


def symbols_of(name: str) -> str:
    """Return the marks of a name that tell it from another with the same letters and digits.

    Quotes, hyphens and punctuation of sentences do not count, except at an end where no sentence
    has them.

    >>> symbols_of("__init__"), symbols_of("init"), symbols_of("-ism"), symbols_of("Acme Inc.")
    ('____', '', '-', '')
    """
    if name.isalnum():
        return ""
    marks = [c for c in name if not c.isalnum() and c not in _PLAIN_MARKS and not c.isspace()]
    first, last = name[:1], name[-1:]
    if first in _TELLING_FIRST:
        marks.insert(0, first)
    if last == "-":
        marks.append(last)
    return "".join(marks)


@lru_cache(maxsize=100_000)
def name_key(name: str) -> str:
    """Return a key that all spellings of a name share.

    It ignores case, accents, hyphens and a plural ending of the last word.

    >>> name_key("Hyper-parameters") == name_key("hyper parameter")
    True
    """
    words = normalise(join_prefixes(name)).split()
    if not words:
        return ""
    return " ".join([*words[:-1], _singular(words[-1])])


def join_prefixes(text: str) -> str:
    """Remove the hyphen after prefixes such as "pre-" and "non-".

    >>> join_prefixes("pre-processing")
    'preprocessing'
    """
    return _PREFIX.sub(r"\1", text) if "-" in text else text


def without_vendor(name: str) -> str:
    """Return a name without the vendor before it; unchanged where there is none."""
    first, _, rest = name.partition(" ")
    return rest if first.lower() in VENDORS and rest else name


def has_connective(name: str) -> bool:
    """Return True if a name relates two things, so that its last word is not its head noun.

    >>> has_connective("breach of contract"), has_connective("voidable contract")
    (True, False)
    """
    return _CONNECTIVE.search(name) is not None


def looks_like_adjective(word: str) -> bool:
    """Return True if a word looks like an adjective, which needs a noun after it.

    >>> [looks_like_adjective(word) for word in ("physical", "stack-based", "tea")]
    [True, True, False]
    """
    return " " not in word and not is_proper_name(word) and _ADJECTIVE.match(word) is not None


def is_proper_name(name: str) -> bool:
    """Return True if every word of a name has a capital or begins with a digit."""
    parts = name.split()
    return bool(parts) and all(
        p[:1].isupper() or p[:1].isdigit() or p[1:] != p[1:].lower() for p in parts
    )


def name_stems(name: str) -> tuple[str, ...]:
    """Return the stems of a name's words, by which texts are searched for it."""
    return tuple(stem(word) for word in normalise(join_prefixes(name)).split())


def _singular(word: str) -> str:
    if len(word) > 3 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    if len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
