import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.model.graph import Graph
from tests.bench.lookups import SETS
from tests.bench.peers.peer import Peer, Setting
from tests.bench.peers.table import BUILDS, PEERS
from tests.bench.scale import scaled
from tests.bench.speed.contest import Contest
from tests.bench.speed.figures import figures, percentile
from tests.bench.speed.report import report
from tests.bench.speed.results import Results
from tests.bench.speed.targets import Target
from tests.bench.speed.tuning import tuned

OURS = ("kg respond", "kg look up", "kg find", "kg search")


@pytest.fixture(scope="module")
def graph() -> Graph:
    return scaled(300, 1)


@pytest.fixture(scope="module")
def contest(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Contest:
    return Contest(tmp_path_factory.mktemp("contest"), tmp_path_factory.mktemp("kept"), graph, 10)


@pytest.mark.parametrize("name", ["kg respond", "kg find", "SQLite FTS5", "rapidfuzz"])
def test_a_peer_finds_a_name(name: str, graph: Graph, tmp_path: Path) -> None:
    peer = PEERS[name]
    BUILDS[peer.index](graph, tmp_path)
    ask = peer.open(tmp_path, peer.start)
    # The longest name: its words are the least likely to stand in another's text.
    concept = max(graph.concepts.values(), key=lambda c: len(c.name))
    assert ask(concept.name) == concept.id


def test_a_contest_is_measured_in_processes(contest: Contest) -> None:
    piece = json.loads(json.dumps(contest.measure([PEERS[name] for name in OURS])))
    rows = figures(piece)
    assert list(rows) == [*OURS]
    assert rows["kg respond"].asked == dict.fromkeys(SETS, 10)
    assert rows["kg respond"].hits["exact"] == 1.0
    assert set(rows["kg find"].asked) == {"exact", "typo"}
    assert all(0 < row.p50 <= row.p95 and row.memory > piece["bare"] for row in rows.values())
    assert piece["builds"]["kg"]["bytes"] > 50_000


def test_the_best_setting_is_found(contest: Contest) -> None:
    right = {lookup.text: lookup.right[0] for lookup in contest.lookups}

    def open_index(_: Path, setting: Setting):  # type: ignore[no-untyped-def]
        # By hits alone: of settings that find as much the quicker would be taken.
        finds = (setting["a"] == 2) + (setting["b"] == 3)
        return lambda text: right[text] if len(text) % 2 < finds else None

    peer = Peer(
        "made up", "none", open_index, start={"a": 2, "b": 1}, choices={"a": (1, 2), "b": (1, 3)}
    )
    assert tuned(peer, Path(), contest.lookups) == {"a": 2, "b": 3}


def test_percentiles() -> None:
    assert percentile([5.0], 0.95) == 5.0
    assert percentile(range(101), 0.95) == 95.0


@pytest.mark.parametrize(
    ("target", "told"),
    [
        (Target("x", 0.6, 0.6049), ("≤ 0.60", "0.60", "met")),
        (Target("x", 0.6, 0.61), ("≤ 0.60", "0.61", "**missed**")),
        (Target("x", 0.92, 0.91, at_least=True), ("≥ 0.92", "0.91", "**missed**")),
        (Target("x", 45, 41.5, "{:.0f} MB"), ("≤ 45 MB", "42 MB", "met")),
        (Target("x", 0.0, -0.02, "{:+.2f}", at_least=True), ("≥ +0.00", "-0.02", "**missed**")),
        (Target("x", 1.0, None), ("≤ 1.00", "-", "not run")),
    ],
    ids=["as written", "missed", "too few", "unit", "sign", "not run"],
)
def test_a_target(target: Target, told: tuple[str, ...]) -> None:
    assert (target.wanted, target.told, target.verdict) == told


@pytest.fixture
def results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Results]:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    yield Results()


def test_a_report_of_nothing_says_so(results: Results) -> None:
    text = "\n".join(report(results))
    assert "Not run: cold, cold-1000000, walks, wordnet, scale-1000," in text
    assert "**missed**" not in text and "| met |" not in text


def test_plugged_pieces_tell_their_own_targets(results: Results) -> None:
    row = ["cold ask", "≤ 2.50", "2.40", True]
    results.write("cold", {"targets": [row], "lines": ["## Cold", "", "Fast."]})
    text = "\n".join(report(results))
    assert "| cold ask | ≤ 2.50 | 2.40 | met |" in text and "## Cold\n\nFast." in text


def test_work_is_cleared_and_pieces_stay(results: Results) -> None:
    (results.work("a") / "file").write_text("x")
    results.write("wordnet", {"a": 1})
    results.clear()
    assert not list(results.folder.glob("work*"))
    piece = results.read("wordnet")
    assert piece is not None and piece["a"] == 1
    assert results.read("throughput") is None


def test_a_piece_of_what_changed_meanwhile_is_not_kept(
    results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.bench.speed.results._state", lambda: "another")
    with pytest.raises(RuntimeError, match="edited while it was measured"):
        results.write("wordnet", {"a": 1})
    assert results.read("wordnet") is None
