"""The static site, from files and from under a path of a server."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kg.export.site import site_pages
from kg.store import Store
from tests.browser.test_axe import violations
from tests.browser.test_map import PHONE
from tests.samples import hostile_store

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


def written(folder: Path, store: Store) -> Path:
    for name, text in site_pages(store):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def site(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("site"), store)


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    """Open a page where only what begins with `near` can be reached; nothing may complain."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_page(address: str, near: str, **options: Any) -> Page:
        context = chromium.new_context(**options)
        context.set_default_timeout(5_000)  # milliseconds
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.on(
            "request",
            lambda asked: (
                None if asked.url.startswith((near, "data:")) else faults.append(asked.url)
            ),
        )
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def test_from_files_one_searches_with_typos_reads_and_sees_the_map(
    visit: Visit, site: Path
) -> None:
    page = visit((site / "index.html").as_uri(), site.as_uri())
    page.get_by_label("Search").fill("hyperparamter tunning")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{(site / 'search.html').as_uri()}?q=hyperparamter+tunning")
    results = page.locator("#result_list a")
    expect(results.first).to_have_text("Tuning")
    page.locator("#site_search_input").fill("automatic model tunning")
    expect(results.first).to_have_text("SageMaker Automatic Model Tuning")
    expect(page.locator("#result_count")).to_contain_text("found")
    results.first.click()
    expect(page.locator("h1")).to_have_text("SageMaker Automatic Model Tuning")
    page.get_by_role("link", name="See it on the map").click()
    expect(page.locator("#concept_name")).to_have_text("SageMaker Automatic Model Tuning")
    page.get_by_role("link", name="Its own page").click()
    expect(page.locator("h1")).to_have_text("SageMaker Automatic Model Tuning")


@pytest.mark.slow
def test_under_a_path_of_a_server_all_the_same_works(
    visit: Visit, store: Store, tmp_path: Path
) -> None:
    written(tmp_path / "deep/er", store)

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}/deep/er/"
        page = visit(base, base)
        page.get_by_role("link", name="Recall", exact=True).click()
        expect(page.locator("p.kind")).to_have_css("color", "rgb(92, 95, 102)")
        page.get_by_role("link", name="Precision", exact=True).first.click()
        page.get_by_label("Search").fill("monitr")
        page.keyboard.press("Enter")
        expect(page.locator("#result_list a").first).to_contain_text("onitor")
        page.get_by_role("link", name="Map", exact=True).click()
        expect(page.locator("#map_area canvas")).to_be_visible()
        server.shutdown()


PAGES = ("index.html", "concepts/recall.html", "study/part-4.html", "search.html?q=model")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_has_a_fault(visit: Visit, site: Path, name: str, scheme: str) -> None:
    page = visit(f"{site.as_uri()}/{name}", site.as_uri(), color_scheme=scheme)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(251, 251, 250)", "dark": "rgb(20, 22, 26)"}[scheme]
    assert violations(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_a_phone(visit: Visit, site: Path, name: str) -> None:
    page = visit(f"{site.as_uri()}/{name}", site.as_uri(), **PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_without_scripts_the_search_page_leads_to_the_contents(visit: Visit, site: Path) -> None:
    page = visit(f"{site.as_uri()}/search.html", site.as_uri(), java_script_enabled=False)
    page.get_by_role("link", name="contents").click()
    expect(page.get_by_role("link", name="Recall", exact=True)).to_be_visible()


@pytest.mark.slow
def test_hostile_text_runs_nothing(visit: Visit, tmp_path: Path) -> None:
    folder = written(tmp_path, hostile_store())
    for file in [*sorted(folder.glob("concepts/*.html")), folder / "index.html"]:
        page = visit(file.as_uri(), folder.as_uri())
        assert page.evaluate("window.pwned") is None
    page.goto(f"{(folder / 'search.html').as_uri()}?q=script")
    expect(page.locator("#result_list li").first).to_be_visible()
    assert page.evaluate("window.pwned") is None
