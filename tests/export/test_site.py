from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from hashlib import sha256
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import pytest

from kg.export.site import site_pages
from kg.store import Store
from tests.samples import HOSTILE, hostile_store, make_store


class Links(HTMLParser):
    """Where a page leads, and what it can be led to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.ids: list[str] = []
        self.data = ""
        self.inside = False
        self.feed(html)

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.inside = found.get("type") == "application/ld+json"
        self.hrefs += [found[name] or "" for name in ("href", "src", "action") if name in found]
        if found.get("id"):
            self.ids.append(found["id"] or "")

    def handle_data(self, data: str) -> None:
        self.data += data if self.inside else ""


@pytest.fixture(scope="module")
def pages(store: Store) -> dict[str, str]:
    return dict(site_pages(store))


@pytest.fixture(scope="module")
def hostile() -> dict[str, str]:
    return dict(site_pages(hostile_store()))


@pytest.mark.slow
@pytest.mark.parametrize("which", ["pages", "hostile"])
def test_every_link_leads_to_an_existing_page_and_anchor(
    which: str, request: pytest.FixtureRequest
) -> None:
    pages: dict[str, str] = request.getfixturevalue(which)
    read = {name: Links(text) for name, text in pages.items() if name.endswith(".html")}
    slugs = {
        node["slug"]
        for node in json.loads(
            pages["map.html"].split('id="graph_data">', 1)[1].split("</script>", 1)[0]
        )["nodes"]
    }
    for name, links in read.items():
        if name == "map.html":
            continue
        assert len(links.ids) == len(set(links.ids))
        for href in links.hrefs:
            parts = urlsplit(href)
            if href == "data:,":
                continue
            assert not parts.scheme and not parts.netloc and not href.startswith("/"), (name, href)
            target = normpath(join(dirname(name), parts.path)) if parts.path else name
            assert target in pages, (name, href)
            if target == "map.html" and parts.fragment:
                assert unquote(parts.fragment) in slugs, (name, href)
            elif parts.fragment:
                assert parts.fragment in read[target].ids, (name, href)


def test_every_concept_has_a_page_with_its_edges_both_ways(
    pages: dict[str, str], store: Store
) -> None:
    for key, concept in store.concepts(store.keys()).items():
        page = pages[f"concepts/{concept.id}.html"]
        edges = store.edges_of([key])
        assert page.count('<li><a href="../concepts/') == len(edges)
        for edge in edges:
            relation = store.relation(edge.relation)
            title = relation.out if edge.subject == key else relation.into
            assert f">{title[:1].upper()}{title[1:]}</h2>" in page
    assert "Deck lines 46, 60–63. " in pages["concepts/recall.html"]


def test_the_contents_list_every_concept_once(pages: dict[str, str], store: Store) -> None:
    listed = re.findall(r'href="concepts/([\w-]+)\.html"', pages["index.html"])
    assert sorted(listed) == sorted(c.id for c in store.concepts(store.keys()).values())


def test_following_next_leads_to_every_concept_once(pages: dict[str, str]) -> None:
    concepts = {name for name in pages if name.startswith("concepts/")}
    starts = [name for name in concepts if 'rel="prev"' not in pages[name]]
    assert len(starts) == 1
    at, seen = starts[0], []
    while at not in seen:
        seen.append(at)
        found = re.search(r'rel="next" href="\.\./([^"]+)"', pages[at])
        at = found[1] if found else at
    assert set(seen) == concepts


def test_each_page_describes_its_concept_as_json_ld(pages: dict[str, str]) -> None:
    data = json.loads(Links(pages["concepts/recall.html"]).data)
    assert data["@type"] == "DefinedTerm"
    assert data["name"] == "Recall"
    assert "sensitivity" in data["alternateName"]
    assert data["inDefinedTermSet"]["name"] == "Developing Machine Learning Solutions"


def test_each_stage_has_a_study_list_in_learning_order(pages: dict[str, str]) -> None:
    lists = [name for name in pages if name.startswith("study/")]
    assert len(lists) == 7
    page = next(pages[n] for n in lists if '<h1 dir="auto">Model development</h1>' in pages[n])
    names = re.findall(r"<bdi>([^<]+)</bdi></a> <span", page)
    assert names.index("Classification") < names.index("Accuracy")
    assert "Model development" in names
    assert " · after " in page


def test_hostile_text_is_text_on_every_page(hostile: dict[str, str]) -> None:
    concepts = [name for name in hostile if name.startswith("concepts/")]
    assert len(concepts) == len(HOSTILE)
    for name in [*concepts, "index.html"]:
        page = hostile[name]
        assert "<img" not in page
        assert page.count("<script") == (1 if name != "index.html" else 0)
        json.loads(Links(page).data or "{}")
        page.encode("utf-8")


def test_a_graph_without_concepts_or_stages_still_makes_a_site() -> None:
    assert "This graph has no concepts yet." in dict(site_pages(make_store([])))["index.html"]
    pages = dict(site_pages(make_store(["Tea", "Cup"], [("Tea", "fills", "Cup")])))
    assert {"index.html", "concepts/tea.html", "concepts/cup.html", "search.html"} <= pages.keys()


@pytest.mark.slow
def test_the_same_graph_gives_the_same_site_whatever_the_hash_seed() -> None:
    program = (
        "import sys; from kg.graph_files.source_files import shipped_graph;"
        "from kg.store import open_store;"
        "from kg.export.site import site_pages;"
        "files = list(site_pages(open_store(shipped_graph(), None)));"
        "sys.stdout.buffer.write(repr(files).encode())"
    )
    found = {
        sha256(
            subprocess.run(
                [sys.executable, "-c", program],
                env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
                capture_output=True,
                check=True,
            ).stdout
        ).digest()
        for seed in ("1", "2")
    }
    assert len(found) == 1
