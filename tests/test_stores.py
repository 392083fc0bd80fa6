"""Every command on three stores: the embedded one, an Oxigraph server and Virtuoso, which are started here; what comes out is the same."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from app.cli import app
from app.stores import is_remote, open_to_read, open_to_write
from graph.export import to_bytes
from graph.remote import PASSWORD, TOKEN, UPDATE_URL, USER
from graph.store import GRAPH_FORMATS, Store, serialize, to_rows
from ontology.errors import ReportGraphError, StoreError
from queries.catalog import SavedQuery, load_catalog
from queries.formats import shown, to_csv
from queries.run import prepare
from tests.engines import MOST_ROWS, Endpoint, free_port, running, set_environment, write_settings

DATA = Path(__file__).parent / "data"
SAMPLES = sorted((DATA / "reports").glob("*.txt"))
VALUES: dict[str, dict[str, list[str]]] = json.loads((DATA / "values.json").read_text(encoding="utf-8"))
QUERIES = {query.name: query for query in load_catalog(()).queries}


@pytest.fixture(scope="module")
def oxigraph(find_program: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    folder, place = tmp_path_factory.mktemp("oxigraph"), f"127.0.0.1:{free_port()}"
    url = f"http://{place}/query"
    with running([find_program("oxigraph"), "serve", "--location", folder / "data", "--bind", place], folder, url):
        yield Endpoint(url)


@pytest.fixture(scope="module")
def virtuoso(find_program: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    program, folder = find_program("virtuoso-t"), tmp_path_factory.mktemp("virtuoso")
    place = f"127.0.0.1:{free_port()}"
    write_settings(folder, place)
    command = [program, "+foreground", "+configfile", folder / "virtuoso.ini"]
    with running(command, folder, f"http://{place}/sparql"):
        yield Endpoint(f"http://{place}/sparql", {UPDATE_URL: f"http://{place}/sparql-auth", USER: "dba", PASSWORD: "dba"})


@pytest.fixture(params=["oxigraph", "virtuoso"])
def endpoint(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Endpoint:
    found: Endpoint = request.getfixturevalue(request.param)
    set_environment(found, monkeypatch)
    return found


@pytest.fixture
def questions(endpoint: Endpoint) -> str:
    """The address of the same graph on a server."""
    address = endpoint.graph("questions")
    with open_to_write(address) as store:
        if not store.reports():
            store.load((DATA / "questions.ttl").read_bytes(), "ttl")
    return address


def run(*words: str | Path) -> tuple[str, str]:
    """What a command prints to stdout and to stderr."""
    done = CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": "120"}, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout, done.stderr


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample reports in a folder."""
    folder = tmp_path_factory.mktemp("embedded") / "store"
    run("load", *SAMPLES, "--store", folder)
    return folder


@pytest.fixture
def samples(endpoint: Endpoint) -> str:
    """The address of the sample reports on a server, as the command loads them."""
    address = endpoint.graph("samples")
    with open_to_read(address) as store:
        if not store.reports():
            run("load", *SAMPLES, "--store", address)
    return address


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_a_question_has_the_same_answer(questions: str, asked: Store, query: SavedQuery) -> None:
    with open_to_read(questions) as store:
        text = prepare(store, query, VALUES.get(query.name, {})).text
        assert to_csv(shown(store, text, query.pivot), ",") == (DATA / "answers" / f"{query.name}.csv").read_bytes()
        if query.form == "SELECT":
            assert serialize(store.query(text), "tsv") == serialize(asked.query(text), "tsv")


def test_the_graph_is_the_same(samples: str, embedded: Path, tmp_path: Path) -> None:
    for suffix in (*GRAPH_FORMATS, "graphml", "gexf"):
        ours, theirs = (tmp_path / f"{name}.{suffix}" for name in ("ours", "theirs"))
        run("export", "-o", ours, "--store", embedded)
        run("export", "-o", theirs, "--store", samples)
        assert theirs.read_bytes() == ours.read_bytes(), suffix
    assert run("diff", samples, embedded)[0] == "No difference.\n"


def test_what_is_loaded_is_not_loaded_again(samples: str) -> None:
    _, told = run("load", *SAMPLES, "--store", samples)
    assert told.count("already in the store, nothing changed") == len(told.splitlines()) == 3


