from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.store import FORMAT_VERSION, MARKER, Store, check_query, is_store, serialize, solutions, to_rows, value
from ontology.errors import QueryError, StoreError
from ontology.standards import RDFS
from ontology.vocabulary import RG

DATA = Path(__file__).parent / "data" / "two-places.ttl"
ONE = b'<https://example.org/a> <https://example.org/p> "\xe4\xb8\x80"@zh .\n'


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store.in_memory()
    store.load(DATA.read_bytes(), "ttl")
    return store


def test_a_store_on_disk_keeps_what_is_loaded(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s") as store:
        store.load(io.BytesIO(ONE))
        store.load(ONE)
    assert is_store(tmp_path / "s")
    with Store.open(tmp_path / "s", read_only=True) as store:
        assert len(store) == 1
        assert list(to_rows(store.query("SELECT ?o { ?s ?p ?o }"))) == [("一",)]


def test_a_read_only_store_takes_nothing(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    with Store.open(tmp_path, read_only=True) as store, pytest.raises(StoreError, match="cannot be written"):
        store.load(ONE)


@pytest.mark.parametrize("on_disk", [False, True])
def test_broken_data_leave_the_store_as_it_was(tmp_path: Path, on_disk: bool) -> None:
    store = Store.open(tmp_path) if on_disk else Store.in_memory()
    store.load(ONE)
    many = b"".join(b'<https://example.org/%d> <https://example.org/p> "x" .\n' % i for i in range(20_000))
    with pytest.raises(StoreError, match=r"Nothing was loaded.*line 20001"):
        store.load(many + b"<https://example.org/broken")
    assert len(store) == 1


def test_reports_are_known_by_digest_place_and_year(store: Store) -> None:
    reports = store.reports()
    assert [(r.place_name, r.year) for r in reports] == [("临溪市", 2024), ("临溪市", 2025), ("望海市", 2025)]
    first = reports[0]
    assert first.title == "临溪市2024年政府工作报告"
    assert store.has_report(first.digest)
    assert store.has_report(first.digest, first.place, first.year)
    assert not store.has_report(first.digest, first.place, 2025)
    assert not store.has_report(first.digest, reports[2].place, first.year)
    assert not store.has_report("0" * 64)


def test_a_missing_store_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"There is no store at .*reportgraph load"):
        Store.open(tmp_path / "none", read_only=True)
    assert not (tmp_path / "none").exists()


def test_a_folder_that_is_no_store_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    for read_only in (False, True):
        with pytest.raises(StoreError, match="is not a store"):
            Store.open(tmp_path, read_only=read_only)
    with pytest.raises(StoreError, match="is not a store"):
        Store.open(tmp_path / "letter.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_store_where_nobody_may_write_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreError, match="cannot be made"):
        Store.open(tmp_path / "file" / "store")


def test_an_older_newer_or_broken_format_is_refused(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    (tmp_path / MARKER).write_text(f"{FORMAT_VERSION + 1}\n", encoding="ascii")
    with pytest.raises(StoreError, match="upgrade reportgraph"):
        Store.open(tmp_path)
    (tmp_path / MARKER).write_text(f"{FORMAT_VERSION - 1}\n", encoding="ascii")
    with pytest.raises(StoreError, match="load the reports again"):
        Store.open(tmp_path)
    (tmp_path / MARKER).write_text("?", encoding="ascii")
    with pytest.raises(StoreError, match="is broken"):
        Store.open(tmp_path)


def test_a_damaged_store_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / MARKER).write_text(f"{FORMAT_VERSION}\n", encoding="ascii")
    (tmp_path / "CURRENT").write_text("rubbish", encoding="ascii")
    with pytest.raises(StoreError, match="cannot be opened"):
        Store.open(tmp_path)


def test_a_store_in_use_by_another_process_says_so(tmp_path: Path) -> None:
    code = "import sys; from graph.store import Store; s = Store.open(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", code, str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as other:
        assert other.stdout and other.stdout.readline() == "open\n"
        with pytest.raises(StoreError, match="in use by another process"):
            Store.open(tmp_path)
        other.communicate()


def test_queries_know_the_prefixes_of_the_project(store: Store) -> None:
    rows = solutions(store.query("SELECT ?label { ?zone a rg:Zone ; rdfs:label ?label FILTER(LANG(?label) = 'zh') } ORDER BY ?label"))
    assert [value(row, "label") for row in rows] == ["上合示范区", "滨海新城"]
    assert next(to_rows(store.query("SELECT ?none ?one { BIND(1 AS ?one) }"))) == ("", "1")


def test_bad_sparql_is_one_sentence(store: Store) -> None:
    with pytest.raises(QueryError, match="not valid SPARQL: error at 1:"):
        store.query("SELEKT ?x { }")
    with pytest.raises(QueryError, match="needs a SELECT query"):
        solutions(store.query("ASK { }"))


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { FILTER(1<2)SERVICE<http://127.0.0.1:9/>{?s ?p ?o} }",
        "SELECT * { # <\nSERVICE ?x { ?s ?p ?o } }",
        "SELECT * { # comment\rSERVICE ?x { ?s ?p ?o } }",
        "PREFIX : <urn:x> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "PREFIX : <urn:x> SELECT * { SERVICESILENT:x { ?s ?p ?o } }",
        "PREFIX : <urn:x> SELECT * { ?s ?p 1SERVICE:x { ?s ?p ?o } }",
        "PREFIX : <urn:x> SELECT * { ?s ?p :.SERVICE ?x { ?s ?p ?o } }",
        r"PREFIX : <urn:x> SELECT * { :a\#b ?p ?o . SERVICE ?x { ?s ?p ?o } }",
        r"SELECT * { <urn:\u0041#'> ?p ?o . SERVICE ?x { ?s ?p ?o } }",
        "SELECT * { <urn:　#'> ?p ?o . SERVICE ?x { ?s ?p ?o } }",
        'SELECT * { BIND("""a " b""" AS ?y) SERVICE ?x { ?s ?p ?o } }',
    ],
)
def test_no_query_sends_the_store_to_another_server(store: Store, text: str) -> None:
    with pytest.raises(QueryError, match="SERVICE is not allowed"):
        store.query(text)


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { ?s ?p "SERVICE" }',
        "SELECT * { ?s <https://example.org/SERVICE> ?service }",
        "SELECT * { ?s ?p ?o } # SERVICE",
        "PREFIX e: <https://example.org/> SELECT * { ?s e:SERVICE ?o }",
        "SELECT * { ?s ?p 'it''s' } #",
    ],
)
def test_the_word_service_is_no_harm_elsewhere(text: str) -> None:
    check_query(text)


