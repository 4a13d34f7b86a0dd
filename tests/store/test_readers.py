from pathlib import Path

import pytest

from tests.readers import Seen, read_while_edited

READERS, TIMES = 8, 6


def test_readers_of_a_graph_that_is_edited_all_the_time(tmp_path: Path) -> None:
    """Each gets the whole answer of one version, at least as new as its question, and no error."""
    seen, versions = read_while_edited(tmp_path, READERS, TIMES)
    assert [len(of_one) for of_one in seen] == [TIMES] * READERS
    assert [one for of_one in seen for one in of_one if not one.is_right] == []
    # Versions only go up, and there were several.
    for of_one in seen:
        numbers = [one.version for one in of_one]
        assert numbers == sorted(numbers)
    assert versions > 1


@pytest.mark.parametrize(
    ("seen", "is_right"),
    [
        (Seen(4, 6, 4, ("Aardvark",)), True),
        (Seen(4, 6, 7, ("Beluga",)), True),
        (Seen(4, 6, 3, ("Beluga",)), False),
        (Seen(4, 6, 8, ("Aardvark",)), False),
        (Seen(4, 6, 5, ("Aardvark",)), False),
        (Seen(4, 6, 4, ("Aardvark", "Beluga")), False),
        (Seen(4, 6, error="OSError: gone"), False),
    ],
    ids=["then", "since", "stale", "not there yet", "mixed up", "both", "error"],
)
def test_which_answers_count_as_right(seen: Seen, is_right: bool) -> None:
    assert seen.is_right is is_right
