from __future__ import annotations

from kg.map.layout import find_stages, group_lanes
from kg.model.attributes import Status
from kg.store import Key, Store, StoredEdge


def test_stages_are_found_by_the_vocabulary_and_in_order(tiny_store: Store) -> None:
    concepts = tiny_store.concepts(tiny_store.keys())
    stages = find_stages(tiny_store.vocabulary, concepts, tiny_store.edges())
    assert stages is not None
    assert (stages.relation, stages.order, stages.kind) == ("made-by", "follows", "step")
    names = [concepts[key].name for key in stages.keys]
    assert names == ["Picking", "Withering", "Oxidation", "Steaming"]


def test_the_built_in_graph_has_seven_lanes_in_order(store: Store) -> None:
    concepts = store.concepts(store.keys())
    stages = find_stages(store.vocabulary, concepts, store.edges())
    assert stages is not None
    titles = {key: concepts[key].name for key in stages.keys}
    lanes, groups = group_lanes(stages, store.vocabulary, concepts, store.edges(), titles)
    assert [lane.title for lane in lanes][0::3] == [
        "Business goal identification",
        "Model development",
        "Model retraining",
    ]
    placed = [key for lane in lanes for key in (lane.stage, *lane.members)]
    placed += [key for group in groups for key in group.members]
    assert sorted(placed) == store.keys()


def test_a_graph_without_ordering_edges_has_no_stages(tiny_store: Store) -> None:
    concepts = tiny_store.concepts(tiny_store.keys())
    edges = [edge for edge in tiny_store.edges() if edge.relation != "follows"]
    assert find_stages(tiny_store.vocabulary, concepts, edges) is None


def test_a_cycle_of_stages_still_gives_every_stage_once(tiny_store: Store) -> None:
    concepts = tiny_store.concepts(tiny_store.keys())
    steps = [key for key, concept in concepts.items() if concept.kind == "step"]
    cycle = [
        StoredEdge(a, "follows", b, "") for a, b in zip(steps, steps[1:] + steps[:1], strict=True)
    ]
    made = [edge for edge in tiny_store.edges() if edge.relation == "made-by"]
    stages = find_stages(tiny_store.vocabulary, concepts, made + cycle)
    assert stages is not None
    assert sorted(stages.keys) == steps


def test_a_concept_of_several_stages_stands_in_the_first_of_the_surest_ground(
    tiny_store: Store,
) -> None:
    concepts = tiny_store.concepts(tiny_store.keys())
    edges = tiny_store.edges()
    stages = find_stages(tiny_store.vocabulary, concepts, edges)
    assert stages is not None
    rest = [edge for edge in edges if edge.relation != stages.relation]
    (free, *_) = (key for key, concept in concepts.items() if concept.kind == "drink")

    def home(*claims: tuple[int, Status]) -> Key:
        made = [StoredEdge(free, "made-by", stages.keys[n], "", status) for n, status in claims]
        titles = {key: concepts[key].name for key in stages.keys}
        lanes, _ = group_lanes(stages, tiny_store.vocabulary, concepts, [*made, *rest], titles)
        (lane,) = (lane for lane in lanes if free in lane.members)
        return lane.stage

    first, second, third, _ = stages.keys
    assert home((1, "stated"), (0, "stated")) == first
    assert home((0, "background"), (1, "derived"), (2, "stated")) == third
    assert home((0, "background"), (2, "derived"), (1, "derived")) == second
    assert home((0, "background")) == first
