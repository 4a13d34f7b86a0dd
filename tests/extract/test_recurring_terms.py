from __future__ import annotations

from tests.extract.decks import propose


def test_recurring_terms_become_concepts() -> None:
    proposal = propose(
        ("Alpha", "It reads the open source models quickly; hyperparameters are set."),
        ("Beta", "We tune hyperparameters before open source models are used."),
        ("Gamma", "It is what it is."),
    )
    names = {c.name for c in proposal.draft.concepts}
    assert names == {"Alpha", "Beta", "Gamma", "open source models", "hyperparameters"}


def test_adjectives_are_not_terms() -> None:
    proposal = propose(
        ("Alpha", "Modern browsers use every element, per parameter."),
        ("Beta", "In modern browsers each of every element counts per parameter."),
    )
    assert {c.name for c in proposal.draft.concepts} == {"Alpha", "Beta"}
