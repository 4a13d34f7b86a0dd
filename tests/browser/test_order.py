"""Compare the page's study lists, routes and progress with the command line's."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from kg.learn.progress import dump_status, read_progress
from kg.learn.study import study_list
from kg.map.bundle import bundle_modules
from kg.map.page import map_page
from kg.model.attributes import STATUSES, Status
from kg.paths import route
from kg.store import Key, Store
from tests.browser.conftest import OpenPage
from tests.samples import make_store

pytestmark = pytest.mark.browser

MODULES = (
    "graph_graph",
    "graph_route",
    "state_progress",
    "study_prerequisites",
    "study_study_list",
)


def with_modules(page: Page, html: str) -> Page:
    """Make the exports of MODULES available as `exported`, and the graph as `graph`."""
    data = html.split('id="graph_data">', 1)[1].split("</script>", 1)[0]
    bundle = bundle_modules("app.js")
    # Everything up to the page's own start, which is the last of the modules.
    modules = bundle[: bundle.index("const $app = ")]
    exported = ", ".join(f"...${name}" for name in MODULES)
    page.evaluate(f"{modules}window.exported = {{ {exported} }}; }})();")
    page.evaluate("(text) => { window.graph = exported.readGraph(text); }", data)
    return page


@pytest.fixture
def blank(open_page: OpenPage) -> Page:
    return open_page("<!DOCTYPE html><title>blank</title>").page


LISTS = """([ids, limit]) => ids.map((id) => exported
  .studyList(graph, new Map([[id, 1]]), limit)
  .map(({ concept, reason, place }) => [concept.slug, reason, place]))"""


def listed(store: Store, key: Key, limit: int) -> list[list[str]]:
    items = study_list(store.concept(key).name, store, limit).items
    return [[item.concept.id, item.reason, item.place] for item in items]


@pytest.mark.parametrize("limit", [3, 12, 40])
def test_every_study_list_is_that_of_the_command_line(
    blank: Page, store: Store, limit: int
) -> None:
    page = with_modules(blank, map_page(store))
    keys = store.keys() if limit == 12 else store.keys()[::7]
    lists = page.evaluate(LISTS, [keys, limit])
    for key, found in zip(keys, lists, strict=True):
        assert found == listed(store, key, limit), store.concept(key).name


ROUTES = """(pairs) => pairs.map(([a, b]) => {
  const edges = exported.findRoute(graph, a, b);
  return edges && edges.map((edge) => [edge.subject, graph.relation(edge).name, edge.object]);
})"""


def routes(store: Store, pairs: Sequence[tuple[Key, Key]]) -> list[Any]:
    found = [route(store, a, b) for a, b in pairs]
    return [
        way and [[link.subject, link.relation, link.object] for link in way]
        if way is not None
        else None
        for way in found
    ]


@pytest.mark.slow
def test_every_route_is_that_of_the_command_line(blank: Page, store: Store) -> None:
    page = with_modules(blank, map_page(store))
    keys = store.keys()
    pairs = [(a, b) for n, a in enumerate(keys) for b in keys[n % 9 :: 9]]
    assert page.evaluate(ROUTES, pairs) == routes(store, pairs)


edges = st.lists(
    st.tuples(
        st.integers(0, 11),
        st.sampled_from(["b of", "A by", "é"]),
        st.integers(0, 11),
        st.sampled_from(STATUSES),
    ),
    max_size=30,
    unique_by=lambda edge: edge[:3],
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(edges=edges)
def test_on_any_graph_lists_and_routes_are_those_of_the_command_line(
    blank: Page, edges: list[tuple[int, str, int, Status]]
) -> None:
    names = [f"Thing {n}" for n in range(12)]
    edges = [edge for edge in edges if edge[0] != edge[2]]
    triples = [(names[a], relation, names[b]) for a, relation, b, _ in edges]
    store = make_store(names, triples, statuses=[edge[3] for edge in edges])
    page = with_modules(blank, map_page(store))
    keys = store.keys()
    lists = page.evaluate(LISTS, [keys, 8])
    assert lists == [listed(store, key, 8) for key in keys]
    pairs = [(a, b) for a in keys[:6] for b in keys[6:]]
    assert page.evaluate(ROUTES, pairs) == routes(store, pairs)


def test_concepts_ready_to_learn_have_only_known_prerequisites(blank: Page, store: Store) -> None:
    page = with_modules(blank, map_page(store))
    key = store.key_of("recall")
    state = page.evaluate(
        """(id) => {
          const items = exported.studyList(graph, new Map([[id, 1]]), 12);
          const known = new Set();
          const rounds = [];
          for (let n = 0; n < 20 && known.size < items.length; n += 1) {
            const ready = exported.readyToLearn(items, (one) => known.has(one));
            rounds.push([...ready]);
            for (const one of ready) known.add(one);
          }
          return { rounds, before: items.map((one) => [one.concept.id, one.prerequisites]) };
        }""",
        key,
    )
    before = {key: set(firsts) for key, firsts in state["before"]}
    done: set[int] = set()
    for ready in state["rounds"]:
        assert ready
        assert not done & set(ready)
        for one in ready:
            # Its prerequisites are known, or in the same cycle and so in the same round.
            assert before[one] <= done | set(ready)
        done |= set(ready)
    assert done == before.keys()


PROGRESS = """([text, statuses]) => {
  const store = new Map();
  const storage = {
    getItem: (name) => store.get(name) ?? null,
    setItem: (name, value) => store.set(name, value),
  };
  const progress = exported.createProgress(storage, "deck");
  for (const [slug, status] of statuses) progress.set(slug, status);
  let result = null;
  if (text !== null) {
    try {
      result = progress.fromFile(text);
    } catch (error) {
      result = error.message;
    }
  }
  const again = exported.createProgress(storage, "deck");
  return { result, file: progress.toFile(), again: statuses.map(([slug]) => again.get(slug)) };
}"""


def test_the_command_line_reads_progress_that_the_page_saved(
    blank: Page, store: Store, tmp_path: Path
) -> None:
    page = with_modules(blank, map_page(store))
    statuses = [["recall", "known"], ["__proto__", "learning"], ["constructor", "known"]]
    saved = page.evaluate(PROGRESS, [None, statuses])
    assert saved["again"] == ["known", "learning", "known"]
    file = tmp_path / "progress.json"
    file.write_text(saved["file"], encoding="utf-8")
    (progress,) = read_progress(file).values()
    assert progress.known == {"recall", "constructor"}
    written = dump_status("deck", progress)
    loaded = page.evaluate(PROGRESS, [written, []])
    assert loaded["result"] == {"loaded": 3, "invalid": 0}
    assert json.loads(loaded["file"]) == json.loads(saved["file"])


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("{", "This file is not JSON; choose one that was saved from this page."),
        ("[]", "This file holds no progress; choose one that was saved from this page."),
        (
            '{"format": "kg-progress", "version": 9}',
            "This file was saved by a newer version of this page; open it there.",
        ),
        (
            '{"format": "kg-progress", "version": 1, "status": {"a": "x", "b": "known"}}',
            {"loaded": 1, "invalid": 1},
        ),
    ],
)
def test_a_file_that_holds_no_progress_is_refused_with_a_reason(
    blank: Page, store: Store, text: str, result: Any
) -> None:
    page = with_modules(blank, map_page(store, store.keys()[:2]))
    assert page.evaluate(PROGRESS, [text, []])["result"] == result
