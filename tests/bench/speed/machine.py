"""The machine, and the versions of what is measured on it."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def machine() -> dict[str, str]:
    """What a figure depends on, by name; parts that are not here are left out."""
    told = {
        "Cores": str(os.cpu_count()),
        "CPU": _cpu(),
        "Memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 1e9:.0f} GB",
        "System": f"{platform.system()} {platform.release().partition('-')[0]}",
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        **{name: _version(name) for name in ("tantivy", "rapidfuzz", "networkx")},
        "fzf": _fzf(),
    }
    return {name: value for name, value in told.items() if value}


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    megahertz = [line.partition(":")[2].strip() for line in lines if line.startswith("cpu MHz")]
    speed = f" at {float(megahertz[0]) / 1_000:.1f} GHz" if megahertz else ""
    return f"{models[0]}{speed}" if models else platform.machine()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _fzf() -> str:
    if shutil.which("fzf") is None:
        return ""
    done = subprocess.run(["fzf", "--version"], capture_output=True, encoding="utf-8", check=False)
    return done.stdout.split()[0]
