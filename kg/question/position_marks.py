"""The words of a question about a sequence as marks, one letter for what each word says."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from kg._typing import NamedTuple
from kg.model.cues import singular
from kg.question.answer_form import is_plural
from kg.question.cue_matching import KindMention, find_kind_mentions
from kg.question.position_words import choosing_words, numbers, phrase_signs, word_signs
from kg.question.query import Mention, Query
from kg.store import Store
from kg.text.language import language
from kg.text.normal_forms import stem
from kg.text.word_table import Words

MAX_UNEXPLAINED_WORDS = 4
"""Words of a question about a sequence that may only say which sequence is meant."""


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
    members = language().sequence.members
    nouns = {noun.start: noun for noun in find_kind_mentions(store.cues, query.words)}
    for n, word in enumerate(query.words):
        if singular(word) in members:
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
        self._lang = language()
        self._sequence = self._lang.sequence
        self._max_phrase_words = max(map(len, phrase_signs()))
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
        for end in range(min(len(self._words), at + self._max_phrase_words), at + 1, -1):
            found = phrase_signs().get(tuple(self._words[at:end]))
            if found is not None:
                return end if self._add_signs(found) else None
        read = self._read_from_last(at) or self._read_number(at)
        if read:
            return read
        word, sequence, signs = self._words[at], self._sequence, word_signs()
        if word in sequence.refusals:
            return at + 1 if self._is_relative() else None
        if word in sequence.relatives and self._last_sign() in ("k", "K", "c"):
            if self._last_sign() != "c":
                self._add("c")
            return at + 1
        interrogative = self._lang.interrogative
        if word in interrogative.manner | interrogative.place:
            is_asked = not sequence.boundaries.isdisjoint(self._words)
            return self._add("w", at + 1) if is_asked else None
        place = sequence.from_end.get(word) or sequence.ordinals.get(word)
        if place:
            return self._add("o", at + 1, place)
        if word in sequence.directions and self._has_direction_after(at):
            return at + 1  # "the next stage after X"
        if word in signs:
            return at + 1 if self._add_signs(signs[word]) else None
        if at in self._nouns and word not in sequence.fillers:
            return self._read_noun(self._nouns[at])
        if word not in self._fillers:
            if self._is_noun(at):
                return None
            self._unexplained.add(stem(word))
            self._end_relative()
        return at + 1

    @cached_property
    def _fillers(self) -> Words:
        lang = self._lang
        adverbs = lang.words.filler_adverbs
        return lang.stop_words | adverbs | lang.form.lists | lang.sequence.fillers

    def _read_mention(self, mention: Mention) -> int:
        if mention in self._scopes:
            self._end_relative()
            return mention.end
        is_adjacent = mention.start > 0 and (mention.start - 1) in self._nouns_at_ends()
        if is_adjacent and self._last_sign() == "k" and self._words[-1] in self._sequence.relatives:
            self._add("c")  # "the one that step is part of"
        self._marks.append(Mark("M", mention=mention))
        noun = self._nouns.get(mention.end)  # "the tuning step"
        return noun.end if noun and self._words[mention.end] not in word_signs() else mention.end

    def _nouns_at_ends(self) -> set[int]:
        return {noun.end - 1 for noun in self._nouns.values()} | {
            n for n, word in enumerate(self._words) if word in self._sequence.pronouns
        }

    def _read_noun(self, noun: KindMention) -> int:
        sign = "K" if is_plural(self._words[noun.end - 1]) else "k"
        is_general = not self._sequence.members.isdisjoint(
            map(singular, self._words[noun.start : noun.end])
        )
        self._marks.append(Mark(sign, 0, noun.kinds, is_general))
        return noun.end

    def _read_from_last(self, at: int) -> int | None:
        """Read a place counted from the end: "second to last", "last stage but one"."""
        words, sequence = self._words, self._sequence
        word = words[at]
        if word in sequence.exceptions and _number(words[at + 1 : at + 2]) and self._is_last():
            marks = self._marks
            n = max(n for n, mark in enumerate(marks) if mark.sign == "o")
            marks[n] = Mark("o", -1 - _number(words[at + 1 : at + 2]))
            return at + 2
        if self._is_exception(words[at + 1 : at + 3]) and _number((word,)):
            return self._add("o", at + 3, -1 - _number((word,)))
        if word not in sequence.ordinals and word not in sequence.counted_back:
            return None
        end = at + 1
        while end < len(words) and words[end] in sequence.back_links:
            end += 1
        between = words[at + 1 : end]
        has_end = not sequence.back_ends.isdisjoint(words[end : end + 1])
        if not has_end or (len(between) == 1 and between[0] in sequence.articles):
            return None
        if word in numbers():  # "one before last"
            is_before = not sequence.before_links.isdisjoint(between[:1])
            return self._add("o", end + 1, -1 - numbers()[word]) if is_before else None
        place = sequence.ordinals.get(word, 2)
        is_next = word in sequence.neighbour
        if place < 2 or not sequence.before_links.isdisjoint(between):
            return None
        if is_next and sequence.next_links.isdisjoint(between[:1]):
            return None
        return self._add("o", end + 1, -place)

    def _is_exception(self, words: Sequence[str]) -> bool:
        """Return True for "but last"."""
        sequence = self._sequence
        is_pair = len(words) == 2 and words[0] in sequence.exceptions
        return is_pair and words[1] in sequence.exception_ends

    def _read_number(self, at: int) -> int | None:
        words, sequence = self._words, self._sequence
        word = words[at]
        number = _number(words[at : at + 1])
        if word in sequence.number_abbreviations and _number(words[at + 1 : at + 2]):
            return self._add("#", at + 1)
        if not number:
            return None
        before = words[at - 1] if at else ""
        determiners = self._lang.words.determiners
        introducers = determiners | sequence.pronoun_introducers | choosing_words()
        if word in sequence.pronouns and (before in introducers or self._last_sign() == "o"):
            return self._add("k", at + 1, 1)  # "the one that", "the third one"
        if words[at + 1 : at + 2] and words[at + 1] in sequence.number_endings:
            return self._add("o", at + 2, number)
        if self._last_sign() == "n" and self._is_range(before, word):
            start = self._marks[-1].number
            for between in range(start + 1, number):
                self._add("n", at, between)
        is_introduced = before in determiners | sequence.number_introducers
        return self._add("t" if is_introduced else "n", at + 1, number)

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
        return before in self._sequence.range_links or any(
            f"{before}{dash}{last}" in self._text for dash in "-–"
        )

    def _is_last(self) -> bool:
        ordinals = [mark.number for mark in self._marks if mark.sign == "o"]
        return ordinals[-1:] == [-1] and self._last_sign() in ("o", "k", "K")

    def _is_noun(self, at: int) -> bool:
        """Return True for an unknown noun, as in "which model" and "the first user"."""
        before = self._words[at - 1] if at else ""
        openers = self._lang.kind.openers | self._sequence.ordinals.keys() | numbers().keys()
        return before in openers and at + 1 not in self._nouns

    def _is_relative(self) -> bool:
        """Return True after words such as "the stage in which"."""
        return any(mark.sign == "c" for mark in self._marks)

    def _has_direction_after(self, at: int) -> bool:
        signs = word_signs()
        return any(signs.get(word) in ("<", ">") for word in self._words[at + 1 :])


def _number(words: Sequence[str]) -> int:
    """Return the number that a word is, 0 if it is none."""
    word = words[0] if words else ""
    if word.isascii() and word.isdigit() and len(word) < 4:
        return int(word)
    return numbers().get(word, 0)