@pytest.mark.parametrize(
    "words",
    [
        ("query", "projects-serving-zone", "-p", "zone=上合示范区", "--with-source"),
        ("query", "compare-targets", "--format", "json"),
        ("query", "report-overview", "--format", "ttl"),
        ("query", "who-works-with-whom", "--format", "html"),
        ("query", "targets-of-place", "-p", "place=Qingdao", "--show-sparql"),
        ("sparql", "SELECT ?p ?name WHERE { ?p a rg:Project ; rdfs:label ?name } ORDER BY ?p STR(?name) LANG(?name) LIMIT 5"),
        ("sparql", "ASK { ?report a rg:Report }"),
        ("sparql", "ASK { ?report a rg:Sentence, rg:Report }"),
        ("audit", "--list", "--place", "胶州市"),
        ("validate",),
        ("path", "上合示范区", "青岛市"),
        ("path", "上合快线", "中国邮政", "--format", "json"),
        ("central", "--kind", "zone", "--by", "betweenness"),
        ("central", "--place", "青岛市", "--by", "pagerank", "--format", "csv"),
        ("ask", "哪些项目服务上合示范区？"),
    ],
    ids=" ".join,
)
def test_a_command_prints_the_same(samples: str, embedded: Path, words: Sequence[str]) -> None:
    (ours, told), (theirs, also_told) = (run(*words, "--store", store) for store in (embedded, samples))
    assert theirs == ours
    assert also_told == told.replace(str(embedded), shlex.quote(samples))


@pytest.mark.parametrize("words", [("上合",), ("OTC", "--kind", "sentence"), ("增长", "--place", "胶州市")], ids=" ".join)
def test_words_are_found_without_an_index(samples: str, embedded: Path, words: Sequence[str]) -> None:
    ours = json.loads(run("search", *words, "--format", "json", "--limit", "100", "--store", embedded)[0])
    theirs = json.loads(run("search", *words, "--format", "json", "--limit", "100", "--store", samples)[0])
    assert sorted(hit["iri"] for hit in theirs["hits"]) == sorted(hit["iri"] for hit in ours["hits"])
    assert theirs["hits"]


def test_the_picture_is_the_same(samples: str, embedded: Path, tmp_path: Path) -> None:
    for words in (("--focus", "上合示范区"), ("--query", "projects-serving-zone")):
        for name, store in (("ours", embedded), ("theirs", samples)):
            run("view", "-o", tmp_path / f"{name}.html", *words, "--store", store)
        assert (tmp_path / "theirs.html").read_bytes() == (tmp_path / "ours.html").read_bytes(), words


SEEN = ("/", "/queries/targets-of-place.html?place=胶州市", "/id/place-370281", "/graph", "/graph/projects-serving-zone")
READ = (
    *("/queries", "/queries/projects-serving-zone.csv", "/queries.ttl", "/id/place-370281", "/.well-known/void", "/healthz"),
    "/ask?q=哪些项目服务上合示范区？",
)
PAGES = (*((page, "text/html") for page in SEEN), *((page, "*/*") for page in READ))


@pytest.fixture(scope="module")
def served(start_server: Callable[..., str], embedded: Path) -> str:
    return start_server(embedded)


def test_a_server_may_stand_before_it(start_server: Callable[..., str], samples: str, served: str) -> None:
    address = start_server(samples)
    for page, accept in PAGES:
        asked = {"Accept": accept, "Host": "reports.example.org"}
        theirs, ours = (httpx.get(site + page, headers=asked, trust_env=False, timeout=60) for site in (address, served))
        assert (theirs.status_code, theirs.content) == (ours.status_code, ours.content), (page, accept)
    classes = "SELECT ?class (COUNT(*) AS ?n) { ?thing a ?class } GROUP BY ?class ORDER BY ?class"
    for form in (classes, "ASK { ?s a rg:Report }", "CONSTRUCT { ?s a rg:Zone } WHERE { ?s a rg:Zone }", f"{classes} {{"):
        theirs, ours = (httpx.post(f"{site}/sparql", data={"query": form}, trust_env=False, timeout=60) for site in (address, served))
        assert theirs.status_code == ours.status_code
        assert sorted(theirs.text.splitlines()) == sorted(ours.text.splitlines())
    with ThreadPoolExecutor(16) as pool:
        lists = list(
            pool.map(lambda site: httpx.get(f"{site}/queries/zones-by-projects.csv", trust_env=False).content, [served, *[address] * 15])
        )
    assert set(lists) == {lists[0]}
    refused = httpx.post(f"{address}/sparql", data={"update": "CLEAR ALL"}, trust_env=False)
    assert refused.status_code == 403
    assert "send updates there" in refused.text


HARD = r"""
<urn:1> <urn:is> 1576030000000.0 , 5.0 , -0.25 , 12345678901234567890.123456789 , 0.1 , 0.0 .
<urn:2> <urn:is> "2025"^^xsd:gYear , "2025-01-03"^^xsd:date , true , false .
<urn:3> <urn:is> 7 , -3 , 3000000000 , "7"^^xsd:nonNegativeInteger , "http://example.org/"^^xsd:anyURI .
<urn:4> <urn:is> "a\"b\\c\nd\te\r}"@zh , "\uFF41\u3000𠀀𝄞😀" , "" , ""@zh , "Shanghe"@zh-Latn , "Shanghe"@en , "'''" , "上合" , "上合"@zh .
"""


