"""Real clients against a real server: each gets the right rows, the right yes or no, the right triples."""

from __future__ import annotations

import json
import os
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper

from graph.store import Store, serialize, to_rows
from ontology.standards import RDFS
from ontology.vocabulary import RG, RGD
from tests.serving import make_store, skip, to_ntriples

JARS = Path("/usr/share/java")
CORE = "jena-core.jar"
TABLES = "org/apache/jena/ext/xerces/"
NEEDED = (
    *("jena-*", "slf4j-api", "slf4j-nop", "thrift", "commons-*", "http*", "jackson-*", "jsonld-java", "titanium-*"),
    *("protobuf", "dexx*", "guava", "gson"),
)
COMUNICA = Path(__file__).parent / "clients" / "node_modules" / ".bin" / "comunica-sparql"
LIMIT = 120
NAMES = f"SELECT ?place ?name {{ ?place a {RG.Place.nt} ; {RDFS.label.nt} ?name }} ORDER BY ?place STR(?name)"
YES, NO = f"ASK {{ ?place a {RG.Zone.nt} }}", f"ASK {{ {RG.Zone.nt} a {RG.Zone.nt} }}"
TRIPLES = f"CONSTRUCT {{ ?place {RDFS.label.nt} ?name }} WHERE {{ ?place a {RG.Place.nt} ; {RDFS.label.nt} ?name }}"
FORMATS = {"SELECT": "application/sparql-results+json", "ASK": "application/sparql-results+json", "CONSTRUCT": "text/turtle"}

Ask = Callable[[str], bytes]


def form_of(query: str) -> str:
    return query.partition(" ")[0]


def run(*command: str | Path) -> bytes:
    environment = {**os.environ, "no_proxy": "127.0.0.1"}
    return subprocess.run(command, capture_output=True, check=True, timeout=LIMIT, env=environment).stdout


@pytest.fixture(scope="module")
def curl(address: str, find_program: Callable[..., str]) -> Ask:
    program = find_program("curl")

    def ask(query: str) -> bytes:
        accept = f"Accept: {FORMATS[form_of(query)]}"
        return run(program, "-sS", "--noproxy", "*", "-H", accept, "--data-urlencode", f"query={query}", f"{address}/sparql")

    return ask


@pytest.fixture(scope="module")
def comunica(address: str, find_program: Callable[..., str]) -> Ask:
    program = find_program("node")
    if not COMUNICA.exists():
        skip("Comunica is not installed: npm ci in tests/clients")

    def ask(query: str) -> bytes:
        return run(program, COMUNICA, f"sparql@{address}/sparql", "-q", query, "-t", FORMATS[form_of(query)])

    return ask


@pytest.fixture(scope="module")
def jena(address: str, find_program: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Debian's Jena: its classes look for their tables of types in a folder that the archive has under another name."""
    program, folder = find_program("java"), tmp_path_factory.mktemp("jena")
    if not (JARS / CORE).exists():
        skip("libapache-jena-java is not installed")
    with zipfile.ZipFile(JARS / CORE) as archive:
        for name in archive.namelist():
            if name.startswith(TABLES) and not name.endswith("/"):
                target = folder / "xerces" / name.removeprefix(TABLES)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(archive.read(name))
    path = os.pathsep.join(map(str, [folder, *(jar for name in NEEDED for jar in sorted(JARS.glob(f"{name}.jar")))]))

    def ask(query: str) -> bytes:
        wanted = [] if query.startswith("CONSTRUCT") else ["--results", "json"]
        return run(program, "-cp", path, "arq.rsparql", "--service", f"{address}/sparql", *wanted, query)

    return ask


@pytest.fixture(params=["curl", "comunica", "jena"])
def ask(request: pytest.FixtureRequest) -> Ask:
    found: Ask = request.getfixturevalue(request.param)
    return found


def test_a_select_has_the_right_rows(ask: Ask, asked: Store) -> None:
    answer = json.loads(ask(NAMES))
    rows = [(row["place"]["value"], row["name"]["value"]) for row in answer["results"]["bindings"]]
    assert rows == list(to_rows(asked.query(NAMES)))


def test_an_ask_is_answered_rightly(ask: Ask) -> None:
    assert json.loads(ask(YES))["boolean"] is True
    assert json.loads(ask(NO))["boolean"] is False


def test_a_construct_has_the_right_triples(ask: Ask, asked: Store) -> None:
    ours = to_ntriples(serialize(asked.query(TRIPLES), "nt"), "nt")
    assert sorted(to_ntriples(ask(TRIPLES), "ttl").splitlines()) == sorted(ours.splitlines())


def test_sparqlwrapper_gets_an_answer(address: str, asked: Store) -> None:
    wrapper = SPARQLWrapper(f"{address}/sparql")
    wrapper.setQuery(NAMES)
    for method in ("GET", POST):
        wrapper.setMethod(method)
        wrapper.setReturnFormat(JSON)
        found = wrapper.queryAndConvert()["results"]["bindings"]
        assert [(row["place"]["value"], row["name"]["value"]) for row in found] == list(to_rows(asked.query(NAMES)))
    wrapper.setQuery(YES)
    assert wrapper.queryAndConvert()["boolean"] is True
    wrapper.setQuery(TRIPLES)
    wrapper.setReturnFormat(TURTLE)
    assert len(rdflib.Graph().parse(data=wrapper.queryAndConvert(), format="turtle")) == len(list(asked.query(TRIPLES)))


def test_rdflib_reads_and_writes_the_store_as_its_own(start_server: Callable[..., str], address: str, tmp_path: Path) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{address}/sparql"))
    assert rdflib.Literal("胶州市", "zh") in set(graph.objects(rdflib.URIRef(RGD.base + "place-370281"), rdflib.RDFS.label))
    assert graph.query(YES).askAnswer is True
    assert len(list(graph.query(TRIPLES))) == len(list(graph.query(NAMES)))
    writing = f"{start_server(make_store(tmp_path / 'store'), '--allow-update', '--token', 'secret')}/sparql"
    remote = SPARQLUpdateStore(writing, writing, headers={"Authorization": "Bearer secret"})
    thing = rdflib.URIRef("urn:thing")
    remote.update(f"INSERT DATA {{ <{thing}> <{rdflib.RDFS.label}> '新的'@zh }}")
    assert list(rdflib.Graph(remote).objects(thing, rdflib.RDFS.label)) == [rdflib.Literal("新的", "zh")]
