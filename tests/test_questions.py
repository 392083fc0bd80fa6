"""Every saved question, asked of a small graph: the rows are those of tests/data/answers, on every engine, whatever the parameter says."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdflib.plugins.sparql import prepareQuery

from graph.store import Store
from queries.catalog import SavedQuery, load_catalog
from queries.formats import shown, to_csv, write
from queries.run import prepare

DATA = Path(__file__).parent / "data"
CATALOG = load_catalog(())
QUERIES = {query.name: query for query in CATALOG.queries}
VALUES: dict[str, dict[str, list[str]]] = json.loads((DATA / "values.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store.in_memory()
    store.load((DATA / "questions.ttl").read_bytes(), "ttl")
    return store


@pytest.fixture(scope="module")
def rdflib_graph() -> rdflib.Graph:
    return rdflib.Graph().parse(DATA / "questions.ttl")


def _expected(name: str) -> bytes:
    return (DATA / "answers" / f"{name}.csv").read_bytes()


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_the_rows_are_those_expected(store: Store, query: SavedQuery) -> None:
    prepared = prepare(store, query, VALUES.get(query.name, {}))
    assert to_csv(shown(store, prepared.text, query.pivot), ",").decode() == _expected(query.name).decode()


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_the_file_is_plain_sparql_for_two_engines(query: SavedQuery) -> None:
    pyoxigraph.Store().query(query.text)
    prepareQuery(query.text)


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_the_file_runs_unfilled_and_gives_at_least_the_rows_of_the_filled_one(store: Store, query: SavedQuery) -> None:
    rows = len(list(store.query(query.text)))
    assert rows >= len(list(store.query(prepare(store, query, VALUES.get(query.name, {})).text)))
    assert rows > 0


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_rdflib_gives_the_same_rows(store: Store, rdflib_graph: rdflib.Graph, query: SavedQuery) -> None:
    text = prepare(store, query, VALUES.get(query.name, {})).text
    ours = csv.reader(io.StringIO(write(store, text, "csv").decode()))
    theirs = csv.reader(io.StringIO((rdflib_graph.query(text).serialize(format="csv") or b"").decode()))
    assert sorted(map(_plain, ours)) == sorted(map(_plain, theirs))


def _plain(row: list[str]) -> list[str]:
    """Numbers by value, since engines write 3 and 3.0."""
    return [f"{float(cell):g}" if cell.replace(".", "", 1).isdigit() else cell for cell in row]


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_turtle_tells_of_what_the_rows_are_about(store: Store, query: SavedQuery) -> None:
    text = prepare(store, query, VALUES.get(query.name, {})).text
    graph = rdflib.Graph().parse(data=write(store, text, "ttl"), format="turtle")
    shown_iris = {str(term.value) for row in store.query(text) for term in row if isinstance(term, pyoxigraph.NamedNode)}
    data = {iri for iri in shown_iris if iri.startswith("https://w3id.org/reportgraph/id/")}
    assert {str(subject) for subject in graph.subjects()} == data


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_the_question_stands_first_and_says_where_it_says_so(query: SavedQuery) -> None:
    assert query.text.startswith("#+ summary: ")
    assert query.summary.endswith("?")
    assert query.summary_zh.endswith("？") or query.summary_zh.endswith("）？")
    assert query.tags
    assert "NOT EXISTS" not in query.text


def test_there_are_the_questions_that_were_asked_for() -> None:
    assert CATALOG.problems == ()
    assert len(QUERIES) >= 30
    assert {path.stem for path in (DATA / "answers").glob("*.csv")} == set(QUERIES)


@pytest.mark.parametrize(
    "name",
    ["projects-serving-zone", "targets-of-place", "projects-of-place", "things-in-place", "partners-of-institution", "evidence-of-thing"],
)
def test_each_row_carries_its_evidence(store: Store, name: str) -> None:
    text = prepare(store, QUERIES[name], VALUES.get(name, {})).text
    for row in csv.DictReader(io.StringIO(write(store, text, "csv").decode())):
        assert row["quote"]
        assert row["quote"] in row["sentence"] or name == "projects-of-place"
        assert row["report"]
        assert row["statement_iri"]


def test_not_mentioned_is_not_zero(store: Store) -> None:
    query = QUERIES["compare-targets"]
    rows = list(csv.DictReader(io.StringIO(to_csv(shown(store, prepare(store, query, {}).text, query.pivot), ",").decode())))
    revenue = next(row for row in rows if row["indicator"] == "一般公共预算收入")
    assert revenue["平度市 2025"] == "0%"
    assert revenue["胶州市 2025"] == "未提及"
