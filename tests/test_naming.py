from __future__ import annotations

from pathlib import Path

from graph.naming import Named, find_names
from graph.store import Store
from ontology.vocabulary import RGD

DATA = Path(__file__).parent / "data" / "connections.ttl"
ID = RGD.base


def test_things_have_names_classes_kinds_and_reports() -> None:
    store = Store.in_memory()
    store.load(DATA.read_bytes(), "ttl")
    things = [ID + local for local in ("place-990100", "place-xin-qu", "project-leng-lian", "report-990100-2025", "nothing")]
    assert list(find_names(store, things).values()) == [
        Named("nothing", "", (), "", "", 0),
        Named("临溪市", "Linxi", ("临溪",), "Place", "", 1),
        Named("望海新区", "", (), "Zone", "功能区", 3),
        Named("云帆冷链港", "", (), "Project", "物流", 3),
        Named("临溪市2025年政府工作报告", "", (), "Report", "", 0),
    ]


def test_a_thing_without_a_chinese_name_has_its_english_one_or_pinyin() -> None:
    store = Store.in_memory()
    lines = ['rgd:a rdfs:label "gang"@zh-Latn , "Port"@en .', 'rgd:b rdfs:label "gang"@zh-Latn .']
    prefixes = f"@prefix rgd: <{ID}> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
    store.load("\n".join([prefixes, *lines]).encode(), "ttl")
    assert [named.name for named in find_names(store, [ID + "a", ID + "b"]).values()] == ["Port", "gang"]


def test_nothing_is_asked_for_nothing() -> None:
    assert find_names(Store.in_memory(), []) == {}
