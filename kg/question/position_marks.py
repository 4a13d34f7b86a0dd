"""The words of a question about a sequence as marks, one letter for what each word says."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from kg._typing import NamedTuple
from kg.model.cues import singular
from kg.question.answer_form import is_plural
from kg.question.cue_matching import KindMention, find_kind_mentions
from kg.question.function_words import (
    FILLER_ADVERBS,
    FROM_END,
    LIST_WORDS,
    MEMBER_NOUNS,
    NUMBERS,
    ORDINALS,
    POSITION_FILLERS,
    POSITION_PHRASES,
    POSITION_REFUSALS,
    POSITION_SIGNS,
    QUESTION_DETERMINERS,
    RELATIVE_WORDS,
    STOP_WORDS,
)
from kg.question.query import Mention, Query
from kg.store import Store
from kg.text.normal_forms import stem

MAX_UNEXPLAINED_WORDS = 4
"""Words of a question about a sequence that may only say which sequence is meant."""

MAX_PHRASE_WORDS = max(map(len, POSITION_PHRASES))
"""Number of words in the longest phrase about positions."""

_NUMBER_INTRODUCERS = QUESTION_DETERMINERS | {
    "that",
    "which",
    "what",
    "next",
    "name",
    "list",
    "give",
}
_PRONOUN_INTRODUCERS = QUESTION_DETERMINERS | {"that"}
_FILLERS = STOP_WORDS | FILLER_ADVERBS | LIST_WORDS | POSITION_FILLERS
_NUMBER_ENDINGS = frozenset({"st", "nd", "rd", "th"})
_NUMBER_SHORTS = frozenset({"no", "num", "nr"})
_BOUNDARIES = frozenset({"starts", "start", "begin", "begins", "end", "ends"})


class Mark(NamedTuple):
    """Position sense of a word or phrase.

    sign: a letter. M names a concept. k and K are nouns for a member, in the singular and plural,
        and c a word that begins what is said of it, as in "the stage with". n is a number, t one
        after an article. o is an ordinal, x "earlier" or "later". < and > ask for what comes
        before and after, | for what is between, ^ for the middle, # for the number of a place, h
        for the number of members, s for an order. w is "which" or "what".
    number: the number or place; -1 is the last. 1 for the noun "one".
    kinds: the kinds that a noun may mean; empty for any.
    is_general: the noun may mean a member of any kind, as "step" does.
    """

    sign: str
    number: int = 0
    kinds: tuple[str, ...] = ()
    is_general: bool = True
    mention: Mention | None = None


class Marks(NamedTuple):
    """The marks of a question in order; `signs` has their letters.

    `unexplained` are stems of words that may say which sequence is meant. `from_end` is true if
    the question counts from the end.
    """

    marks: tuple[Mark, ...]
    unexplained: frozenset[str] = frozenset()
    from_end: bool = False

    @property
    def signs(self) -> str:
        """The letters of all marks."""
        return "".join(mark.sign for mark in self.marks)


def find_nouns(query: Query, mentions: Sequence[Mention], store: Store) -> dict[int, KindMention]:
    """Return the nouns outside names that may name members of a sequence, by position."""
    named = {n for mention in mentions for n in mention.span}
    nouns = {noun.start: noun for noun in find_kind_mentions(store.cues, query.words)}
    for n, word in enumerate(query.words):
        if singular(word) in MEMBER_NOUNS:
            nouns.setdefault(n, KindMention(n, n + 1, ()))
    return {at: noun for at, noun in nouns.items() if named.isdisjoint(noun.span)}


def read_marks(
    query: Query,
    nouns: Mapping[int, KindMention],
    mentions: Sequence[Mention],
    scopes: Collection[Mention],
) -> Marks | None:
    """Read the marks of a question; None if it asks about something else than positions.

    Args:
        query: the question.
        nouns: the nouns that may name members, by position.
        mentions: the concepts that it names.
        scopes: those of them that say which sequence is meant; they become no marks.
    """
    reader = _MarkReader(query, nouns, {m.start: m for m in mentions}, scopes)
    return reader.read()


class _MarkReader:
    def __init__(
        self,
        query: Query,
        nouns: Mapping[int, KindMention],
        mentions: Mapping[int, Mention],
        scopes: Collection[Mention],
    ) -> None:
        self._words = query.words
        self._text = query.text
        self._nouns = nouns
        self._mentions = mentions
        self._scopes = scopes
        self._marks: list[Mark] = []
        self._unexplained: set[str] = set()
        self._from_end = False

    def read(self) -> Marks | None:
        at = 0
        while at < len(self._words):
            end = self._read_at(at)
            if end is None or len(self._unexplained) > MAX_UNEXPLAINED_WORDS:
                return None
            at = end
        marks = [
            mark
            for n, mark in enumerate(self._marks)
            if mark.sign != "c" or (n + 1 < len(self._marks) and self._marks[n + 1].sign in "MkK")
        ]
        return Marks(tuple(marks), frozenset(self._unexplained), self._from_end)

    def _read_at(self, at: int) -> int | None:
        """Read the word or phrase at a position, and return where the next begins."""
        if at in self._mentions:
            return self._read_mention(self._mentions[at])
        for end in range(min(len(self._words), at + MAX_PHRASE_WORDS), at + 1, -1):
            signs = POSITION_PHRASES.get(tuple(self._words[at:end]))
            if signs is not None:
                return end if self._add_signs(signs) else None
        read = self._read_from_last(at) or self._read_number(at)
        if read:
            return read
        word = self._words[at]
        if word in POSITION_REFUSALS:
            return at + 1 if self._is_relative() else None
        if word in RELATIVE_WORDS and self._last_sign() in ("k", "K", "c"):
            if self._last_sign() != "c":
                self._add("c")
            return at + 1
        if word in ("how", "where"):
            return self._add("w", at + 1) if not _BOUNDARIES.isdisjoint(self._words) else None
        if word in FROM_END:
            return self._add("o", at + 1, FROM_END[word])
        if word in ORDINALS:
            return self._add("o", at + 1, ORDINALS[word])
        if word in ("next", "previous") and self._has_direction_after(at):
            return at + 1  # "the next stage after X"
        if word in POSITION_SIGNS:
            return at + 1 if self._add_signs(POSITION_SIGNS[word]) else None
        if at in self._nouns and word not in POSITION_FILLERS:
            return self._read_noun(self._nouns[at])
        if word not in _FILLERS:
            if self._is_noun(at):
                return None
            self._unexplained.add(stem(word))
            self._end_relative()
        return at + 1

    def _read_mention(self, mention: Mention) -> int:
        if mention in self._scopes:
            self._end_relative()
            return mention.end
        is_adjacent = mention.start > 0 and (mention.start - 1) in self._nouns_at_ends()
        if is_adjacent and self._last_sign() == "k" and self._words[-1] in RELATIVE_WORDS:
            self._add("c")  # "the one that step is part of"
        self._marks.append(Mark("M", mention=mention))
        noun = self._nouns.get(mention.end)  # "the tuning step"
        return noun.end if noun and self._words[mention.end] not in POSITION_SIGNS else mention.end

    def _nouns_at_ends(self) -> set[int]:
        return {noun.end - 1 for noun in self._nouns.values()} | {
            n for n, word in enumerate(self._words) if word == "one"
        }

    def _read_noun(self, noun: KindMention) -> int:
        sign = "K" if is_plural(self._words[noun.end - 1]) else "k"
        is_general = not MEMBER_NOUNS.isdisjoint(map(singular, self._words[noun.start : noun.end]))
        self._marks.append(Mark(sign, 0, noun.kinds, is_general))
        return noun.end

    def _read_from_last(self, at: int) -> int | None:
        """Read a place counted from the end: "second to last", "last stage but one"."""
        words = self._words
        word = words[at]
        if word == "but" and _number(words[at + 1 : at + 2]) and self._is_last():
            marks = self._marks
            n = max(n for n, mark in enumerate(marks) if mark.sign == "o")
            marks[n] = Mark("o", -1 - _number(words[at + 1 : at + 2]))
            return at + 2
        if words[at + 1 : at + 3] == ("but", "last") and _number((word,)):
            return self._add("o", at + 3, -1 - _number((word,)))
        if word not in ORDINALS and word not in ("next", "one", "two"):
            return None
        end = at + 1
        while end < len(words) and words[end] in ("to", "from", "before", "the"):
            end += 1
        between = words[at + 1 : end]
        if words[end : end + 1] not in (("last",), ("final",)) or between == ("the",):
            return None
        if word in NUMBERS:  # "one before last"
            is_before = between[:1] == ("before",)
            return self._add("o", end + 1, -1 - NUMBERS[word]) if is_before else None
        place = ORDINALS.get(word, 2)
        if place < 2 or "before" in between or (word == "next" and between[:1] != ("to",)):
            return None
        return self._add("o", end + 1, -place)

    def _read_number(self, at: int) -> int | None:
        words = self._words
        word = words[at]
        number = _number(words[at : at + 1])
        if word in _NUMBER_SHORTS and _number(words[at + 1 : at + 2]):
            return self._add("#", at + 1)
        if not number:
            return None
        before = words[at - 1] if at else ""
        if word == "one" and (
            before in _PRONOUN_INTRODUCERS | {"which", "what"} or self._last_sign() == "o"
        ):
            return self._add("k", at + 1, 1)  # "the one that", "the third one"
        if words[at + 1 : at + 2] and words[at + 1] in _NUMBER_ENDINGS:
            return self._add("o", at + 2, number)
        if self._last_sign() == "n" and self._is_range(before, word):
            start = self._marks[-1].number
            for between in range(start + 1, number):
                self._add("n", at, between)
        return self._add("t" if before in _NUMBER_INTRODUCERS else "n", at + 1, number)

    def _add_signs(self, signs: str) -> bool:
        """Add marks; return False if they say that the question is about something else."""
        for sign in signs:
            if sign == "?":
                return False
            if sign == "-":
                self._from_end = True
            elif sign in "fl":
                self._add("x", number=1 if sign == "f" else -1)
            elif sign in "be":
                self._add("o", number=1 if sign == "b" else -1)
            else:
                self._add(sign)
        return True

    def _add(self, sign: str, end: int = 0, number: int = 0) -> int:
        self._marks.append(Mark(sign, number))
        return end

    def _end_relative(self) -> None:
        """Forget a word such as "of" if the name of a whole follows it."""
        if self._last_sign() == "c":
            self._marks.pop()

    def _last_sign(self) -> str:
        return self._marks[-1].sign if self._marks else ""

    def _is_range(self, before: str, last: str) -> bool:
        """Return True for the last number of "2 to 4" and "2-4"."""
        return before in ("to", "through", "till") or any(
            f"{before}{dash}{last}" in self._text for dash in "-–"
        )

    def _is_last(self) -> bool:
        ordinals = [mark.number for mark in self._marks if mark.sign == "o"]
        return ordinals[-1:] == [-1] and self._last_sign() in ("o", "k", "K")

    def _is_noun(self, at: int) -> bool:
        """Return True for an unknown noun, as in "which model" and "the first user"."""
        before = self._words[at - 1] if at else ""
        is_determined = before in ORDINALS or before in NUMBERS or before in ("which", "many")
        return is_determined and at + 1 not in self._nouns

    def _is_relative(self) -> bool:
        """Return True after words such as "the stage in which"."""
        return any(mark.sign == "c" for mark in self._marks)

    def _has_direction_after(self, at: int) -> bool:
        return any(POSITION_SIGNS.get(word) in ("<", ">") for word in self._words[at + 1 :])


def _number(words: Sequence[str]) -> int:
    """Return the number that a word is, 0 if it is none."""
    word = words[0] if words else ""
    if word.isascii() and word.isdigit() and len(word) < 4:
        return int(word)
    return NUMBERS.get(word, 0)
