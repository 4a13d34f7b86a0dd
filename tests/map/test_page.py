from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from base64 import b64decode
from collections import Counter, defaultdict
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

import pytest

from kg.map.arrangement import MAX_DRAWN_CONCEPTS, OVERVIEW_CONCEPTS
from kg.map.bundle import content_policy
from kg.map.page import map_page
from kg.model.attributes import STATUSES
from kg.store import Store
from tests.samples import HOSTILE, grounded_store, hostile_store, make_store

LOADING = {"src", "srcset", "href", "data", "poster", "action", "formaction", "background", "style"}


class Elements(HTMLParser):
    """Every start tag of a page, and the text of its scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.cdata_elem is not None:
            self.texts.append((self.cdata_elem, data))


def carried(html: str) -> dict[str, Any]:
    match = re.search(
        r'<script type="application/json" id="graph_data">(.*?)</script>', html, re.DOTALL
    )
    assert match is not None
    data = json.loads(match[1])
    assert isinstance(data, dict)
    return data


@pytest.fixture(scope="module")
def html(store: Store) -> str:
    return map_page(store)


@pytest.fixture(scope="module")
def hostile() -> str:
    return map_page(hostile_store())


def test_the_page_carries_every_concept_and_every_edge(html: str, store: Store) -> None:
    data = carried(html)
    names = {node["id"]: node["name"] for node in data["nodes"]}
    assert names == {key: c.name for key, c in store.concepts(store.keys()).items()}
    relations = list(store.vocabulary.relations)
    used = [name for name in relations if store.count_relations()[name]]
    padding = ("", 0, "")  # what is empty at the end of a row is left out
    rows = [(*row, *padding[len(row) - 3 :]) for row in data["edges"]]
    assert [
        (a, used[relation], b, citation, STATUSES[status], qualifiers)
        for a, b, relation, citation, status, qualifiers in rows
    ] == [(*edge[:5], edge.qualifiers.text()) for edge in store.edges()]


def test_the_legend_counts_what_is_on_the_map(html: str, store: Store) -> None:
    about = carried(html)["about"]
    assert [kind["count"] for kind in about["kinds"]] == [
        n for n in store.count_kinds().values() if n
    ]
    assert [r["count"] for r in about["relations"]] == [
        n for n in store.count_relations().values() if n
    ]


def test_the_same_graph_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    program = (
        "import sys; from kg.graph_files.source_files import shipped_graph;"
        "from kg.store import open_store;"
        "from kg.map.page import map_page;"
        "sys.stdout.buffer.write(map_page(open_store(shipped_graph(), None)).encode())"
    )
    pages = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert sha256(pages[0]).digest() == sha256(pages[1]).digest()


def test_the_order_of_the_keys_does_not_matter(store: Store) -> None:
    keys = store.keys()[5:40]
    assert map_page(store, keys) == map_page(store, [*keys[::-1], keys[0]])


def test_a_part_of_the_graph_holds_its_concepts_and_the_edges_among_them(store: Store) -> None:
    centre = store.key_of("sagemaker-model-monitor")
    assert centre is not None
    keys = {end for edge in store.edges_of([centre]) for end in (edge.subject, edge.object)}
    data = carried(map_page(store, sorted(keys), focus=centre))
    assert {node["id"] for node in data["nodes"]} == keys
    assert len(data["edges"]) == sum(
        edge.subject in keys and edge.object in keys for edge in store.edges()
    )
    assert data["about"]["focus"] == centre


def test_a_focus_that_is_not_on_the_map_selects_nothing(store: Store) -> None:
    first, second, *_ = store.keys()
    assert carried(map_page(store, [first], focus=second))["about"]["focus"] is None


def test_members_of_a_stage_stand_in_its_lane(html: str) -> None:
    data = carried(html)
    stages = data["layouts"]["stages"]
    assert data["about"]["relations"][stages["laneRelation"]]["out"] == "part of stage"
    lanes = {box["id"]: box.get("lane") for box in stages["boxes"]}
    panels = {panel["stage"]: panel for panel in stages["panels"] if panel["lane"]}
    claims: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for a, b, relation, *more in data["edges"]:
        if relation == stages["laneRelation"]:
            claims[a].append((more[1] if len(more) > 1 else 0, b))
    for a, found in claims.items():
        surest, _ = min(found)
        assert lanes[a] in [b for status, b in found if status == surest]
    for box in stages["boxes"]:
        if (lane := box.get("lane")) is not None:
            panel = panels[lane]
            assert panel["x"] <= box["x"] - box["w"] / 2
            assert box["x"] + box["w"] / 2 <= panel["x"] + panel["w"]
            assert panel["y"] <= box["y"] - box["h"] / 2
            assert box["y"] + box["h"] / 2 <= panel["y"] + panel["h"]


@pytest.mark.parametrize("view", ["stages", "web"])
def test_each_view_has_every_concept_with_its_complete_label(html: str, view: str) -> None:
    data = carried(html)
    boxes = {box["id"]: box for box in data["layouts"][view]["boxes"]}
    assert boxes.keys() == {node["id"] for node in data["nodes"]}
    for node in data["nodes"]:
        lines = boxes[node["id"]].get("lines", [node["name"]])
        assert "".join(lines).replace(" ", "") == node["name"].replace(" ", "")


def test_the_title_is_the_heading_of_the_page(store: Store) -> None:
    html = map_page(store, store.keys()[:3], title="Tea & <b>cake</b>")
    assert "<title>Tea &amp; &lt;b&gt;cake&lt;/b&gt;</title>" in html


@pytest.mark.parametrize("page", ["html", "hostile"])
def test_the_page_loads_nothing(page: str, request: pytest.FixtureRequest) -> None:
    for tag, attributes in Elements(request.getfixturevalue(page)).tags:
        assert tag not in {"img", "iframe", "object", "embed", "base", "video", "audio"}
        for name, value in attributes.items():
            assert not name.startswith("on"), (tag, name)
            if name in LOADING:
                assert value is not None
                assert value == "data:," or value.startswith("#"), (tag, name, value)


def test_style_sheets_import_and_load_nothing(html: str) -> None:
    styles = [text for tag, text in Elements(html).texts if tag == "style"]
    assert styles
    for text in styles:
        assert "@import" not in text
        assert "url(" not in text


def test_hostile_text_opens_no_element(html: str, hostile: str) -> None:
    def scripts(page: str) -> int:
        return sum(tag == "script" for tag, _ in Elements(page).tags)

    assert scripts(hostile) == scripts(html)
    assert {tag for tag, _ in Elements(hostile).tags} <= {tag for tag, _ in Elements(html).tags}


def test_hostile_text_survives_as_text(hostile: str) -> None:
    names = [node["name"] for node in carried(hostile)["nodes"]]
    assert len(names) == len(HOSTILE)
    for name, original in zip(names, HOSTILE, strict=True):
        assert name == original.replace("\0", "�").replace("\x1b", "�")
    hostile.encode("utf-8")


def test_json_in_the_page_has_no_character_that_could_end_it(hostile: str) -> None:
    text = hostile.split('id="graph_data">', 1)[1].split("</script>", 1)[0]
    assert not set(text) & set("<>&\u2028\u2029\0")


def test_lone_surrogates_in_a_title_do_not_keep_the_page_from_being_written(store: Store) -> None:
    map_page(store, store.keys()[:2], title="half \ud800 pair").encode("utf-8")


def test_the_policy_admits_each_inline_script_and_style_by_its_hash(html: str) -> None:
    elements = Elements(html)
    policy = next(a["content"] for tag, a in elements.tags if a.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    styles = [text for tag, text in elements.texts if tag == "style"]
    scripts = [text for tag, text in elements.texts if tag == "script"]
    unpacked = [gzip.decompress(b64decode(text)).decode() for text in packed(html)]
    own = [text for text in scripts if text not in packed(html) and '{"about"' not in text]
    assert len(unpacked) == 3
    assert set(policy.split()) == set(content_policy(styles, [*own, *unpacked]).split())


def packed(html: str) -> list[str]:
    return re.findall(r'<script type="text/plain" id="packed_\w+">([\w+/=]*)</script>', html)


def test_the_page_comes_without_the_style_sheet_of_vis_and_without_a_source_map(html: str) -> None:
    assert "sourceMappingURL" not in html
    assert len(html) < 640_000


def test_an_empty_graph_still_makes_a_page() -> None:
    html = map_page(make_store([]))
    assert "This graph has no concepts yet." in html
    assert carried(html)["nodes"] == []


def test_a_graph_without_stages_has_no_stages_view(store: Store) -> None:
    web = make_store(["Alien", "Ridley Scott"], [("Alien", "directed_by", "Ridley Scott")])
    assert carried(map_page(web))["about"]["views"][0] == "web"
    assert carried(map_page(store))["about"]["views"][:2] == ["stages", "web"]
    assert carried(map_page(web, view="stages"))["about"]["view"] is None


def test_a_large_graph_opens_on_an_overview_but_carries_every_concept() -> None:
    names = [f"Concept {n}" for n in range(MAX_DRAWN_CONCEPTS + 1)]
    web = make_store(
        names, [(name, "leads to", names[n // 9]) for n, name in enumerate(names) if n]
    )
    html = map_page(web)
    data = carried(html)
    assert len(data["nodes"]) == MAX_DRAWN_CONCEPTS + 1
    assert len(data["edges"]) == MAX_DRAWN_CONCEPTS
    boxes = data["layouts"]["web"]["boxes"]
    assert len(boxes) == data["about"]["overview"] == OVERVIEW_CONCEPTS
    degrees = Counter(end for a, b, *_ in data["edges"] for end in (a, b))
    drawn = {box["id"] for box in boxes}
    assert min(degrees[key] for key in drawn) >= max(
        degrees[node["id"]] for node in data["nodes"] if node["id"] not in drawn
    )
    assert '<tr id="~' not in html


def test_symmetric_edges_are_listed_under_one_heading(tiny_store: Store) -> None:
    html = map_page(tiny_store)
    row = html.split(">Black tea</a><td>", 1)[1].split("<tr", 1)[0]
    assert row.count("unlike:") == 1
    for name in ("Green tea", "Oolong", "Café crème"):
        assert name in row


@pytest.fixture(scope="module")
def grounded() -> str:
    return map_page(grounded_store())


def test_the_page_carries_how_far_and_on_what_ground_edges_hold(grounded: str) -> None:
    data = carried(grounded)
    ids = {node["name"]: node["id"] for node in data["nodes"]}
    rows = {tuple(row[:2]): row[3:] for row in data["edges"]}
    assert rows[ids["Tea"], ids["Drink"]] == ["1"]
    assert rows[ids["Matcha"], ids["Drink"]] == ["1,3", 1]
    assert rows[ids["Matcha"], ids["Powder"]] == ["", 2]
    assert rows[ids["Tea"], ids["Winter"]] == ["5", 0, "ideal; when: Snow"]


def test_the_page_carries_what_is_said_of_a_concept_in_fields_of_their_own(grounded: str) -> None:
    nodes = {node["name"]: node for node in carried(grounded)["nodes"]}
    tea = nodes["Tea"]
    assert tea["aliases"] == ["chai"]
    assert tea["hidden"] == ["zebra brew"]
    assert tea["summary"] == "A drink of leaves. It is hot."
    assert tea["background"] == "It crossed the ocean."
    assert tea["flags"] == [["The card breaks off after leaves.", "2"]]
    assert tea["attributes"] == [
        ["from 0 to 100 °C", "4"],
        ["caffeine up to 50 mg", ""],
        ["lower is better", ""],
    ]
    assert nodes["Snow"].keys() == {"id", "slug", "name", "kind", "summary", "source"}


def test_the_table_shows_background_under_its_heading_and_hidden_phrases_nowhere(
    grounded: str,
) -> None:
    before, rest = grounded.split('<script type="application/json" id="graph_data">', 1)
    shown = before + rest.split("</script>", 1)[1]
    assert "zebra" not in shown
    assert shown.count("ocean") == 2
    heading = '<div class="beyond"><b>Beyond the deck</b><p dir="auto">'
    assert f"{heading}It crossed the ocean.</p></div>" in shown
    assert f"<td>{heading}Ground like ocean sand.</p></div><td>" in shown
    assert "from 0 to 100 °C; caffeine up to 50 mg; lower is better</p>" in shown
    assert "Note: The card breaks off after leaves.</p>" in shown


def test_the_table_marks_edges_that_the_deck_does_not_state(grounded: str) -> None:
    row = grounded.split(">Matcha</a><td>", 1)[1].split("<tr", 1)[0]
    links = row.split("</tr", 1)[0]
    assert ">Tea</a>, " in links
    assert ">Drink</a> (<bdi>derived</bdi>)" in links
    assert ">Powder</a> (<bdi>beyond the deck</bdi>)" in links
    assert ">Winter</a> (<bdi>ideal; when: Snow</bdi>)" in grounded


def test_the_table_cites_lines_as_in_print(grounded: str) -> None:
    assert "<td>1–2\n" in grounded
