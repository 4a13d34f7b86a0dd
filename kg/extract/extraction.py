"""Extract from a deck the graph that it describes, step by step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable
from dataclasses import replace

from kg.extract.antonyms import add_antonym_edges, register_antonyms
from kg.extract.card_batches import CardRelations, ConceptText, read_cards, relate_cards
from kg.extract.card_names import register_card, register_names_in_text
from kg.extract.card_reading import CardReading, ListItem
from kg.extract.concept_names import is_other_form, name_key
from kg.extract.concept_registry import Candidate, ConceptRegistry
from kg.extract.deck_vocabulary import deck_vocabulary
from kg.extract.domain_rules import add_purpose_edges, add_stage_edges, vote_for_services
from kg.extract.drafting import draft_graph
from kg.extract.edge_filter import EdgeFilter
from kg.extract.gazetteer import Gazetteer, is_english
from kg.extract.glosses import sentences_about
from kg.extract.head_nouns import add_name_edges, register_families
from kg.extract.kept_cards import keep_cards
from kg.extract.kind_votes import KindVotes
from kg.extract.list_edges import add_label_edge, add_list_edges
from kg.extract.parallel import in_batches
from kg.extract.proposal import EdgeCollector, Proposal
from kg.extract.recurring_terms import find_recurring_terms
from kg.extract.sentence_relations import (
    MENTION_PATTERN,
    KnownConcept,
    KnownConcepts,
    NewName,
    RelationMention,
)
from kg.extract.topic_hierarchy import add_link_edges, add_topic_edges
from kg.model.deck import Card, Deck
from kg.model.vocabulary import Vocabulary

MAX_MENTION_SHARE = 0.3
"""Share (0-1) of a deck's cards above which a mentioned concept counts as common."""

_MIN_COMMON_CARDS = 20.0
"""Fewest cards that must mention a concept for it to count as common."""

_COMMON_PENALTY = 0.2
"""Confidence (0-1) that a mention of a common concept loses."""

_LANGUAGE_SAMPLE = 300
"""Cards from which the language of a deck is judged."""


def extract(
    deck: Deck,
    vocabulary: Vocabulary,
    step: Callable[[int, int], None] | None = None,
    jobs: int = 1,
) -> Proposal:
    """Return the graph that a deck describes.

    Every concept and edge cites the card that it is from; edges that no pattern is certain of are
    rejected. The same deck gives the same graph with any number of processes.

    Args:
        deck: the cards.
        vocabulary: the kinds and relations of the graph; those that decks need are added.
        step: called with the number of cards done and the number of all cards.
        jobs: most processes that read cards; with 1 no other process is started.

    Raises:
        KgError: one of those processes was ended from outside.
    """
    return _Extraction(deck, deck_vocabulary(vocabulary), jobs).run(step)


