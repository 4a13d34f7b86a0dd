from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import expect

from kg.map.page import map_page
from kg.store import Key, Store
from tests.browser.conftest import OpenPage, Visit
from tests.samples import CANARY, HOSTILE, grounded_store, hostile_store, make_store

pytestmark = pytest.mark.browser

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 3,
    "is_mobile": True,
    "has_touch": True,
}


@pytest.fixture(scope="module")
def html(store: Store) -> str:
    return map_page(store)


@pytest.fixture(scope="module")
def hostile() -> str:
    return map_page(hostile_store())


def selected(visit: Visit) -> str | None:
    name = visit.page.locator("#concept_name")
    return name.text_content() if name.count() else None


def overlaps(labels: list[dict[str, Any]]) -> list[tuple[str, str]]:
    def is_over(a: dict[str, Any], b: dict[str, Any]) -> bool:
        return bool(
            a["left"] < b["left"] + b["width"]
            and b["left"] < a["left"] + a["width"]
            and a["top"] < b["top"] + b["height"]
            and b["top"] < a["top"] + a["height"]
        )

    return [(a["text"], b["text"]) for a, b in combinations(labels, 2) if is_over(a, b)]


def test_every_label_of_the_real_deck_is_12_px_high_whole_and_none_overlap(
    open_page: OpenPage, html: str, store: Store
) -> None:
    visit = open_page(html)
    labels = visit.drawn()
    letters = " ".join(label["text"] for label in labels).replace(" ", "")
    for concept in store.concepts(store.keys()).values():
        assert concept.name.replace(" ", "") in letters
    assert min(label["height"] for label in labels) >= 11.99
    assert overlaps(labels) == []
    area = visit.page.locator("#map_area").bounding_box()
    assert area is not None
    for label in labels:
        assert label["left"] >= area["x"], label
        assert label["top"] >= area["y"], label
        assert label["left"] + label["width"] <= area["x"] + area["width"], label
        assert label["top"] + label["height"] <= area["y"] + area["height"], label
        assert label["squeezed"] < 1.1, label


def test_names_of_relations_hide_no_lit_label_and_no_other_name(
    open_page: OpenPage, html: str, store: Store
) -> None:
    names = {relation.says for relation in store.vocabulary.relations.values()}
    for slug in ("sagemaker-model-monitor", "amazon-sagemaker", "recall", "asynchronous-inference"):
        lit = [label for label in open_page(html, f"#{slug}").drawn() if label["alpha"] == 1]
        pills = [label for label in lit if label["text"] in names]
        assert pills
        assert min(label["height"] for label in pills) >= 11.99
        # Lit boxes are drawn twice: once faint edges are below them, once above lit ones.
        once = list({(b["text"], b["left"], b["top"]): b for b in lit}.values())
        assert overlaps(once) == []


@pytest.mark.parametrize(
    "options",
    [{}, {"color_scheme": "dark"}, PHONE, {"reduced_motion": "reduce"}],
    ids=["desktop", "dark", "phone", "reduced-motion"],
)
def test_the_page_asks_for_nothing_and_complains_of_nothing(
    open_page: OpenPage, html: str, options: dict[str, Any]
) -> None:
    visit = open_page(html, "#recall", **options)
    page = visit.page
    page.keyboard.press("/")
    page.keyboard.type("monitr")
    page.keyboard.press("Enter")
    page.locator("[data-opens=table]:visible, [data-pane=list]:visible").first.click()
    page.locator("[data-tab=legend]:visible, [data-pane=legend]:visible").first.click()
    page.locator(".row").first.click()
    page.locator("#theme_button").click()
    page.locator("[data-opens=around]:visible").click()
    page.locator("[data-opens=web]:visible").click()
    visit.settle()
    assert visit.requests == []
    assert visit.complaints == []


