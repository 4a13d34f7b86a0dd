"""What development and CI install is fixed to a version and a hash."""

from __future__ import annotations

import re

import pytest

from tests.conftest import PROJECT


@pytest.mark.parametrize("name", ["constraints.txt", "tool-constraints.txt"])
def test_every_version_has_a_hash(name: str) -> None:
    text = (PROJECT / "tests" / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert len(entries) > 20
    assert [
        e for e in entries if not re.match(r"\S+==\S+.*\n.*--hash=sha256:[0-9a-f]{64}", e)
    ] == []


def test_nothing_is_installed_without_a_hash() -> None:
    made = (PROJECT / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ")
    installs = [line for line in made.splitlines() if re.search(r"pip (\S+ \S+ )?install", line)]
    free = ("--require-hashes", "--no-deps", "--editable .", "--constraint dist/versions.txt")
    assert len(installs) >= 3
    assert [line for line in installs if not any(option in line for option in free)] == []
