from __future__ import annotations

import signal
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from kg.errors import DataError, KgError, ServerError, UsageError
from kg.graph_files.load import load_graph
from kg.model.graph import Concept, Graph
from kg.store import Key, Store, open_store
from kg.store.postgres import publish
from kg.store.postgres.address import Address
from kg.store.postgres.postgres_schema import CATALOGUE_TABLES
from kg.store.postgres.publish import Published
from tests.conftest import PROJECT
from tests.graphs import compiled, graphs
from tests.server import OWNER, READER, STRANGER, Server
from tests.store.cached import answers

Publish = Callable[..., Published]


@pytest.fixture(scope="module")
def tea(graph_folder: Path) -> Graph:
    return load_graph(graph_folder)


@pytest.fixture
def database(server: Server, request: pytest.FixtureRequest) -> Iterator[str]:
    """An empty database for one test."""
    name = f"test_{zlib.crc32(request.node.name.encode())}"
    server.create(name)
    yield name
    server.do(f"DROP DATABASE {name} WITH (FORCE)", database="postgres")


@pytest.fixture
def published_tea(server: Server, database: str, tea: Graph) -> Publish:
    """Return a function that publishes a graph in that database, by default the tiny one."""

    def call(graph: Graph = tea, more: str = "", user: str = OWNER, **options: Any) -> Published:
        url = server.url(more, user=user, database=database)
        return publish.publish(graph, Address.parse(url), **options)

    return call


def schemas(server: Server, database: str) -> list[str]:
    sql = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'kg\\_%' ORDER BY 1"
    return [name for (name,) in server.do(sql, database=database)]


def error_of(action: Callable[[], object]) -> str:
    with pytest.raises(KgError) as raised:
        action()
    return str(raised.value)


# Versions


def test_a_graph_is_published_under_its_title_or_the_name_given(
    published_tea: Publish, server: Server, database: str
) -> None:
    assert published_tea().graph == "tea"
    url = server.url(database=database)
    with open_store(url, None) as store:  # the only one needs no name
        assert store.title == "Tea"
    done = published_tea(more="graph=Second+cup")
    assert done.graph == "second-cup"
    assert done.rows["concept"] == 8
    with open_store(server.url("graph=second-cup", database=database), None) as store:
        assert len(store) == 8
    assert "add ?graph= and one of second-cup, tea" in error_of(lambda: open_store(url, None))
    other = server.url("graph=coffee", database=database)
    assert "there are second-cup, tea" in error_of(lambda: open_store(other, None))


def test_a_reader_keeps_the_version_it_opened(
    published_tea: Publish, server: Server, database: str, tea: Graph
) -> None:
    published_tea()
    url = server.url(database=database)
    with open_store(url, None) as before:
        published_tea(replace(tea, description="Anew."))
        with open_store(url, None) as after:
            assert (before.description, after.description) == ("How tea is made.", "Anew.")
            assert before.concepts(before.keys()) == after.concepts(after.keys())


def test_old_versions_are_dropped(published_tea: Publish, server: Server, database: str) -> None:
    names = [published_tea().schema for _ in range(3)]
    assert schemas(server, database) == names  # all were there a moment ago
    server.do(
        "UPDATE deckgraph.version SET replaced = replaced - interval '2 hours'", database=database
    )
    names.append(published_tea().schema)
    # The version replaced last may still be read.
    assert schemas(server, database) == names[2:]
    assert server.do("SELECT count(*) FROM deckgraph.version", database=database) == [(2,)]


def test_an_old_version_in_use_is_kept_until_the_next_publication(
    published_tea: Publish, server: Server, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish, "OLD_VERSION_LIFETIME", "0 seconds")
    monkeypatch.setattr(publish, "_DROP_LOCK_TIMEOUT", "1ms")
    first = published_tea().schema
    import psycopg  # noqa: TID251 - another who reads

    with psycopg.connect(server.url(database=database)) as reader:
        reader.execute(f"SELECT count(*) FROM {first}.concept")  # and its transaction is not over
        published_tea()
        assert first in schemas(server, database)
        published_tea()
        assert first in schemas(server, database)
    published_tea()
    assert first not in schemas(server, database)


def test_readers_may_read_later_versions(
    published_tea: Publish, server: Server, database: str
) -> None:
    published_tea()
    url = server.url(user=READER, database=database)
    refused = error_of(lambda: open_store(url, None))
    assert "no right" in refused
    assert "kg publish --reader" in refused
    published_tea(readers=[READER])
    published_tea()
    with open_store(url, None) as store:
        assert len(store.keys()) == 8
    assert "no right" in error_of(
        lambda: open_store(server.url(user=STRANGER, database=database), None)
    )
    published_tea(readers=["public"])
    with open_store(server.url(user=STRANGER, database=database), None) as store:
        assert len(store.keys()) == 8


