from __future__ import annotations

from tests.extract.decks import concept, propose


def test_spellings_are_merged_and_reported() -> None:
    proposal = propose(
        ("Amazon SageMaker Canvas", "Makes predictions."),
        ("SageMaker Canvas", "No code."),
        ("Metric", "A measure."),
        ("Metrics", "Measures."),
        ("Accuracy", "Accuracy, also known as its score, is a share."),
    )
    canvas = concept(proposal, "Amazon SageMaker Canvas")
    assert canvas.aliases == ("SageMaker Canvas",)
    assert canvas.summary == "Makes predictions. No code."
    assert concept(proposal, "Metric").aliases == ("Metrics",)
    assert concept(proposal, "Accuracy").aliases == ("score",)
    assert {(m.name, m.concept) for m in proposal.merges} == {
        ("Metrics", "Metric"),
        ("score", "Accuracy"),
    }


def test_parentheses_distinguish_names() -> None:
    names = {c.name for c in propose(("And (formal)", "x"), ("And (plain)", "y")).draft.concepts}
    assert names == {"And (formal)", "And (plain)"}


def test_an_abbreviation_means_its_name_even_on_earlier_cards() -> None:
    proposal = propose(
        ("XSS", "Runs in browsers."),
        ("What is Cross-Site Scripting (XSS)?", "Injected scripts."),
        ("CI (continuous integration)", "Builds often."),
        ("class imbalance (CI)", "Skewed."),
    )
    scripting = concept(proposal, "Cross-Site Scripting")
    assert scripting.aliases == ("XSS",)
    assert scripting.citation == "cards 1-2"
    names = {c.name: c.aliases for c in proposal.draft.concepts}
    assert names["continuous integration"] == ("CI",)
    assert names["class imbalance"] == ()
