from __future__ import annotations

import pytest

from kg.text.normal_forms import normalise, stem
from kg.text.synonyms import synonym_sets


@pytest.mark.parametrize("synonyms", synonym_sets(), ids=" ".join)
def test_a_set_has_a_few_words_of_different_stems(synonyms: tuple[str, ...]) -> None:
    assert 2 <= len(set(synonyms)) == len(synonyms) <= 9
    assert len({stem(word) for word in synonyms}) > 1
    assert all(word == normalise(word) for word in synonyms)


def test_no_set_is_there_twice() -> None:
    sets = [frozenset(synonyms) for synonyms in synonym_sets()]
    assert len(sets) == len(set(sets)) > 100
