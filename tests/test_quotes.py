from __future__ import annotations

from pathlib import Path

import pytest

from graph.paths import BY_REPORT, BY_SENTENCE, NAMED_WITH
from graph.quotes import Words, find_words
from graph.store import Store
from graph.ties import GAZETTEER, Tie
from ontology.vocabulary import RG, RGD

DATA = Path(__file__).parent / "data" / "connections.ttl"
ID = RGD.base


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store.in_memory()
    store.load(DATA.read_bytes(), "ttl")
    return store


def words(store: Store, tie: Tie) -> Words:
    return find_words(store, [tie])[tie]


def test_a_relation_is_told_by_its_strongest_statement(store: Store) -> None:
    told = words(store, Tie(ID + "project-leng-lian", RG.serves, ID + "place-xin-qu", "Explicit"))
    assert (told.city, told.year, told.title, told.count) == ("临溪市", "2025", "临溪市2025年政府工作报告", 2)
    assert told.quote in told.sentence
    assert told.statement == ID + "990100-2025.c1"
    assert (told.report, told.sentence_iri) == (ID + "report-990100-2025", ID + "990100-2025.s0")


def test_two_names_of_a_sentence_are_told_by_the_words_from_one_to_the_other(store: Store) -> None:
    told = words(store, Tie(ID + "institution-da-xue", NAMED_WITH, ID + "project-leng-lian", BY_SENTENCE))
    assert told.quote == "海岳大学到云帆冷链港"
    assert told.quote in told.sentence
    assert told.count == 1


def test_a_name_beside_the_other_is_better_than_one_within_it() -> None:
    copy = Store.in_memory()
    nested = """
    rgd:990200-2025.m90 rg:mentions rgd:institution-hai-yue ; rg:begin 13 ; rg:end 15 ; rg:quote "海岳"@zh ;
      rg:statedIn rgd:report-990200-2025 ; prov:wasDerivedFrom rgd:990200-2025.s0 .
    rgd:990200-2025.m91 rg:mentions rgd:institution-hai-yue ; rg:begin 24 ; rg:end 26 ; rg:quote "教课"@zh ;
      rg:statedIn rgd:report-990200-2025 ; prov:wasDerivedFrom rgd:990200-2025.s0 ."""
    copy.load(DATA.read_bytes() + nested.encode(), "ttl")
    told = words(copy, Tie(ID + "institution-da-xue", NAMED_WITH, ID + "institution-hai-yue", BY_SENTENCE))
    assert told.quote.startswith("海岳大学到")
    assert told.count == 2


def test_a_report_is_told_by_where_it_names_the_thing_first_and_by_its_title(store: Store) -> None:
    report = ID + "report-990200-2025"
    naming = words(store, Tie(ID + "project-deng-ta", RG.statedIn, report, BY_REPORT))
    assert (naming.quote, naming.sentence_iri) == ("孤岛灯塔", ID + "990200-2025.s1")
    about = words(store, Tie(report, RG.about, ID + "place-990200", BY_REPORT))
    assert (about.quote, about.title, about.report) == ("", "望海市2025年政府工作报告", report)


def test_the_gazetteer_has_no_words(store: Store) -> None:
    assert find_words(store, [Tie(ID + "place-xin-qu", RG.locatedIn, ID + "place-990200", GAZETTEER)]) == {}
    assert find_words(store, []) == {}
