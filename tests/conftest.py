"""What tests need from outside: the real reports, the gold, a browser. Absent, they are skipped, unless REPORTGRAPH_REQUIRE=all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest


def _absent(what: str) -> None:
    if os.environ.get("REPORTGRAPH_REQUIRE") == "all":
        pytest.fail(f"REPORTGRAPH_REQUIRE=all, but {what}")
    pytest.skip(what)


def _folder(variable: str) -> Path:
    path = Path(os.environ.get(variable, ""))
    if not os.environ.get(variable) or not path.is_dir():
        _absent(f"{variable} names no folder")
    return path


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real reports."""
    return _folder("REPORTGRAPH_CORPUS")


@pytest.fixture(scope="session")
def gold() -> Path:
    """The folder of hand-made gold."""
    return _folder("REPORTGRAPH_GOLD")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium binary."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        _absent("no Chromium is installed")
    assert found
    return found
