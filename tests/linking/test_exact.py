from __future__ import annotations

import pytest

from kg.linking.exact import best_matches, lookup
from kg.store import Key, MatchType, NameMatch, Store


def test_only_matches_of_the_most_reliable_type_are_kept() -> None:
    matches = [NameMatch("stem", Key(1)), NameMatch("alias", Key(2)), NameMatch("alias", Key(3))]
    assert best_matches(matches) == [NameMatch("alias", Key(2)), NameMatch("alias", Key(3))]
    assert best_matches([*matches, NameMatch("name", Key(9))]) == [NameMatch("name", Key(9))]
    assert best_matches([]) == []


@pytest.mark.parametrize(
    ("text", "name", "match_type"),
    [
        pytest.param("GREEN tea", "Green tea", "name", id="name"),
        pytest.param("sencha", "Green tea", "alias", id="alias"),
        pytest.param("pickings", "Picking", "stem", id="stem"),
        pytest.param("greentea", "Green tea", "squash", id="squashed name"),
        pytest.param("gre entea", "Green tea", "squash", id="squashed text"),
    ],
)
def test_a_name_is_looked_up_as_it_is_by_stems_and_squashed(
    tiny_store: Store, text: str, name: str, match_type: MatchType
) -> None:
    key = tiny_store.key_named(name)
    assert key is not None
    assert lookup(tiny_store, text) == [NameMatch(match_type, key)]


@pytest.mark.parametrize("text", ["gren tea", "", "?"])
def test_other_texts_match_nothing(tiny_store: Store, text: str) -> None:
    assert lookup(tiny_store, text) == []
