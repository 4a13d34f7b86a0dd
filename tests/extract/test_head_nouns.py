from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.antonyms import are_opposites, opposite_names
from kg.extract.comparisons import compared_names
from kg.text.normal_forms import normalise
from tests.extract.decks import concept, proposed, typed


@pytest.mark.parametrize(
    ("one", "other", "names"),
    [
        ("tea", "coffee", ("tea", "coffee")),
        ("physical", "logical topologies", ("physical topologies", "logical topologies")),
        ("stack-based", "heap-based buffers", ("stack-based buffers", "heap-based buffers")),
        ("eager", "lazy loading", ("eager loading", "lazy loading")),
        ("Avro", "Parquet exam tip", ("Avro", "Parquet")),
        ("a Keystore", "a Truststore in Java", ("Keystore", "Truststore")),
        ("When to use Glue", "Lambda", ("Glue", "Lambda")),
        ("WeakReference, SoftReference,", "PhantomReference",
         ("WeakReference", "SoftReference", "PhantomReference")),
        ("what the tea does when it is cold and nobody drinks it", "coffee", ()),
    ],
)  # fmt: skip
def test_compared(one: str, other: str, names: tuple[str, ...]) -> None:
    assert compared_names(one, other) == names


def test_opposites_are_set_against_each_other() -> None:
    proposal = proposed(
        ("active transport", "Takes energy; passive transport takes none."),
        ("true positive", "Not a false positive."),
        ("hypertonic", "x"),
        ("hypotonic", "y"),
    )
    assert typed(proposal) == {
        "active transport contrasts-with passive transport",
        "true positive contrasts-with false positive",
        "hypertonic contrasts-with hypotonic",
    }


@given(st.sampled_from("active true pre-tax inner hyper-acid supervised read".split()))
def test_the_opposite_of_an_opposite_is_the_word_itself(word: str) -> None:
    name = normalise(f"{word} thing")
    for other in opposite_names(name):
        assert name in opposite_names(other)
    assert not are_opposites("tea", "tea")


def test_services_serve_the_step_that_their_name_ends_in() -> None:
    proposal = proposed(
        ("ML lifecycle", "- Data processing (cleaning, joining)\n- Model monitoring"),
        ("Amazon Acme Canvas", "x"),
        ("Amazon Acme Model Monitor", "x"),
        ("Amazon Acme Joining Jobs", "x"),
    )
    assert typed(proposal) >= {
        "Amazon Acme Model Monitor used-for Model monitoring",
        "Amazon Acme Model Monitor part-of-stage Model monitoring",
        "Amazon Acme Joining Jobs used-for joining",
        "Amazon Acme Joining Jobs part-of-stage Data processing",
    }
    assert concept(proposal, "Amazon Acme Canvas").kind == "service"
    assert not [e for e in proposal.edges if e.subject == "Amazon Acme Canvas"]


def test_a_family_takes_three_names() -> None:
    cards = [("Acme", "x"), ("Acme One", "y"), ("Acme Two", "z")]
    assert not typed(proposed(*cards))
    assert typed(proposed(*cards, ("Acme Red", "w"))) == {
        f"Acme {name} part-of Acme" for name in ("One", "Two", "Red")
    }


def test_terms_that_return_become_concepts() -> None:
    proposal = proposed(
        ("Alpha", "It reads the open source models quickly; hyperparameters are set."),
        ("Beta", "We tune hyperparameters before open source models are used."),
        ("Gamma", "It is what it is."),
    )
    names = {c.name for c in proposal.draft.concepts}
    assert names == {"Alpha", "Beta", "Gamma", "open source models", "hyperparameters"}


def test_words_that_only_describe_make_no_terms() -> None:
    proposal = proposed(
        ("Alpha", "Modern browsers use every element, per parameter."),
        ("Beta", "In modern browsers each of every element counts per parameter."),
    )
    assert {c.name for c in proposal.draft.concepts} == {"Alpha", "Beta"}


def test_a_short_form_means_its_name_wherever_it_comes_first() -> None:
    proposal = proposed(
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
