"""The sheet, as a browser shows it and as it comes on paper."""

from __future__ import annotations

from typing import Any

import pytest

from kg.export.printed_sheet import as_sheet
from kg.learn.study import StudyList, study_all, study_list
from kg.store import Store
from tests.browser.conftest import OpenPage
from tests.browser.test_axe import violations
from tests.browser.test_map import PHONE
from tests.samples import HOSTILE, hostile_store

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def sheet(store: Store) -> str:
    return as_sheet(study_all(store))


@pytest.mark.parametrize(
    "options", [{}, {"color_scheme": "dark"}, PHONE], ids=["", "dark", "phone"]
)
def test_a_sheet_is_read_by_all(
    open_page: OpenPage, sheet: str, store: Store, options: dict[str, Any]
) -> None:
    visit = open_page(sheet, **options)
    assert visit.page.locator("li").count() == len(store.keys())
    assert visit.page.locator("h2").first.inner_text() == "Business goal identification"
    assert not violations(visit.page)
    assert visit.requests == visit.complaints == []
    width = visit.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert width <= 0


def test_a_box_can_be_ticked_without_scripts(open_page: OpenPage, sheet: str) -> None:
    page = open_page(sheet, java_script_enabled=False).page
    box = page.get_by_label("Known: ML lifecycle")
    box.check()
    assert box.is_checked()


def test_no_item_is_torn_between_two_sheets_of_paper(open_page: OpenPage, sheet: str) -> None:
    page = open_page(sheet).page
    page.emulate_media(media="print")
    assert page.locator("li").first.evaluate("(li) => getComputedStyle(li).breakInside") == "avoid"
    assert len(page.pdf(format="A4")) > 10_000


def test_hostile_names_are_text(open_page: OpenPage) -> None:
    with hostile_store() as store:
        visit = open_page(as_sheet(study_all(store)))
        shown = visit.page.locator("main").inner_text()
    assert visit.page.evaluate("window.pwned") is None
    assert visit.complaints == visit.requests == []
    assert all(name in shown for name in HOSTILE[:4])


def test_an_empty_list_says_so(open_page: OpenPage, store: Store) -> None:
    listed = study_list("recall", store, known=store.keys())
    visit = open_page(as_sheet(listed))
    assert "Nothing is left to study here." in visit.page.locator("main").inner_text()
    assert not violations(visit.page)
    assert listed == StudyList("recall", "Recall", ())
