"""Extract: a deck in, the graph that it seems to describe out, each part with its card."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from kg.deck import Card, Deck
from kg.extract.book import Book, Entry
from kg.extract.drafting import draft_graph
from kg.extract.edges import MENTION, add_named, edges_in
from kg.extract.filing import file_card, link_card
from kg.extract.fronts import read_card
from kg.extract.kin import add_families, join_kin
from kg.extract.kinds import Kinds
from kg.extract.ledger import Ledger
from kg.extract.listing import label_card, list_card
from kg.extract.mentions import Finder, is_english
from kg.extract.names import is_short_form
from kg.extract.naming import name_card, name_within
from kg.extract.opposites import add_opposites, join_opposites
from kg.extract.phrases import find_phrases
from kg.extract.proposal import Proposal
from kg.extract.purposes import join_purposes, join_stages, vote_for_products
from kg.extract.reading import Reading
from kg.extract.sift import Sift
from kg.relations import Vocabulary, read_vocabulary
from kg.text import normalise

COMMON = 0.3
"""Share of the cards from which on a name tells nothing where it is mentioned."""

_ARTICLE = re.compile(r"(?:an?|one of the|the) \w", re.IGNORECASE)
_CLAUSE = re.compile(
    r".{1,120}?(?=[.,;:(]|\s[–—-]\s|\b(?:that|which|who|whose|where|when|in which)\b|$)"
)
_VERB = re.compile(r"\b(?:are|can|could|does|do|has|have|is|may|must|should|was|were|will)\b")
_DOES = re.compile(
    r"\w*[^\Wsui]s\s+(?!(?:at|by|for|from|in|made|of|on|that|to|used|which|who|with)\b)"
)
"""The beginning of a text that says what its concept does: "Stops oxidation within a minute"."""

_SIDE = re.compile(r" (?:and|for|of|or|vs\.?|versus) ")  # "elements of a contract" glosses none
_NO_GLOSS = re.compile(
    r"(?:after|also|are|as|at|because|before|by|can|for|from|have|how|if|in|include|is|it|made|make|no"
    r"|not|occur|on|produce|see|that|there"
    r"|these|they|this|to|unlike|used|was|we|what|when|which|while|who|with|you)\b",
    re.IGNORECASE,
)


def extract(
    deck: Deck, vocabulary: Vocabulary, step: Callable[[int, int], None] | None = None
) -> Proposal:
    """The graph that a deck describes.

    Every concept and edge cites the card that it is from, and what no pattern is sure of is left
    out. The same deck gives the same graph.

    Args:
        deck: the cards.
        vocabulary: the kinds and relations of the graph, to which those of decks are added.
        step: told how many cards have been gone through, and of how many.
    """
    return _Extraction(deck, deck_vocabulary(vocabulary)).run(step)


def deck_vocabulary(vocabulary: Vocabulary) -> Vocabulary:
    """A vocabulary with the kinds and relations that graphs made of decks have beside it."""
    more = _more()
    return Vocabulary(
        {**vocabulary.kinds, **{k: v for k, v in more.kinds.items() if k not in vocabulary.kinds}},
        {**more.relations, **vocabulary.relations},
    )


@cache
def _more() -> Vocabulary:
    return read_vocabulary(tomllib.loads(more_relations()))[0]


def more_relations() -> str:
    """The text of the vocabulary that graphs made of decks add."""
    return (files("kg.extract") / "relations.toml").read_text(encoding="utf-8")


class _Extraction:
    """One deck on its way: first what its cards name, then what they say of it."""

    def __init__(self, deck: Deck, vocabulary: Vocabulary) -> None:
        self.deck = deck
        self.vocabulary = vocabulary
        self.book = Book()
        self.ledger = Ledger(deck)
        self.kinds = Kinds(vocabulary)
        opening = (f"{card.front} {card.back}" for card in deck.cards[:300])
        self.is_english = is_english(opening)
        self.finder = Finder(is_english=self.is_english)
        self.common: set[int] = set()
        self.relations = dict(vocabulary.relations)

    def run(self, step: Callable[[int, int], None] | None) -> Proposal:
        read = self._name()
        self._look_for_all()
        for done, (card, reading, entry) in enumerate(read, 1):
            self._relate(card, reading, entry)
            if step is not None:
                step(done, len(read))
        vote_for_products(self.book)
        for card, reading, entry in read:
            label_card(card, reading, entry, self.book, self.kinds, self.ledger)
        join_kin(self.deck, self.book, self.ledger)
        join_opposites(self.deck, self.book, self.ledger)
        join_purposes(self.deck, self.book, self.kinds, self.ledger)
        join_stages(self.deck, self.book, self.kinds, self.ledger)
        return self._propose()

    def _name(self) -> list[tuple[Card, Reading, Entry]]:
        """Gather the names that cards bear, list, spell out, share and repeat."""
        book, ledger = self.book, self.ledger
        readings = [(card, read_card(card, loose=self.deck.loose)) for card in self.deck.cards]
        for _, reading in readings:
            for short in reading.aliases:
                if is_short_form(short, reading.name):
                    book.expect(short, reading.name)
        read = [
            (card, reading, name_card(card, reading, book, ledger)) for card, reading in readings
        ]
        for card, reading, entry in read:
            list_card(card, reading, entry, book, ledger)
        for card, reading, entry in read:
            name_within(card, reading, entry, book, ledger)
        add_families([(card, reading) for card, reading, _ in read], book)
        for card, reading, _ in read:
            if reading.role != "question":
                add_named(reading.text, card.number, book)
        names = [name for e in book.entries if e.is_spoken for name in (e.name, *e.aliases)]
        names += [card.front for card, reading, _ in read if reading.heading is not None]
        for phrase, number in find_phrases(self.deck.cards, names) if self.is_english else ():
            if book.find(phrase) is None:
                book.add(phrase, number).is_phrase = True
        add_opposites(self.deck.cards, book)
        return read

    def _look_for_all(self) -> None:
        """Let texts be searched for every name that is not too common to tell anything."""
        for entry in self.book.entries:
            if entry.is_spoken:
                for name in (entry.name, *entry.aliases):
                    self.finder.add(name, entry.number)
        spread: Counter[int] = Counter()
        for card in self.deck.cards:
            spread.update({m.which for m in self.finder.find(f"{card.front}\n{card.back}")})
        most = max(20.0, COMMON * len(self.deck.cards))
        self.common = {which for which, often in spread.items() if often > most}

    def _relate(self, card: Card, reading: Reading, entry: Entry) -> None:
        """What a card says about its concept, its links, and where it is filed."""
        is_own = reading.role in ("term", "answer")
        text = reading.text if reading.role != "question" else f"{card.front} {reading.text}"
        if reading.role == "term" and not reading.items:
            text = _about(entry, text)
        for told in (*reading.claims, text):
            self._take(card, entry, told, is_own=is_own)
        if is_own:
            self.kinds.vote_by_text(entry, text)
        self._answer(card, reading, entry)
        link_card(card, entry, self.book, self.ledger, self.relations)
        file_card(card, entry, self.book, self.ledger)

    def _answer(self, card: Card, reading: Reading, entry: Entry) -> None:
        """What a card answers is of the kind that it asks for."""
        if not reading.kind:
            return
        asked = self.book.find(reading.kind) or self.book.find(reading.kind.split()[-1])
        answers = [self.book.add(name, card.number) for name in reading.answers] or [entry]
        for answer in answers:
            self.kinds.vote(answer, reading.kind.split()[-1])
            if asked is not None and asked.is_spoken:
                self.ledger.add(answer, "kind-of", asked, "asked which", card, 0.8)

    def _take(self, card: Card, entry: Entry, text: str, *, is_own: bool) -> None:
        """Write down the edges that a text on a card speaks of."""
        for spoken in edges_in(entry, text, self.book, self.finder, is_own=is_own):
            is_common = spoken.pattern == MENTION and spoken.b.number in self.common
            confidence = spoken.confidence - (0.2 if is_common else 0)
            self.ledger.add(spoken.a, spoken.relation, spoken.b, spoken.pattern, card, confidence)

    def _propose(self) -> Proposal:
        entries = self.book.entries
        kinds = {entry.name: self.kinds.of(entry) for entry in entries}
        kept, left_out = Sift(self.relations, kinds).sort(self.ledger.edges)
        vocabulary = Vocabulary(self.vocabulary.kinds, self.relations)
        return Proposal(
            draft_graph(self.deck, entries, kinds, kept, vocabulary),
            len(self.deck.cards),
            self.deck.asked,
            tuple(kept),
            tuple(self.book.merges),
            tuple(left_out),
            self.deck.skipped,
            self.deck.loose,
        )


def _about(entry: Entry, text: str) -> str:
    """The text of a term card as sentences: a gloss goes on from the name."""
    clause = _CLAUSE.match(text)
    opening = clause[0] if clause else text[:120]
    if _NO_GLOSS.match(text) or _DOES.match(text) or _VERB.search(opening):
        return text  # a sentence of its own
    if _SIDE.search(entry.name) or f" {normalise(entry.name)} " in f" {normalise(opening)} ":
        return text
    return f"{entry.name} is {text}" if _ARTICLE.match(text) else f"{entry.name} is a {text}"
