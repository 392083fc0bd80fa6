"""The server as its users meet it: real processes, real clients, hostile requests."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlencode

import httpx
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper

from app.questions import list_questions
from app.server import create_app
from app.workers import Workers
from graph.store import Store, serialize
from ontology.errors import StoreError
from ontology.vocabulary import RGD, SD, SH, VOID
from queries.catalog import load_catalog
from queries.formats import write
from queries.run import prepare

DATA = Path(__file__).parent / "data" / "questions.ttl"
CATALOG = load_catalog(())
ZONE = "上合示范区"
ZONES = "SELECT ?name { ?zone a rg:Zone ; rdfs:label ?name FILTER(LANG(?name) = 'zh') } ORDER BY ?name"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
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


def make_store(folder: Path) -> Path:
    with Store.open(folder) as store:
        store.load(DATA.read_bytes(), "ttl")
    return folder


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store.in_memory()
    store.load(DATA.read_bytes(), "ttl")
    return store


@pytest.fixture(scope="module")
def own_questions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("questions")
    (folder / "broken.rq").write_text(
        "#+ summary: What?\n#+ summary_zh: 什么？\n#+ pivot: nothing\nSELECT * { ?s ?p ?o }\n", encoding="utf-8"
    )
    return folder


@pytest.fixture(scope="module")
def address(start_server: Callable[..., str], tmp_path_factory: pytest.TempPathFactory, own_questions: Path) -> str:
    return start_server(make_store(tmp_path_factory.mktemp("stores") / "store"), "--queries", str(own_questions))


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        yield client


def is_one_sentence(text: str) -> bool:
    return text.count("\n") == 1 and text.endswith((".\n", "?\n"))


def to_ntriples(data: bytes, format: str) -> str:
    copy = Store.in_memory()
    copy.load(data, format)
    return copy.to_ntriples().decode()


@pytest.mark.parametrize(
    ("accept", "begins"),
    [
        ("application/sparql-results+json", '{"head":{"vars":["name"]}'),
        ("application/sparql-results+xml", "<?xml"),
        ("text/csv", "name\r\n"),
        ("text/tab-separated-values", "?name\n"),
        (BROWSER, "<!doctype html>"),
    ],
)
def test_rows_come_in_every_format(client: httpx.Client, accept: str, begins: str) -> None:
    response = client.get("/sparql", params={"query": ZONES}, headers={"Accept": accept})
    assert response.text.startswith(begins)
    assert ZONE in response.text
    assert "Accept" in response.headers["vary"]


@pytest.mark.parametrize(
    ("accept", "format"),
    [("text/turtle", "ttl"), ("application/n-triples", "nt"), ("application/rdf+xml", "rdf"), ("application/ld+json", "jsonld")],
)
def test_triples_come_in_every_format(client: httpx.Client, accept: str, format: str) -> None:
    asked = {"query": "CONSTRUCT { ?s rdfs:label ?name } WHERE { ?s a rg:Zone ; rdfs:label ?name }"}
    response = client.post("/sparql", data=asked, headers={"Accept": accept})
    assert response.headers["content-type"].partition(";")[0] == accept
    assert f'"{ZONE}"@zh' in to_ntriples(response.content, format)


def test_what_cannot_be_given_is_told_in_one_sentence(client: httpx.Client) -> None:
    for accept, query, status in (("image/png", "ASK {}", 406), ("text/turtle", "ASK {}", 406), ("*/*", "SELECT", 400)):
        response = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
        assert response.status_code == status
        assert is_one_sentence(response.text)


def test_a_method_outside_the_protocol_is_refused_with_those_inside(client: httpx.Client) -> None:
    response = client.delete("/sparql")
    assert response.status_code == 405
    assert {"GET", "POST"} <= {method.strip() for method in response.headers["allow"].split(",")}


def test_head_has_the_headers_without_the_body(client: httpx.Client) -> None:
    response = client.head("/sparql", params={"query": "ASK {}"})
    assert (response.status_code, response.headers["content-type"], response.content) == (200, "application/sparql-results+json", b"")


def test_pages_of_other_origins_may_ask(client: httpx.Client) -> None:
    origin = {"Origin": "https://editor.example.org"}
    asked = {**origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    allowed = client.options("/sparql", headers=asked)
    assert allowed.status_code == 200
    assert "POST" in allowed.headers["access-control-allow-methods"]
    assert client.get("/sparql", params={"query": "ASK {}"}, headers=origin).headers["access-control-allow-origin"] == "*"


def test_no_other_server_is_asked(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"})
    assert response.status_code == 400
    assert "SERVICE" in response.text


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


def test_sixteen_cold_requests_at_once_are_all_answered_rightly(start_server: Callable[..., str], tmp_path: Path, store: Store) -> None:
    address = start_server(make_store(tmp_path / "store"))
    queries = [query for query in CATALOG.queries if all(p.optional or p.default is not None for p in query.parameters)][:16]
    assert len(queries) == 16

    def ask(name: str) -> bytes:
        return httpx.get(f"{address}/queries/{name}.csv", trust_env=False, timeout=60).content

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(ask, [query.name for query in queries]))
    for query, answer in zip(queries, answers, strict=True):
        assert answer == write(store, prepare(store, query, {}).text, "csv", query.pivot), query.name


def test_an_answer_on_an_open_connection_does_not_wait_for_acknowledgements(client: httpx.Client) -> None:
    assert min(client.get("/healthz").elapsed.total_seconds() for _ in range(10)) < 0.03


def test_too_many_requests_are_turned_away_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.workers.MOST_WAITING", 0)
    workers = Workers(make_store(tmp_path / "store"), 1)
    assert asyncio.run(workers.answer(list_questions, CATALOG, "*/*")).status == 503
    workers.close()


def test_the_service_describes_itself(client: httpx.Client, address: str) -> None:
    response = client.get("/sparql", headers={"Accept": "text/turtle"})
    graph = rdflib.Graph().parse(data=response.text, format="turtle")
    service = rdflib.URIRef(f"{address}/sparql")
    assert (service, rdflib.URIRef(SD.endpoint), service) in graph
    assert (service, rdflib.URIRef(SD.supportedLanguage), rdflib.URIRef(SD.SPARQL11Query)) in graph
    assert (service, rdflib.URIRef(SD.supportedLanguage), rdflib.URIRef(SD.SPARQL11Update)) not in graph
    assert not [node for triple in graph for node in triple if isinstance(node, rdflib.BNode)]
    assert "<form" in client.get("/sparql", headers={"Accept": BROWSER}).text


def test_the_data_set_is_described(client: httpx.Client, address: str, store: Store) -> None:
    graph = rdflib.Graph().parse(data=client.get("/.well-known/void").text, format="turtle")
    assert [int(value) for value in graph.objects(None, rdflib.URIRef(VOID.triples))] == [len(store)]
    assert list(graph.objects(None, rdflib.URIRef(VOID.sparqlEndpoint))) == [rdflib.URIRef(f"{address}/sparql")]
    assert client.get("/.well-known/void", headers={"Accept": "application/ld+json"}).json()["@graph"]


def test_saved_questions_are_shacl_executables_that_run_as_they_are(client: httpx.Client) -> None:
    graph = rdflib.Graph().parse(data=client.get("/queries.ttl").text, format="turtle")
    texts = {str(subject).rpartition("/")[2]: str(text) for subject, text in graph.subject_objects(rdflib.URIRef(SH.select))}
    assert set(texts) == {query.name for query in CATALOG.queries if query.form == "SELECT"}
    for name in ("projects-serving-zone", "compare-targets"):
        assert "UNDEF" not in texts[name]
        assert client.post("/sparql", data={"query": texts[name]}).json()["results"]["bindings"]


def test_the_list_of_questions_has_both_languages_choices_and_what_is_broken(client: httpx.Client) -> None:
    listed = client.get("/queries").json()
    assert [query["name"] for query in listed["queries"]] == [query.name for query in CATALOG.queries]
    serving = next(query for query in listed["queries"] if query["name"] == "projects-serving-zone")
    assert set(serving["summary"]) == {"en", "zh"}
    assert serving["parameters"][0] | {"description": None} == {
        "name": "zone", "type": "zone", "description": None, "default": ZONE, "required": False, "list": False,
    }  # fmt: skip
    choices = {name: [choice["value"] for choice in found] for name, found in listed["choices"].items()}
    assert choices["year"] == ["2025", "2024"]
    assert sorted(choices["place"]) == ["平度市", "胶州市", "青岛市"]
    assert ZONE in choices["zone"]
    assert {choice["en"] for choice in listed["choices"]["place"]} >= {"Qingdao", "Jiaozhou"}
    assert [(problem["file"], problem["line"]) for problem in listed["problems"]] == [("broken.rq", 3)]
    assert client.get("/queries/broken").status_code == 404
    assert "line 3" in client.get("/queries/broken").text


@pytest.mark.parametrize("name", ["projects-serving-zone", "compare-targets"])
def test_an_answer_is_that_of_the_command_line_in_every_format(client: httpx.Client, store: Store, name: str) -> None:
    query = CATALOG.find(name)
    text = prepare(store, query, {}).text
    types = {"csv": "text/csv", "tsv": "text/tab-separated-values", "json": "application/json", "ttl": "text/turtle"}
    for suffix, media_type in types.items():
        response = client.get(f"/queries/{name}.{suffix}")
        assert response.content == write(store, text, suffix, query.pivot)
        assert response.headers["content-type"].partition(";")[0] == media_type
        assert client.get(f"/queries/{name}", headers={"Accept": media_type}).content == response.content


def test_parameters_are_given_by_name_several_times_or_with_commas(client: httpx.Client) -> None:
    one = client.get("/queries/targets-of-place.csv", params={"place": "Jiaozhou"})
    assert {row["city"] for row in csv.DictReader(io.StringIO(one.text))} == {"胶州市"}
    for place in (["胶州市,平度市"], ["胶州市", "平度"]):
        wide = client.get("/queries/compare-targets.csv", params={"place": place, "year": "2025"})
        assert [head for head in next(csv.reader(io.StringIO(wide.text))) if head.endswith("2025")] == ["胶州市 2025", "平度市 2025"]
    long = client.get("/queries/compare-targets.csv", params={"place": "胶州市", "long": ""})
    assert long.text.startswith("indicator,measure,unit,city,year,stated")


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


def test_things_are_described_in_the_type_that_is_asked_for(client: httpx.Client) -> None:
    thing = rdflib.URIRef(RGD.base.term("place-370281"))
    turtle = client.get("/id/place-370281", headers={"Accept": "text/turtle"})
    graph = rdflib.Graph().parse(data=turtle.text, format="turtle")
    assert (thing, rdflib.RDFS.label, rdflib.Literal("胶州市", "zh")) in graph
    assert list(graph.subjects(None, thing))
    linked = client.get("/id/place-370281", headers={"Accept": "application/ld+json"})
    assert len(to_ntriples(linked.content, "jsonld").splitlines()) == len(graph)
    page = client.get("/id/place-370281", headers={"Accept": BROWSER})
    assert "<h1>胶州市</h1>" in page.text
    assert 'href="/id/place-370200"' in page.text


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


def test_a_form_offers_what_the_graph_knows_and_keeps_what_was_written(client: httpx.Client) -> None:
    page = client.get("/queries/targets-of-place.html", params={"place": "胶州市"}).text
    assert '<option value="青岛市">Qingdao</option>' in page
    assert 'value="胶州市"' in page
    assert "place=%E8%83%B6%E5%B7%9E%E5%B8%82" in page
    wrong = client.get("/queries/targets-of-place.html", params={"place": '"><b>x'})
    assert wrong.status_code == 400
    assert 'class="problem"' in wrong.text
    assert "<b>x" not in wrong.text


def test_openapi_lists_every_question_with_its_parameters(client: httpx.Client) -> None:
    described = client.get("/openapi.json").json()
    for query in CATALOG.queries:
        operation = described["paths"][f"/queries/{query.name}"]["get"]
        assert operation["summary"] == query.summary
        assert [parameter["name"] for parameter in operation["parameters"]] == [parameter.name for parameter in query.parameters]
        assert "text/csv" in operation["responses"]["200"]["content"]
    assert client.get("/healthz").json() == {"status": "ok"}


def test_curl_gets_an_answer(address: str) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    command = ["curl", "-sS", "--noproxy", "*", "-H", "Accept: text/csv", "--data-urlencode", f"query={ZONES}", f"{address}/sparql"]
    assert ZONE in subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\r\n")


def test_sparqlwrapper_gets_an_answer(address: str) -> None:
    wrapper = SPARQLWrapper(f"{address}/sparql")
    wrapper.setQuery("PREFIX rg: <https://w3id.org/reportgraph/ontology#> SELECT ?zone { ?zone a rg:Zone }")
    for method in ("GET", POST):
        wrapper.setMethod(method)
        wrapper.setReturnFormat(JSON)
        assert wrapper.queryAndConvert()["results"]["bindings"]
    wrapper.setQuery("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 5")
    wrapper.setReturnFormat(TURTLE)
    assert len(rdflib.Graph().parse(data=wrapper.queryAndConvert(), format="turtle")) == 5


def test_rdflib_reads_and_writes_the_store_as_its_own(start_server: Callable[..., str], address: str, tmp_path: Path) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{address}/sparql"))
    assert rdflib.Literal("胶州市", "zh") in set(graph.objects(rdflib.URIRef(RGD.base + "place-370281"), rdflib.RDFS.label))
    writing = f"{start_server(make_store(tmp_path / 'store'), '--allow-update', '--token', 'secret')}/sparql"
    remote = SPARQLUpdateStore(writing, writing, headers={"Authorization": "Bearer secret"})
    thing = rdflib.URIRef("urn:thing")
    remote.update(f"INSERT DATA {{ <{thing}> <{rdflib.RDFS.label}> '新的'@zh }}")
    assert list(rdflib.Graph(remote).objects(thing, rdflib.RDFS.label)) == [rdflib.Literal("新的", "zh")]


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


def test_json_rows_are_the_engines_own(client: httpx.Client, store: Store) -> None:
    answer = client.get("/sparql", params={"query": ZONES}).content
    assert json.loads(answer) == json.loads(serialize(store.query(ZONES), "json"))
