from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.store.postgres import is_address
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
