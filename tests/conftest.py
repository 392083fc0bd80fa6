"""What tests need from outside: real reports, gold, programs (absent, they are skipped, unless REPORTGRAPH_REQUIRE=all); servers."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from app.cli import main
from graph.store import Store
from tests.serving import DATA, make_store, skip

PATIENCE = 60.0


def _folder(variable: str) -> Path:
    path = Path(os.environ.get(variable, ""))
    if not os.environ.get(variable) or not path.is_dir():
        skip(f"{variable} names no folder")
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
def find_program() -> Callable[..., str]:
    """A function that gives the path of the first of some programs that is installed, on the path or beside this Python."""

    def find(*names: str) -> str:
        places = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)))
        found = next((path for name in names if (path := shutil.which(name, path=places))), None)
        if found is None:
            skip(f"{names[0]} is not installed")
        assert found
        return found

    return find


@dataclass(frozen=True)
class Outcome:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], folder: str | Path) -> Callable[..., Outcome]:
    """The command line before the store that the module's fixture ``folder`` gives: a function of its words."""
    monkeypatch.setenv("REPORTGRAPH_STORE", str(folder))
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.delenv("REPORTGRAPH_QUERIES", raising=False)

    def call(*words: str) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["reportgraph", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsysbinary.readouterr()
        return Outcome(int(ended.value.code or 0), printed.out.decode(), printed.err.decode())

    return call


@pytest.fixture(scope="session")
def chromium(find_program: Callable[..., str]) -> str:
    """The path of a Chromium binary."""
    return find_program("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def start_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """A function of a store's folder and more words of `reportgraph serve` that gives the address of a running server."""
    with ExitStack() as running:
        yield lambda store, *words: running.enter_context(_server(tmp_path_factory.mktemp("server") / "said", str(store), *words))


@contextmanager
def _server(said: Path, store: str, *words: str) -> Iterator[str]:
    command = [sys.executable, "-m", "app", "serve", "--store", store, "--port", "0", *words]
    with said.open("wb") as log, subprocess.Popen(command, stderr=log, cwd=Path(__file__).parents[1]) as process:
        try:
            yield _read_address(process, said)
        finally:
            process.terminate()
    assert "Traceback" not in said.read_text()


def _read_address(process: subprocess.Popen[bytes], said: Path) -> str:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        if found := re.search(r"served at (http://[\d.:]+)", said.read_text()):
            return found[1]
        time.sleep(0.05)
    raise AssertionError(f"The server did not start: {said.read_text()}")


@pytest.fixture(scope="session")
def address(start_server: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a server of the graph that questions are asked of, with a question of its own that is broken."""
    folder = tmp_path_factory.mktemp("questions")
    broken = "#+ summary: What?\n#+ summary_zh: 什么？\n#+ pivot: nothing\nSELECT * { ?s ?p ?o }\n"
    (folder / "broken.rq").write_text(broken, encoding="utf-8")
    return start_server(make_store(tmp_path_factory.mktemp("stores") / "store"), "--queries", str(folder))


@pytest.fixture(scope="session")
def client(address: str) -> Iterator[httpx.Client]:
    """A client of that server."""
    with httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        yield client


@pytest.fixture(scope="session")
def asked() -> Store:
    """The graph that questions are asked of, in memory."""
    store = Store.in_memory()
    store.load(DATA.read_bytes(), "ttl")
    return store
