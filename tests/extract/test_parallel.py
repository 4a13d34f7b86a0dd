"""Cards read by several processes: the same graph, and no process left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError
from kg.extract import extract
from kg.extract.card_batches import Passage, relate_cards
from kg.extract.gazetteer import Finder
from kg.extract.parallel import BATCH, in_batches
from kg.extract.sentence_relations import Known, Named
from kg.model.deck import Card, Deck
from kg.model.vocabulary import Vocabulary


def double(items: Sequence[int], shared: str) -> list[str]:
    return [f"{shared}{2 * item}" for item in items]


def refuse(items: Sequence[int], shared: int) -> list[int]:
    if shared in items:
        raise ValueError(f"no {shared}")
    return list(items)


def where(items: Sequence[int], shared: None) -> list[int]:
    return [os.getpid() if shared is None else 0] * len(items)


def die(items: Sequence[int], shared: int) -> list[int]:
    if shared in items:
        os.kill(os.getpid(), signal.SIGKILL)
    return list(items)


def interrupt(items: Sequence[int], shared: int) -> list[int]:
    """As Ctrl-C does: every process of the terminal is told."""
    if 0 in items:
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(shared, signal.SIGINT)
    return list(items)


@given(number=st.integers(0, 40), size=st.integers(1, 9))
def test_batches_come_in_order(number: int, size: int) -> None:
    items = range(number)
    assert list(in_batches(double, items, "x", 1, size)) == double(items, "x")


def test_processes_find_the_same_in_order() -> None:
    items = range(100)
    assert list(in_batches(double, items, "x", 2, size=7)) == double(items, "x")


@pytest.mark.parametrize(("jobs", "number"), [(1, 9), (8, 0), (8, 3)], ids=str)
def test_no_process_is_started_for_one_batch(jobs: int, number: int) -> None:
    assert set(in_batches(where, range(number), None, jobs, size=9)) <= {os.getpid()}


def test_no_more_processes_than_batches() -> None:
    found = set(in_batches(where, range(3), None, 50, size=2))
    assert os.getpid() not in found
    assert len(found) <= 2


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_goes_wrong_comes_through(jobs: int) -> None:
    found = in_batches(refuse, range(9), 5, jobs, size=2)
    assert [next(found) for _ in range(4)] == [0, 1, 2, 3]
    with pytest.raises(ValueError, match="no 5"):
        next(found)
    assert not multiprocessing.active_children()


def test_an_ended_process_is_told() -> None:
    with pytest.raises(KgError, match="a process that read cards was ended"):
        list(in_batches(die, range(9), 5, 2, size=2))
    assert not multiprocessing.active_children()


def test_ctrl_c_ends_all_processes() -> None:
    with pytest.raises(KeyboardInterrupt):
        list(in_batches(interrupt, range(40), os.getpid(), 2, size=2))
    assert not multiprocessing.active_children()


def test_who_stops_asking_leaves_no_process() -> None:
    found = in_batches(double, range(40), "x", 2, size=2)
    assert next(found) == "x0"
    found.close()
    assert not multiprocessing.active_children()


def deck(number: int) -> Deck:
    """Cards that name each other, in shapes that patterns, lists, questions and opposites know."""
    cards = []
    for n in range(number):
        front, back = (
            (f"Tea {n}", f"A kind of drink {n % 7} that is used for resting {n % 5}."),
            (f"What is the purpose of tea {n - 1}?", f"Boiling {n % 3}"),
            (f"True leaf {n}", f"Made of water {n % 11} and tea {n - 2}. Unlike false leaf {n}."),
            (f"Stages of brewing {n}", f"1. Heating {n}\n2. Steeping {n % 4}"),
        )[n % 4]
        cards.append(Card(n + 1, front, back, path="tea.txt", tags=(f"brew::t{n % 3}",)))
    return Deck("Tea", tuple(cards))


def test_a_deck_gives_the_same_graph_by_any_number_of_processes() -> None:
    many = deck(2 * BATCH + 50)
    alone = extract(many, Vocabulary())
    assert len(alone.edges) > BATCH
    steps: list[tuple[int, int]] = []
    assert extract(many, Vocabulary(), lambda *at: steps.append(at), jobs=3) == alone
    assert steps[-1] == (len(many.cards), len(many.cards))


def test_cards_change_nothing_that_others_read() -> None:
    finder = Finder()
    finder.add("tea", 0)
    finder.add("sencha", 1)
    known = Known(
        (Named(0, "tea", False, frozenset()), Named(1, "sencha", False, frozenset())), finder
    )
    passages = [
        Passage(1, ("Sencha is a kind of tea.",), True, "sencha\nSencha is a kind of tea."),
        Passage(0, ("A drink.",), True, "tea\nA drink."),
    ]
    both = relate_cards(passages, known)
    assert both == [*relate_cards(passages[:1], known), *relate_cards(passages[1:], known)]
    assert [(e.a, e.relation, e.b) for e in both[0].edges] == [(1, "kind-of", 0)]
    assert both[0].mentioned == (0, 1)
