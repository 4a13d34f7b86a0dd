from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.answer.strategies.sequence import answer_by_position
from kg.answer.strategies.sequence_answers import PositionAnswer
from kg.model.graph import Concept, Edge, Graph, concept_id
from kg.question import understand
from kg.store import Store, open_store
from tests.conftest import TINY, write_graph
from tests.graphs import VOCABULARY, compiled, graphs

GOAL, FRAMING, DATA = "Business goal identification", "ML problem framing", "Data processing"
BUILD, DEPLOY = "Model development", "Model deployment"
MONITOR, RETRAIN = "Model monitoring", "Model retraining"
STAGES = [GOAL, FRAMING, DATA, BUILD, DEPLOY, MONITOR, RETRAIN]


def found(question: str, store: Store) -> PositionAnswer | None:
    return answer_by_position(understand(question, store), store)


def names(answer: PositionAnswer | None) -> list[str] | None:
    return None if answer is None else [hit.concept.name for hit in answer[1]]


@pytest.fixture(scope="module")
def tea(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The tiny graph, with its steps in a sequence."""
    files = dict(TINY)
    files["relations.toml"] = files["relations.toml"].replace(
        "[relation.follows]\n", "[relation.follows]\nsequence = true\n"
    )
    folder: Path = write_graph(tmp_path_factory.mktemp("tea") / "tea", files)
    with open_store(folder, tmp_path_factory.mktemp("tea-cache")) as opened:
        yield opened


def chained(*pairs: str) -> Store:
    """Return a graph of stages with a letter each; in "AB", stage B comes after stage A."""
    stages = {c: Concept(concept_id(f"Stage {c}"), f"Stage {c}", "stage") for p in pairs for c in p}
    edges = tuple(Edge(stages[p[1]].id, "turns-to", stages[p[0]].id) for p in pairs)
    return compiled(Graph(VOCABULARY, {c.id: c for c in stages.values()}, edges))


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("what is the first stage of the ml lifecycle", GOAL),
        ("second step in the ML lifecycle?", FRAMING),
        ("what is step number 4 of the lifecycle", BUILD),
        ("Please name the fifth stage of the machine learning life cycle.", DEPLOY),
        ("stage 3", DATA),
        ("what's stage no. 6 of the lifecycle", MONITOR),
        ("tell me stage two", FRAMING),
        ("which stage is number 2", FRAMING),
        ("number four in the lifecycle", BUILD),
        ("which stage comes third", DATA),
        ("What's the first thing in the ML lifecycle?", GOAL),
        ("can you tell me the second stage of the lifecycle", FRAMING),
        ("with which stage does the lifecycle end", RETRAIN),
        ("where does the machine learning lifecycle start", GOAL),
        ("last stage lifecycle", RETRAIN),
        ("second to last stage of the lifecycle", MONITOR),
        ("the last but one stage", MONITOR),
        ("last stage but two", DEPLOY),
        ("what is the one but last phase of the lifecycle", MONITOR),
        ("penultimate stage of the lifecycle", MONITOR),
        ("next to last stage in the ML lifecycle", MONITOR),
        ("the third stage from the end", DEPLOY),
        ("if I count the lifecycle from the end, what is the third one", DEPLOY),
        ("which stage is exactly in the middle of the seven", BUILD),
        ("the middle stage of the lifecycle", BUILD),
        ("third step in data processing", "Feature engineering"),
        ("Which step of model development comes last?", "Evaluation"),
    ],
)
def test_places_in_the_lifecycle(question: str, name: str, store: Store) -> None:
    answer = found(question, store)
    assert names(answer) == [name]
    assert answer and answer[0] == "answer"
    assert any("is number" in reason.text for reason in answer[1][0].because)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("name the last three stages in the right order", STAGES[-3:]),
        ("the first two stages", STAGES[:2]),
        ("give me the first 3 stages of the lifecycle", STAGES[:3]),
        ("what are the two last stages", STAGES[-2:]),
        ("stages 2 to 4", STAGES[1:4]),
        ("the 2nd and 4th stage of the ML lifecycle", [FRAMING, BUILD]),
        ("list all seven stages in order", STAGES),
        ("name the lifecycle phases in reverse order", STAGES[::-1]),
        ("name the steps of model development in order", ["Training", "Tuning", "Evaluation"]),
        (
            "put in order please: model monitoring, ml problem framing, model deployment, "
            "data processing",
            [FRAMING, DATA, DEPLOY, MONITOR],
        ),
        (
            "In what order are evaluation, training and tuning named inside model development?",
            ["Training", "Tuning", "Evaluation"],
        ),
        (
            "sort tuning, data collection, inference and monitoring chronologically",
            ["Data collection", "Tuning", "Inference", MONITOR],
        ),
        ("arrange deployment, data processing from last to first", [DEPLOY, DATA]),
        ("the three stages after ML problem framing", [DATA, BUILD, DEPLOY]),
    ],
)
def test_orders(question: str, expected: list[str], store: Store) -> None:
    answer = found(question, store)
    assert names(answer) == expected
    assert answer and answer[0] == "order"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Which step is two before model deployment?", [DATA]),
        ("two stages after data processing", [DEPLOY]),
        ("what was done two stages earlier than deployment", [DATA]),
        ("two steps back from deployment", [DATA]),
        ("what immediately precedes monitoring", [DEPLOY]),
        ("wat comes b4 model retraning", [MONITOR]),
        ("what comes right after data processing", [BUILD]),
        ("the stage before the stage before model monitoring", [BUILD]),
        ("what is the stage before the one before deployment", [DATA]),
        ("what does data processing follow", [FRAMING]),
        ("after which stage comes model development", [DATA]),
        ("which stage is followed by model monitoring", [DEPLOY]),
        ("model monitoring is preceded by which stage", [DEPLOY]),
        ("after training, what comes next", ["Tuning"]),
        ("which stage comes after the third stage", [BUILD]),
        ("which stage comes before the last", [MONITOR]),
        ("What step precedes the stage in which evaluation is done?", [DATA]),
        ("Which stage follows the one that SageMaker Model Monitor is made for?", [RETRAIN]),
        ("which step follows tuning", ["Evaluation"]),
        ("which phase sits between problem framing and model development?", [DATA]),
        ("which stage comes after data processing and before deployment", [BUILD]),
        ("what sits between training and evaluation", ["Tuning"]),
        ("which stages come before data processing", [GOAL, FRAMING]),
        ("which stages are after model deployment?", [MONITOR, RETRAIN]),
        ("what comes before and after model deployment", [BUILD, MONITOR]),
        ("which of these happens first: deployment, problem framing, retraining", [FRAMING]),
        ("what comes earlier in the lifecycle, data collection or tuning?", ["Data collection"]),
        ("does training or inference come first", ["Training"]),
        ("which comes last, training, inference or data collection", ["Inference"]),
        ("which of training, tuning and evaluation comes second", ["Tuning"]),
        ("At which stage is feature engineering done for the first time?", [DATA]),
    ],
)
def test_what_stands_before_after_between(question: str, expected: list[str], store: Store) -> None:
    answer = found(question, store)
    assert names(answer) == expected
    assert answer and answer[0] == ("answer" if len(expected) == 1 else "list")
    assert all(hit.because for hit in answer[1])


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("what number is model monitoring in the lifecycle list", 6),
        ("the how-manieth stage is model deployment", 5),
        ("what is the position of data processing in the lifecycle", 3),
        ("which place does model monitoring have in the lifecycle", 6),
        ("what number is tuning in model development", 2),
        ("what number is tuning in the lifecycle", 4),
        ("how many stages come after model development", 3),
        ("how many stages are there before data processing", 2),
        ("how many stages lie between data processing and model monitoring", 2),
        ("how many stages come after model retraining", 0),
        (
            "how many stages are still to come once the stage with tuning and evaluation is "
            "finished?",
            3,
        ),
    ],
)
def test_numbers(question: str, count: int, store: Store) -> None:
    answer = found(question, store)
    assert answer and answer[0] == "count"
    assert answer[2] == count
    assert len(answer[1]) == (count if question.startswith("how many") and count else 1)


@pytest.mark.parametrize(
    "question",
    [
        "the ninth stage of the lifecycle",
        "stage 8",
        "fourth step in data processing",
        "which is the middle of the nine stages",
        "what comes after model retraining",
        "what is between model deployment and model monitoring",
    ],
)
def test_a_place_that_the_sequence_does_not_have(question: str, store: Store) -> None:
    assert found(question, store) == ("none", [], None)


@pytest.mark.parametrize(
    "question",
    [
        "the first user waits",
        "which option is right when the first user waits",
        "what happens if the first request is slow",
        "F1",
        "what is F1",
        "who won the last F1 race in Monaco",
        "at first",
        "which stage did we finish last month",
        "3000 seconds",
        "how many seconds does it last",
        "what is the first metric",
        "the second metric of classification",
        "which metric comes before recall",
        "the third SageMaker service",
        "the second stage of cancer",
        "which model is the latest",
        "the second one",
        "which tool is used before deployment",
        "which services are used in the stage after model deployment",
        "Which steps are in the stage that comes after data processing?",
        "steps of the stage before model monitoring",
        "what do I need before training",
        "the first stage isn't data processing",
        "is the first stage data processing",
        "in the lifecycle, is retraining the last stage?",
        "does tuning come before training",
        "what happens first, inference or prediction",
        "what comes after inference",
        "what is the difference between the first and the second stage",
        "a metric between 0 and 1",
        "In order to deploy, what do I do",
        "predict number problem type",
        "how many phases does the lifecycle have",
    ],
)
def test_other_questions(question: str, store: Store) -> None:
    assert found(question, store) is None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("what is the first step", ["Picking"]),
        ("the last step", ["Oxidation"]),
        ("the middle step", ["Withering"]),
        ("which step is two before oxidation", ["Picking"]),
        ("what comes right after picking", ["Withering", "Steaming"]),
        ("which step lies between plucking and fermentation", ["Withering"]),
        ("put oxidation, picking and withering in order", ["Picking", "Withering", "Oxidation"]),
        ("which comes first, oolong or green tea", None),  # green tea has two steps
        ("which comes first, steaming or oxidation", None),  # no edge tells
        ("the second drink", None),
        ("the fourth step", []),
    ],
)
def test_the_tiny_graph(question: str, expected: list[str] | None, tea: Store) -> None:
    assert names(found(question, tea)) == expected


@pytest.mark.parametrize("question", ["the first step", "which step comes before oxidation"])
def test_a_graph_without_sequences(question: str, tiny_store: Store) -> None:
    assert found(question, tiny_store) is None


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("what is the first stage", "Stage A"),
        ("which stage comes first", "Stage A"),
        ("the second stage", "Stage B"),
        ("what is the third stage", "Stage C"),
        ("what is the last stage", "Stage C"),
        ("what is the final stage", "Stage C"),
    ],
)
def test_ordinals_by_a_relation_of_any_name(question: str, name: str) -> None:
    with chained("BC", "AB") as store:
        answer = found(question, store)
        assert answer and names(answer) == [name]
        assert name in answer[1][0].because[0].text


def test_no_middle_of_an_even_number() -> None:
    with chained("AB", "BC", "CD") as store:
        assert found("the middle stage", store) == ("none", [], None)


def test_two_sequences_of_equal_length_are_not_told_apart() -> None:
    with chained("AB", "CD") as store:
        assert found("the first stage", store) is None


@pytest.mark.parametrize("pairs", [["AB", "BA"], ["AB", "BC", "CB"], ["AB", "BC", "CD", "DB"]])
@pytest.mark.parametrize(
    "question", ["what is the last stage", "how many stages come after stage b"]
)
def test_a_circle_does_not_loop_for_ever(pairs: list[str], question: str) -> None:
    with chained(*pairs) as store:
        found(question, store)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("what comes between stage k and stage m", ["Stage L"], id="one"),
        pytest.param("what is between stage k and stage n", ["Stage L", "Stage M"], id="two"),
        pytest.param("what is between stage n and stage l", ["Stage M"], id="backwards"),
        pytest.param("what is after stage k and stage n", None, id="another word"),
        pytest.param("what is between stage k", None, id="one mention"),
        pytest.param("what is between stage k and stage l", [], id="nothing between"),
        pytest.param("what is between stage k and stage x", None, id="no path"),
    ],
)
def test_between(question: str, expected: list[str] | None) -> None:
    with chained("MN", "KL", "LM", "XY") as store:
        answer = found(question, store)
        assert names(answer) == expected
        for hit in answer[1] if answer else ():
            assert len([r for r in hit.because if hit.concept.name in r.text]) == 2


@pytest.mark.parametrize("pairs", [["KL", "LK"], ["KL", "LM", "ML"], ["KL", "LM", "MK", "XY"]])
def test_between_in_a_circle_ends(pairs: list[str]) -> None:
    with chained(*pairs, "NO") as store:
        assert found("what is between stage k and stage n", store) is None


WORDING = (
    "which what the first last second third 2 two seven stage stages step one before after next "
    "between middle number order earlier later from end to but how many in of and or that with "
    "inference training tuning deployment monitoring lifecycle ml before after stage the"
).split()


@given(question=st.lists(st.sampled_from(WORDING), min_size=1, max_size=12).map(" ".join))
def test_any_wording_gets_a_well_formed_answer(question: str, store: Store) -> None:
    answer = found(question, store)
    if answer is not None:
        kind, hits, number = answer
        assert (kind == "none") == (not hits)
        assert (kind == "count") == (number is not None)
        assert len({hit.concept.id for hit in hits}) == len(hits)
        assert kind != "answer" or len(hits) == 1


@given(st.data())
def test_any_graph(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    called = st.sampled_from([concept.name for concept in graph.concepts.values()])
    wording = st.sampled_from(WORDING) | called
    question = " ".join(data.draw(st.lists(wording, min_size=1, max_size=9)))
    with compiled(graph) as store:
        found(question, store)