def test_details_keep_apart_what_the_deck_says_and_what_lies_beyond_it(
    open_page: OpenPage,
) -> None:
    page = open_page(map_page(grounded_store()), "#tea").page
    panel = page.locator("#details_panel")
    expect(panel.locator(".summary")).to_have_text("A drink of leaves. It is hot.")
    expect(panel.locator(".facts")).to_contain_text("lower is better")
    expect(panel.locator(".flag")).to_contain_text("Note: The card breaks off after leaves.")
    expect(panel.locator(".beyond h3")).to_have_text("Beyond the deck")
    expect(panel.locator(".beyond p")).to_have_text("It crossed the ocean.")
    expect(panel.get_by_text("ocean")).to_have_count(1)
    expect(panel.locator(".qualifiers")).to_have_text("(ideal; when: Snow)")
    expect(panel.locator(".mark")).to_have_count(0)
    page.goto(f"{page.url.split('#')[0]}#matcha")
    expect(panel.locator(".mark")).to_have_text(["derived", "beyond the deck"])
    page.goto(f"{page.url.split('#')[0]}#powder")
    expect(panel.locator(".summary")).to_have_count(0)
    expect(panel.locator(".beyond p")).to_have_text("Ground like ocean sand.")


def test_hidden_phrases_find_a_concept_and_are_never_shown(open_page: OpenPage) -> None:
    page = open_page(map_page(grounded_store())).page
    page.locator("#search_input").fill("zebra bre")
    results = page.locator("#search_results li")
    expect(results).to_have_count(1)
    expect(results.locator(".row-name")).to_have_text("Tea")
    assert "zebra" not in page.locator("body").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("#concept_name")).to_have_text("Tea")
    page.locator("[data-opens=table]").click()
    shown = page.evaluate(
        "() => [...document.querySelectorAll('body :not(script)')].map((e) => [e.title, "
        "[...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data)].join(' '))"
    )
    assert "zebra" not in " ".join(shown)
    page.locator("#table_filter").fill("zebra")
    expect(page.locator("#table_more")).to_have_text("Nothing found.")


def test_flip_cards_ask_only_what_the_deck_says(open_page: OpenPage) -> None:
    page = open_page(map_page(grounded_store()), "#;view=study;topic=powder").page
    page.get_by_role("button", name="Flip cards").click()
    cards = page.locator("dialog.cards")
    names = set()
    while (name := cards.locator("h2").inner_text()) not in names:
        names.add(name)
        cards.locator("#turn_card").click()
        back = cards.locator(".face.back")
        answers = back.locator(":scope > p").all_inner_texts()
        assert "Powder" not in " ".join(answers)
        assert "ocean" not in " ".join(answers)
        assert back.locator(".beyond").count() == (name == "Tea")
        cards.get_by_role("button", name="Next").click()
    assert names >= {"Matcha", "Winter"}
    assert "Powder" not in names


def test_the_legend_explains_the_lines(open_page: OpenPage) -> None:
    rows = open_page(map_page(grounded_store())).page.locator(".line-row")
    expect(rows).to_have_text(
        ["stated by the deck4", "derived from other links1", "beyond the deck2"]
    )
    stated = open_page(map_page(make_store(["A", "B"], [("A", "has", "B")]))).page
    expect(stated.locator(".line-row")).to_have_count(0)


def test_a_click_on_a_box_selects_its_concept(open_page: OpenPage, html: str) -> None:
    visit = open_page(html)
    visit.page.mouse.click(*visit.place_of("MLOps"))
    expect(visit.page.locator("#concept_name")).to_have_text("MLOps")
    expect(visit.page.locator("#live_status")).to_contain_text("MLOps, concept")
    assert visit.page.url.endswith("#mlops")
    assert visit.page.title().startswith("MLOps – ")


def test_hovering_lights_a_concept_with_its_neighbours_and_dims_the_rest(
    open_page: OpenPage, html: str
) -> None:
    visit = open_page(html)
    visit.page.mouse.move(*visit.place_of("Recall"))
    visit.settle()
    bright = {label["text"] for label in visit.drawn() if label["alpha"] == 1}
    assert {"Recall", "Precision", "F1", "True positives", "is a metric of"} <= bright
    assert "MLOps" not in bright
    visit.page.mouse.move(5, 5)
    visit.settle()
    assert "MLOps" in {label["text"] for label in visit.drawn() if label["alpha"] == 1}


