"""Apply a pure function to items in batches, in several processes or in one."""

from __future__ import annotations

import signal
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, TypeVar

from kg.errors import KgError

ItemT = TypeVar("ItemT")
SharedT = TypeVar("SharedT")
ResultT = TypeVar("ResultT")

CARDS_PER_BATCH = 1_000
"""Items in a batch: some tenths of a second's work, which is how long Ctrl-C may have to wait."""

MAX_PROCESSES = 61
"""Most processes; Windows can wait for no more."""

_shared: Any = None
"""The value that all batches share, in a worker process."""


def in_batches(
    work: Callable[[Sequence[ItemT], SharedT], list[ResultT]],
    items: Sequence[ItemT],
    shared: SharedT,
    jobs: int,
    size: int = CARDS_PER_BATCH,
) -> Generator[ResultT]:
    """Yield the result of a function for each item, in the order of the items.

    Args:
        work: a pure function at module level, so that a new process can import it; it returns as
            many results as it is given items.
        items: the items; they, the shared value and the results must pickle.
        shared: passed to every call, and to each process only once.
        jobs: most processes; with 1, or where all items fit into one batch, none is started.
        size: items in a batch.

    Raises:
        KgError: a process was ended from outside. Errors raised by `work` come through unchanged.
    """
    batches = [items[n : n + size] for n in range(0, len(items), size)]
    jobs = min(jobs, len(batches), MAX_PROCESSES)
    if jobs <= 1:
        for batch in batches:
            yield from work(batch, shared)
        return
    # Spawned, not forked, on every system: a fork copies locks that other threads hold.
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _start_worker, (shared,))
    try:
        with _interrupts_blocked():
            futures: list[Future[list[ResultT]]] = [
                pool.submit(_run_batch, work, batch) for batch in batches
            ]
        futures.reverse()
        while futures:
            yield from futures.pop().result()
    except BrokenProcessPool as error:
        message = "a process that read cards was ended, perhaps out of memory; try --jobs 1"
        raise KgError(message) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _start_worker(shared: Any) -> None:
    """Initialise a worker process; ignore Ctrl-C, which the parent process handles."""
    global _shared
    _shared = shared
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _run_batch(work: Callable[[Sequence[Any], Any], list[Any]], batch: Sequence[Any]) -> list[Any]:
    return work(batch, _shared)


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Block Ctrl-C while processes start, where the system can; they inherit the block."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    previous_mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, previous_mask)
