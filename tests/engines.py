"""SPARQL servers that the tests start: how they are told what to do, and what is known of them when they run."""

from __future__ import annotations

import configparser
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest

from graph.remote import PASSWORD, UPDATE_URL, USER

PATIENCE = 60.0
MOST_ROWS = 20_000
VARIABLES = (UPDATE_URL, USER, PASSWORD)


@dataclass(frozen=True)
class Endpoint:
    """A running server: the address of its queries, and what the environment says of its updates."""

    url: str
    environment: Mapping[str, str] = field(default_factory=dict)

    def graph(self, name: str) -> str:
        """The address of one named graph on it."""
        return f"{self.url}?{urlencode({'default-graph-uri': f'urn:graph:{name}'})}"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(command: Sequence[str | Path], folder: Path, url: str) -> Iterator[None]:
    """A server as long as it is needed; it answers from the beginning."""
    said = folder / "said"
    with said.open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log, cwd=folder) as process:
        try:
            end = time.monotonic() + PATIENCE
            while not answers(url):
                assert time.monotonic() < end, said.read_text()
                assert process.poll() is None, said.read_text()
                time.sleep(0.1)
            yield
        finally:
            process.terminate()


def answers(url: str) -> bool:
    """Whether an endpoint answers a query."""
    try:
        return httpx.post(url, data={"query": "ASK {}"}, trust_env=False).status_code == 200
    except httpx.TransportError:
        return False


def write_settings(folder: Path, place: str) -> None:
    """Everything of Virtuoso in one folder, no pages for its keeper, little memory, little time spent on plans, one thread a query."""
    suffixes = {"DatabaseFile": "db", "ErrorLogFile": "log", "LockFile": "lck", "TransactionFile": "trx", "xa_persistent_file": "pxa"}
    settings = configparser.ConfigParser()
    settings.optionxform = str  # type: ignore[assignment,method-assign]
    settings.read_dict(
        {
            "Database": {name: folder / f"virtuoso.{suffix}" for name, suffix in suffixes.items()} | {"FileExtend": 200},
            "TempDatabase": {"DatabaseFile": folder / "temporary.db", "TransactionFile": folder / "temporary.trx"},
            "Parameters": {
                "ServerPort": f"127.0.0.1:{free_port()}",
                "DirsAllowed": folder,
                "NumberOfBuffers": 10_000,
                "MaxOptimizeLayouts": 20,
                "ThreadsPerQuery": 1,
            },
            "HTTPServer": {"ServerPort": place, "ServerRoot": folder, "ServerThreads": 8, "EnabledDavVSP": 0},
            "SPARQL": {"ResultSetMaxRows": MOST_ROWS},
        }
    )
    with (folder / "virtuoso.ini").open("w") as file:
        settings.write(file)


def set_environment(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch, **other: str) -> None:
    """Let the environment say of updates what the server wants, or something else."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, text in {**endpoint.environment, **other}.items():
        monkeypatch.setenv(name, text)
