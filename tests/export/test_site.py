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
from kg.learn.study import study_list
from kg.model.attributes import STATUSES
from kg.store import Store
from tests.samples import HOSTILE, grounded_store, hostile_store, make_store


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
        for status in STATUSES:
            found = page.count(f'<li data-status="{status}"><a href="../concepts/')
            assert found == sum(edge.status == status for edge in edges)
        for edge in edges:
            relation = store.relation(edge.relation)
            title = relation.out if edge.subject == key else relation.into
            assert f">{title[:1].upper()}{title[1:]}</h2>" in page


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
    assert "DefinedTerm" in data["@type"]
    assert data["name"] == "Recall"
    assert data["inDefinedTermSet"]["name"] == "Developing Machine Learning Solutions"


def test_each_stage_has_a_study_list_in_learning_order(pages: dict[str, str], store: Store) -> None:
    lists = [name for name in pages if name.startswith("study/")]
    assert len(lists) == 7
    page = next(pages[n] for n in lists if '<h1 dir="auto">Model development</h1>' in pages[n])
    names = re.findall(r"<bdi>([^<]+)</bdi></a> <span", page)
    assert names == [i.concept.name for i in study_list("Model development", store, 24).items]
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


@pytest.fixture(scope="module")
def grounded() -> dict[str, str]:
    return dict(site_pages(grounded_store()))


def json_ld(pages: dict[str, str], name: str) -> dict[str, object]:
    data = json.loads(Links(pages[f"concepts/{name}.html"]).data)
    assert isinstance(data, dict)
    return data


def test_a_page_has_background_in_a_section_of_its_own(grounded: dict[str, str]) -> None:
    page = grounded["concepts/tea.html"]
    assert page.count("ocean") == 1
    section = page.split('<section class="beyond">', 1)[1].split("</section>", 1)[0]
    assert "<h2>Beyond the deck</h2>" in section
    assert "It crossed the ocean." in section
    assert '<meta name="description" content="A drink of leaves.">' in page
    assert "Deck lines 1–2. " in page
    assert 'class="beyond"' not in grounded["concepts/snow.html"]


def test_a_page_has_attributes_and_doubts_with_their_sources(grounded: dict[str, str]) -> None:
    page = grounded["concepts/tea.html"]
    assert 'from 0 to 100 °C</span> <span class="kind">deck line 4</span>; <span' in page
    assert "caffeine up to 50 mg</span>; <span" in page
    assert "lower is better</span></p>" in page
    assert 'Note: The card breaks off after leaves. <span class="kind">deck line 2</span>' in page


def test_a_page_marks_edges_by_their_ground(grounded: dict[str, str]) -> None:
    page = grounded["concepts/matcha.html"]
    entry = '<li data-status="{}"><a href="../concepts/{}.html"><bdi>{}</bdi></a>'
    mark = ' <span class="mark">{}</span>'
    assert entry.format("stated", "tea", "Tea") + ' <span class="kind">' in page
    assert entry.format("derived", "drink", "Drink") + mark.format("derived") in page
    assert entry.format("background", "powder", "Powder") + mark.format("beyond the deck") in page
    page = grounded["concepts/tea.html"]
    qualifiers = ' <span class="quiet" dir="auto">(ideal; when: Snow)</span>'
    assert entry.format("stated", "winter", "Winter") + qualifiers in page


def test_hidden_phrases_are_only_in_what_searches_read(grounded: dict[str, str]) -> None:
    for name, page in grounded.items():
        data = re.findall(r'<script type="application/json".*?</script>', page, re.DOTALL)
        searched = name in ("map.html", "search.html")
        assert page.count("zebra brew") == "".join(data).count("zebra brew") == int(searched), name


def test_the_contents_mark_what_is_wholly_beyond_the_deck(grounded: dict[str, str]) -> None:
    entries = re.findall(r"<bdi>(\w+)</bdi></a> .*?</li>", grounded["index.html"])
    assert {"Powder", "Tea"} <= set(entries)
    marked = re.findall(r"<bdi>(\w+)</bdi></a>[^\n]* <span class=\"mark\">", grounded["index.html"])
    assert marked == ["Powder"]


def test_json_ld_has_no_background_and_only_aliases_as_names(grounded: dict[str, str]) -> None:
    data = json_ld(grounded, "tea")
    assert data["alternateName"] == ["chai"]
    assert data["description"] == "A drink of leaves. It is hot."
    assert "description" not in json_ld(grounded, "powder")


def test_json_ld_uses_the_terms_that_kinds_and_relations_are_the_same_as(
    grounded: dict[str, str],
) -> None:
    data = json_ld(grounded, "matcha")
    assert data["@id"] == "matcha.html"
    assert data["@type"] == ["DefinedTerm", "mls:Data"]
    # Not to Powder, which is not in the deck.
    assert data["skos:broader"] == [
        {"@id": "tea.html", "name": "Tea"},
        {"@id": "drink.html", "name": "Drink"},
    ]
    assert data["@context"] == [
        "https://schema.org",
        {
            "skos": "http://www.w3.org/2004/02/skos/core#",
            "mls": "http://www.w3.org/ns/mls#",
        },
    ]


def test_json_ld_has_no_edges_that_hold_under_conditions(grounded: dict[str, str]) -> None:
    data = json_ld(grounded, "drink")
    assert data["@context"] == "https://schema.org"
    assert data["@type"] == "DefinedTerm"
    assert "skos:broader" not in data
