"""The pictures of the map that the README shows: `python -m tests.browser.picture` renews them."""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from kg.graph_files.source_files import shipped_graph
from kg.map.page import map_page
from kg.store import open_store
from tests.browser.conftest import NAMES, SWITCHES

FOLDER = Path(__file__).resolve().parents[2] / "site"

# The address that each shows.
PICTURES = {
    "preview.png": "#sagemaker-model-monitor",
    "around.png": "#recall;view=around;hops=2",
}


def take() -> None:
    """Draw the shipped graph in each of the views, and keep the pictures."""
    browser_path = next(filter(None, map(shutil.which, NAMES)))
    with tempfile.TemporaryDirectory() as folder, open_store(shipped_graph(), None) as store:
        page_file = Path(folder) / "map.html"
        page_file.write_text(map_page(store), encoding="utf-8")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=browser_path, args=[*SWITCHES])
            for name, address in PICTURES.items():
                page = browser.new_page(viewport={"width": 1280, "height": 800})
                page.goto(f"{page_file.as_uri()}{address}")
                page.wait_for_timeout(500)
                page.screenshot(path=FOLDER / name)
            browser.close()


if __name__ == "__main__":
    take()
