"""How accessible every view is, as axe-core judges."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Page

from kg.map.page import map_page
from kg.store import Store
from tests.browser.conftest import OpenPage
from tests.browser.test_map import PHONE

pytestmark = pytest.mark.browser

RUN = """() => axe
  .run(document, { runOnly: ["wcag2a", "wcag2aa", "best-practice"], preload: false })
  .then(({ violations }) =>
    violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 160))]))"""


def violations(page: Page) -> Any:
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    return page.evaluate(RUN)


def search(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("model")
    page.locator("[role=option]").first.wait_for()


def flip(page: Page) -> None:
    page.get_by_role("button", name="Flip cards").click()
    page.locator("#turn_card").click()


def nothing(_: Page) -> None:
    pass


STATES: dict[str, tuple[str, Callable[[Page], Any]]] = {
    "stages": ("", nothing),
    "selected": ("#recall", nothing),
    "web": ("#;view=web", nothing),
    "around": ("#recall;view=around;hops=2", nothing),
    "table": ("#recall;view=table", nothing),
    "path": ("#;view=path;from=spam-filtering;to=amazon-sagemaker", nothing),
    "path-empty": ("#;view=path", nothing),
    "study": ("#;view=study;topic=recall", nothing),
    "study-known": (
        "#;view=study;topic=recall",
        lambda page: page.get_by_role("button", name="Known").first.click(),
    ),
    "cards": ("#;view=study;topic=recall", flip),
    "search": ("", search),
    "menu": ("", lambda page: page.locator("#save_menu summary").click()),
    "help": ("", lambda page: page.locator("#help_button").click()),
}


@pytest.fixture(scope="module")
def html(store: Store) -> str:
    return map_page(store)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_no_view_has_a_fault(open_page: OpenPage, html: str, state: str, scheme: str) -> None:
    address, act = STATES[state]
    visit = open_page(html, address, color_scheme=scheme)
    act(visit.page)
    visit.settle()
    assert violations(visit.page) == []


@pytest.mark.parametrize("state", ["stages", "around", "table", "path", "study"])
def test_no_view_on_a_phone_has_a_fault(open_page: OpenPage, html: str, state: str) -> None:
    visit = open_page(html, STATES[state][0], **PHONE)
    assert violations(visit.page) == []


def test_the_table_without_scripts_has_no_fault(open_page: OpenPage, html: str) -> None:
    # Scripts are taken out rather than switched off, which would switch off the judge as well.
    start = html.index("<script>")
    still = html[:start] + html[html.index("</script>", start) :]
    still = still[: still.rindex("<script>")] + "</body></html>"
    visit = open_page(still.replace(' aria-busy="true"', ""))
    assert visit.page.locator("#concept_table").is_visible()
    assert violations(visit.page) == []


def test_the_judge_sees_a_fault_where_there_is_one(open_page: OpenPage) -> None:
    page = open_page("<!DOCTYPE html><title>x</title><main><h1>x</h1><input></main>").page
    assert [fault for fault, _ in violations(page)] == ["html-has-lang", "label"]
