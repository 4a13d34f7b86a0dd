"""A real Chromium without a network, and what a page did in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")

SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

# Notes every text that is drawn on a canvas: where it is on the screen, how high its letters are,
# how much it was squeezed, and whether it is faint. A clearing begins a new picture.
DRAWN = """(() => {
  const proto = CanvasRenderingContext2D.prototype;
  const { fillText, clearRect } = proto;
  window.drawn = [];
  proto.clearRect = function (...box) {
    window.drawn = [];
    return clearRect.apply(this, box);
  };
  proto.fillText = function (text, x, y, widest = Infinity) {
    const { a, d, e, f } = this.getTransform();
    const ratio = devicePixelRatio;
    const natural = this.measureText(text).width;
    const width = Math.min(natural, widest);
    const size = parseFloat(/([\\d.]+)px/.exec(this.font)[1]);
    const left = this.textAlign === "center" ? x - width / 2 : x;
    const canvas = this.canvas.getBoundingClientRect();
    window.drawn.push({
      text,
      left: (left * a + e) / ratio + canvas.left,
      top: ((y - size / 2) * d + f) / ratio + canvas.top,
      width: (width * a) / ratio,
      height: (size * d) / ratio,
      squeezed: natural / width,
      alpha: this.globalAlpha,
    });
    return fillText.call(this, text, x, y, widest);
  };
})();"""


@dataclass
class Visit:
    """A page that was opened, and what it asked for and complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def drawn(self) -> list[dict[str, Any]]:
        """Every text on the canvas, in the order of drawing."""
        texts = self.page.evaluate("window.drawn")
        assert isinstance(texts, list)
        return texts

    def place_of(self, text: str) -> tuple[float, float]:
        """The middle of a text on the canvas."""
        found = next(label for label in self.drawn() if label["text"] == text)
        return found["left"] + found["width"] / 2, found["top"] + found["height"] / 2

    def settle(self) -> None:
        """Wait until what was asked for is drawn."""
        self.page.evaluate(
            "() => new Promise((r) => requestAnimationFrame(() => setTimeout(r, 30)))"
        )


OpenPage = Callable[..., Visit]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test here as slow: together they take longer than all others."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        reason = f"no Chromium found; install one of {', '.join(NAMES)}"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(SWITCHES))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, tmp_path: Path) -> Iterator[OpenPage]:
    """Open HTML as a file of its own; everything else is out of reach."""
    contexts: list[BrowserContext] = []

    def open_html(html: str, address: str = "", **options: Any) -> Visit:
        file = tmp_path / f"map-{len(contexts)}.html"
        file.write_text(html, encoding="utf-8")
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 800}} | options)
        contexts.append(context)
        context.set_default_timeout(5_000)  # milliseconds
        visit = Visit(context.new_page())

        def admit(route: Route) -> None:
            if route.request.url.split("#")[0] == file.as_uri():
                route.continue_()
            else:
                route.abort()

        def note(request: Request) -> None:
            if request.url.split("#")[0] != file.as_uri():
                visit.requests.append(request.url)

        context.route("**/*", admit)
        context.add_init_script(DRAWN)
        visit.page.on("request", note)
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        visit.page.on(
            "console",
            lambda message: (
                visit.complaints.append(message.text)
                if message.type in ("error", "warning")
                else None
            ),
        )
        visit.page.goto(file.as_uri() + address)
        if options.get("java_script_enabled", True):
            visit.page.wait_for_function("() => !document.querySelector('[aria-busy]')")
            visit.settle()
        return visit

    yield open_html
    for context in contexts:
        context.close()
