"""The server as its users meet it: real processes, many at once, hostile requests, pages."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlencode

import httpx
import pytest
import rdflib

from app.server import create_app
from graph.store import Store
from ontology.errors import StoreError
from queries.formats import write
from queries.run import prepare
from tests.serving import BROWSER, CATALOG, ZONE, is_one_sentence, make_store

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HOSTILE = [
    'a"b',
    "a'b",
    "} DELETE WHERE { ?s ?p ?o",
    "<urn:x> .",
    "a\nb\rc",
    "a\\",
    "{{7*7}}",
    "<script>alert(1)</script>",
    "上合'); --",
    "\x00",
    "％00",
    "a" * 5000,
]


def test_a_query_that_takes_too_long_is_stopped_and_the_next_is_answered(start_server: Callable[..., str], tmp_path: Path) -> None:
    address = start_server(make_store(tmp_path / "store"), "--timeout", "1")
    with httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        begun = time.monotonic()
        for _ in range(3):
            response = client.get("/sparql", params={"query": ENDLESS})
            assert response.status_code == 503
            assert is_one_sentence(response.text)
            assert "retry-after" in response.headers
        assert time.monotonic() - begun < 40
        assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


def test_sixteen_cold_requests_at_once_are_all_answered_rightly(start_server: Callable[..., str], tmp_path: Path, asked: Store) -> None:
    address = start_server(make_store(tmp_path / "store"))
    queries = [query for query in CATALOG.queries if all(p.optional or p.default is not None for p in query.parameters)][:16]
    assert len(queries) == 16

    def ask(name: str) -> bytes:
        return httpx.get(f"{address}/queries/{name}.csv", trust_env=False, timeout=60).content

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(ask, [query.name for query in queries]))
    for query, answer in zip(queries, answers, strict=True):
        assert answer == write(asked, prepare(asked, query, {}).text, "csv", query.pivot), query.name


def test_an_answer_on_an_open_connection_does_not_wait_for_acknowledgements(client: httpx.Client) -> None:
    assert min(client.get("/healthz").elapsed.total_seconds() for _ in range(10)) < 0.03


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/queries/targets-of-place?place=胶洲市", 400, "胶州市"),
        ("/queries/targets-of-place?plaice=胶州市", 400, "place"),
        ("/queries/targets-of-place", 400, "place"),
        ("/queries/projects-serving-zone?year=soon", 400, "2025"),
        ("/queries/projects-serving-zones", 404, "projects-serving-zone"),
        ("/queries/projects-serving-zone.pdf", 404, "projects-serving-zone"),
        ("/id/nothing-at-all", 404, "nothing-at-all"),
        ("/id/not%20an%20iri%3E", 404, "not an iri"),
        ("/graph?hops=0", 400, "hops"),
        ("/graph?focus=nowhere", 400, "nowhere"),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(client: httpx.Client, path: str, status: int, words: str) -> None:
    response = client.get(path)
    assert response.status_code == status, response.text
    assert words in response.text
    assert is_one_sentence(response.text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_values_are_data(client: httpx.Client, text: str) -> None:
    for path in ("/queries/projects-serving-zone", "/queries/targets-of-place", "/queries/projects-serving-zone.html"):
        for name in ("zone", "place", "year", text):
            response = client.get(path, params={name: text})
            assert response.status_code in (200, 400), (path, name)
            assert "<script>alert" not in response.text or not response.headers["content-type"].startswith("text/html")
    assert client.get(f"/id/{quote(text, safe='')}").status_code == 404
    asked = {"query": f"ASK {{ ?s ?p {rdflib.Literal(text.replace(chr(0), '')).n3()} }}"}
    assert client.post("/sparql", data=asked).json()["boolean"] is False


PAGES = (
    *("/", "/sparql", "/queries/targets-of-place", "/queries/projects-serving-zone.html"),
    *("/graph", f"/graph/projects-serving-zone?zone={ZONE}", "/id/place-370281"),
)


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_in_both_languages_and_load_nothing_from_outside(client: httpx.Client, path: str) -> None:
    page = client.get(path, headers={"Accept": BROWSER})
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in page.headers["content-security-policy"]
    for outside in ('src="http', 'href="http', "@import", "url(http"):
        assert outside not in page.text


def test_the_workers_see_what_another_process_loads(start_server: Callable[..., str], tmp_path: Path) -> None:
    folder = make_store(tmp_path / "store")
    address = start_server(folder)
    asked = urlencode({"query": "ASK { <urn:late> ?p ?o }"})
    assert httpx.get(f"{address}/sparql?{asked}", trust_env=False).json()["boolean"] is False
    with Store.open(folder) as store:
        store.load(b"<urn:late> <urn:is> <urn:here> .\n")
    for _ in range(6):
        assert httpx.get(f"{address}/sparql?{asked}", trust_env=False).json()["boolean"] is True


def serve_in_vain(*words: str) -> str:
    done = subprocess.run([sys.executable, "-m", "app", "serve", *words], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    return done.stderr


def test_a_server_that_cannot_start_says_why_in_one_sentence(tmp_path: Path, address: str) -> None:
    folder = make_store(tmp_path / "store")
    for words, reason in (
        (("--store", str(tmp_path / "none")), "There is no store"),
        (("--store", str(folder), "--allow-update"), "--token"),
        (("--store", str(folder), "--port", address.rpartition(":")[2]), "choose another --port"),
    ):
        told = serve_in_vain(*words)
        assert reason in told
        assert is_one_sentence(told)


def test_the_application_wants_a_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="There is no store"):
        create_app(tmp_path / "none", CATALOG)