def test_hard_values_come_back_as_they_were(endpoint: Endpoint) -> None:
    data = f"@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n{HARD}{'长' * 20_000}".replace("\n长", '\n<urn:5> <urn:is> "长') + '" .\n'
    ours = Store.in_memory()
    ours.load(data.encode(), "ttl")
    with open_to_write(endpoint.graph("hard")) as store:
        store.load(data.encode(), "ttl")
        assert to_bytes(store.to_ntriples()) == to_bytes(ours.to_ntriples())
        rows = "SELECT ?s ?o { ?s <urn:is> ?o MINUS { ?s <urn:is> true } }"
        assert sorted(to_rows(store.query(rows))) == sorted(to_rows(ours.query(rows)))
        for text in ('"上合"', '"上合"@zh', r'"a\"b\\c\nd\te\r}"@zh', "true", "0.1"):
            assert bool(store.query(f"ASK {{ ?s <urn:is> {text} }}")), text


def test_graphs_keep_apart(endpoint: Endpoint) -> None:
    one, other = endpoint.graph("one"), endpoint.graph("other")
    for address, thing in ((one, "urn:one"), (other, "urn:other")):
        with open_to_write(address) as store:
            store.load(f"<{thing}> <urn:is> <urn:here> .\n".encode())
    with open_to_read(one) as store:
        everything = "SELECT ?s { ?s ?p ?o }"
        assert list(to_rows(store.query(everything))) == [("urn:one",)]
        assert list(to_rows(store.query("SELECT ?s FROM <urn:graph:other> { ?s ?p ?o }"))) == [("urn:other",)]


def test_an_oxigraph_server_needs_no_name_of_a_graph(oxigraph: Endpoint, embedded: Path) -> None:
    run("load", *SAMPLES, "--store", oxigraph.url)
    assert run("diff", oxigraph.url, str(embedded))[0] == "No difference.\n"


def test_virtuoso_needs_one_and_says_so(virtuoso: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    set_environment(virtuoso, monkeypatch)
    with open_to_write(virtuoso.url) as store, pytest.raises(ReportGraphError, match="No plain default graph specified"):
        store.load(b"<urn:a> <urn:b> <urn:c> .\n")


@pytest.mark.parametrize(("user", "password"), [("", ""), ("dba", "wrong word"), ("nobody", "wrong word")])
def test_a_wrong_password_is_told_but_not_said(virtuoso: Endpoint, monkeypatch: pytest.MonkeyPatch, user: str, password: str) -> None:
    set_environment(virtuoso, monkeypatch, **{USER: user, PASSWORD: password})
    with open_to_write(virtuoso.graph("locked")) as store, pytest.raises(StoreError, match=f"set {USER} and {PASSWORD}") as told:
        store.load(b"<urn:a> <urn:b> <urn:c> .\n")
    assert "wrong" not in f"{told.value} {store}"


def test_a_password_stays_with_the_server_that_it_is_for(virtuoso: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    set_environment(virtuoso, monkeypatch)
    with open_to_write(virtuoso.graph("mine")) as store:
        store.load(b"<urn:a> <urn:b> <urn:c> .\n")
    monkeypatch.delenv(PASSWORD)
    with open_to_write(virtuoso.graph("mine")) as store, pytest.raises(StoreError, match="lets nobody in"):
        store.load(b"<urn:a> <urn:b> <urn:d> .\n")


def test_an_answer_that_virtuoso_cuts_off_is_no_answer(virtuoso: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    set_environment(virtuoso, monkeypatch)
    with open_to_write(virtuoso.graph("many")) as store:
        store.load("".join(f"<urn:{i}> <urn:is> <urn:here> .\n" for i in range(200)).encode())
        with pytest.raises(StoreError, match=f"stopped at {MOST_ROWS} rows; ask for less"):
            store.query("SELECT * { ?a ?b ?c . ?d ?e ?f }")


def test_virtuoso_takes_updates_elsewhere_and_says_where_to_name_that(virtuoso: Endpoint) -> None:
    with open_to_write(virtuoso.graph("elsewhere")) as store, pytest.raises(StoreError, match=f"name it by {UPDATE_URL}.$"):
        store.load(b"<urn:a> <urn:b> <urn:c> .\n")


def test_a_server_of_reportgraph_is_a_store_too(
    start_server: Callable[..., str], embedded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store.open(tmp_path / "store").close()
    address = f"{start_server(tmp_path / 'store', '--allow-update', '--token', 'secret')}/sparql"
    with open_to_write(address) as store, pytest.raises(StoreError, match=f"set {TOKEN} to what it accepts"):
        store.load(b"<urn:a> <urn:b> <urn:c> .\n")
    monkeypatch.setenv(TOKEN, "secret")
    run("load", *SAMPLES, "--store", address)
    assert run("diff", address, str(embedded))[0] == "No difference.\n"


def test_what_is_an_address() -> None:
    assert is_remote("https://example.org/sparql")
    assert not is_remote("reportgraph.store")
