from __future__ import annotations

from kg.extract.card_batches import ConceptText, relate_cards
from kg.extract.gazetteer import Gazetteer
from kg.extract.sentence_relations import KnownConcept, KnownConcepts


def test_cards_are_read_independently_of_each_other() -> None:
    gazetteer = Gazetteer()
    gazetteer.add("tea", 0)
    gazetteer.add("sencha", 1)
    known = KnownConcepts(
        (KnownConcept(0, "tea", False, frozenset()), KnownConcept(1, "sencha", False, frozenset())),
        gazetteer,
    )
    concept_texts = [
        ConceptText(1, ("Sencha is a kind of tea.",), True, "sencha\nSencha is a kind of tea."),
        ConceptText(0, ("A drink.",), True, "tea\nA drink."),
    ]
    both = relate_cards(concept_texts, known)
    assert both == [
        *relate_cards(concept_texts[:1], known),
        *relate_cards(concept_texts[1:], known),
    ]
    assert [(e.subject, e.relation, e.object) for e in both[0].relations] == [(1, "kind-of", 0)]
    assert both[0].mentioned == (0, 1)