class _Extraction:
    """One run: first the names on all cards, then the edges between what they name."""

    def __init__(self, deck: Deck, vocabulary: Vocabulary, jobs: int) -> None:
        self.deck = deck
        self.jobs = jobs
        self.vocabulary = vocabulary
        self.registry = ConceptRegistry()
        self.collector = EdgeCollector(deck)
        self.kind_votes = KindVotes(vocabulary)
        sample = (f"{card.front} {card.back}" for card in deck.cards[:_LANGUAGE_SAMPLE])
        self.is_english = is_english(sample)
        self.relations = dict(vocabulary.relations)

    def run(self, step: Callable[[int, int], None] | None) -> Proposal:
        named = self._register_names()
        concept_texts = [
            _concept_text(card, reading, candidate) for card, reading, candidate in named
        ]
        found: list[CardRelations] = []
        for card_relations in in_batches(
            relate_cards, concept_texts, self._known_concepts(), self.jobs
        ):
            found.append(card_relations)
            if step is not None:
                step(len(found), len(named))
        common = self._common_concepts(found)
        for (card, reading, candidate), card_relations in zip(named, found, strict=True):
            self._add_card_edges(card, reading, candidate, card_relations, common)
        vote_for_services(self.registry)
        for card, reading, candidate in named:
            add_label_edge(card, reading, candidate, self.registry, self.kind_votes, self.collector)
        add_name_edges(self.registry, self.collector)
        add_antonym_edges(self.registry, self.collector)
        add_purpose_edges(self.registry, self.kind_votes, self.collector)
        add_stage_edges(self.deck, self.registry, self.kind_votes, self.collector)
        return self._build_proposal(named)

    def _register_names(self) -> list[tuple[Card, CardReading, Candidate]]:
        """Add all names in the deck to the registry: on fronts, in lists and in texts.

        Returns each card with its reading and the candidate of its concept.
        """
        registry, collector = self.registry, self.collector
        cards = self.deck.cards
        parsed = list(in_batches(read_cards, cards, self.deck.loose, self.jobs))
        readings = [(card, found.reading) for card, found in zip(cards, parsed, strict=True)]
        for _, reading in readings:
            for alias in reading.aliases:
                if is_other_form(alias, reading.name):
                    registry.expect_abbreviation(alias, reading.name)
        named = [
            (card, reading, register_card(card, reading, registry, collector))
            for card, reading in readings
        ]
        named = _without_labels(named)
        for card, reading, candidate in named:
            add_list_edges(card, reading, candidate, registry, collector)
        for card, reading, candidate in named:
            register_names_in_text(card, reading, candidate, registry, collector)
        register_families([(card, reading) for card, reading, _ in named], registry)
        for card, found in zip(cards, parsed, strict=True):
            for new_name in found.new_names:
                self._register_new_name(new_name, card)
        self._register_recurring_terms(named)
        register_antonyms(self.deck.cards, registry)
        return named

    def _register_new_name(self, new_name: NewName, card: Card) -> None:
        """Add a name that a pattern expects where it stands, unless it is known."""
        if self.registry.find(new_name.name) is None:
            candidate = self.registry.add(new_name.name, card.number)
            candidate.is_tentative = True
            if new_name.kind:
                candidate.kind_votes[new_name.kind] += 1

    def _register_recurring_terms(
        self, named: Iterable[tuple[Card, CardReading, Candidate]]
    ) -> None:
        """Add the terms that recur on the cards of an English deck, unless they are known."""
        if not self.is_english:
            return
        names = [
            name
            for candidate in self.registry.candidates
            if candidate.can_be_mentioned
            for name in (candidate.name, *candidate.aliases)
        ]
        names += [card.front for card, reading, _ in named if reading.heading is not None]
        for term, number in find_recurring_terms(self.deck.cards, names):
            if self.registry.find(term) is None:
                self.registry.add(term, number).is_tentative = True

    def _known_concepts(self) -> KnownConcepts:
        """Return all concepts found so far, with a gazetteer of their names."""
        gazetteer = Gazetteer(is_english=self.is_english)
        for candidate in self.registry.candidates:
            if candidate.can_be_mentioned:
                for name in (candidate.name, *candidate.aliases):
                    gazetteer.add(name, candidate.number)
        concepts = (
            KnownConcept(c.number, c.name, c.is_tentative, frozenset(c.kind_votes))
            for c in self.registry.candidates
        )
        return KnownConcepts(tuple(concepts), gazetteer)

    def _common_concepts(self, found: Iterable[CardRelations]) -> set[int]:
        """Return the concepts mentioned on too many cards for a mention to be informative."""
        mentions = Counter(concept for relations in found for concept in relations.mentioned)
        limit = max(_MIN_COMMON_CARDS, MAX_MENTION_SHARE * len(self.deck.cards))
        return {concept for concept, cards in mentions.items() if cards > limit}

    def _add_card_edges(
        self,
        card: Card,
        reading: CardReading,
        candidate: Candidate,
        card_relations: CardRelations,
        common: Container[int],
    ) -> None:
        """Add the edges that a card states, its links and topics, and votes for kinds."""
        for mention in card_relations.relations:
            self._add_relation_mention(card, mention, common)
        if reading.role in ("term", "answer"):
            text = sentences_about(card, reading, candidate.name)
            self.kind_votes.vote_by_text(candidate, text)
        self._add_answer_edges(card, reading, candidate)
        add_link_edges(card, candidate, self.registry, self.collector, self.relations)
        add_topic_edges(card, candidate, self.registry, self.collector)

    def _add_answer_edges(self, card: Card, reading: CardReading, candidate: Candidate) -> None:
        """Make the answers of a card that asks for a kind of thing concepts of that kind."""
        if not reading.asked_kind:
            return
        last_word = reading.asked_kind.split()[-1]
        general = self.registry.find(reading.asked_kind) or self.registry.find(last_word)
        answers = [self.registry.add(name, card.number) for name in reading.answers]
        for answer in answers or [candidate]:
            self.kind_votes.vote(answer, last_word)
            if general is not None and general.can_be_mentioned:
                self.collector.add(answer, "kind-of", general, "asked which", card, 0.8)

    def _add_relation_mention(
        self, card: Card, mention: RelationMention, common: Container[int]
    ) -> None:
        """Add the edge that a text on a card states, and a vote for the kind of its subject."""
        candidates = self.registry.candidates
        if mention.sentence_subject_kind:
            kinds = candidates[mention.sentence_subject].kind_votes
            kinds[mention.sentence_subject_kind] += 1
        is_common = mention.pattern == MENTION_PATTERN and mention.object in common
        confidence = mention.confidence - (_COMMON_PENALTY if is_common else 0)
        # What the vocabulary has no relation for is at least spoken of.
        relation = mention.relation if mention.relation in self.relations else "mentions"
        self.collector.add(
            candidates[mention.subject],
            relation,
            candidates[mention.object],
            mention.pattern,
            card,
            confidence,
        )

    def _build_proposal(self, named: Iterable[tuple[Card, CardReading, Candidate]]) -> Proposal:
        candidates = self.registry.candidates
        kinds = {candidate.name: self.kind_votes.kind_of(candidate) for candidate in candidates}
        kept, rejected = EdgeFilter(self.relations, kinds).partition(self.collector.edges)
        vocabulary = Vocabulary(self.vocabulary.kinds, self.relations)
        articles = sum(card.is_article for card in self.deck.cards)
        about = ((card, candidate.name) for card, _, candidate in named)
        cards = keep_cards(self.deck, about, self.deck.root)
        return Proposal(
            draft_graph(self.deck, candidates, kinds, kept, vocabulary, cards),
            len(self.deck.cards) - articles,
            self.deck.questions - articles,
            tuple(kept),
            tuple(dict.fromkeys(self.registry.merges)),
            tuple(rejected),
            self.deck.skipped,
            self.deck.guesses,
            articles,
        )


def _without_labels(
    named: list[tuple[Card, CardReading, Candidate]],
) -> list[tuple[Card, CardReading, Candidate]]:
    """Return cards without list items that only label a text: "Example: ..." again and again."""
    labels = Counter(
        name_key(item.name) for _, reading, _ in named for item in reading.items if item.text
    )
    recurring = {name for name, n in labels.items() if n > 1}

    def is_thing(item: ListItem) -> bool:
        return not item.text or name_key(item.name) not in recurring

    return [
        (card, replace(reading, items=tuple(filter(is_thing, reading.items))), candidate)
        if any(not is_thing(item) for item in reading.items)
        else (card, reading, candidate)
        for card, reading, candidate in named
    ]


def _concept_text(card: Card, reading: CardReading, candidate: Candidate) -> ConceptText:
    """Return the texts of a card that state relations of its concept."""
    texts = (*reading.claims, sentences_about(card, reading, candidate.name))
    is_about_concept = reading.role in ("term", "answer")
    return ConceptText(candidate.number, texts, is_about_concept, f"{card.front}\n{card.back}")
