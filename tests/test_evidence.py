from __future__ import annotations

from pathlib import Path

import pytest

from graph.evidence import MOST, Evidence, Quote, find_evidence
from graph.store import Store
from ontology.vocabulary import RG, RGD, RGS

DATA = Path(__file__).parent / "data" / "two-places.ttl"
PORT = RGD.base.term("project-yunfan-lenglian-gang-c3a7f0")
ZONE = RGD.base.term("place-shang-he-shi-fan-qu")
TARGET = RGD.base.term("target-linxi-2025-3")


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    store = Store.in_memory()
    store.load(DATA.read_bytes(), "ttl")
    return find_evidence(store, [PORT, ZONE, TARGET])


def test_a_thing_has_the_words_that_name_it(evidence: Evidence) -> None:
    quotes = evidence.nodes[PORT]
    assert [(quote.title, quote.order) for quote in quotes] == [
        ("临溪市2024年政府工作报告", 1),
        ("临溪市2025年政府工作报告", 4),
        ("望海市2025年政府工作报告", 3),
    ]
    assert all(quote.words == "云帆冷链港" and quote.words in quote.sentence for quote in quotes)


def test_a_relation_has_its_quotes_and_basis(evidence: Evidence) -> None:
    first, second = evidence.relations[PORT, RG.serves, ZONE]
    assert first == Quote(
        "临溪市2025年政府工作报告", 4, "云帆冷链港，为上合示范区存好果蔬", "我们将建成云帆冷链港，为上合示范区存好果蔬。", "Explicit"
    )
    assert second.title == "望海市2025年政府工作报告"
    assert (PORT, RG.hasStatus, RGS.base.term("status-planned")) in evidence.relations


def test_a_target_has_its_own_words(evidence: Evidence) -> None:
    assert [quote.words for quote in evidence.nodes[TARGET]] == ["全市生产总值再增5.8%左右"]


def test_a_thing_named_everywhere_shows_a_few_quotes() -> None:
    store = Store.in_memory()
    lines = [f'<{RGD.base}m{i}> <{RG.mentions}> <{PORT}> ; <{RG.quote}> "a{i}" ; <{RG.statedIn}> <{RGD.base}r> .' for i in range(30)]
    store.load(DATA.read_bytes(), "ttl")
    store.load("\n".join(lines).replace("> .", f"> ; <http://www.w3.org/ns/prov#wasDerivedFrom> <{RGD.base}s> .").encode(), "ttl")
    more = f'<{RGD.base}r> <http://purl.org/dc/terms/title> "t"@zh . <{RGD.base}s> <{RG.text}> "a"@zh ; <{RG.order}> 1 .'
    store.load(more.encode(), "ttl")
    assert len(find_evidence(store, [PORT]).nodes[PORT]) == MOST


def test_nothing_asked_is_nothing_found() -> None:
    assert find_evidence(Store.in_memory(), []) == Evidence()
