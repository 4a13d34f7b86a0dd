"""WordQueries: what can be asked about words and stems, in SQL that every database understands."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from kg.store.row_reader import RowReader
from kg.store.stored_values import TermStats
from kg.store.term_codes import MAX_CODED_STEMS, code_of, stem_number
from kg.text.normal_forms import Stem, stem

MAX_CACHED_STEMS = 10_000
"""Stems whose statistics a store keeps in memory; beyond that it forgets them and starts again."""


class WordQueries(RowReader):
    """Queries on the words of a compiled graph, and on their stems."""

    def words_starting_with(self, letters: str, min_chars: int, max_chars: int) -> list[str]:
        """Return words of the graph that begin with one or two letters, in no fixed order.

        `min_chars` and `max_chars` bound the length of the words. No letters find nothing.
        """
        return self._words("first", letters, min_chars, max_chars)

    def words_ending_with(self, letters: str, min_chars: int, max_chars: int) -> list[str]:
        """Return words that end with one or two letters; otherwise as `words_starting_with`."""
        return self._words("last", letters[::-1], min_chars, max_chars)

    def _words(self, side: str, letters: str, min_chars: int, max_chars: int) -> list[str]:
        sql = (
            "SELECT words FROM main.spelling WHERE side = ? AND letters >= ? AND letters < ? "
            "AND length BETWEEN ? AND ?"
        )
        end = f"{letters}\U0010ffff"
        rows = self._rows(sql, [side, letters, end, min_chars, max_chars])
        return [word for (words,) in rows for word in words.split(" ")] if letters else []

    def spelling_candidates(self, word: str, max_edits: int) -> list[str]:
        """Return words of the graph that include most of those within some edits of a word.

        They share the first or last letter with it, or their first is its second, and their length
        differs by at most `max_edits`. Some come twice; the order is not fixed.
        """
        length = len(word) - max_edits, len(word) + max_edits
        found: list[str] = []
        # A first letter is seldom wrong, but may be lost or swapped with the second.
        for first in sorted(set(word[:2])):
            found += self.words_starting_with(first, *length)
        for last in word[-1:]:
            found += self.words_ending_with(last, *length)
        return found

    def stems_of(self, words: Iterable[str]) -> dict[str, Stem]:
        """Return the stems of these words; words that the graph does not have are left out."""
        sql = "SELECT word FROM main.word WHERE word IN ({})"
        return {word: stem(word) for (word,) in self._rows_in(sql, words)}

    def term_stats(self, stems: Iterable[str]) -> dict[str, TermStats]:
        """Return how often each stem is used; stems that no passage has are left out."""
        return {stem: TermStats(*counts) for stem, (_, *counts) in self._stem_rows(stems).items()}

    def term_codes(self, stems: Iterable[str]) -> dict[str, str]:
        """Return the term code of each stem; stems that no passage has are left out."""
        rows = self._stem_rows(stems).items()
        return {stem: code_of(n) for stem, (n, _, _) in rows if n <= MAX_CODED_STEMS}

    def stems_of_codes(self, codes: Iterable[str]) -> dict[str, Stem]:
        """Return the stem of each term code."""
        sql = "SELECT n, stem FROM main.stem WHERE n IN ({})"
        return {code_of(n): Stem(stem) for n, stem in self._rows_in(sql, map(stem_number, codes))}

    def synonyms(self, stems: Iterable[str]) -> dict[str, tuple[Stem, ...]]:
        """Return the synonyms of each stem that the graph has, sorted; stems without are left out.

        See `kg.text.synonyms`.
        """
        found: dict[str, tuple[Stem, ...]] = {}
        sql = "SELECT stem, synonym FROM main.synonym WHERE stem IN ({})"
        for stem_, synonym in sorted(self._rows_in(sql, stems)):
            found[stem_] = (*found.get(stem_, ()), Stem(synonym))
        return found

    def _document_frequencies(self, stems: Iterable[str]) -> dict[int, int]:
        """Return how many concepts have each of these stems, by the number of the stem."""
        return {n: concepts for n, concepts, _ in self._stem_rows(stems).values()}

    def _stem_rows(self, stems: Iterable[str]) -> dict[str, tuple[int, int, int]]:
        """Return number, document frequency and English frequency of each stem of a passage."""
        known, wanted = self._known_stems, set(stems)
        unknown = [stem for stem in wanted if stem not in known]
        if unknown:
            if len(known) > MAX_CACHED_STEMS:
                known.clear()
                unknown = list(wanted)
            sql = "SELECT stem, n, document_frequency, english_frequency FROM main.stem "
            sql += "WHERE stem IN ({}) AND document_frequency > 0"
            known |= dict.fromkeys(unknown)
            known |= {stem: (n, *counts) for stem, n, *counts in self._rows_in(sql, unknown)}
        return {stem: row for stem in sorted(wanted) if (row := known[stem]) is not None}

    @cached_property
    def _known_stems(self) -> dict[str, tuple[int, int, int] | None]:
        """Rows read before, None for a stem without one: a question looks stems up repeatedly."""
        return {}
