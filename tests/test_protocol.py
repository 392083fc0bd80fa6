"""The SPARQL 1.1 Protocol: requests one by one, then the W3C's 34 cases by their names against servers that run."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode
from xml.etree import ElementTree

import httpx
import pytest

from app.protocol import (
    FORM_TYPE,
    GRAPH_TYPES,
    QUERY_TYPE,
    TABLE_TYPES,
    UPDATE_TYPE,
    Operation,
    ProtocolError,
    choose_type,
    parse_operation,
)
from app.update import to_update
from graph.dataset import Dataset
from graph.store import Store
from ontology.errors import QueryError

TOKEN = "a token of the tests"
ONE, TWO, THREE = (f"http://example.org/data{i}" for i in (1, 2, 3))
DOCUMENT = "<http://xmlns.com/foaf/0.1/Document>"
DATA = "INSERT DATA { " + " ".join(f"GRAPH <{iri}> {{ <{iri}> a {DOCUMENT} }}" for iri in (ONE, TWO, THREE)) + " }"


def operation(method: str = "GET", url: str = "", content_type: str = "", body: bytes = b"") -> Operation:
    return parse_operation(method, url, content_type, body)


@pytest.mark.parametrize(
    "sent",
    [
        ("GET", "query=ASK+%7B%7D"),
        ("HEAD", "query=ASK%20%7B%7D"),
        ("POST", "", FORM_TYPE, b"query=ASK+%7B%7D"),
        ("POST", "", f"{FORM_TYPE}; charset=UTF-8", b"query=ASK+%7B%7D"),
        ("POST", "", QUERY_TYPE, b"ASK {}"),
        ("POST", "", 'Application/SPARQL-Query; charset="utf-8"', b"ASK {}"),
    ],
)
def test_a_query_is_read_from_wherever_it_may_stand(sent: tuple[str, ...]) -> None:
    assert operation(*sent) == Operation("ASK {}")


def test_chinese_is_read_in_every_place() -> None:
    text = 'ASK { ?s ?p "上合示范区"@zh }'
    assert operation("GET", urlencode({"query": text})).text == text
    assert operation("POST", "", FORM_TYPE, urlencode({"query": text}).encode()).text == text
    assert operation("POST", "", QUERY_TYPE, text.encode()).text == text


def test_the_dataset_may_stand_in_the_url_and_in_the_form() -> None:
    graphs = urlencode([("default-graph-uri", ONE), ("default-graph-uri", TWO), ("named-graph-uri", THREE)])
    wanted = Operation("ASK {}", False, Dataset((ONE, TWO), (THREE,)))
    assert operation("GET", f"query=ASK+%7B%7D&{graphs}") == wanted
    assert operation("POST", graphs, QUERY_TYPE, b"ASK {}") == wanted
    assert operation("POST", "", FORM_TYPE, f"query=ASK+%7B%7D&{graphs}".encode()) == wanted
    assert operation("POST", graphs, FORM_TYPE, b"query=ASK+%7B%7D") == wanted
    using = urlencode([("using-graph-uri", ONE), ("using-named-graph-uri", TWO)])
    assert operation("POST", using, UPDATE_TYPE, b"CLEAR ALL") == Operation("CLEAR ALL", True, Dataset((ONE,), (TWO,)))


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (("GET", ""), 400),
        (("GET", "query=ASK+%7B%7D&query=ASK+%7B%7D"), 400),
        (("GET", "update=CLEAR+ALL"), 400),
        (("GET", "query=%FF"), 400),
        (("POST", "", FORM_TYPE, b"query=ASK+%7B%7D&update=CLEAR+ALL"), 400),
        (("POST", "", FORM_TYPE, b""), 400),
        (("POST", "", FORM_TYPE, b"query=%E4%B8"), 400),
        (("POST", "", QUERY_TYPE, "ASK {}".encode("utf-16")), 400),
        (("POST", "", f"{QUERY_TYPE}; charset=gb18030", b"ASK {}"), 400),
        (("POST", "", "text/plain", b"ASK {}"), 415),
        (("POST", "", "", b"ASK {}"), 415),
        (("POST", "", "multipart/form-data; boundary=x", b"--x--"), 415),
    ],
)
def test_what_the_protocol_does_not_allow_has_its_status(sent: tuple[str, ...], status: int) -> None:
    with pytest.raises(ProtocolError) as told:
        operation(*sent)
    assert told.value.status == status
    assert str(told.value).endswith(".")


@pytest.mark.parametrize(
    ("accept", "table", "graph"),
    [
        ("", "application/sparql-results+json", "text/turtle"),
        ("*/*", "application/sparql-results+json", "text/turtle"),
        ("application/xml;q=0.5, text/csv;q=0.6", "text/csv", None),
        ("application/sparql-results+xml, application/rdf+xml", "application/sparql-results+xml", "application/rdf+xml"),
        ("text/turtle;q=0.1, application/ld+json", None, "application/ld+json"),
        ("text/turtle; charset=utf-8", None, "text/turtle"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/json", "text/turtle"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html", "text/turtle"),
        ("image/png", None, None),
    ],
)
def test_the_accept_header_chooses_by_quality(accept: str, table: str | None, graph: str | None) -> None:
    for offered, wanted in ((TABLE_TYPES, table), (GRAPH_TYPES, graph)):
        if wanted is None:
            with pytest.raises(ProtocolError) as told:
                choose_type(accept, offered)
            assert told.value.status == 406
        else:
            assert choose_type(accept, offered) == (wanted, offered[wanted])


def updated(text: str, *default: str, named: tuple[str, ...] = ()) -> Store:
    store = Store.in_memory()
    store.update(DATA)
    store.update(to_update(Operation(text, True, Dataset(default, named))))
    return store


@pytest.mark.parametrize(
    "text",
    [
        f"INSERT {{ ?s <urn:in> 1 }} WHERE {{ ?s a {DOCUMENT} }}",
        f"INSERT {{ ?s <urn:in> 1 }} # WHERE {{\nwhere{{ ?s a {DOCUMENT} FILTER(STR(?s) != 'WHERE {{') }}",
        f"CREATE GRAPH <urn:g> ; INSERT {{ ?s <urn:in> 1 }} WHERE {{ {{ ?s a {DOCUMENT} }} }} ; DROP GRAPH <urn:g>",
    ],
)
def test_graphs_of_the_request_are_what_an_update_reads(text: str) -> None:
    assert updated(text, ONE, TWO).to_ntriples().count(b"<urn:in>") == 2
    assert updated(text, THREE).to_ntriples().startswith(f"<{THREE}>".encode())
    assert updated(text, named=(ONE,)).to_ntriples() == b""


def test_delete_where_gets_its_template_spelt_out() -> None:
    text = to_update(Operation("DELETE # all of it\nWHERE { ?s ?p ?o { ?o ?q '}' } }", True, Dataset((ONE,))))
    assert "".join(text.split()).endswith(f"{{?s?p?o{{?o?q'}}'}}}}USING<{ONE}>WHERE{{?s?p?o{{?o?q'}}'}}}}")
    store = Store.in_memory()
    store.update("INSERT DATA { <urn:a> <urn:b> <urn:c> . GRAPH <urn:g> { <urn:a> <urn:b> <urn:c> } }")
    store.update(to_update(Operation("DELETE WHERE { ?s ?p ?o }", True, Dataset(("urn:g",)))))
    assert store.to_ntriples() == b""


@pytest.mark.parametrize("clause", ["USING <urn:g>", "USING NAMED <urn:g>"])
def test_an_update_with_graphs_of_its_own_conflicts_with_those_of_the_request(clause: str) -> None:
    for text in (f"INSERT {{ ?s ?p 1 }} {clause} WHERE {{ ?s ?p ?o }}", "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }"):
        with pytest.raises(ProtocolError) as told:
            to_update(Operation(text, True, Dataset((ONE,))))
        assert told.value.status == 400


def test_a_graph_of_the_request_is_an_iri_and_never_update_text() -> None:
    with pytest.raises(ProtocolError, match="not an IRI"):
        to_update(Operation("INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }", True, Dataset(("urn:g> WHERE {} ; CLEAR ALL ; #",))))


def test_what_is_no_update_is_refused_by_the_engine_not_by_the_rewriting() -> None:
    for text in ("DELETE WHERE", "WHERE }", "}}} WHERE { ?s ?p ?o }", "ASK {}"):
        with pytest.raises(QueryError):
            Store.in_memory().update(to_update(Operation(text, True, Dataset((ONE,)))))


@dataclass(frozen=True)
class Sent:
    """One request of a case, and what must come back: a status, for an ASK its answer, else one of some media types."""

    method: str = "GET"
    url: str = ""
    body: bytes = b""
    content_type: str = ""
    status: int = 200
    says: bool | None = None
    types: tuple[str, ...] = ()


def get(text: str, *pairs: tuple[str, str], **wanted: object) -> Sent:
    return Sent("GET", urlencode([("query", text), *pairs]), **wanted)


def post(text: str, *pairs: tuple[str, str], content_type: str = QUERY_TYPE, **wanted: object) -> Sent:
    return Sent("POST", urlencode(pairs), text.encode(), content_type, **wanted)


def update(text: str, *pairs: tuple[str, str], status: int = 204) -> Sent:
    return post(text, *pairs, content_type=UPDATE_TYPE, status=status)


def both(*names: str) -> str:
    return "ASK { " + " . ".join(f"<{name}> a ?{i}" for i, name in enumerate(names)) + " }"


def copied(target: str, name: str) -> str:
    return f"GRAPH <{target}> {{ <{name}> a <urn:copied> }}"


IN_GRAPHS = f"{{ GRAPH ?g {{ <{ONE}> a ?type }} GRAPH ?h {{ <{TWO}> a ?other }} }}"
ONE_TWO = (("named-graph-uri", ONE), ("named-graph-uri", TWO))
NEW = "http://example.org/new"
COPY = f"CLEAR ALL ; {DATA} ; INSERT {{ GRAPH <{NEW}> {{ ?s a <urn:copied> }} }} WHERE {{ ?s a {DOCUMENT} }}"
COPY_NAMED = COPY.replace(f"WHERE {{ ?s a {DOCUMENT} }}", f"WHERE {{ GRAPH ?g {{ ?s a {DOCUMENT} }} }}")
COPY_WITH_PLACE = (
    f"CLEAR ALL ; {DATA} ; INSERT {{ GRAPH <{NEW}> {{ ?s <urn:in> ?in }} }} "
    f'WHERE {{ {{ GRAPH ?g {{ ?s a {DOCUMENT} }} BIND(?g AS ?in) }} UNION {{ ?s a {DOCUMENT} BIND("default" AS ?in) }} }}'
)
TABULAR = ("application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values")
RDF_TYPES = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")
FORM_QUERY = urlencode({"query": "ASK {}"})
UTF_16 = "; charset=UTF-16"
ZERO = ("default-graph-uri", "http://example.org/data0")

QUERY_CASES: dict[str, list[Sent]] = {
    "query_get": [get("ASK {}", ZERO, says=True)],
    "query_post_form": [post(FORM_QUERY, ZERO, content_type=FORM_TYPE, says=True)],
    "query_post_direct": [post("ASK {}", says=True)],
    "query_dataset_default_graphs_get": [get(both(ONE, TWO), ("default-graph-uri", ONE), ("default-graph-uri", TWO), says=True)],
    "query_dataset_default_graphs_post": [
        post(both(ONE, TWO), ("default-graph-uri", ONE), ("default-graph-uri", TWO), says=True),
        post(both(THREE), ("default-graph-uri", ONE), ("default-graph-uri", TWO), says=False),
    ],
    "query_dataset_named_graphs_get": [get(f"ASK {IN_GRAPHS}", *ONE_TWO, says=True)],
    "query_dataset_named_graphs_post": [
        post(f"ASK {IN_GRAPHS}", *ONE_TWO, says=True),
        post(f"ASK {{ GRAPH ?g {{ <{THREE}> a ?type }} }}", *ONE_TWO, says=False),
    ],
    "query_dataset_full": [post(f"ASK {{ <{THREE}> a ?type {IN_GRAPHS} }}", ("default-graph-uri", THREE), *ONE_TWO, says=True)],
    "query_multiple_dataset": [
        post(f"ASK FROM <{THREE}> {IN_GRAPHS}", *ONE_TWO, says=True),
        post(f"ASK FROM <{THREE}> {{ <{THREE}> a ?type }}", ("default-graph-uri", ONE), says=False),
    ],
    "query_content_type_select": [post("SELECT (1 AS ?value) {}", ZERO, types=TABULAR)],
    "query_content_type_ask": [post("ASK {}", ZERO, types=TABULAR[:2])],
    "query_content_type_describe": [post("DESCRIBE <http://example.org/>", ZERO, types=RDF_TYPES)],
    "query_content_type_construct": [post("CONSTRUCT { <s> <p> 1 } WHERE {}", ZERO, types=RDF_TYPES)],
    "bad_query_method": [Sent("PUT", urlencode([("query", "ASK {}"), ZERO]), content_type=FORM_TYPE, status=405)],
    "bad_multiple_queries": [get("ASK {}", ("query", "SELECT * {}"), status=400)],
    "bad_query_wrong_media_type": [post("ASK {}", content_type="text/plain", status=415)],
    "bad_query_missing_form_type": [post(FORM_QUERY, content_type="", status=415)],
    "bad_query_missing_direct_type": [post("ASK {}", content_type="", status=415)],
    "bad_query_non_utf8": [Sent("POST", "", "ASK {}".encode("utf-16"), QUERY_TYPE + UTF_16, status=400)],
    "bad_query_syntax": [get("ASK {", status=400)],
}
UPDATE_CASES: dict[str, list[Sent]] = {
    "update_post_form": [post("update=CLEAR+ALL", content_type=FORM_TYPE, status=204), post("ASK { GRAPH ?g { ?s ?p ?o } }", says=False)],
    "update_post_direct": [update("CLEAR ALL"), post("ASK { GRAPH ?g { ?s ?p ?o } }", says=False)],
    "update_dataset_default_graph": [
        update(COPY, ("using-graph-uri", ONE)),
        post(f"ASK {{ {copied(NEW, ONE)} FILTER NOT EXISTS {{ {copied(NEW, TWO)} }} }}", says=True),
    ],
    "update_dataset_default_graphs": [
        update(COPY, ("using-graph-uri", ONE), ("using-graph-uri", TWO)),
        post(f"ASK {{ {copied(NEW, ONE)} {copied(NEW, TWO)} FILTER NOT EXISTS {{ {copied(NEW, THREE)} }} }}", says=True),
    ],
    "update_dataset_named_graphs": [
        update(COPY_NAMED, ("using-named-graph-uri", ONE), ("using-named-graph-uri", TWO)),
        post(f"ASK {{ {copied(NEW, ONE)} {copied(NEW, TWO)} FILTER NOT EXISTS {{ {copied(NEW, THREE)} }} }}", says=True),
    ],
    "update_dataset_full": [
        update(COPY_WITH_PLACE, ("using-graph-uri", ONE), ("using-named-graph-uri", TWO)),
        post(f'ASK {{ GRAPH <{NEW}> {{ <{ONE}> <urn:in> "default" . <{TWO}> <urn:in> <{TWO}> }} }}', says=True),
        post(f"ASK {{ GRAPH <{NEW}> {{ <{THREE}> ?p ?o }} }}", says=False),
    ],
    "update_base_uri": [
        update(f"CLEAR SILENT GRAPH <{NEW}> ; INSERT DATA {{ GRAPH <{NEW}> {{ <urn:s> <urn:p> <test> }} }}"),
        post(f"ASK {{ GRAPH <{NEW}> {{ <urn:s> <urn:p> ?o }} FILTER(isIRI(?o) && STRENDS(STR(?o), '/test')) }}", says=True),
    ],
    "bad_update_get": [Sent("GET", "update=CLEAR+ALL", status=400)],
    "bad_multiple_updates": [post("update=CLEAR+NAMED&update=CLEAR+DEFAULT", content_type=FORM_TYPE, status=400)],
    "bad_update_wrong_media_type": [post("CLEAR NAMED", content_type="text/plain", status=415)],
    "bad_update_missing_form_type": [post("update=CLEAR+NAMED", content_type="", status=415)],
    "bad_update_non_utf8": [Sent("POST", "", "CLEAR NAMED".encode("utf-16"), UPDATE_TYPE + UTF_16, status=400)],
    "bad_update_syntax": [post("update=CLEAR+XYZ", content_type=FORM_TYPE, status=400)],
    "bad_update_dataset_conflict": [
        update("WITH <urn:g> DELETE { ?s ?p 1 } INSERT { ?s ?p 2 } WHERE { ?s ?p 1 }", ("using-named-graph-uri", ONE), status=400)
    ],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    def make() -> Path:
        path = tmp_path_factory.mktemp("stores") / "store"
        with Store.open(path) as store:
            store.update(DATA)
        return path

    return make


@pytest.fixture(scope="module")
def reading(start_server: Callable[..., str], folder: Callable[[], Path]) -> str:
    return start_server(folder())


@pytest.fixture(scope="module")
def writing(start_server: Callable[..., str], folder: Callable[[], Path]) -> str:
    return start_server(folder(), "--allow-update", "--token", TOKEN)


def send(address: str, sent: Sent, path: str = "/sparql/") -> httpx.Response:
    headers = {"Authorization": f"Bearer {TOKEN}", **({"Content-Type": sent.content_type} if sent.content_type else {})}
    url = f"{address}{path}" + (f"?{sent.url}" if sent.url else "")
    return httpx.request(sent.method, url, content=sent.body, headers=headers, trust_env=False, timeout=60)


def to_boolean(response: httpx.Response) -> bool:
    if response.headers["content-type"].startswith("application/sparql-results+xml"):
        found = ElementTree.fromstring(response.content).findtext("{http://www.w3.org/2005/sparql-results#}boolean")
        return found == "true"
    return bool(json.loads(response.content)["boolean"])


def play(address: str, case: list[Sent]) -> None:
    for sent in case:
        response = send(address, sent)
        assert response.status_code == sent.status, response.text
        if sent.says is not None:
            assert to_boolean(response) == sent.says
        if sent.types:
            assert response.headers["content-type"].partition(";")[0] in sent.types


def test_these_are_the_34_cases_of_the_w3c() -> None:
    assert len(QUERY_CASES) + len(UPDATE_CASES) == 34


@pytest.mark.parametrize("name", QUERY_CASES)
def test_w3c_query_case_where_updates_are_off(reading: str, name: str) -> None:
    play(reading, QUERY_CASES[name])


@pytest.mark.parametrize("name", [*QUERY_CASES, *UPDATE_CASES])
def test_w3c_case_where_updates_are_on(writing: str, name: str) -> None:
    assert send(writing, update(f"CLEAR ALL ; {DATA}")).status_code == 204
    play(writing, {**QUERY_CASES, **UPDATE_CASES}[name])


def test_updates_are_off_unless_asked_for(reading: str) -> None:
    assert send(reading, update("CLEAR ALL")).status_code == 403
    play(reading, [post(f"ASK {{ GRAPH ?g {{ <{ONE}> a ?type }} }}", says=True)])


@pytest.mark.parametrize(
    "header", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {TOKEN}"}, {"Authorization": "Bearer"}]
)
def test_an_update_needs_the_token(writing: str, header: dict[str, str]) -> None:
    response = httpx.post(f"{writing}/sparql", data={"update": "CLEAR ALL"}, headers=header, trust_env=False)
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"


def test_every_worker_sees_what_an_update_changed(writing: str) -> None:
    for i in range(6):
        assert send(writing, update(f"CLEAR ALL ; INSERT DATA {{ <urn:n> <urn:is> {i} }}")).status_code == 204
        for _ in range(4):
            play(writing, [post(f"ASK {{ <urn:n> <urn:is> {i} FILTER NOT EXISTS {{ <urn:n> <urn:is> {i - 1} }} }}", says=True)])
