"""What the tests of servers share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from graph.store import Store
from queries.catalog import load_catalog

DATA = Path(__file__).parent / "data" / "questions.ttl"
CATALOG = load_catalog(())
ZONE = "上合示范区"
ZONES = "SELECT ?name { ?zone a rg:Zone ; rdfs:label ?name FILTER(LANG(?name) = 'zh') } ORDER BY ?name"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def skip(reason: str) -> None:
    """Skip a test for what is missing on this machine, unless REPORTGRAPH_REQUIRE=all."""
    if os.environ.get("REPORTGRAPH_REQUIRE") == "all":
        pytest.fail(f"REPORTGRAPH_REQUIRE=all, but {reason}")
    pytest.skip(reason)


def make_store(folder: Path) -> Path:
    """A store in a folder that holds the graph that questions are asked of."""
    with Store.open(folder) as store:
        store.load(DATA.read_bytes(), "ttl")
    return folder


def is_one_sentence(text: str) -> bool:
    """Whether an error is told as it should be."""
    return text.count("\n") == 1 and text.endswith((".\n", "?\n"))


def to_ntriples(data: bytes, format: str) -> str:
    """RDF of some format as N-Triples."""
    copy = Store.in_memory()
    copy.load(data, format)
    return copy.to_ntriples().decode()