def test_a_click_beside_all_boxes_clears_the_selection(open_page: OpenPage, html: str) -> None:
    visit = open_page(html, "#recall")
    area = visit.page.locator("#map_area").bounding_box()
    assert area is not None
    visit.page.mouse.click(area["x"] + 5, area["y"] + area["height"] / 2)  # in the margin
    visit.settle()
    assert selected(visit) is None


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("recall", "Recall"),
        ("precison", "Precision"),
        ("automatic model tuning", "SageMaker Automatic Model Tuning"),
        ("TPR", "Recall"),
        ("modle deploymnet", "Model deployment"),
    ],
)
def test_search_finds_names_aliases_and_typos(
    open_page: OpenPage, html: str, typed: str, name: str
) -> None:
    visit = open_page(html)
    visit.page.keyboard.press("/")
    visit.page.keyboard.type(typed)
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("#concept_name")).to_have_text(name)


def test_arrows_walk_the_results_of_a_search(open_page: OpenPage, html: str) -> None:
    visit = open_page(html)
    field = visit.page.locator("#search_input")
    visit.page.keyboard.press("/")
    visit.page.keyboard.type("model")
    options = visit.page.get_by_role("option")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    visit.page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", "search_results_1")
    name = options.nth(1).locator("bdi").first.text_content()
    visit.page.keyboard.press("Enter")
    assert selected(visit) == name
    expect(field).to_have_attribute("aria-expanded", "false")


def test_a_search_without_a_result_says_so(open_page: OpenPage, html: str) -> None:
    visit = open_page(html)
    visit.page.keyboard.press("/")
    visit.page.keyboard.type("zzzzzz")
    expect(visit.page.locator("#search_results")).to_have_text("Nothing found.")
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.press("Escape")
    assert selected(visit) is None
    assert visit.complaints == []


def test_the_map_is_walked_by_arrows_and_read_with_enter(open_page: OpenPage, html: str) -> None:
    visit = open_page(html)
    visit.page.locator("#map_area").focus()
    visit.page.keyboard.press("ArrowRight")
    expect(visit.page.locator("#concept_name")).to_have_text("Business goal identification")
    visit.page.keyboard.press("ArrowRight")
    expect(visit.page.locator("#concept_name")).not_to_have_text("Business goal identification")
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("#concept_name")).to_be_focused()
    visit.page.keyboard.press("Escape")
    assert selected(visit) is None


def test_a_deep_link_selects_and_the_back_button_leads_back(open_page: OpenPage, html: str) -> None:
    visit = open_page(html, "#recall")
    page = visit.page
    expect(page.locator("#concept_name")).to_have_text("Recall")
    page.locator("#details_panel").get_by_role("link", name="Precision").first.click()
    expect(page.locator("#concept_name")).to_have_text("Precision")
    page.mouse.click(*visit.place_of("F1"))
    expect(page.locator("#concept_name")).to_have_text("F1")
    page.go_back()
    expect(page.locator("#concept_name")).to_have_text("Precision")
    page.go_back()
    expect(page.locator("#concept_name")).to_have_text("Recall")


@pytest.mark.parametrize(
    "address", ["#%E0%A4%A", "#nothing-like-it", "#", "#__proto__", "#graph_data"]
)
def test_an_address_that_names_nothing_selects_nothing(
    open_page: OpenPage, html: str, address: str
) -> None:
    visit = open_page(html, address)
    assert selected(visit) is None
    assert visit.complaints == []
    assert len(visit.drawn()) > 100


def test_the_concept_in_focus_is_selected_when_the_page_opens(
    open_page: OpenPage, store: Store
) -> None:
    key = store.key_of("sagemaker-model-monitor")
    assert key is not None
    keys = sorted({end for link in store.edges_of([key]) for end in (link.subject, link.object)})
    visit = open_page(map_page(store, keys, focus=key))
    assert selected(visit) == "SageMaker Model Monitor"
    visit.page.keyboard.press("Escape")
    assert selected(visit) is None


