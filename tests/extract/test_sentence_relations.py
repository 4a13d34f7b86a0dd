from __future__ import annotations

import pytest

from tests.extract.decks import concept, edges_of, propose, specific_edges_of

TEA = ("tea", "A drink.")
WATER = ("water", "Wet.")


@pytest.mark.parametrize(
    ("cards", "edges"),
    [
        ([TEA, ("Sencha", "Sencha is a kind of tea.")], {"Sencha kind-of tea"}),
        ([TEA, ("Sencha", "A steamed tea from Japan.")], {"Sencha kind-of tea"}),
        ([TEA, ("Sencha", "Steamed tea from Japan")], {"Sencha kind-of tea"}),
        ([TEA, ("Sencha", "The tea that is steamed.")], {"Sencha kind-of tea"}),
        ([TEA, ("Sencha", "A mild, steamed tea.")], {"Sencha kind-of tea"}),
        ([TEA, ("Sencha", "Type of tea, steamed")], {"Sencha kind-of tea"}),
        ([("Leaf", "Green."), ("Bud", "A bud is part of the leaf.")], {"Bud part-of Leaf"}),
        ([("Leaf", "Green."), ("Stalk", "Lower part of the leaf")], {"Stalk part-of Leaf"}),
        ([("Curing", "x"), ("Rest", "First stage of curing.")], {"Rest part-of Curing"}),
        ([WATER, ("Tea", "Made of leaves and water.")], {"water part-of Tea"}),
        ([WATER, ("Tea", "It contains water.")], {"water part-of Tea"}),
        ([("Glue", "x"), ("EMR", "EMR integrates with Glue.")], {"EMR integrates-with Glue"}),
        ([("Canvas", "x"), ("Auto", "Auto is available in Canvas.")], {"Auto available-in Canvas"}),
        ([("Canvas", "x"), ("Auto", "Auto is a feature of Canvas.")], {"Auto part-of Canvas"}),
        ([("tuning", "x"), ("AMT", "AMT is used for tuning.")], {"AMT used-for tuning"}),
        ([("tuning", "x"), ("AMT", "A tool for tuning models.")], {"AMT used-for tuning"}),
        ([("steam", "x"), ("Kettle", "A kettle provides steam.")], {"Kettle provides steam"}),
        ([WATER, ("Tea", "Tea depends on water.")], {"Tea depends-on water"}),
        ([("Coffee", "x"), ("Tea", "Unlike coffee, it is mild.")], {"Tea contrasts-with Coffee"}),
        ([("Coffee", "x"), ("Tea", "Opposite of coffee.")], {"Tea contrasts-with Coffee"}),
        ([("Drying", "x"), ("Rolling", "It comes before drying.")], {"Drying follows Rolling"}),
        ([("Drying", "x"), ("Sorting", "Sorting comes after drying.")], {"Sorting follows Drying"}),
        ([("steam", "x"), ("Kettle", "Boils and produces steam.")], {"Kettle produces steam"}),
        ([("Kettle", "x"), ("Steam", "Steam is made by the kettle.")], {"Kettle produces Steam"}),
        ([("mould", "x"), ("Damp", "Damp causes mould.")], {"Damp causes mould"}),
        ([("Damp", "x"), ("mould", "It is caused by damp.")], {"Damp causes mould"}),
        ([("mould", "x"), ("Drying", "It prevents mould.")], {"Drying prevents mould"}),
        ([("Japan", "x"), ("Uji", "Uji is located in Japan.")], {"Uji located-in Japan"}),
        ([("curing", "x"), ("Shed", "Room where curing happens.")], {"curing located-in Shed"}),
        ([("Difference between tea and coffee?", "Taste.")], {"tea contrasts-with coffee"}),
        ([TEA, ("green tea", "y")], {"green tea kind-of tea"}),
        ([TEA, ("Matcha", "Milled."), ("What do cups hold?", "A tea such as Matcha is held.")],
         {"Matcha kind-of tea"}),
        ([("What is the purpose of a kettle?", "Boiling"), ("kettle", "x"), ("boiling", "y")],
         {"kettle used-for boiling"}),
        ([("What does a kettle produce?", "Steam"), ("kettle", "x"), ("steam", "y")],
         {"kettle produces steam"}),
        ([("What type of drink is tea?", "infusion"), ("tea", "x")], {"tea kind-of infusion"}),
        ([("Which tea is shaded?", "Gyokuro"), ("tea", "x")], {"Gyokuro kind-of tea"}),
    ],
)  # fmt: skip
def test_relations_that_a_text_states(cards: list[tuple[str, str]], edges: set[str]) -> None:
    assert specific_edges_of(propose(*cards)) == edges


@pytest.mark.parametrize(
    "cards",
    [
        [WATER, ("Tea", "It was once poured over with water.")],
        [("virus", "x"), ("Drug", "It does nothing to treat a virus.")],
        [("contract", "x"), ("Capacity", "Legal ability to enter into a contract.")],
        [("Netty", "x"), ("Frame", "A Netty decoder.")],
        [("nucleus", "x"), ("Envelope", "Double membrane around the nucleus.")],
        [("Acceptance", "x"), ("Postal rule", "Acceptance by post is effective when posted.")],
        [("oxidation", "x"), ("Steaming", "Stops oxidation at once.")],
        [("CAN bus", "x"), ("OBD", "It provides direct access to the CAN bus.")],
        [("tea", "x"), ("Cup", "The taste of tea is used for grading.")],
        [("contract", "x"), ("breach of contract", "y")],
        [("tea", "x"), ("tea vs coffee", "y")],
        [("Denmark", "x"), ("Denmark Strait", "y")],
    ],
)
def test_relations_that_a_text_does_not_state(cards: list[tuple[str, str]]) -> None:
    assert not specific_edges_of(propose(*cards))


def test_listed_names_become_concepts_where_a_pattern_expects_names() -> None:
    proposal = propose(
        ("Monitor", "It detects changes in data quality, model quality, and bias drift."),
        ("Studio", "It integrates with Amazon EMR and AWS Glue sessions."),
        ("Queue", "It is ideal for workloads that have idle periods."),
    )
    assert specific_edges_of(proposal) == {
        "Monitor detects data quality",
        "Monitor detects model quality",
        "Monitor detects bias drift",
        "Studio integrates-with Amazon EMR",
        "Studio integrates-with AWS Glue",
        "Queue suited-to idle periods",
    }
    assert concept(proposal, "idle periods").kind == "situation"


def test_the_answer_to_a_question_states_relations() -> None:
    proposal = propose(
        ("Why are leaves steamed?", "Steaming prevents oxidation."),
        ("steaming", "x"),
        ("oxidation", "y"),
    )
    assert specific_edges_of(proposal) == {"steaming prevents oxidation"}
    assert "Why are leaves steamed? mentions steaming" in edges_of(proposal)
