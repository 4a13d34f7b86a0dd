"""A language: the words, phrases and forms by which a question is understood."""

from __future__ import annotations

from functools import cache, cached_property

from kg._typing import TYPE_CHECKING
from kg.text.language_file import ListItems, read_language
from kg.text.language_tables import (
    WORD_TABLES,
    CommonWords,
    ErrorWords,
    FormWords,
    ImbalanceWords,
    InterrogativeWords,
    KindWords,
    MisfitWords,
    NameWords,
    NegationWords,
    QuantityWords,
    RequestWords,
    SequenceWords,
    SpellingWords,
    VerdictWords,
)
from kg.text.normal_forms import Stem, stem
from kg.text.word_table import Patterns, Words

if TYPE_CHECKING:
    import re


class Language:
    """The lists of a language, by table, and the sets that follow from them.

    What each list is for stands beside it in `languages/en.toml`.
    """

    interrogative: InterrogativeWords
    words: CommonWords
    negation: NegationWords
    form: FormWords
    kind: KindWords
    sequence: SequenceWords
    verdict: VerdictWords
    quantity: QuantityWords
    request: RequestWords
    spelling: SpellingWords
    error: ErrorWords
    misfit: MisfitWords
    imbalance: ImbalanceWords
    names: NameWords

    def __init__(self, lists: ListItems) -> None:
        for name, table in WORD_TABLES.items():
            setattr(self, name, table(lists[name]))

    @cached_property
    def interrogatives(self) -> Words:
        """Words that open a question."""
        words = self.interrogative
        things = words.which | words.what | words.person
        return things | words.place | words.time | words.manner | words.reason

    @cached_property
    def stop_words(self) -> Words:
        """Words without content of their own. They may still be part of a name."""
        return self.words.stop | self.interrogatives

    @cached_property
    def denials(self) -> Words:
        """Words that deny what they stand with, in a yes-or-no question."""
        return self.negation.denials | self.negation.negations

    @cached_property
    def special_hints(self) -> Words:
        """Words of which questions for a bound, a weakness, a rest or a complement have one."""
        negation, quantity = self.negation, self.quantity
        phrases = (*negation.bad_judgements, *negation.remainders, *negation.no_use)
        further = negation.negations | negation.hints | quantity.maximum | quantity.minimum
        return further.union(*phrases) - negation.frame

    @cached_property
    def correctable_words(self) -> Words:
        """Words that shape a question, to which a misspelt word of it may be corrected."""
        return frozenset(word for word in self._shaping_words if len(word) > 3)

    @cached_property
    def correctable_stems(self) -> frozenset[Stem]:
        """The stems of all correctable words."""
        return frozenset(map(stem, self.correctable_words))

    @cached_property
    def contentless_words(self) -> Words:
        """Words that say nothing about the subject unless they are part of a name."""
        words = self.words
        further = words.story | self.kind.vague_nouns | words.filler_adverbs | words.echo
        return self._shaping_words | further

    @cached_property
    def _shaping_words(self) -> Words:
        words, ordinals = self.words, self.sequence.ordinals
        return self.stop_words.union(words.frame, words.answer_count, ordinals, self.form.lists)


@cache
def language(code: str = "en") -> Language:
    """Return a language by its code, as of ISO 639.

    Raises:
        KgError: it has no file, or one that is not as it must be; see `read_language`.
    """
    return Language(read_language(code))


@cache
def pattern(patterns: Patterns) -> re.Pattern[str]:
    """Return an expression that finds one of some patterns of a language.

    It is for texts of words in lower case with one space between, as of `normal_forms.words`.

    >>> bool(pattern(language().error.miss).search("a weapon was not found"))
    True
    """
    import re

    return re.compile(rf"(?<!\S)(?:{'|'.join(patterns)})(?!\S)")


@cache
def sentence_end() -> str:
    """Return a regular expression of the end of a sentence.

    It stands after a word of at least two letters, so that "e.g." has none, and "Dr." has none
    since it is an abbreviation.
    """
    abbreviations = language().spelling.abbreviations
    return r"(?<=[^\W\d_]{2}[.!?])" + "".join(rf"(?<!\b{a}\.)" for a in abbreviations)
