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
from kg.extract.parallel import CARDS_PER_BATCH, in_batches
from kg.model.deck import Card, Deck
from kg.model.vocabulary import Vocabulary


def double(items: Sequence[int], shared: str) -> list[str]:
    return [f"{shared}{2 * item}" for item in items]


def refuse(items: Sequence[int], shared: int) -> list[int]:
    if shared in items:
        raise ValueError(f"no {shared}")
    return list(items)


def process_ids(items: Sequence[int], shared: None) -> list[int]:
    return [os.getpid() if shared is None else 0] * len(items)


def die(items: Sequence[int], shared: int) -> list[int]:
    if shared in items:
        os.kill(os.getpid(), signal.SIGKILL)
    return list(items)


def interrupt(items: Sequence[int], shared: int) -> list[int]:
    """Interrupt this process and its parent, as Ctrl-C in a terminal does."""
    if 0 in items:
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(shared, signal.SIGINT)
    return list(items)


@given(number=st.integers(0, 40), size=st.integers(1, 9))
def test_results_have_the_order_of_the_items(number: int, size: int) -> None:
    items = range(number)
    assert list(in_batches(double, items, "x", 1, size)) == double(items, "x")


def test_processes_give_the_same_results_in_order() -> None:
    items = range(100)
    assert list(in_batches(double, items, "x", 2, size=7)) == double(items, "x")


@pytest.mark.parametrize(("jobs", "number"), [(1, 9), (8, 0), (8, 3)], ids=str)
def test_no_process_is_started_for_one_batch(jobs: int, number: int) -> None:
    assert set(in_batches(process_ids, range(number), None, jobs, size=9)) <= {os.getpid()}


def test_no_more_processes_than_batches() -> None:
    found = set(in_batches(process_ids, range(3), None, 50, size=2))
    assert os.getpid() not in found
    assert len(found) <= 2


@pytest.mark.parametrize("jobs", [1, 2])
def test_errors_of_the_function_come_through(jobs: int) -> None:
    found = in_batches(refuse, range(9), 5, jobs, size=2)
    assert [next(found) for _ in range(4)] == [0, 1, 2, 3]
    with pytest.raises(ValueError, match="no 5"):
        next(found)
    assert not multiprocessing.active_children()


def test_an_ended_process_is_an_error() -> None:
    with pytest.raises(KgError, match="a process that read cards was ended"):
        list(in_batches(die, range(9), 5, 2, size=2))
    assert not multiprocessing.active_children()


def test_ctrl_c_ends_all_processes() -> None:
    with pytest.raises(KeyboardInterrupt):
        list(in_batches(interrupt, range(40), os.getpid(), 2, size=2))
    assert not multiprocessing.active_children()


def test_closing_the_generator_leaves_no_process() -> None:
    found = in_batches(double, range(40), "x", 2, size=2)
    assert next(found) == "x0"
    found.close()
    assert not multiprocessing.active_children()


def deck(number: int) -> Deck:
    """Return a deck whose cards mention each other in terms, questions, antonyms and lists."""
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


@pytest.mark.slow
def test_any_number_of_processes_gives_the_same_graph() -> None:
    many = deck(2 * CARDS_PER_BATCH + 50)
    alone = extract(many, Vocabulary())
    assert len(alone.edges) > CARDS_PER_BATCH
    steps: list[tuple[int, int]] = []
    assert extract(many, Vocabulary(), lambda *at: steps.append(at), jobs=3) == alone
    assert steps[-1] == (len(many.cards), len(many.cards))