def test_details_tell_the_edges_both_ways_with_their_sources(
    open_page: OpenPage,
) -> None:
    details = open_page(map_page(grounded_store()), "#tea").page.locator("#details_panel")
    expect(details.locator(".kind")).to_have_text("drink")
    expect(details.locator(".aliases")).to_contain_text("chai")
    expect(details.locator("p.source")).to_have_text("Deck lines 1–2")
    headings = details.locator("ul").locator("xpath=preceding-sibling::h3[1]").all_text_contents()
    assert headings == ["Kind of", "Fits", "Kind of (of)"]
    expect(details.locator("ul").last).to_have_text("Matchadeck line 3")


def test_the_legend_filters_map_and_table(open_page: OpenPage, html: str, store: Store) -> None:
    count = len(store.keys())
    visit = open_page(html)
    page = visit.page
    page.get_by_label("Metrics").uncheck()
    page.get_by_label("used for").uncheck()
    visit.settle()
    assert "Recall" not in {label["text"] for label in visit.drawn()}
    page.get_by_role("button", name="Table", exact=True).locator("visible=true").click()
    expect(page.locator("tbody tr:visible")).to_have_count(count - store.count_kinds()["metric"])
    expect(page.locator("td p:visible", has_text="used for:")).to_have_count(0)
    page.get_by_role("button", name="Show all kinds").click()
    expect(page.locator("tbody tr:visible")).to_have_count(count)


def test_a_concept_of_a_hidden_kind_is_drawn_while_it_is_selected(
    open_page: OpenPage, html: str
) -> None:
    visit = open_page(html)
    visit.page.get_by_role("button", name="Hide all kinds").click()
    visit.page.keyboard.press("/")
    visit.page.keyboard.type("recall")
    visit.page.keyboard.press("Enter")
    visit.settle()
    drawn = {label["text"] for label in visit.drawn()}
    assert {"Recall", "Precision"} <= drawn
    assert "MLOps" not in drawn


def test_the_table_holds_every_concept_and_sorts(
    open_page: OpenPage, html: str, store: Store
) -> None:
    page = open_page(html).page
    page.get_by_role("button", name="Table", exact=True).locator("visible=true").click()
    names = page.locator("tbody th").all_text_contents()
    assert sorted(names) == sorted(c.name for c in store.concepts(store.keys()).values())
    kinds = page.locator("tbody td:nth-child(2)")
    page.get_by_role("button", name="Kind", exact=True).click()
    assert kinds.all_text_contents() == sorted(kinds.all_text_contents())
    page.get_by_role("button", name="Kind", exact=True).click()
    assert kinds.all_text_contents() == sorted(kinds.all_text_contents(), reverse=True)
    expect(page.locator("th[data-sort=kind]")).to_have_attribute("aria-sort", "descending")


def test_the_first_tab_leads_to_the_table(open_page: OpenPage, html: str) -> None:
    page = open_page(html).page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#table_view")).to_be_focused()
    expect(page.locator("#concept_table")).to_be_visible()


def test_without_scripts_the_table_is_the_page(open_page: OpenPage, html: str) -> None:
    page = open_page(html, java_script_enabled=False).page
    expect(page.locator("#concept_table")).to_be_visible()
    expect(page.locator(".note").first).to_contain_text("need JavaScript")
    expect(page.locator("#search_input")).to_be_hidden()


def test_paper_gets_the_table_in_light_colours(open_page: OpenPage, html: str) -> None:
    page = open_page(html, color_scheme="dark").page
    page.emulate_media(media="print")
    expect(page.locator("#concept_table")).to_be_visible()
    expect(page.locator("#map_area")).to_be_hidden()
    expect(page.locator("#side_panel")).to_be_hidden()
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert colour == "rgb(255, 255, 255)"


def test_the_theme_follows_the_system_until_it_is_chosen(open_page: OpenPage, html: str) -> None:
    page = open_page(html, color_scheme="dark").page
    root, button = page.locator("html"), page.locator("#theme_button")
    expect(root).to_have_attribute("data-theme", "dark")
    expect(button).to_have_attribute("aria-pressed", "true")
    page.emulate_media(color_scheme="light")
    expect(root).to_have_attribute("data-theme", "light")
    button.click()
    expect(root).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(root).to_have_attribute("data-theme", "dark")