def test_readers_can_not_change_anything(
    published_tea: Publish, server: Server, database: str
) -> None:
    published_tea()
    with open_store(server.url(database=database), None) as store:  # by its owner, even
        assert "takes no changes" in error_of(lambda: store._rows("DELETE FROM main.concept"))
        assert len(store.keys()) == 8


def storable(value: Any) -> Any:
    """Return a field of a concept as PostgreSQL holds it, which has no NUL."""
    if isinstance(value, tuple):
        return tuple(map(storable, value))
    return value.replace("\0", "\ufffd")


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(graph=graphs())
def test_any_graph_is_the_same_in_both_databases(
    published_tea: Publish, server: Server, database: str, graph: Graph
) -> None:
    published_tea(graph, more="graph=any")
    here = compiled(graph)
    with open_store(server.url("graph=any", database=database), None) as there, here:
        keys = here.keys()
        assert there.concepts(keys) == {
            key: Concept(*map(storable, concept)) for key, concept in here.concepts(keys).items()
        }
        assert there.edges() == here.edges()
        assert there.concept_fields(keys) == here.concept_fields(keys)
        codes = {code for fields in here.concept_fields(keys).values() for code in "".join(fields)}
        stems = sorted(here.stems_of_codes(codes).values())
        assert there.search(stems, 99) == here.search(stems, 99)
        for stem in stems:
            assert there.search([stem], 3) == here.search([stem], 3)
            assert there.search_names([[stem]], 3) == here.search_names([[stem]], 3)
        for key in keys:
            for hops in range(4):
                assert there.neighbourhood([key], hops, 4) == Store.neighbourhood(
                    here, [key], hops, 4
                )


def test_long_names_and_characters_that_postgres_can_not_hold(
    published_tea: Publish, server: Server, database: str, tea: Graph
) -> None:
    first = next(iter(tea.concepts))
    long = "tea " + "x" * 5_000
    odd = tea.concepts[first]._replace(name="a\0b", aliases=(long,), summary=f"{long} \0.")
    published_tea(replace(tea, concepts={**tea.concepts, first: odd}))
    with open_store(server.url(database=database), None) as store:
        assert store.concept(Key(1)).name == "a\ufffdb"
        assert store.concept(Key(1)).aliases == (long,)
        assert store.name_matches(["oolong"]).keys() == {"oolong"}


# Faults


def test_an_empty_database_holds_no_graph(server: Server, database: str) -> None:
    url = server.url(database=database)
    assert "kg publish" in error_of(lambda: open_store(url, None))


def test_publishing_needs_the_right_to_create(
    published_tea: Publish, server: Server, database: str
) -> None:
    published_tea()
    assert "GRANT CREATE" in error_of(lambda: published_tea(user=READER))
    read_only = "options=-c%20default_transaction_read_only%3Don"
    assert "takes no changes" in error_of(lambda: published_tea(more=read_only))
    assert schemas(server, database) == ["kg_tea_1"]


def test_an_extension_that_is_not_installed(
    published_tea: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish, "EXTENSION", "pg_nonesuch")
    message = error_of(published_tea)
    assert "has no extension pg_nonesuch" in message
    assert "contrib" in message
    monkeypatch.setattr(publish, "EXTENSION", "file_fdw")  # only a superuser may create it
    message = error_of(published_tea)
    assert "can't add the extension file_fdw" in message
    assert "CREATE EXTENSION file_fdw" in message


def test_an_extension_that_was_dropped(
    published_tea: Publish, server: Server, database: str
) -> None:
    published_tea()
    server.do("DROP EXTENSION pg_trgm CASCADE", database=database)
    url = server.url(database=database)
    assert "has lost the extension pg_trgm" in error_of(lambda: open_store(url, None))
    published_tea()
    with open_store(url, None) as store:
        assert store.spelling_candidates("fermentatoin", 2) == ["fermentation"]


