from __future__ import annotations

from pathlib import Path

import pytest

from graph.store import Store
from graph.validate import CHECKS, SHAPES, Finding, read_shapes, validate
from ontology.errors import OntologyError
from ontology.vocabulary import RGD

DATA = Path(__file__).parent / "data" / "two-places.ttl"
SMALL_SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rg: <https://w3id.org/reportgraph/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
rg:TargetShape a sh:NodeShape ; sh:targetClass rg:Target ;
    sh:property [ sh:path rg:quote ; sh:minCount 1 ; sh:message "每个目标有引文。"@zh, "A target has a quote."@en ] ;
    sh:property [ sh:path rg:role ; sh:minCount 1 ; sh:severity sh:Info ; sh:message "A target has a role." ] ;
    sh:property [ sh:path rg:value ; sh:datatype xsd:decimal ; sh:severity sh:Warning ; sh:message "A value is a decimal." ] .
"""


@pytest.fixture(scope="module")
def shapes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("shapes") / "shapes.ttl"
    path.write_text(SMALL_SHAPES, encoding="utf-8")
    return path


def changed(old: str, new: str) -> Store:
    text = DATA.read_text(encoding="utf-8")
    assert old in text
    store = Store.in_memory()
    store.load(text.replace(old, new, 1).encode(), "ttl")
    return store


def test_nothing_is_wrong_with_a_right_graph(shapes: Path) -> None:
    assert validate(changed("rg:", "rg:"), shapes) == ()


@pytest.mark.skipif(not SHAPES.exists(), reason="the ontology has no shapes")
def test_the_ontology_finds_nothing_wrong_with_it() -> None:
    assert validate(changed("rg:", "rg:")) == ()


def test_shapes_find_and_the_worst_comes_first(shapes: Path) -> None:
    text = DATA.read_text(encoding="utf-8")
    text = text.replace("    rg:role rg:Goal ;\n", "", 1).replace("rg:value 6.0", 'rg:value "six"', 1)
    text = text.replace('    rg:quote "登记失业率压到3.5%以内"@zh ;\n', "", 1)
    store = Store.in_memory()
    store.load(text.encode(), "ttl")
    findings = validate(store, shapes)
    assert [(f.severity, f.message) for f in findings] == [
        ("Violation", "A target has a quote."),
        ("Warning", "A value is a decimal."),
        ("Info", "A target has a role."),
    ]
    assert findings[1] == Finding(
        "Warning",
        f"{RGD.base}target-linxi-2024-0",
        "https://w3id.org/reportgraph/ontology#value",
        "six",
        "A value is a decimal.",
        "https://w3id.org/reportgraph/ontology#TargetShape",
    )


@pytest.mark.parametrize(
    ("check", "old", "new", "focus"),
    [
        ("QuoteInSentence", 'rg:quote "口袋公园再添10处"', 'rg:quote "口袋公园再添11处"', "target-linxi-2024-2"),
        ("QuoteAtOffsets", "rg:begin 60 ;\n    rg:end 67", "rg:begin 61 ;\n    rg:end 68", "mention-linxi-2024-0"),
        ("OffsetsInSentence", "rg:begin 60 ;\n    rg:end 67", "rg:begin 20 ;\n    rg:end 27", "mention-linxi-2024-0"),
        ("TextLength", 'rg:text "口袋公园再添10处。"', 'rg:text "口袋公园再添10处。完。"', "sentence-linxi-2024-2"),
        ("SentenceInSection", 'rg:text "口袋公园再添10处。"', 'rg:text "口袋公园再添10处！"', "sentence-linxi-2024-2"),
        ("ClaimAsserted", "rdf:object rgs:status-started", "rdf:object rgs:status-stopped", "claim-linxi-2024-0"),
        ("SentenceOfReport", "wasDerivedFrom rgd:sentence-linxi-2024-2", "wasDerivedFrom rgd:sentence-linxi-2025-2", "target-linxi-2024-2"),
    ],
)
def test_checks_find_words_and_offsets_that_do_not_fit(shapes: Path, check: str, old: str, new: str, focus: str) -> None:
    findings = validate(changed(old, new), shapes)
    assert (check, f"{RGD.base}{focus}", "Violation") in {(f.shape, f.focus, f.severity) for f in findings}
    assert {f.shape for f in findings} <= {c.name for c in CHECKS}


def test_broken_shapes_are_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"missing\.ttl cannot be read"):
        read_shapes(tmp_path / "missing.ttl")
    (tmp_path / "broken.ttl").write_text("rg:a rg:b .", encoding="utf-8")
    with pytest.raises(OntologyError, match=r"broken\.ttl are not valid Turtle"):
        read_shapes(tmp_path / "broken.ttl")
