"""The graph that ships, against its own rules and against the deck it was made from."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.graph_files.check import deck_warnings, errors, warnings
from kg.graph_files.native import read_draft
from kg.graph_files.source_files import graph_files, shipped_graph
from kg.graph_files.text_deck import TextDeck, read_text_deck
from kg.model.draft import Draft
from kg.model.vocabulary import PLAIN
from kg.store import Store
from kg.text.normal_forms import normalise

STAGES = [
    *["Business goal identification", "ML problem framing", "Data processing"],
    *["Model development", "Model deployment", "Model monitoring", "Model retraining"],
]

NAMES = {
    "stages": [*STAGES, "ML lifecycle"],
    "steps": [
        *["Data collection", "Data preprocessing", "Feature engineering", "Training", "Tuning"],
        *["hyperparameter tuning", "Evaluation", "Inference", "Prediction"],
    ],
    "services": [
        *["Amazon SageMaker", "SageMaker Data Wrangler", "SageMaker Studio Classic", "Amazon EMR"],
        *["AWS Glue", "SageMaker Processing", "SageMaker Feature Store", "SageMaker Canvas"],
        *["SageMaker JumpStart", "SageMaker Experiments", "SageMaker Automatic Model Tuning"],
        *["SageMaker Model Monitor", "SageMaker Model Registry", "SageMaker training jobs"],
        *["SageMaker deployment", "SageMaker hosting"],
        *["One-click deployment", "Automatic scaling", "Model hosting services"],
        *["HTTPS endpoints", "Asynchronous inference", "Serverless inference", "AutoML"],
        *["Built-in models", "Pre-made images", "Custom Docker image"],
        *["scikit-learn", "TensorFlow", "PyTorch", "MXNet", "Chainer"],
    ],
    "metrics": [
        *["Accuracy", "Precision", "Recall", "F1", "AUC-ROC", "Mean squared error", "R squared"],
        *["Classification", "Regression", "True positives", "True negatives"],
        *["False positives", "False negatives", "Correct predictions"],
    ],
    "ideas": [
        *["Bias", "Variance", "Hyperparameter", "Feature", "Low-code no-code (LCNC)"],
        *["Data quality", "Model quality", "Bias drift", "Feature attribution drift"],
        *["Self-hosted API", "Managed API", "MLOps", "Version control", "Automation", "CI/CD"],
        *["Model governance"],
    ],
    "situations": [
        *["spam filtering", "terminal illness", "costly false positives", "many true negatives"],
        *["large payloads", "long processing times", "idle periods between traffic spurts"],
        *["tolerated cold starts"],
    ],
}

SHORT = {
    "SageMaker": "Amazon SageMaker",
    "AMT": "SageMaker Automatic Model Tuning",
    "Data Wrangler": "SageMaker Data Wrangler",
    "Feature Store": "SageMaker Feature Store",
    "Canvas": "SageMaker Canvas",
    "JumpStart": "SageMaker JumpStart",
    "Model Monitor": "SageMaker Model Monitor",
    "Model Registry": "SageMaker Model Registry",
    "EMR": "Amazon EMR",
    "Glue": "AWS Glue",
    "MSE": "Mean squared error",
    "R2": "R squared",
    "R²": "R squared",
    "AUC": "AUC-ROC",
    "F1 score": "F1",
    "LCNC": "Low-code no-code (LCNC)",
    "no-code": "Low-code no-code (LCNC)",
    "sensitivity": "Recall",
    "score": "Accuracy",
    "hyperparameters": "Hyperparameter",
    "TP": "True positives",
    "CICD": "CI/CD",
    "sklearn": "scikit-learn",
    "spam": "Spam filtering",
    "cold starts": "Tolerated cold starts",
}


@pytest.fixture(scope="module")
def draft() -> Draft:
    return read_draft(shipped_graph())


@pytest.fixture(scope="module")
def deck(test_data: Path) -> TextDeck:
    return read_text_deck(test_data / "deck" / "developing-ml-solutions.txt")


def concepts_called(store: Store, name: str) -> set[str]:
    forms = store.name_matches([normalise(name)]).get(normalise(name), [])
    keys = {form.key for form in forms if form.match_type in ("name", "alias")}
    return {concept.name for concept in store.concepts(keys).values()}


def test_nothing_is_wrong_with_it(draft: Draft) -> None:
    assert [*errors(draft), *warnings(draft)] == []


def test_its_files(draft: Draft) -> None:
    assert [file.stem for file in graph_files(shipped_graph())] == [
        *["relations", "data", "deployment", "graph", "lifecycle", "metrics", "mlops"],
        *["services", "training"],
    ]
    assert draft.title
    assert draft.description


def test_it_cites_every_line_of_the_deck_and_none_beyond(draft: Draft, deck: TextDeck) -> None:
    assert len(deck.lines) == 99
    assert deck_warnings(draft, deck) == []


def test_it_does_not_copy_the_deck(draft: Draft, deck: TextDeck) -> None:
    cards = [normalise(line) for line in deck.lines if len(line.split()) > 8]
    for concept in draft.concepts:
        said = normalise(concept.summary).split()
        runs = [" ".join(said[n : n + 12]) for n in range(len(said) - 11)]
        assert not [run for run in runs if any(run in card for card in cards)], concept.name


def test_what_the_deck_says_cites_it_and_nothing_else_does(draft: Draft) -> None:
    for concept in draft.concepts:
        assert bool(concept.citation) == bool(concept.summary), concept.name
        for edge in concept.edges:
            assert bool(edge.citation) == (edge.status == "stated"), edge
    beyond = {concept.name for concept in draft.concepts if not concept.summary}
    edges = {
        (edge.subject, edge.object)
        for concept in draft.concepts
        for edge in concept.edges
        if edge.status == "stated"
    }
    assert [edge for edge in edges if not beyond.isdisjoint(edge)] == []


def test_search_phrases_are_few(draft: Draft) -> None:
    assert max(len(concept.hidden) for concept in draft.concepts) <= 5


def test_background_is_short(draft: Draft) -> None:
    assert max(len(concept.background.split()) for concept in draft.concepts) <= 45


@pytest.mark.parametrize(
    "name", [pytest.param(name, id=name) for names in NAMES.values() for name in names]
)
def test_it_knows(store: Store, name: str) -> None:
    assert len(concepts_called(store, name)) == 1


@pytest.mark.parametrize(("short", "name"), SHORT.items(), ids=SHORT)
def test_it_knows_short_forms(store: Store, short: str, name: str) -> None:
    assert concepts_called(store, short) == {name}


def test_the_stages_follow_one_another(store: Store) -> None:
    names = {key: concept.name for key, concept in store.concepts(store.keys()).items()}
    stages = [names[key] for key in store.keys(["stage"])]
    assert stages == STAGES
    follows = {
        (names[x.subject], names[x.object])
        for x in store.edges("follows")
        if names[x.subject] in stages
    }
    assert follows == set(zip(STAGES[1:], STAGES, strict=False))
    (lifecycle,) = concepts_called(store, "ML lifecycle")
    parts = {
        names[link.subject] for link in store.edges("part-of") if names[link.object] == lifecycle
    }
    assert parts == set(STAGES)


@pytest.mark.parametrize(
    ("a", "relation", "b"),
    [
        ("SageMaker Automatic Model Tuning", "used-for", "Tuning"),
        ("Accuracy", "metric-of", "Classification"),
        ("R squared", "metric-of", "Regression"),
        ("Precision", "suited-to", "Spam filtering"),
        ("Recall", "suited-to", "Terminal illness prediction"),
        ("Accuracy", "unsuited-to", "Many true negatives"),
        ("Precision", "computed-from", "True positives"),
        ("Recall", "computed-from", "False negatives"),
        ("SageMaker Model Monitor", "detects", "Bias drift"),
        ("SageMaker Studio Classic", "integrates-with", "AWS Glue interactive sessions"),
        ("AutoML", "available-in", "SageMaker Canvas"),
        ("Pre-made images", "supports", "PyTorch"),
        ("Asynchronous inference", "suited-to", "Large payloads"),
        ("Serverless inference", "suited-to", "Tolerated cold starts"),
        ("Version control", "principle-of", "MLOps"),
        ("Managed API", "option-of", "Model deployment"),
        ("Bias", "contrasts-with", "Variance"),
    ],
    ids=lambda text: text,
)
def test_it_says(store: Store, a: str, relation: str, b: str) -> None:
    names = {key: concept.name for key, concept in store.concepts(store.keys()).items()}
    assert (a, b) in {(names[link.subject], names[link.object]) for link in store.edges(relation)}


def test_no_kind_or_relation_is_idle(store: Store) -> None:
    assert [kind for kind, count in store.count_kinds().items() if not count] == []
    assert [relation for relation, count in store.count_relations().items() if not count] == []
    assert store.count_kinds()[PLAIN] < len(store) / 4
