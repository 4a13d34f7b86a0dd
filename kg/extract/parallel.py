"""Jobs: a pure function mapped over items in batches, by other processes where they are wanted."""

from __future__ import annotations

import signal
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, TypeVar

from kg.errors import KgError

Item = TypeVar("Item")
Shared = TypeVar("Shared")
Found = TypeVar("Found")

BATCH = 1_000
"""Items of a batch: some tenths of a second's work, so that Ctrl-C need not wait for long."""

MOST = 61
"""Processes at most; Windows can wait for no more."""

_shared: Any = None
"""In a process that works for another, what all its batches share."""


def in_batches(
    work: Callable[[Sequence[Item], Shared], list[Found]],
    items: Sequence[Item],
    shared: Shared,
    jobs: int,
    size: int = BATCH,
) -> Generator[Found]:
    """What a function finds for each item, in the items' order, however many processes work.

    Args:
        work: pure, and a module's own, so that a new process can import it; it gives as many values
            as it is given items.
        items: what to work on; those, the shared value and what is found must pickle.
        shared: handed to every call, and to each process once.
        jobs: processes at most; with 1, or where all items are one batch, none is started.
        size: items of a batch.

    Raises:
        KgError: a process was ended from outside. What `work` raises comes through as it is.
    """
    batches = [items[n : n + size] for n in range(0, len(items), size)]
    jobs = min(jobs, len(batches), MOST)
    if jobs <= 1:
        for batch in batches:
            yield from work(batch, shared)
        return
    # Started anew, not forked, on every system: a fork copies locks that other threads hold.
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _take_up, (shared,))
    try:
        with _uninterrupted():
            waiting: list[Future[list[Found]]] = [pool.submit(_work, work, b) for b in batches]
        waiting.reverse()
        while waiting:
            yield from waiting.pop().result()
    except BrokenProcessPool as error:
        message = "a process that read cards was ended, maybe for want of memory; try --jobs 1"
        raise KgError(message) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _take_up(shared: Any) -> None:
    """Make a new process ready; that whoever started it is interrupted is not its affair."""
    global _shared
    _shared = shared
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _work(work: Callable[[Sequence[Any], Any], list[Any]], batch: Sequence[Any]) -> list[Any]:
    return work(batch, _shared)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold back Ctrl-C while processes start, where a system can: they are born without it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