def test_answers_are_written_in_every_format(store: Store) -> None:
    select = "SELECT ?label { ?zone a rg:Zone ; rdfs:label ?label FILTER(LANG(?label) = 'zh') } ORDER BY ?label"
    assert serialize(store.query(select), "csv").decode().splitlines() == ["label", "上合示范区", "滨海新城"]
    assert serialize(store.query("ASK { }"), "json") == b'{"head":{},"boolean":true}'
    assert serialize(store.query(select), "tsv").startswith(b"?label")
    assert b"<sparql" in serialize(store.query(select), "xml")
    construct = "CONSTRUCT { ?zone rdfs:label ?label } WHERE { ?zone a rg:Zone ; rdfs:label ?label }"
    turtle = serialize(store.query(construct), "ttl")
    assert len(list(ox.parse(turtle, ox.RdfFormat.TURTLE))) == 4
    assert b"rdfs:label" in turtle
    with pytest.raises(QueryError, match="CONSTRUCT or DESCRIBE query cannot be written as csv"):
        serialize(store.query(construct), "csv")
    with pytest.raises(QueryError, match="SELECT or ASK query cannot be written as ttl; choose one of json"):
        serialize(store.query(select), "ttl")


def test_rdflib_sees_the_same_graph(store: Store) -> None:
    from rdflib import Literal, URIRef

    graph = store.graph()
    assert len(graph) == len(store)
    assert graph.value(predicate=URIRef(RDFS.label), object=Literal("上合示范区", lang="zh")) is not None
    assert graph.namespace_manager.qname(RG.Report) == "rg:Report"
    assert [row.n.toPython() for row in graph.query("SELECT (COUNT(*) AS ?n) { ?report a rg:Report }")] == [3]


def test_two_graphs_may_say_the_same_in_any_order(tmp_path: Path, store: Store) -> None:
    other = Store.open(tmp_path)
    lines = sorted(store.to_ntriples().splitlines(keepends=True), reverse=True)
    for start in range(0, len(lines), 100):
        other.load(b"".join(lines[start : start + 100]))
    assert set(other.to_nquads().splitlines()) == set(store.to_nquads().splitlines())
    other.optimize()
    assert len(other) == len(store)


def test_an_update_is_carried_out_whole_or_not_at_all() -> None:
    store = Store.in_memory()
    store.update("INSERT DATA { <a> <b> <c> }", base="https://example.org/")
    assert store.to_ntriples() == b"<https://example.org/a> <https://example.org/b> <https://example.org/c> .\n"
    with pytest.raises(QueryError, match="not valid SPARQL"):
        store.update("DELETE WHERE { ?s ?p ?o } ; INSERT")
    assert len(store) == 1


@pytest.mark.parametrize(
    "text", ["LOAD <http://127.0.0.1:9/>", "PREFIX : <urn:x> LOAD:x", "INSERT { ?s ?p ?o } WHERE { SERVICE ?x { ?s ?p ?o } }"]
)
def test_an_update_asks_no_other_server(text: str) -> None:
    with pytest.raises(QueryError, match="is not allowed"):
        Store.in_memory().update(text)


def test_a_carriage_return_outlives_xml() -> None:
    from xml.etree import ElementTree

    results = Store.in_memory().query('SELECT ("a\\r\\nb" AS ?x) {}')
    written = serialize(results, "xml")
    assert [node.text for node in ElementTree.fromstring(written).iter() if node.text and node.text.strip()] == ["a\r\nb"]
