from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kg.learn.progress import Progress, dump_progress, read_progress
from tests.learn.progress.strategies import identifiers, progresses


@given(st.dictionaries(identifiers, progresses, max_size=3))
def test_progress_reads_back_as_it_was_written(
    graphs: dict[str, Progress],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "progress.json"
        file.write_text(dump_progress(graphs), encoding="utf-8")
        assert read_progress(file) == graphs
        assert dump_progress(read_progress(file)) == dump_progress(graphs)
