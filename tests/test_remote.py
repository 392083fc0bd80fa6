from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from graph.export import to_bytes
from graph.network import to_network
from graph.remote import AGENT, LONGEST_WAIT, RemoteStore, seconds_to_wait, with_prefixes
from graph.store import Store, serialize, to_rows
from ontology.errors import QueryError, StoreError

DATA = Path(__file__).parent / "data" / "two-places.ttl"
ZONES = "SELECT ?label { ?zone a rg:Zone ; rdfs:label ?label FILTER(LANG(?label) = 'zh') } ORDER BY ?label"


@dataclass
class Reply:
    """What the fake endpoint says next instead of answering."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


class Endpoint(ThreadingHTTPServer):
    """A SPARQL endpoint on 127.0.0.1 over a store in memory, with replies that can be put before its answers."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.store = Store.in_memory()
        self.store.load(DATA.read_bytes(), "ttl")
        self.replies: list[Reply] = []
        self.requests: list[tuple[str, dict[str, str], str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/sparql"


class Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        text = (form.get("query") or form["update"])[0]
        self.server.requests.append((self.command, dict(self.headers), text))
        self.send(self.server.replies.pop(0) if self.server.replies else self.answer("query" in form, text))

    def answer(self, is_query: bool, text: str) -> Reply:
        if not is_query:
            self.server.store._inner.update(text)
            return Reply(204)
        results = self.server.store.query(text)
        if "turtle" in self.headers["Accept"]:
            return Reply(200, serialize(results, "ttl"), {"Content-Type": "text/turtle"})
        return Reply(200, serialize(results, "json"), {"Content-Type": "application/sparql-results+json"})

    def send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, text in reply.headers.items():
            self.send_header(name, text)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with Endpoint() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def remote(endpoint: Endpoint) -> RemoteStore:
    return RemoteStore(endpoint.url, timeout=5)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    seconds: list[float] = []
    monkeypatch.setattr("graph.remote.time.sleep", seconds.append)
    return seconds


def test_a_remote_store_answers_like_the_embedded_one(endpoint: Endpoint, remote: RemoteStore) -> None:
    for format in ("csv", "tsv", "xml", "json"):
        assert serialize(remote.query(ZONES), format) == serialize(endpoint.store.query(ZONES), format)
    assert bool(remote.query("ASK { ?zone a rg:Zone }")) is True
    assert serialize(remote.query("ASK { ?zone a rg:Zone }"), "json") == b'{"head":{},"boolean":true}'
    assert remote.reports() == endpoint.store.reports()
    assert to_bytes(remote.to_ntriples()) == to_bytes(endpoint.store.to_ntriples())
    assert list(to_network(remote).edges) == list(to_network(endpoint.store).edges)
    described = "DESCRIBE <https://w3id.org/reportgraph/id/place-shang-he-shi-fan-qu>"
    assert len(list(remote.query(described))) == len(list(endpoint.store.query(described)))


def test_it_posts_with_its_own_agent_name(endpoint: Endpoint, remote: RemoteStore) -> None:
    long = ZONES + " # " + "长" * 20_000
    assert list(to_rows(remote.query(long))) == [("上合示范区",), ("滨海新城",)]
    method, headers, text = endpoint.requests[-1]
    assert (method, headers["User-Agent"]) == ("POST", AGENT)
    assert text.endswith(long)
    assert text.startswith("PREFIX rdfs:")


def test_misleading_comments_do_not_change_the_form(endpoint: Endpoint, remote: RemoteStore) -> None:
    rows = list(to_rows(remote.query("# CONSTRUCT or INSERT\n" + ZONES.replace("rg:Zone", "rg:Zone # DELETE\n"))))
    assert rows == [("上合示范区",), ("滨海新城",)]
    assert "turtle" not in endpoint.requests[-1][1]["Accept"]


def test_bad_sparql_is_never_sent(endpoint: Endpoint, remote: RemoteStore) -> None:
    for text in ("SELEKT", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"):
        with pytest.raises(QueryError):
            remote.query(text)
    assert endpoint.requests == []


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_endpoint_is_asked_again(endpoint: Endpoint, remote: RemoteStore, waits: list[float], status: int) -> None:
    endpoint.replies = [Reply(status, headers={"Retry-After": "7"}), Reply(status)]
    assert len(list(to_rows(remote.query(ZONES)))) == 2
    assert waits == [7.0, 1.0]
    endpoint.replies = [Reply(status)] * 3
    with pytest.raises(StoreError, match=rf"status {status} \(.+\); try again later"):
        remote.query(ZONES)
    assert len(endpoint.requests) == 6


@pytest.mark.parametrize(
    ("reply", "error", "message"),
    [
        (Reply(400, "第1行有错 near '}'\nmore".encode()), QueryError, "does not accept the query: 第1行有错 near '}'$"),
        (Reply(401), StoreError, "without a user: set REPORTGRAPH_USER and"),
        (Reply(404, b"nothing here"), StoreError, "fails: nothing here"),
        (Reply(500, b"out of memory"), StoreError, "fails: out of memory"),
        (Reply(502), StoreError, "status 502"),
        (Reply(200, b"<html>welcome</html>", {"Content-Type": "text/html; charset=utf-8"}), StoreError, "answers with a web page"),
        (Reply(200, b'{"head":{"vars":["a"]},"results":{"bindings":[', {"Content-Type": "application/json"}), StoreError, "cut or broken"),
        (Reply(200, json.dumps({"error": "too slow"}).encode(), {"Content-Type": "application/json"}), StoreError, "cut or broken"),
        (Reply(200, b"", {"Content-Type": "application/json"}), StoreError, "cut or broken"),
    ],
)
def test_every_failure_is_one_sentence(endpoint: Endpoint, remote: RemoteStore, reply: Reply, error: type[Exception], message: str) -> None:
    endpoint.replies = [reply]
    with pytest.raises(error, match=message):
        list(to_rows(remote.query(ZONES)))
    assert len(endpoint.requests) == 1


def test_a_graph_that_is_a_web_page_is_no_graph(endpoint: Endpoint, remote: RemoteStore) -> None:
    endpoint.replies = [Reply(200, b"<html>welcome</html>", {"Content-Type": "text/html"})]
    with pytest.raises(StoreError, match="a web page instead of results"):
        remote.to_ntriples()


def test_nobody_there_and_nobody_answering() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/sparql"
        with pytest.raises(StoreError, match="does not answer"):
            RemoteStore(url, timeout=1).query(ZONES)
        silent.listen()
        with pytest.raises(StoreError, match=r"does not answer: .*timed out"):
            RemoteStore(url, timeout=1).query(ZONES)


def test_triples_are_loaded_in_parts(endpoint: Endpoint, remote: RemoteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.remote.TRIPLES_A_REQUEST", 10)
    lines = [f'<https://example.org/{i}> rdfs:label "第{i}句 \\"}}\\""@zh .' for i in range(25)]
    before = len(endpoint.store)
    remote.load(("@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n" + "\n".join(lines)).encode(), "ttl")
    assert len(endpoint.store) == before + 25
    assert len(endpoint.requests) == 3
    with pytest.raises(StoreError, match="not valid RDF"):
        remote.load(b"<a")


def test_what_retry_after_asks_for() -> None:
    assert seconds_to_wait(None) == 1.0
    assert seconds_to_wait("3") == 3.0
    assert seconds_to_wait("86400") == LONGEST_WAIT
    assert seconds_to_wait("soon") == 1.0
    assert seconds_to_wait(format_datetime(datetime.now(UTC) - timedelta(hours=1), usegmt=True)) == 0.0
    assert 5 < seconds_to_wait(format_datetime(datetime.now(UTC) + timedelta(seconds=10), usegmt=True)) <= 10


def test_only_the_prefixes_that_are_used_are_declared() -> None:
    assert with_prefixes("ASK {}") == "ASK {}"