def test_tables_of_other_programs_and_versions(
    published_tea: Publish, server: Server, database: str
) -> None:
    url = server.url(database=database)
    published_tea()
    server.do(
        "UPDATE deckgraph.version SET format = '1.0-old', program = '0.0.1'", database=database
    )
    with pytest.raises(DataError, match=r"published by kg 0\.0\.1.*publish it again"):
        open_store(url, None)
    published_tea()
    open_store(url, None).close()
    server.do("DROP SCHEMA deckgraph CASCADE; CREATE SCHEMA deckgraph", database=database)
    server.do("GRANT USAGE ON SCHEMA deckgraph TO public", database=database)
    for action in (lambda: open_store(url, None), published_tea):
        with pytest.raises(DataError, match="not kg's; use another database"):
            action()


def test_a_database_in_another_encoding(server: Server, tea: Graph) -> None:
    server.create("latin", "ENCODING 'LATIN1' TEMPLATE template0")
    with pytest.raises(UsageError, match="createdb -E UTF8"):
        publish.publish(tea, Address.parse(server.url(database="latin")))


def test_nothing_is_left_of_an_interrupted_publication(
    published_tea: Publish, server: Server, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    published_tea()

    def interrupted(_: Graph) -> Iterator[tuple[str, Iterator[tuple[object, ...]]]]:
        yield "meta", iter([("title", "half")])
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(publish, "search_tables", interrupted)
        published_tea()
    assert schemas(server, database) == ["kg_tea_1"]
    with open_store(server.url(database=database), None) as store:
        assert store.title == "Tea"


HALFWAY = """
import sys
from pathlib import Path
from kg.graph_files.load import load_graph
from kg.store.postgres import publish
from kg.store.postgres.address import Address

def tables(graph):
    yield "meta", iter([("title", "half")])
    print("half", flush=True)
    sys.stdin.read()

publish.search_tables = tables
publish.publish(load_graph(Path(sys.argv[1])), Address.parse(sys.argv[2]))
"""


def test_a_publisher_that_is_killed(
    published_tea: Publish, server: Server, database: str, graph_folder: Path
) -> None:
    published_tea()
    url = server.url(database=database)
    with subprocess.Popen(
        [sys.executable, "-c", HALFWAY, str(graph_folder), url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=PROJECT,
    ) as half:
        assert half.stdout is not None
        assert half.stdout.readline() == b"half\n"
        with open_store(url, None) as store:  # readers do not see half a graph, nor wait
            assert store.title == "Tea"
        half.send_signal(signal.SIGKILL)
    with open_store(url, None) as store:
        assert len(store.keys()) == 8
    newest = published_tea().schema
    assert len(schemas(server, database)) == 2
    assert newest in schemas(server, database)


def halfway(folder: Path, url: str) -> subprocess.Popen[bytes]:
    """Start to publish a graph in another process, which stops in the middle until it is told."""
    process = subprocess.Popen(
        [sys.executable, "-c", HALFWAY, str(folder), url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=PROJECT,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"half\n"
    return process


def test_of_two_publishers_at_once_none_waits_for_the_other_to_load(
    published_tea: Publish, server: Server, database: str, graph_folder: Path,
) -> None:  # fmt: skip
    published_tea()
    url = server.url(database=database)
    with halfway(graph_folder, url) as first:
        second = published_tea().schema
        first.communicate()
        assert first.returncode == 0
    sql = "SELECT schema, replaced IS NULL FROM deckgraph.version ORDER BY replaced DESC"
    rows = dict(server.do(sql, database=database))
    # The one loaded last is current, and no reader of the one before is cut off.
    assert len(rows) == 3
    assert rows[second] is False


def test_a_publisher_that_waits_too_long_for_others(
    published_tea: Publish, server: Server, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    published_tea()
    monkeypatch.setattr(publish, "_PUBLISH_LOCK_TIMEOUT", "10ms")
    import psycopg  # noqa: TID251 - another who publishes

    with psycopg.connect(server.url(database=database)) as other:
        other.execute("LOCK TABLE deckgraph.version IN SHARE UPDATE EXCLUSIVE MODE")
        with pytest.raises(ServerError, match="somebody else is publishing there now"):
            published_tea()


def test_two_first_publishers_at_once_both_succeed(
    server: Server, database: str, tea: Graph
) -> None:
    start = threading.Barrier(4)
    done: list[str] = []

    def first(name: str) -> None:
        address = Address.parse(server.url(f"graph={name}", database=database))
        start.wait()
        done.append(publish.publish(tea, address).graph)

    threads = [threading.Thread(target=first, args=[name]) for name in ("a", "b", "c", "c")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == ["a", "b", "c", "c"]
    sql = "SELECT graph FROM deckgraph.version WHERE replaced IS NULL ORDER BY 1"
    assert server.do(sql, database=database) == [("a",), ("b",), ("c",)]


# Strangers

LOOT = """
CREATE TABLE public.loot (who text, what text);
GRANT ALL ON public.loot TO public;
CREATE FUNCTION public.note(what text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO public.loot VALUES (current_user, what);
EXCEPTION WHEN read_only_sql_transaction THEN RAISE EXCEPTION 'stolen as %', current_user;
END $$;
"""
"""What a planted function leaves behind; in a reader's session, which can't write, it fails."""


def planted() -> Iterator[str]:
    """Yield functions and operators that fit calls of kg better than the server's own do."""
    yield LOOT
    functions = {
        "has_database_privilege(name, text)": "boolean",
        "current_setting(text)": "text",
        "length(character varying)": "integer",
        "get_byte(bytea, bigint)": "integer",
        "strpos(text, character varying)": "integer",
    }
    for signature, result in functions.items():
        yield (
            f"CREATE FUNCTION public.{signature} RETURNS {result} LANGUAGE plpgsql AS "
            f"$$ BEGIN PERFORM public.note('{signature}'); RETURN NULL; END $$"
        )
    pairs = ["float8, integer", "numeric, integer", "smallint, integer", "text, varchar"]
    for number, (pair, sign) in enumerate((p, s) for p in pairs for s in ("*", "+", "%", "=")):
        left, right = pair.split(", ")
        result = "boolean" if sign in "%=" else "float8"
        yield (
            f"CREATE FUNCTION public.evil{number}({pair}) RETURNS {result} LANGUAGE plpgsql AS "
            f"$$ BEGIN PERFORM public.note('{sign}'); RETURN NULL; END $$"
        )
        yield (
            f"CREATE OPERATOR public.{sign} "
            f"(leftarg = {left}, rightarg = {right}, function = public.evil{number})"
        )


def test_nothing_that_a_stranger_planted_is_run(
    published_tea: Publish, server: Server, database: str, tea: Graph
) -> None:
    server.do(f"GRANT CREATE ON SCHEMA public TO {STRANGER}", database=database)
    server.do("CREATE EXTENSION pg_trgm SCHEMA public", database=database)  # an older database
    for statement in planted():
        server.do(statement, user=STRANGER, database=database)
    server.do(f"ALTER ROLE {OWNER} IN DATABASE {database} SET search_path = public, pg_catalog")
    for more in ("", "options=-c%20search_path%3Dpublic%2Cpg_catalog"):
        published_tea(more=more, readers=[READER])
        with open_store(server.url(more, user=READER, database=database), None) as there:
            assert answers(there) == answers(compiled(tea))
            assert there.spelling_candidates("fermentatoin", 2) == ["fermentation"]
    assert server.do("SELECT * FROM public.loot", database=database) == []


def test_a_catalogue_that_a_stranger_planted_is_not_used(
    published_tea: Publish, server: Server, database: str
) -> None:
    server.do(f"GRANT CREATE ON DATABASE {database} TO {STRANGER}", database="postgres")
    for statement in CATALOGUE_TABLES:
        server.do(statement, user=STRANGER, database=database)
    server.do(
        "GRANT ALL ON SCHEMA deckgraph TO public; GRANT ALL ON deckgraph.version TO public",
        user=STRANGER,
        database=database,
    )
    with pytest.raises(DataError, match="belongs to 'stranger'"):
        published_tea()


@pytest.mark.parametrize("table", ["deckgraph.version", "kg_tea_1.concept"])
def test_tables_that_run_something_when_read_are_refused(
    published_tea: Publish, server: Server, database: str, table: str
) -> None:
    published_tea()
    server.do(f"ALTER TABLE {table} RENAME TO stolen", database=database)
    schema = table.partition(".")[0]
    server.do(f"CREATE VIEW {table} AS SELECT * FROM {schema}.stolen", database=database)
    with pytest.raises(DataError, match="is not a plain table"):
        open_store(server.url(database=database), None)


def test_a_catalogue_that_names_a_foreign_schema_is_refused(
    published_tea: Publish, server: Server, database: str
) -> None:
    published_tea()
    server.do("UPDATE deckgraph.version SET schema = 'public'", database=database)
    with pytest.raises(DataError, match="names a schema that is not kg's"):
        open_store(server.url(database=database), None)
    server.do(
        "UPDATE deckgraph.version SET replaced = now() - interval '9 hours'", database=database
    )
    published_tea()
    published_tea()
    assert server.do("SELECT 1 FROM pg_namespace WHERE nspname = 'public'", database=database)
