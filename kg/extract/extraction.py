"""Extract: a deck in, the graph that it seems to describe out, each part with its card."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Container, Iterable
from functools import cache
from importlib.resources import files

from kg.extract.antonyms import add_opposites, join_opposites
from kg.extract.card_batches import Passage, Told, read_cards, relate_cards
from kg.extract.card_names import name_card, name_within
from kg.extract.card_reading import Reading
from kg.extract.concept_names import is_short_form
from kg.extract.concept_registry import Book, Entry
from kg.extract.domain_rules import join_purposes, join_stages, vote_for_products
from kg.extract.drafting import draft_graph
from kg.extract.edge_filter import Sift
from kg.extract.gazetteer import Finder, is_english
from kg.extract.head_nouns import add_families, join_kin
from kg.extract.kind_votes import Kinds
from kg.extract.ledger import Ledger
from kg.extract.list_edges import label_card, list_card
from kg.extract.parallel import in_batches
from kg.extract.proposal import Proposal
from kg.extract.recurring_terms import find_phrases
from kg.extract.sentence_relations import MENTION, Known, Named, NewName, Spoken
from kg.extract.topic_hierarchy import file_card, link_card
from kg.model.deck import Card, Deck
from kg.model.vocabulary import Vocabulary
from kg.model.vocabulary_tables import read_vocabulary
from kg.text.normal_forms import normalise

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
    deck: Deck,
    vocabulary: Vocabulary,
    step: Callable[[int, int], None] | None = None,
    jobs: int = 1,
) -> Proposal:
    """The graph that a deck describes.

    Every concept and edge cites the card that it is from, and what no pattern is sure of is left
    out. The same deck gives the same graph, however many processes work on it.

    Args:
        deck: the cards.
        vocabulary: the kinds and relations of the graph, to which those of decks are added.
        step: told how many cards have been gone through, and of how many.
        jobs: processes that read cards; with 1 none is started beside this one.

    Raises:
        KgError: one of those processes was ended.
    """
    return _Extraction(deck, deck_vocabulary(vocabulary), jobs).run(step)


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

    def __init__(self, deck: Deck, vocabulary: Vocabulary, jobs: int) -> None:
        self.deck = deck
        self.jobs = jobs
        self.vocabulary = vocabulary
        self.book = Book()
        self.ledger = Ledger(deck)
        self.kinds = Kinds(vocabulary)
        opening = (f"{card.front} {card.back}" for card in deck.cards[:300])
        self.is_english = is_english(opening)
        self.relations = dict(vocabulary.relations)

    def run(self, step: Callable[[int, int], None] | None) -> Proposal:
        read = self._name()
        passages = [_passage(card, reading, entry) for card, reading, entry in read]
        found: list[Told] = []
        for told in in_batches(relate_cards, passages, self._known(), self.jobs):
            found.append(told)
            if step is not None:
                step(len(found), len(read))
        common = self._common(found)
        for (card, reading, entry), told in zip(read, found, strict=True):
            self._relate(card, reading, entry, told, common)
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
        cards = self.deck.cards
        looked_at = list(in_batches(read_cards, cards, self.deck.loose, self.jobs))
        readings = [(card, found.reading) for card, found in zip(cards, looked_at, strict=True)]
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
        for card, found in zip(cards, looked_at, strict=True):
            for new in found.names:
                self._add_new(new, card)
        names = [name for e in book.entries if e.is_spoken for name in (e.name, *e.aliases)]
        names += [card.front for card, reading, _ in read if reading.heading is not None]
        for phrase, number in find_phrases(self.deck.cards, names) if self.is_english else ():
            if book.find(phrase) is None:
                book.add(phrase, number).is_phrase = True
        add_opposites(self.deck.cards, book)
        return read

    def _add_new(self, new: NewName, card: Card) -> None:
        """Add a name that a pattern expects where it stands, unless it is known."""
        if self.book.find(new.name) is None:
            entry = self.book.add(new.name, card.number)
            entry.is_phrase = True
            if new.kind:
                entry.kinds[new.kind] += 1

    def _known(self) -> Known:
        """All concepts as they are now, to be found in texts."""
        finder = Finder(is_english=self.is_english)
        for entry in self.book.entries:
            if entry.is_spoken:
                for name in (entry.name, *entry.aliases):
                    finder.add(name, entry.number)
        concepts = (
            Named(e.number, e.name, e.is_phrase, frozenset(e.kinds)) for e in self.book.entries
        )
        return Known(tuple(concepts), finder)

    def _common(self, found: Iterable[Told]) -> set[int]:
        """The concepts that so many cards mention that it tells nothing."""
        spread = Counter(which for told in found for which in told.mentioned)
        most = max(20.0, COMMON * len(self.deck.cards))
        return {which for which, often in spread.items() if often > most}

    def _relate(
        self, card: Card, reading: Reading, entry: Entry, told: Told, common: Container[int]
    ) -> None:
        """What a card says about its concept, its links, and where it is filed."""
        for spoken in told.edges:
            self._take(card, spoken, common)
        if reading.role in ("term", "answer"):
            self.kinds.vote_by_text(entry, _text_of(card, reading, entry))
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

    def _take(self, card: Card, spoken: Spoken, common: Container[int]) -> None:
        """Write down an edge that a text on a card speaks of, and what kind its subject is of."""
        entries = self.book.entries
        if spoken.kind:
            entries[spoken.subject].kinds[spoken.kind] += 1
        is_common = spoken.pattern == MENTION and spoken.b in common
        confidence = spoken.confidence - (0.2 if is_common else 0)
        a, b = entries[spoken.a], entries[spoken.b]
        self.ledger.add(a, spoken.relation, b, spoken.pattern, card, confidence)

    def _propose(self) -> Proposal:
        entries = self.book.entries
        kinds = {entry.name: self.kinds.of(entry) for entry in entries}
        kept, left_out = Sift(self.relations, kinds).sort(self.ledger.edges)
        vocabulary = Vocabulary(self.vocabulary.kinds, self.relations)
        return Proposal(
            draft_graph(self.deck, entries, kinds, kept, vocabulary),
            len(self.deck.cards),
            self.deck.questions,
            tuple(kept),
            tuple(dict.fromkeys(self.book.merges)),
            tuple(left_out),
            self.deck.skipped,
            self.deck.loose,
        )


def _passage(card: Card, reading: Reading, entry: Entry) -> Passage:
    """The texts of a card that tell edges."""
    texts = (*reading.claims, _text_of(card, reading, entry))
    is_own = reading.role in ("term", "answer")
    return Passage(entry.number, texts, is_own, f"{card.front}\n{card.back}")


def _text_of(card: Card, reading: Reading, entry: Entry) -> str:
    """What a card says of its concept, as sentences."""
    if reading.role == "question":
        return f"{card.front} {reading.text}"
    return (
        _about(entry, reading.text)
        if reading.role == "term" and not reading.items
        else reading.text
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
