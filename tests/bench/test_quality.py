"""The figures that the README quotes are those of QUALITY.md."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
_FIGURE = re.compile(r"\.\d\d \[\.?\d[\d.]*, [\d.]+\]")


def test_the_readme_quotes_measured_figures() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    measured = (ROOT / "tests" / "bench" / "reports" / "QUALITY.md").read_text(encoding="utf-8")
    section = readme.split("## Quality")[1].split("\n## ")[0]
    quoted = _FIGURE.findall(section)
    assert len(quoted) > 5
    assert [figure for figure in quoted if figure not in measured] == []
