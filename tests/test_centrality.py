from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from graph import centrality
from graph.centrality import MEASURES, find_central, measure, read_weights
from graph.store import Store
from ontology.iris import Iri
from ontology.vocabulary import RGD

DATA = Path(__file__).parent / "data" / "connections.ttl"
KARATE = nx.karate_club_graph()
TIES = {(f"{min(s, o):02}", f"{max(s, o):02}"): float(weight) for s, o, weight in KARATE.edges(data="weight")}


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store.in_memory()
    store.load(DATA.read_bytes(), "ttl")
    return store


def figures(store: Store, by: str = "degree", **wanted) -> dict[str, float]:
    return {Iri(one.thing).local: one.figure for one in find_central(store, by, **wanted)}


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("degree", dict(KARATE.degree())),
        ("betweenness", nx.betweenness_centrality(KARATE)),
        ("pagerank", nx.pagerank(KARATE, tol=1e-10)),
    ],
)
def test_the_figures_are_those_of_networkx(by: str, expected: dict[int, float]) -> None:
    assert measure(TIES, by) == pytest.approx({f"{node:02}": value for node, value in expected.items()}, abs=1e-5)


def test_betweenness_of_many_is_estimated_always_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = measure(TIES, "betweenness")
    monkeypatch.setattr(centrality, "MOST_SOURCES", 17)
    estimated = measure(TIES, "betweenness")
    assert estimated == measure(TIES, "betweenness") != exact
    assert max(estimated, key=estimated.__getitem__) == max(exact, key=exact.__getitem__)


@pytest.mark.parametrize("by", MEASURES)
def test_nothing_is_central_in_nothing(by: str) -> None:
    assert measure({}, by) == {}
    assert find_central(Store.in_memory(), by) == ()
    assert set(measure({("a", "b"): 1.0}, by)) == {"a", "b"}


def test_relations_and_common_sentences_count_but_neither_lists_nor_own_places_nor_the_gazetteer(store: Store) -> None:
    found = figures(store)
    assert found["project-leng-lian"] == 2
    assert found["institution-da-xue"] == 2
    assert not {"place-990100", "place-990000", "place-CN"} & found.keys()
    assert found["place-990200"] == found["place-980100"] == 1
    assert not any(thing.startswith("project-list") for thing in found)
    pair = (RGD.base + "place-xin-qu", RGD.base + "project-leng-lian")
    assert read_weights(store)[pair] == 4


def test_the_most_connected_come_first_and_equals_by_their_iri(store: Store) -> None:
    found = find_central(store)
    assert list(found) == sorted(found, key=lambda one: (-one.figure, one.thing))
    assert find_central(store, limit=2) == found[:2]
    assert 0 not in figures(store, "betweenness").values()


def test_kinds_and_places_are_chosen(store: Store) -> None:
    assert set(figures(store, kind="zone")) == {"place-xin-qu"}
    assert set(figures(store, kind="institution")) == {"institution-da-xue", "institution-nong-ji"}
    assert set(figures(store, places=[RGD.base + "place-990100"])) >= {"project-leng-lian", "place-xin-qu"}
    assert "place-da-he" not in figures(store, places=[RGD.base + "place-990100"])
    assert figures(store, places=[RGD.base + "place-CN"]) == {}
