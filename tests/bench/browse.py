"""A page opened in a real Chromium, and how fast and how readable it is there."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Error, Page, Request, Route
from playwright.sync_api import TimeoutError as LateError

from tests.bench.mapgraphs import Typo

FIRST = "bench: first view"
"""What the page says when it has shown its first view, so that nobody needs to ask it."""

PATIENCE = 180.0
"""Seconds that a page may take until its first view."""

AFTER = 1.0
"""Seconds after the first view that still count for the longest task."""

PAN = 2.0
"""Seconds of dragging."""

BATCH = 25
"""Queries typed before the browser is asked for the results."""

# Notes when the page first shows its labels, which texts the last picture has, whether it was drawn
# anew, and long tasks. Widths are measured later, so that noting takes little time. A stock page
# draws before its layout is done, and once more when it is: there, any picture after that counts.
WATCH = """(() => {
  const stock = STOCK;
  const proto = CanvasRenderingContext2D.prototype;
  const bench = { first: null, texts: [], noting: true, redrawn: false, tasks: [] };
  window.bench = bench;
  let settled = !stock;
  let pending = false;
  let cleared = false;
  let network;

  function isUncovered(canvas) {
    const box = canvas.getBoundingClientRect();
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return stock || top === canvas || canvas.parentElement.contains(top);
  }

  function view(canvas) {
    if (bench.first !== null || pending || !settled || !canvas.isConnected) return;
    pending = true;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        pending = false;
        if (!isUncovered(canvas)) return view(canvas);
        bench.first = performance.now();
        console.debug("FIRST");
      };
      port2.postMessage(null); // comes after the frame is painted
    });
  }

  const { clearRect, fillText } = proto;
  proto.clearRect = function (...box) {
    if (this.canvas.isConnected) {
      cleared = true;
      bench.texts = [];
    }
    return clearRect.apply(this, box);
  };
  for (const name of ["fill", "stroke", "drawImage", "fillRect"]) {
    const draw = proto[name];
    proto[name] = function (...given) {
      if (cleared && this.canvas.isConnected) {
        cleared = false;
        bench.redrawn = true;
        if (stock) view(this.canvas);
      }
      return draw.apply(this, given);
    };
  }
  proto.fillText = function (text, x, y, widest = Infinity) {
    if (this.canvas.isConnected) {
      bench.redrawn = true;
      if (bench.first === null) view(this.canvas);
      if (bench.noting) {
        const { font, textAlign: align, textBaseline: line, canvas } = this;
        const at = this.getTransform();
        bench.texts.push({ text, x, y, widest, font, align, line, canvas, at });
      }
    }
    const limit = widest === Infinity ? [] : [widest];
    return fillText.call(this, text, x, y, ...limit);
  };

  if (stock) {
    Object.defineProperty(window, "network", {
      configurable: true,
      get: () => network,
      set(made) {
        network = made;
        made?.once("stabilizationIterationsDone", () => {
          settled = true;
        });
      },
    });
  }

  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      bench.tasks.push({ startTime, duration });
    }
  }).observe({ type: "longtask", buffered: true });

  const ruler = document.createElement("canvas").getContext("2d");
  bench.labels = () => bench.texts.map(({ text, x, y, widest, font, align, line, canvas, at }) => {
    ruler.font = font;
    const frame = canvas.getBoundingClientRect();
    const ratio = devicePixelRatio;
    const width = Math.min(ruler.measureText(text).width, widest);
    const size = parseFloat(/([\\d.]+)px/.exec(ruler.font)[1]);
    const shift = align === "center" ? width / 2 : align === "right" || align === "end" ? width : 0;
    const above = { middle: size / 2, top: 0, hanging: 0 }[line] ?? size * 0.8;
    return {
      text,
      left: ((x - shift) * at.a + at.e) / ratio + frame.left,
      top: ((y - above) * at.d + at.f) / ratio + frame.top,
      width: (width * at.a) / ratio,
      height: (size * at.d) / ratio,
    };
  });

  // The point of the largest canvas that is farthest from every label: dragging pans there.
  bench.free = () => {
    const areas = [...document.querySelectorAll("canvas")].map((c) => c.getBoundingClientRect());
    const area = areas.sort((a, b) => b.width * b.height - a.width * a.height)[0];
    const labels = bench.labels();
    let best = { room: -1 };
    for (let n = 0; n < 400; n += 1) {
      const x = area.left + (area.width * (5 + (n % 20) * 0.5)) / 20 + 20;
      const height = Math.min(area.bottom, innerHeight) - area.top;
      const y = area.top + (height * (5 + Math.floor(n / 20) * 0.5)) / 20;
      const room = Math.min(500, ...labels.map(({ left, top, width, height }) => Math.hypot(
        Math.max(left - x, 0, x - left - width),
        Math.max(top - y, 0, y - top - height),
      )));
      if (room > best.room) best = { x, y, room };
    }
    return best;
  };

  // Notes the frames of some milliseconds in which the picture was drawn anew.
  bench.watch = (length) => {
    bench.noting = false;
    bench.pan = null;
    let start = null;
    const times = [];
    const tick = (now) => {
      start ??= now;
      if (bench.redrawn && now > start) times.push(now);
      bench.redrawn = false;
      if (now - start < length) requestAnimationFrame(tick);
      else bench.pan = { ms: now - start, times };
    };
    requestAnimationFrame(tick);
  };
})();"""

# Types queries one by one; tells the time until the first result and which name it has.
TYPE = """async (queries) => {
  const input = document.getElementById("search_input");
  const list = document.getElementById("search_results");
  const isAny = () => !list.hidden && list.querySelector("[role=option]");
  const type = (text) => {
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const found = [];
  for (const query of queries) {
    type("");
    if (isAny()) list.replaceChildren(); // what is found next belongs to the next query
    await new Promise((done) => setTimeout(done));
    const start = performance.now();
    type(query);
    while (!isAny() && performance.now() - start < 3000) {
      await new Promise((done) => setTimeout(done));
    }
    const ms = performance.now() - start;
    const top = isAny() ? list.querySelector("[role=option] bdi")?.textContent ?? null : null;
    found.push({ ms, top });
  }
  return found;
}"""


@dataclass(frozen=True, slots=True)
class Label:
    """A text as drawn on the screen, in CSS pixels."""

    text: str
    left: float
    top: float
    width: float
    height: float

    def is_over(self, other: Label) -> bool:
        """Whether the two cover each other in part."""
        return (
            self.left < other.left + other.width
            and other.left < self.left + self.width
            and self.top < other.top + other.height
            and other.top < self.top + self.height
        )


@dataclass(slots=True)
class Seen:
    """What one visit showed; None is what could not be measured."""

    first: float | None = None
    """Seconds until the first view."""
    longest: float | None = None
    """Milliseconds of the longest task; 50 when none is so long."""
    frames: float | None = None
    """Pictures a second while panning."""
    gap: float | None = None
    """Median milliseconds from one of them to the next."""
    labels: list[Label] | None = None
    """Texts of the opening view."""
    requests: list[str] = field(default_factory=list)
    """What was asked for beside the file."""
    errors: list[str] = field(default_factory=list)
    """What the console showed as errors."""
    late: bool = False
    """Whether there was no first view in time."""
    failure: str = ""
    """Why the visit broke off; empty when it did not."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the search showed for one query."""

    ms: float
    p_correct: bool


@dataclass(slots=True)
class SearchRun:
    """What the search showed for sets of misspelt names."""

    ready: float | None = None
    """Seconds from the field's focus until the search finds."""
    found: list[list[Found]] = field(default_factory=list)
    failure: str = ""


def count_overlaps(labels: Sequence[Label]) -> int:
    """Pairs of texts that cover each other; a text drawn twice in one place counts once."""
    places = {(lb.text, round(lb.left), round(lb.top)): lb for lb in labels}
    return sum(a.is_over(b) for a, b in combinations(places.values(), 2))


@contextmanager
def opened(
    browser: Browser, file: Path, seen: Seen, *, stock: bool, patience: float = PATIENCE
) -> Iterator[Page]:
    """The file at its first view, as a page that reaches nothing else; what it asks for is noted.

    Raises:
        LateError: there is no first view in time.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    limit = patience * 1_000

    def is_own(url: str) -> bool:
        return url.split("#")[0] == file.as_uri() or url.startswith(("data:", "blob:"))

    def admit(route: Route) -> None:
        if is_own(route.request.url):
            route.continue_()
        else:
            route.abort()

    def note(request: Request) -> None:
        if not is_own(request.url):
            seen.requests.append(request.url)

    context.route("**/*", admit)
    script = WATCH.replace("STOCK", "true" if stock else "false", 1).replace("FIRST", FIRST)
    context.add_init_script(script)
    page.on("request", note)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("console", lambda m: seen.errors.append(m.text) if m.type == "error" else None)
    try:
        with page.expect_console_message(lambda m: m.text == FIRST, timeout=limit):
            page.goto(file.as_uri(), wait_until="commit")
        yield page
    finally:
        context.close()


def visit(browser: Browser, file: Path, *, stock: bool, patience: float = PATIENCE) -> Seen:
    """Open the file, wait so many seconds for its first view, and pan it."""
    seen = Seen()
    try:
        with opened(browser, file, seen, stock=stock, patience=patience) as page:
            page.wait_for_timeout(AFTER * 1_000 + 200)
            seen.first = page.evaluate("bench.first") / 1_000
            seen.longest = page.evaluate(
                "(after) => Math.max(50, ...bench.tasks"
                ".filter((task) => task.startTime < bench.first + after).map((t) => t.duration))",
                AFTER * 1_000,
            )
            seen.labels = [Label(**label) for label in page.evaluate("bench.labels()")]
            seen.frames, seen.gap = pan(page)
    except LateError:
        seen.late = seen.first is None
        seen.failure = "" if seen.late else "timed out"
    except Error as error:
        seen.failure = str(error).splitlines()[0]
    return seen


def pan(page: Page) -> tuple[float | None, float | None]:
    """Pictures a second while the mouse drags the map to and fro, and the median gap in ms."""
    start = page.evaluate("bench.free()")
    x, y = start["x"], start["y"]
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 4, y + 4)
    page.evaluate("(length) => bench.watch(length)", PAN * 1_000)
    end = time.monotonic() + PAN + 0.1
    turn = 0
    while time.monotonic() < end:
        turn += 1
        page.mouse.move(x + (60 if turn % 2 else -60), y + (30 if turn % 2 else -30), steps=20)
    page.mouse.up()
    for _ in range(100):
        told = page.evaluate("bench.pan")
        if told is not None:
            gaps = [after - before for before, after in pairwise(told["times"])]
            return len(told["times"]) / told["ms"] * 1_000, median(gaps) if gaps else None
        page.wait_for_timeout(50)
    return None, None


def look_up(browser: Browser, file: Path, known: str, sets: Sequence[Sequence[Typo]]) -> SearchRun:
    """Type misspelt names into the page's search once it finds a known name typed right."""
    seen = Seen()
    run = SearchRun()
    try:
        with opened(browser, file, seen, stock=False) as page:
            page.focus("#search_input")
            start = time.monotonic()
            while _type(page, [known])[0]["top"] != known:
                if time.monotonic() - start > 60:
                    raise Error(f"the search does not find {known!r}")
                page.wait_for_timeout(20)
            run.ready = time.monotonic() - start
            run.found = [_find(page, typos) for typos in sets]
    except Error as error:
        run.failure = str(error).splitlines()[0]
    return run


def _find(page: Page, typos: Sequence[Typo]) -> list[Found]:
    found: list[Found] = []
    for at in range(0, len(typos), BATCH):
        batch = typos[at : at + BATCH]
        told = _type(page, [typo.typed for typo in batch])
        found += [
            Found(one["ms"], one["top"] == typo.name) for typo, one in zip(batch, told, strict=True)
        ]
    return found


def _type(page: Page, queries: Sequence[str]) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = page.evaluate(TYPE, list(queries))
    return told
