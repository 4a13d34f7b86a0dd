from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.store.postgres import is_address, without_passwords
from kg.store.postgres.address import Address


@pytest.mark.parametrize(
    ("text", "uri", "graph", "shown"),
    [
        pytest.param(
            "postgresql://ann@db.example:5433/decks?graph=tea",
            "postgresql://ann@db.example:5433/decks",
            "tea",
            "postgresql://ann@db.example:5433/decks?graph=tea",
            id="whole",
        ),
        pytest.param(
            "postgres://ann:hush@db/decks?sslmode=require&graph=Green%20Tea&connect_timeout=3",
            "postgres://ann:hush@db/decks?sslmode=require&connect_timeout=3",
            "green-tea",
            "postgresql://ann@db/decks?sslmode=require&graph=green-tea",
            id="among other parameters",
        ),
        pytest.param(
            "postgresql://a,b:5/decks?password=hush&user=ann",
            "postgresql://a,b:5/decks?password=hush&user=ann",
            None,
            "postgresql://a,b:5/decks?user=ann",
            id="password among the parameters",
        ),
        pytest.param(
            "postgresql:///decks?host=/run/pg",
            "postgresql:///decks?host=/run/pg",
            None,
            "postgresql:///decks?host=/run/pg",
            id="socket",
        ),
        pytest.param(
            "postgresql://", "postgresql://", None, "postgresql://", id="all by libpq's defaults"
        ),
        pytest.param(
            "postgresql://db/d?graph=", "postgresql://db/d", None, "postgresql://db/d", id="no name"
        ),
    ],
)
def test_an_address_is_parsed(text: str, uri: str, graph: str | None, shown: str) -> None:
    address = Address.parse(text)
    assert (address.uri, address.graph, str(address)) == (uri, graph, shown)
    assert "hush" not in repr(address)


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://ann:hu@sh@db/decks",
        "postgresql://ann:hu/sh@db/decks",
        "postgresql://ann:hu?sh@db/decks",
        "postgresql://ann:hush @db/decks",
        "postgresql://ann@db/hush@decks",
        "postgresql://ann@db/decks?hush",
        "postgresql://ann@db/a/hush",
        "postgresql:/ann:hush@db/decks",
        "postgresql:ann:hush@db/decks",
        "mysql://ann:hush@db/decks",
    ],
)
def test_error_messages_do_not_repeat_a_bad_address(text: str) -> None:
    with pytest.raises(UsageError) as raised:
        Address.parse(text)
    assert "hush" not in str(raised.value)
    assert "sh@" not in str(raised.value)
    assert "postgresql://USER@HOST/DATABASE" in str(raised.value)


@given(st.text(alphabet=st.characters(exclude_characters="@/?:", min_codepoint=33), min_size=1))
def test_passwords_are_never_shown(password: str) -> None:
    secret = f"<{password}>"
    try:
        address = Address.parse(f"postgresql://ann:{secret}@db/decks?graph=tea")
    except UsageError as error:
        assert secret not in str(error)
        return
    assert secret not in f"{address} {address!r}"
    assert secret in address.uri
    assert secret not in address.without_secrets(f"no entry for {secret}, {secret}")


def test_the_password_of_the_environment_is_secret_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", "hush")
    address = Address.parse("postgresql://ann:s%25t@db/decks")
    assert address.without_secrets("hush s%25t s%t") == "*** *** ***"


@pytest.mark.parametrize("text", ["graph", "/srv/graph", "C:/graph", "a:b", "deck.apkg", "./x:/y"])
def test_paths_are_not_addresses(text: str) -> None:
    assert not is_address(text)


ODD_ADDRESSES = [
    "postgresql+psycopg://ann:hush@db/decks",
    "postgresql+psycopg:/ann:hush@db/decks",
    "jdbc:postgresql://ann:hush@db/decks",
    "jdbc:postgresql://db/decks?user=ann&password=hush",
    " postgresql://ann:hush@db/decks",
    "postgresql:ann:hush@db/decks",
    "postgresql//ann:hush@db/decks",
    "//ann:hush@db/decks",
    "ann:hush@db/decks",
    "POSTGRESQL://ann:hush@db/decks",
    "host=db user=ann password=hush",
    "dbname=decks passwd=hush",
]


@pytest.mark.parametrize("text", ODD_ADDRESSES)
def test_an_address_in_any_form_is_no_path_and_never_shown(text: str) -> None:
    assert is_address(text)
    with pytest.raises(UsageError) as raised:
        Address.parse(text)
    assert "hush" not in str(raised.value)


@pytest.mark.parametrize("text", ["ann:tea@home", "postgres: notes", "password=of.csv"])
def test_a_file_that_exists_is_no_address(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(text).write_text("tea;a drink\n", encoding="utf-8")
    assert not is_address(text)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ann:hush/decks",  # no @, so that the password stands where a port may
        "postgresql://ann@db:hush/decks",
        "postgresql://ann@a..b/decks",
        f"postgresql://ann@{'a' * 64}/decks",
        f"postgresql://ann@{'a.' * 130}b/decks",
        "postgresql://ann@[::1/decks",
        "postgresql://ann@%00hush/decks",
        "postgresql://ann@d%20b/decks",
        "postgresql://ann@db%ff/decks",
        "postgresql:///decks?host=a..b",
        "postgresql:///decks?port=hush",
    ],
)
def test_a_host_that_can_not_be_one_is_an_error_in_words(url: str) -> None:
    with pytest.raises(UsageError, match="host or port in the address can't be one") as raised:
        Address.parse(url)
    assert "hush" not in str(raised.value)


@pytest.mark.parametrize("hosts", ["", "db", "db:5432", "a,b:5", "[::1]:5", "10.0.0.1", "%2Frun"])
def test_hosts_that_libpq_knows(hosts: str) -> None:
    assert Address.parse(f"postgresql://ann@{hosts}/decks").uri.endswith(f"@{hosts}/decks")


def test_a_nested_address_is_not_shown() -> None:
    nested = "postgresql%3A%2F%2Fann%3Ahush%40db"
    assert "hush" not in str(Address.parse(f"postgresql://db?dbname={nested}"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "no file 'postgresql://ann:hush@db/tea' here",
            "no file 'postgresql://ann:***@db/tea' here",
        ),
        ("postgresql:ann:hush@db", "postgresql:ann:***@db"),
        ("user=ann PASSWORD=hush&x=1", "user=ann PASSWORD=***&x=1"),
        ("see tea: write to ann@home", "see tea: write to ann@home"),
        ("http://ann:hush@a http://bob:hush@b", "http://ann:***@a http://bob:***@b"),
    ],
)
def test_messages_show_no_password_of_an_address(text: str, shown: str) -> None:
    assert without_passwords(text) == shown
