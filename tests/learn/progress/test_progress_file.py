from __future__ import annotations

from pathlib import Path

import pytest

from kg.learn.progress import Progress, ProgressFile


def test_a_failed_change_leaves_the_file_unchanged(tmp_path: Path) -> None:
    file = ProgressFile(tmp_path)
    file.change("tea", lambda progress: progress.with_status(["a"], "known"))
    before = file.path.read_bytes()

    def fail(_: Progress) -> Progress:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        file.change("tea", fail)
    assert file.path.read_bytes() == before
    assert file.read("tea").known == {"a"}