def test_a_phone_opens_at_a_readable_zoom_and_shows_one_pane(
    open_page: OpenPage, html: str
) -> None:
    visit = open_page(html, **PHONE)
    page = visit.page
    assert min(label["height"] for label in visit.drawn()) >= 12
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    expect(page.locator("#side_panel")).to_be_hidden()
    page.touchscreen.tap(*visit.place_of("Training"))
    expect(page.locator("#selection_peek")).to_contain_text("Training")
    page.locator("#selection_peek").get_by_role("button", name="Details").click()
    expect(page.locator("#concept_name")).to_be_visible()
    page.locator(".phone-bar [data-pane=map]").click()
    expect(page.locator("#side_panel")).to_be_hidden()


def test_the_map_refits_when_the_window_changes(open_page: OpenPage, html: str) -> None:
    visit = open_page(html)
    before = {label["text"] for label in visit.drawn()}
    visit.page.set_viewport_size({"width": 1600, "height": 1000})
    visit.page.wait_for_timeout(100)
    labels = visit.drawn()
    assert len(labels) >= len(before)
    assert max(label["left"] + label["width"] for label in labels) <= 1600 - 284
    assert max(label["left"] for label in labels) > 1000


def test_hostile_text_runs_nothing_wherever_it_is_shown(open_page: OpenPage, hostile: str) -> None:
    visit = open_page(hostile)
    page = visit.page
    assert len(visit.drawn()) >= len(HOSTILE)
    slugs = page.evaluate("JSON.parse(graph_data.textContent).nodes.map((node) => node.slug)")
    for slug in slugs:
        page.evaluate("(slug) => { location.hash = encodeURIComponent(slug); }", slug)
        visit.settle()
        assert selected(visit) is not None
    page.keyboard.press("/")
    page.keyboard.type("script")
    page.locator("#theme_button").hover()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Table", exact=True).locator("visible=true").click()
    shown = set(page.locator("tbody th").all_text_contents())
    assert len(shown) == len(HOSTILE)
    assert set(HOSTILE[:3]) <= shown
    assert page.evaluate("window.pwned") is None
    assert visit.requests == []
    assert visit.complaints == []


def test_the_policy_holds_even_where_markup_gets_past_the_template(
    open_page: OpenPage, html: str
) -> None:
    injected = (
        f'<script>{CANARY}</script><img src="x" onerror="{CANARY}">'
        f'<a id="trap" href="javascript:{CANARY}">x</a><iframe srcdoc="<script>parent.{CANARY}">'
        '</iframe><script src="https://example.com/x.js"></script>'
    )
    visit = open_page(html.replace("</main>", f"{injected}</main>"))
    visit.page.evaluate("document.getElementById('trap').click()")
    visit.settle()
    assert visit.page.evaluate("window.pwned") is None
    assert visit.complaints != []
    assert len(visit.drawn()) > 100


@pytest.mark.parametrize("count", [0, 1, 3, 60])
def test_graphs_of_any_size_open_in_view_without_overlaps(open_page: OpenPage, count: int) -> None:
    names = [f"Concept {n}" for n in range(count)]
    triples = [(names[n], "leads to", names[n // 2]) for n in range(1, count)]
    visit = open_page(map_page(make_store(names, triples)))
    labels = visit.drawn()
    # Where there are communities, each is named after one of its own.
    titles = Counter(label["text"] for label in labels) - Counter(names)
    assert {label["text"] for label in labels} == set(names)
    assert len(titles) == (8 if count == 60 else 0)
    assert overlaps(labels) == []
    assert all(label["height"] >= 12 for label in labels)
    assert visit.complaints == []


def test_one_concept_of_a_deck_makes_a_map(open_page: OpenPage, store: Store) -> None:
    key = store.key_of("tuning")
    assert key is not None
    visit = open_page(map_page(store, [Key(key)]))
    assert {"Tuning", "Model development"} <= {label["text"] for label in visit.drawn()}
    assert visit.complaints == []
