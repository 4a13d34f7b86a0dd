"""Book: the concepts that cards name, as they are gathered; two spellings of one name are one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from kg.extract.concept_names import (
    clean_name,
    is_proper,
    is_short_for,
    key_of,
    split_aliases,
    without_vendor,
)
from kg.extract.proposal import Merge
from kg.model.graph import concept_id
from kg.text.normal_forms import normalise


@dataclass(slots=True)
class Entry:
    """A concept in the making. `texts` are what cards say about it, with the cards' numbers."""

    number: int
    name: str
    kinds: Counter[str] = field(default_factory=Counter)
    aliases: dict[str, None] = field(default_factory=dict)
    texts: list[tuple[int, str]] = field(default_factory=list)
    cards: dict[int, None] = field(default_factory=dict)
    is_spoken: bool = True
    """Whether texts may mention it by name; a question is never named within a text."""
    is_phrase: bool = False
    """Whether it is no more than a phrase that returns; alone it is no concept."""


class Book:
    """All entries, found by any of their names."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.merges: list[Merge] = []
        self._by_key: dict[str, Entry] = {}
        self._ids: set[str] = set()
        self._meant: dict[str, str] = {}
        self._unclear: set[str] = set()

    def find(self, name: str) -> Entry | None:
        """The entry that bears a name, in some spelling."""
        found = self._by_key.get(key_of(name))
        if found is None and is_proper(name):
            found = self._by_key.get(key_of(without_vendor(name)))
        return found

    def expect(self, short: str, name: str) -> None:
        """Take a short form for a name, wherever it comes first; one of two names for neither."""
        key = key_of(short)
        if key_of(self._meant.get(key) or name) == key_of(name) and key not in self._unclear:
            self._meant[key] = name
        else:
            self._unclear.add(key)
            self._meant.pop(key, None)

    def add(self, name: str, card: int, *, is_spoken: bool = True) -> Entry:
        """The entry of this name, made where there is none; the card is one of its cards."""
        bare, aliases = split_aliases(name) if is_spoken else (name, ())
        entry = self.find(bare)
        meant = self._meant.get(key_of(bare)) if is_spoken and entry is None else None
        if meant is not None and key_of(meant) != key_of(bare):
            entry = self.add(meant, card)
            self.call(entry, bare, "short for it")
            return entry
        if entry is None:
            entry = Entry(len(self.entries), self._unique(bare), is_spoken=is_spoken)
            self.entries.append(entry)
            self._by_key[key_of(bare)] = entry
            plain = bare.partition(" (")[0]
            if is_spoken and plain != bare:
                self.call(entry, plain, "")
            short = without_vendor(bare)
            if is_spoken and short != bare and is_proper(short):
                self._take(entry, short)
        elif normalise(bare) != normalise(entry.name):
            self._take(entry, bare, self._why(bare, entry.name))
        entry.cards[card] = None
        for alias in aliases:
            self.call(entry, alias, "in parentheses behind the name")
        return entry

    def call(self, entry: Entry, alias: str, reason: str) -> None:
        """Give an entry a further name, unless that is another's."""
        bare = clean_name(alias)
        if normalise(bare) and self.find(bare) is None:
            self._take(entry, bare, reason)

    def tell_spelling(self, name: str, entry: Entry) -> None:
        """Note that a further card names an entry as it is called, but spelt otherwise."""
        if normalise(name) == normalise(entry.name):
            why = "the same but for capitals, accents and marks"
            self.merges.append(Merge(name, entry.name, why))

    def _take(self, entry: Entry, alias: str, reason: str = "") -> None:
        norms = {normalise(name) for name in (entry.name, *entry.aliases)}
        if normalise(alias) in norms:
            return
        self._by_key.setdefault(key_of(alias), entry)
        entry.aliases[alias] = None
        if reason:
            self.merges.append(Merge(alias, entry.name, reason))

    def _unique(self, name: str) -> str:
        """The name, with a number behind it where another concept has its identifier."""
        given, n = name, 1
        while concept_id(given) in self._ids:
            n += 1
            given = f"{name} ({n})"
        self._ids.add(concept_id(given))
        return given

    @staticmethod
    def _why(name: str, other: str) -> str:
        if key_of(name) == key_of(other):
            return "the same words, but for their number"
        if is_short_for(name, other) or is_short_for(other, name):
            return "short for it"
        return "the same name, but for the maker before it"
