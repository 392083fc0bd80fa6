from __future__ import annotations

from pathlib import Path

import pytest

from graph.store import Store
from graph.ties import (
    GAZETTEER,
    Tie,
    read_areas,
    read_claims,
    read_company,
    read_homes,
    read_iris,
    read_sentences,
    read_ties,
    weigh_company,
)
from ontology.iris import Iri
from ontology.vocabulary import RG, RGD

DATA = Path(__file__).parent / "data" / "connections.ttl"
ID = RGD.base


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store.in_memory()
    store.load(DATA.read_bytes(), "ttl")
    return store


def test_a_relation_has_its_strongest_basis_or_is_the_gazetteers(store: Store) -> None:
    ties = {(Iri(s).local, Iri(p).local, Iri(o).local): basis for s, p, o, basis in read_ties(store, read_claims(store))}
    assert ties["project-leng-lian", "serves", "place-xin-qu"] == "Explicit"
    assert ties["place-xin-qu", "locatedIn", "place-990200"] == GAZETTEER
    assert len(read_claims(store)) == 5
    assert read_ties(store, ()) == sorted(tie._replace(basis=GAZETTEER) for tie in read_ties(store, read_claims(store)))


def test_sentences_know_what_they_name_and_where_they_stand(store: Store) -> None:
    company, homes = read_company(store), read_homes(store)
    assert company[ID + "990200-2025.s0"] == (ID + "institution-da-xue", ID + "place-990200", ID + "project-leng-lian")
    report = read_sentences(store)[ID + "990200-2025.s0"]
    assert homes[report] == ID + "place-990200"
    assert list(company) == sorted(company)


def test_many_names_in_one_sentence_weigh_less() -> None:
    weights = weigh_company([("a", "b"), ("a", "b", "c"), ("d",)])
    assert weights == {("a", "b"): 1.5, ("a", "c"): 0.5, ("b", "c"): 0.5}


def test_cities_are_no_wide_areas(store: Store) -> None:
    assert {Iri(place).local for place in read_areas(store, RG.ProvinceLevel)} == {"place-980000", "place-990000"}
    assert read_areas(store, RG.PrefectureLevel) == frozenset()


def test_only_complete_rows_of_iris_are_read(store: Store) -> None:
    assert list(read_iris(store, "SELECT ?s ?o { ?s rg:backedBy ?o }")) == [(ID + "institution-nong-ji", ID + "institution-da-xue")]
    assert list(read_iris(Store.in_memory(), "SELECT ?s ?o { ?s rg:backedBy ?o }")) == []
    assert isinstance(read_claims(store)[0].tie, Tie)
