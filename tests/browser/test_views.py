"""The views of the map beside that of stages, driven as a reader does."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from kg.map.page import map_page
from kg.model.attributes import STATUS_WORDS
from kg.store import Store
from tests.browser.conftest import OpenPage, Visit
from tests.browser.test_map import PHONE, overlaps, selected
from tests.samples import CANARY, HOSTILE, grounded_store, hostile_store, make_store

pytestmark = pytest.mark.browser

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def html(store: Store) -> str:
    return map_page(store)


@pytest.fixture(scope="module")
def large() -> str:
    """2,000 concepts: more than are drawn at once; the last hangs on a chain of its own."""
    names = [f"Concept {n}" for n in range(2000)]
    triples = [(name, "leads to", names[n // 7]) for n, name in enumerate(names[:-1]) if n]
    return map_page(make_store(names, [*triples, (names[-1], "is like", names[-2])]))


def drawing(page: Page, folder: Path) -> ElementTree.Element:
    """The map as SVG, read back; nothing but shapes and texts are in it."""
    page.locator("#save_menu summary").click()
    with page.expect_download() as started:
        page.locator("#save_svg").click()
    file = folder / "map.svg"
    started.value.save_as(file)
    root = ElementTree.parse(file).getroot()
    assert {element.tag for element in root.iter()} == {
        SVG + name for name in ("svg", "rect", "path", "text")
    }
    return root


def texts(visit: Visit) -> list[str]:
    return [label["text"] for label in visit.drawn()]


def readable(visit: Visit) -> bool:
    # What is lit is drawn twice: once below faint edges, once above them.
    labels = list({(b["text"], b["left"], b["top"]): b for b in visit.drawn()}.values())
    return bool(labels) and overlaps(labels) == [] and min(b["height"] for b in labels) >= 11.99


# Web


def test_in_the_web_every_drawn_label_can_be_read_and_none_overlaps(
    open_page: OpenPage, html: str
) -> None:
    visit = open_page(html, "#;view=web")
    assert readable(visit)
    assert len(visit.drawn()) > 90


def test_zoomed_in_the_web_draws_the_labels_in_its_boxes(open_page: OpenPage, html: str) -> None:
    visit = open_page(html, "#;view=web")
    before = min(label["height"] for label in visit.drawn())
    for _ in range(4):
        visit.page.locator("#zoom_in").click()
    visit.settle()
    assert readable(visit)
    assert min(label["height"] for label in visit.drawn()) > before


# Around one concept


def test_around_a_concept_every_neighbour_stands_under_the_words_of_its_edges(
    open_page: OpenPage, html: str, store: Store
) -> None:
    visit = open_page(html, "#recall;view=around")
    key = store.key_of("recall")
    assert key is not None
    links = store.edges_of([key])
    drawn = " ".join(texts(visit))
    for concept in store.concepts({link.other_end(key) for link in links}).values():
        assert all(word in drawn for word in concept.name.split())
    neighbours = Counter(link.other_end(key) for link in links)
    for link in links:
        relation = store.relation(link.relation)
        title = relation.out if link.subject == key else relation.into
        mark = STATUS_WORDS[link.status]
        title = title[:1].upper() + title[1:] + (f" ({mark})" if mark else "")
        # Of more than two relations to one neighbour some are only counted.
        assert neighbours[link.other_end(key)] > 2 or title in texts(visit)
    assert readable(visit)


@pytest.mark.parametrize("hops", [1, 2, 3])
@pytest.mark.parametrize("slug", ["amazon-sagemaker", "f1", "model-development", "chainer"])
def test_rings_never_overlap(open_page: OpenPage, html: str, slug: str, hops: int) -> None:
    assert readable(open_page(html, f"#{slug};view=around;hops={hops}"))


def test_crumbs_lead_back_to_where_one_came_from(open_page: OpenPage, html: str) -> None:
    visit = open_page(html, "#recall;view=around")
    page = visit.page
    page.mouse.click(*visit.place_of("Precision"))
    visit.settle()
    page.mouse.click(*visit.place_of("Classification"))
    visit.settle()
    crumbs = page.locator(".crumbs li")
    expect(crumbs).to_have_text(["Recall", "Precision", "Classification"])
    assert page.url.endswith("#classification;view=around")
    crumbs.first.get_by_role("button").click()
    expect(crumbs).to_have_text(["Recall"])
    assert selected(visit) == "Recall"
    page.go_back()
    assert selected(visit) == "Classification"


def test_more_steps_draw_more(open_page: OpenPage, html: str) -> None:
    visit = open_page(html, "#chainer;view=around")
    near = set(texts(visit))
    visit.page.get_by_role("button", name="2 steps away").click()
    visit.settle()
    assert {"Chainer", "Pre-made images", "PyTorch"} <= set(texts(visit))
    assert "PyTorch" not in near
    assert visit.page.url.endswith("hops=2")


def test_the_legend_filters_what_is_around(open_page: OpenPage, html: str) -> None:
    visit = open_page(html, "#recall;view=around")
    visit.page.get_by_role("tab", name="Legend").click()
    visit.page.get_by_label("suited to", exact=False).first.uncheck()
    visit.settle()
    assert "Fraud detection" not in texts(visit)
    assert "Precision" in texts(visit)


# Path


def test_a_path_is_told_and_lit(open_page: OpenPage) -> None:
    visit = open_page(map_page(grounded_store()))
    page = visit.page
    page.get_by_role("button", name="Path", exact=True).click()
    for label, name in (("From", "mathca"), ("To", "winter")):
        page.get_by_label(label, exact=True).fill(name)
        page.get_by_label(label, exact=True).press("Enter")
    steps = page.locator(".steps li > span[dir]")
    expect(steps).to_have_text(["Matcha kind of Tea", "Tea fits Winter (ideal; when: Snow)"])
    visit.settle()
    lit = {label["text"] for label in visit.drawn() if label["alpha"] == 1}
    assert {"Matcha", "Tea", "Winter", "kind of"} <= lit
    assert "Snow" not in lit
    assert page.url.endswith("#;view=path;from=matcha;to=winter")
    page.get_by_role("button", name="Swap").click()
    expect(page.locator(".steps li").first).to_contain_text("Winter")


def test_the_steps_of_a_path_are_marked_by_their_ground(open_page: OpenPage) -> None:
    address = "#;view=path;from=matcha;to="
    for goal, marks in (("drink", ["derived"]), ("powder", ["beyond the deck"]), ("tea", [])):
        page = open_page(map_page(grounded_store()), address + goal).page
        expect(page.locator(".steps li")).to_have_count(1)
        expect(page.locator(".steps .mark")).to_have_text(marks)


def test_the_ends_of_a_path_may_be_chosen_on_the_map(open_page: OpenPage, html: str) -> None:
    visit = open_page(html, "#;view=path")
    visit.page.mouse.click(*visit.place_of("Recall"))
    visit.page.mouse.click(*visit.place_of("Precision"))
    expect(visit.page.locator("#path_panel h2")).to_have_text("One step")


def test_where_no_path_is_the_page_says_so(open_page: OpenPage) -> None:
    html = map_page(make_store(["Tea", "Cup", "Moon"], [("Tea", "fills", "Cup")]))
    visit = open_page(html, "#;view=path;from=tea;to=moon")
    expect(visit.page.locator("#path_panel")).to_contain_text("No links connect Tea and Moon.")


def test_on_a_phone_the_path_comes_into_view(open_page: OpenPage, html: str) -> None:
    visit = open_page(html, "#;view=path;from=recall;to=mlops", **PHONE)
    visit.page.locator("[data-pane=map]").tap()
    visit.settle()
    labels = visit.drawn()
    for name in ("1. Recall", "4. MLOps"):
        (label,) = [label for label in labels if label["text"] == name]
        assert label["left"] > 0
        assert label["left"] + label["width"] < 390
        assert label["height"] >= 11.99


# Study


def study(open_page: OpenPage, html: str, topic: str = "recall", **options: Any) -> Page:
    page: Page = open_page(html, f"#;view=study;topic={topic}", **options).page
    return page


def test_a_topic_becomes_a_list_in_learning_order_numbered_on_the_map(
    open_page: OpenPage, html: str
) -> None:
    visit = open_page(html, "#;view=study;topic=recall")
    names = visit.page.locator(".study-item-top a").all_text_contents()
    assert names[0] == "Classification"
    assert len(names) == 12
    numbers = {text.partition(".")[0] for text in texts(visit)}
    assert set(map(str, range(1, 13))) <= numbers


def test_progress_changes_what_is_ready_and_outlasts_the_page(
    open_page: OpenPage, html: str
) -> None:
    page = study(open_page, html)
    f1 = page.locator(".study-list > li", has_text="F1").last
    ready = page.locator(".ready:visible")
    count = ready.count()
    expect(f1.locator(".ready")).to_be_hidden()
    for _ in range(11):
        unknown = page.locator('.study-list > li:not([data-status="known"]):has(.ready:visible)')
        if unknown.count():
            unknown.first.get_by_role("button", name="Known").click()
    assert ready.count() != count
    expect(page.locator("#study_panel .intro").first).to_contain_text("11 of 12 known")
    page.reload()
    expect(page.locator('.study-list > li[data-status="known"]')).to_have_count(11)


def test_progress_is_saved_to_a_file_and_loaded(
    open_page: OpenPage, html: str, tmp_path: Path
) -> None:
    page = study(open_page, html)
    page.get_by_role("button", name="Known: Recall").click()
    page.get_by_text("Keep my progress").click()
    with page.expect_download() as started:
        page.get_by_role("button", name="Save to a file").click()
    file = tmp_path / "progress.json"
    started.value.save_as(file)
    assert json.loads(file.read_text())["status"] == {"recall": "known"}
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator('.study-list > li[data-status="known"]')).to_have_count(0)
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator('.study-list > li[data-status="known"]')).to_have_count(1)
    file.write_text("not json")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator(".progress-controls")).to_contain_text("not JSON")


def test_cards_are_flipped_by_keys_alone(open_page: OpenPage, html: str) -> None:
    page = study(open_page, html)
    page.get_by_role("button", name="Flip cards").focus()
    page.keyboard.press("Enter")
    card = page.locator(".face")
    expect(card).to_contain_text("Classification")
    expect(card).not_to_contain_text("class or label")
    page.keyboard.press("Space")
    expect(card).to_contain_text("class or label")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".cards-top")).to_contain_text("2 of 1")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_the_list_is_copied_as_markdown(open_page: OpenPage, html: str) -> None:
    page = study(open_page, html, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Known: Recall").click()
    page.get_by_role("button", name="Copy as Markdown").click()
    expect(page.get_by_text("Copied", exact=True)).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("# Recall\n\n- [ ] **Classification** (problem): ")
    assert "- [x] **Recall** (metric): the topic · " in copied


def test_picked_concepts_come_in_learning_order(open_page: OpenPage, html: str) -> None:
    page = open_page(html, "#f1").page
    page.get_by_role("button", name="Add to my concepts").click()
    page.evaluate("location.hash = 'recall'")
    page.get_by_role("button", name="Add to my concepts").click()
    page.get_by_role("button", name="Study", exact=True).click()
    page.get_by_label("Topic").select_option("My concepts (2)")
    expect(page.locator(".study-item-top a")).to_have_text(["Recall", "F1"])


def test_paper_gets_the_study_list(open_page: OpenPage, html: str) -> None:
    page = study(open_page, html, color_scheme="dark")
    page.emulate_media(media="print")
    expect(page.locator(".study-list")).to_be_visible()
    expect(page.locator("#concept_table")).to_be_hidden()
    expect(page.locator("#map_area")).to_be_hidden()
    expect(page.get_by_role("button", name="Flip cards")).to_be_hidden()


# Table, exports, help


def test_the_table_is_filtered_and_sorted_by_links(open_page: OpenPage, html: str) -> None:
    page = open_page(html, "#;view=table").page
    page.get_by_label("Filter the table").fill("serverless")
    shown = page.locator("tbody th")
    assert "Serverless inference" in shown.all_text_contents()
    assert shown.count() < 10
    page.get_by_label("Filter the table").fill("zzzz")
    expect(page.locator("#table_more")).to_have_text("Nothing found.")
    page.get_by_label("Filter the table").fill("")
    page.get_by_role("button", name="Links").click()
    edges = [row.locator("a").count() for row in page.locator("tbody tr").all()[:20]]
    assert edges == sorted(edges, reverse=True)
    assert edges[0] > 15


@pytest.mark.parametrize("address", ["", "#;view=web", "#recall;view=around", "#recall"])
def test_the_drawing_is_well_formed_and_holds_every_label_of_the_view(
    open_page: OpenPage, html: str, address: str, tmp_path: Path
) -> None:
    visit = open_page(html, address)
    page = visit.page
    root = drawing(page, tmp_path)
    drawn = "".join(element.text or "" for element in root.iter(SVG + "text"))
    boxes = page.evaluate("JSON.parse(graph_data.textContent).nodes.map((node) => node.name)")
    shown = boxes if "around" not in address else ["Recall", "Precision", "F1"]
    assert all(name.replace(" ", "") in drawn.replace(" ", "") for name in shown)


def test_a_picture_is_saved(open_page: OpenPage, html: str, tmp_path: Path) -> None:
    page = open_page(html).page
    page.locator("#save_menu summary").click()
    with page.expect_download() as started:
        page.locator("#save_png").click()
    assert started.value.suggested_filename == "developing-machine-learning-solutions.png"
    file = tmp_path / "map.png"
    started.value.save_as(file)
    head = file.read_bytes()[:24]
    assert head[1:4] == b"PNG"
    assert int.from_bytes(head[16:20]) > 1900


def test_question_mark_opens_the_help_and_escape_closes_it(open_page: OpenPage, html: str) -> None:
    page = open_page(html).page
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="How to use the map")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_every_view_is_reached_by_keys_alone(open_page: OpenPage, html: str) -> None:
    visit = open_page(html)
    page = visit.page
    for key, view in zip("23456", ("web", "around", "table", "path", "study"), strict=True):
        page.keyboard.press(key)
        expect(page.locator("body")).to_have_attribute("data-view", view)
    page.keyboard.press("1")
    expect(page.locator("body")).to_have_attribute("data-view", "stages")
    page.locator("[data-opens=around]").focus()
    page.keyboard.press("Space")
    page.locator("#map_area").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".crumbs li")).to_have_count(2)
    assert visit.complaints == []


@pytest.mark.slow
@pytest.mark.parametrize("view", ["stages", "web", "around", "table"])
def test_the_map_opens_with_the_view_asked_for(
    open_page: OpenPage, store: Store, view: str
) -> None:
    key = store.key_of("recall")
    visit = open_page(map_page(store, focus=key, view=view, hops=2))
    expect(visit.page.locator("body")).to_have_attribute("data-view", view)
    assert selected(visit) == "Recall"
    assert visit.complaints == []


# Very many concepts


def test_a_large_graph_opens_on_an_overview_that_says_so(open_page: OpenPage, large: str) -> None:
    visit = open_page(large)
    expect(visit.page.locator("#map_note")).to_contain_text("200 best connected of 2000 concepts")
    assert readable(visit)
    assert visit.complaints == []


def test_what_the_overview_leaves_out_is_found_and_drawn(open_page: OpenPage, large: str) -> None:
    visit = open_page(large)
    page = visit.page
    page.keyboard.press("/")
    page.keyboard.type("concept 1999")
    expect(page.locator("[role=option]").first).to_contain_text("Concept 1999")
    page.keyboard.press("Enter")
    expect(page.locator("body")).to_have_attribute("data-view", "around")
    visit.settle()
    assert {"Concept 1999", "Concept 1998"} <= set(texts(visit))


def test_a_route_and_a_list_beyond_the_overview_are_drawn_in_rows(
    open_page: OpenPage, large: str
) -> None:
    visit = open_page(large, "#;view=path;from=concept-1999;to=concept-0")
    assert {"Concept 1999", "Concept 1998", "Concept 0"} <= set(texts(visit))
    assert readable(visit)


def test_the_table_of_a_large_graph_is_made_as_it_is_read(open_page: OpenPage, large: str) -> None:
    page = open_page(large, "#;view=table").page
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(200)
    page.get_by_role("button", name="Show 200 more of 1800").click()
    expect(rows).to_have_count(400)
    page.get_by_label("Filter the table").fill("concept 1998")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("Concept 1999")


# Hostile text


@pytest.mark.parametrize("view", ["web", "around", "table", "path", "study"])
def test_hostile_text_runs_nothing_in_any_view(open_page: OpenPage, view: str) -> None:
    visit = open_page(map_page(hostile_store()))
    page = visit.page
    for slug in page.evaluate("JSON.parse(graph_data.textContent).nodes.map((node) => node.slug)"):
        more = f";from={slug};to={slug}" if view == "path" else f";topic={slug}"
        page.evaluate("(hash) => { location.hash = hash; }", f"{slug};view={view}{more}")
        visit.settle()
        assert selected(visit) is not None
    assert page.evaluate("window.pwned") is None
    assert visit.requests == []
    assert visit.complaints == []


def test_hostile_text_is_text_in_a_drawing_and_in_markdown(
    open_page: OpenPage, tmp_path: Path
) -> None:
    visit = open_page(
        map_page(hostile_store()), "#;view=web", permissions=["clipboard-read", "clipboard-write"]
    )
    page = visit.page
    root = drawing(page, tmp_path)
    assert not any(name.startswith("on") for element in root.iter() for name in element.attrib)
    first = page.evaluate("JSON.parse(graph_data.textContent).nodes[0].slug")
    page.evaluate("(hash) => { location.hash = hash; }", f";view=study;topic={first}")
    page.get_by_role("button", name="Copy as Markdown").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert f"\\<script\\>{CANARY}" in copied
    assert HOSTILE[0] not in copied
