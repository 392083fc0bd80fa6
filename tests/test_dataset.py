"""Datasets named by a request or by FROM: what is in several default graphs is counted once."""

from __future__ import annotations

import pytest

from graph.dataset import Dataset, read_dataset
from graph.store import Store, to_rows
from ontology.errors import QueryError

ONE, TWO, THREE = (f"http://example.org/g{i}" for i in (1, 2, 3))
ALL = "SELECT ?s { ?s ?p ?o } ORDER BY ?s"
NAMED = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"


@pytest.fixture
def store() -> Store:
    store = Store.in_memory()
    store.update(f"""INSERT DATA {{ <urn:default> <urn:p> 0 . GRAPH <{ONE}> {{ <urn:a> <urn:p> 1 }}
      GRAPH <{TWO}> {{ <urn:a> <urn:p> 1 . <urn:b> <urn:p> 2 }} GRAPH <{THREE}> {{ <urn:c> <urn:p> 3 }} }}""")
    return store


def rows(store: Store, text: str, *default: str, named: tuple[str, ...] = ()) -> list[str]:
    dataset = Dataset(default, named) if default or named else None
    return [row[0] for row in to_rows(store.query(text, dataset=dataset))]


def test_without_a_dataset_the_whole_store_answers(store: Store) -> None:
    assert rows(store, ALL) == ["urn:default"]
    assert rows(store, NAMED) == [ONE, TWO, THREE]


def test_a_named_default_graph_replaces_the_stores_own_and_hides_the_others(store: Store) -> None:
    assert rows(store, ALL, TWO) == ["urn:a", "urn:b"]
    assert rows(store, NAMED, TWO) == []


def test_several_default_graphs_are_merged_without_repetition(store: Store) -> None:
    assert rows(store, ALL, ONE, TWO, ONE) == ["urn:a", "urn:b"]
    assert rows(store, NAMED, ONE, TWO, named=(THREE, ONE)) == [ONE, THREE]


def test_named_graphs_alone_leave_the_default_graph_empty(store: Store) -> None:
    assert rows(store, ALL, named=(ONE,)) == []
    assert rows(store, NAMED, named=(ONE,)) == [ONE]


def test_several_from_clauses_are_merged_too(store: Store) -> None:
    text = f"PREFIX g: <http://example.org/> SELECT ?s FROM g:g1 # FROM\n FROM <{TWO}> FROM NAMED <{THREE}> {{ ?s ?p ?o }} ORDER BY ?s"
    assert rows(store, text) == ["urn:a", "urn:b"]
    assert rows(store, text.replace("{ ?s ?p ?o }", "{ GRAPH ?g { ?s ?p ?o } }")) == ["urn:c"]


def test_the_request_outweighs_from(store: Store) -> None:
    assert rows(store, f"SELECT ?s FROM <{THREE}> {{ ?s ?p ?o }}", ONE) == ["urn:a"]


def test_from_is_read_with_prefixes_and_base() -> None:
    found = read_dataset("PREFIX e: <urn:e:> SELECT * FROM e:a FROM <b> FROM NAMED <urn:c> { ?s ?p ?o }", "http://example.org/x")
    assert found == Dataset(("urn:e:a", "http://example.org/b"), ("urn:c",))


def test_a_graph_name_that_is_no_iri_is_told(store: Store) -> None:
    with pytest.raises(QueryError, match="cannot be answered"):
        store.query(ALL, dataset=Dataset(("not an iri",)))
