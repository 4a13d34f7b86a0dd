from __future__ import annotations

import shutil
import threading
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.errors import ServerError, UsageError
from kg.graph_files.load import load_graph
from kg.store import Store, open_store
from kg.store.postgres.address import Address
from kg.store.postgres.publish import publish
from tests.server import SECRET, NoServerError, Server, programs


@pytest.fixture(scope="module")
def own(server: Server, graph_folder: Path) -> Iterator[Server]:  # noqa: ARG001 - skips if there is none
    """Start a server with the tiny graph, which a test may stop."""
    with Server() as started:
        publish(load_graph(graph_folder), Address.parse(started.url()))
        yield started


def error_of(url: str) -> str:
    """Return the message of the error on opening a graph, which holds no secret."""
    with pytest.raises((ServerError, UsageError)) as raised:
        open_store(url, None)
    trace = "".join(traceback.format_exception(raised.value))
    assert SECRET not in trace
    assert "hush" not in trace
    return str(raised.value)


def test_a_password_gives_access(own: Server) -> None:
    with open_store(own.tcp("graph=tea"), None) as store:
        assert len(store) == 8


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        (lambda own: own.tcp(password="hush"), "check the user and its password"),
        (lambda own: own.tcp(user="nobody"), "check the user and its password"),
        (lambda own: own.url(user="nobody"), "name a user that the server knows"),
        (lambda own: own.url(database="nowhere"), "create it (createdb)"),
        (lambda own: own.tcp().replace(f":{own.port}/", ":1/"), "is the server running there?"),
        (lambda own: own.url().replace(str(own.folder), "/nowhere"), "is the server running"),
        (lambda own: own.tcp("sslmode=never"), "can't be reached"),
        (lambda own: own.tcp("nonsense=hush"), "libpq does not understand"),
        (lambda own: own.tcp().replace(SECRET, "hush%zz"), "libpq does not understand"),
    ],
    ids=[
        "wrong password", "unknown user", "unknown role", "no such database", "no such port",
        "no such socket", "bad value", "bad parameter", "bad encoding",
    ],
)  # fmt: skip
def test_a_failed_connection_is_explained(
    own: Server, url: Callable[[Server], str], reason: str
) -> None:
    assert reason in error_of(url(own))


def test_secrets_of_the_environment_are_not_shown(
    own: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"postgresql://owner@127.0.0.1:{own.port}/kg"
    monkeypatch.setenv("PGPASSWORD", SECRET)
    open_store(url, None).close()
    monkeypatch.setenv("PGPASSWORD", "hush")
    assert "check the user and its password" in error_of(url)
    monkeypatch.setenv("PGDATABASE", "hush")  # libpq shows it in its message
    assert "hush" not in error_of(own.url(database=""))


def test_options_of_the_user_are_kept(own: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGOPTIONS", "-c work_mem=5MB")
    for more in ("graph=tea", "options=-c%20work_mem%3D5MB"):
        with open_store(own.url(more), None) as store:
            assert store._rows("SHOW work_mem") == [("5MB",)]
            assert store._rows("SHOW default_transaction_read_only") == [("on",)]


def test_a_query_that_takes_too_long(own: Server) -> None:
    with open_store(own.url("options=-c%20statement_timeout%3D200ms"), None) as store:
        with pytest.raises(ServerError, match=r"the server gave up .*statement_timeout"):
            store._rows("SELECT pg_sleep(60)")
        assert len(store.keys()) == 8


def test_refused_statements_are_reported_without_secrets(own: Server) -> None:
    with (
        open_store(own.tcp(), None) as store,
        pytest.raises(ServerError, match=r"the server refuses \(22P02") as raised,
    ):
        store._rows("SELECT ?::integer", [SECRET])
    assert SECRET not in str(raised.value)


def test_a_version_that_was_dropped(own: Server, graph_folder: Path) -> None:
    gone = publish(load_graph(graph_folder), Address.parse(own.url("graph=gone")))
    with open_store(own.url("graph=gone"), None) as store:
        own.do(f"DROP SCHEMA {gone.schema} CASCADE")
        with pytest.raises(ServerError, match="ask again"):
            store.keys()
    own.do("DELETE FROM deckgraph.version WHERE graph = 'gone'")


def test_a_server_that_stops_during_a_query(own: Server) -> None:
    faults: list[BaseException] = []

    def ask(store: Store) -> None:
        try:
            store._rows("SELECT pg_sleep(60)")
        except ServerError as error:
            faults.append(error)

    with open_store(own.url("graph=tea"), None) as store:
        asking = threading.Thread(target=ask, args=[store])
        asking.start()
        running = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg\\_sleep%'"
        while own.do(running) == [(0,)]:
            pass
        own.stop()
        asking.join(timeout=30)
        with pytest.raises(ServerError, match="ask again when the server runs"):
            store.keys()
    (fault,) = faults
    assert "nothing is lost; ask again when the server runs" in str(fault)
    assert "is the server running there?" in error_of(own.url("graph=tea"))
    own.start()
    with open_store(own.url("graph=tea"), None) as store:
        assert len(store.keys()) == 8


def test_a_missing_server_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(Path, "glob", lambda *_: iter(()))
    with pytest.raises(NoServerError, match="install Debian's postgresql"):
        programs()
