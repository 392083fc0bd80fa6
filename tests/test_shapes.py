"""The shapes accept data that keep the contract of terms and name each breach of it."""

import pyshacl
import pytest
from rdflib import Graph
from rdflib.namespace import SH
from rdflib.term import Node

from ontology.lexicon import FOLDER
from ontology.vocabulary import PREFIXES, RG

HEAD = "".join(f"@prefix {name}: {iri.nt} .\n" for name, iri in PREFIXES.items())
DIGEST = "0" * 64
GOOD = f"""
rgd:report a rg:Report ; rg:about rgd:place-370281 ; rg:reportYear "2025"^^xsd:gYear ; dcterms:title "报告"@zh ;
    dcterms:source "page.txt" ; rg:textDigest "{DIGEST}" ; dcterms:issued "2025-01-08"^^xsd:date .
rgd:section a rg:Section ; rg:begin 0 ; rg:end 40 ; rg:text "正文"@zh ; rg:isIn rgd:report ; rg:order 0 ; rg:tense rg:Plan .
rgd:sentence a rg:Sentence ; rg:begin 0 ; rg:end 20 ; rg:text "句子"@zh ; rg:isIn rgd:section, rgd:report ; rg:order 0 .
rgd:place-370281 a rg:Place, rg:City, rg:AdministrativeArea ; rdfs:label "胶州市"@zh, "Jiaozhou"@en, "Jiaozhou Shi"@zh-Latn ;
    rg:code "370281" ; rg:level rg:CountyLevel .
rgd:target a rg:Target ; rg:statedIn rgd:report ; rg:quote "增长5%"@zh ; prov:wasDerivedFrom rgd:sentence ;
    rg:ofPlace rgd:place-370281 ; rg:forYear "2025"^^xsd:gYear ; rg:indicator rgs:indicator-gdp ; rg:indicatorText "生产总值"@zh ;
    rg:measure rg:Growth ; rg:comparator rg:Between ; rg:value 5.0 ; rg:upperValue 5.5 ; rg:numberText "5" ; rg:unitText "%" ;
    rg:unit unit:PERCENT ; rg:normalizedValue 5.0 ; rg:role rg:Goal .
rgd:goal a rg:Target ; rg:statedIn rgd:report ; rg:quote "居民收入同步"@zh ; prov:wasDerivedFrom rgd:sentence ;
    rg:forYear "2026"^^xsd:gYear ; rg:indicator rgs:indicator-resident-income ; rg:indicatorText "居民收入"@zh ;
    rg:measure rg:Qualitative ; rg:comparator rg:InStepWith ; rg:ofPlace rgd:place-370281 .
rgd:project a rg:Project ; rdfs:label "物流园"@zh, "Wuliuyuan"@zh-Latn ; rg:kind rgs:project-kind-logistics ; rg:statedIn rgd:report .
rgd:mention a rg:Mention, nif:OffsetBasedString ; rg:mentions rgd:project ; rg:begin 2 ; rg:end 5 ; rg:quote "物流园"@zh ;
    rg:statedIn rgd:report ; prov:wasDerivedFrom rgd:sentence .
rgd:claim a rg:Claim, rdf:Statement ; rdf:subject rgd:project ; rdf:predicate rg:locatedIn ; rdf:object rgd:place-370281 ;
    rg:basis rg:Explicit ; rg:statedIn rgd:report ; rg:quote "物流园"@zh ; prov:wasDerivedFrom rgd:sentence .
rgs:indicator-gdp a rg:Indicator ; skos:prefLabel "地区生产总值"@zh, "GDP"@en .
"""


@pytest.fixture(scope="module")
def shapes():
    return Graph().parse(FOLDER / "shapes.ttl")


def local(node: Node | None) -> str:
    return str(node).rpartition("#")[2]


def breaches(data: str, shapes: Graph) -> list[tuple[str, str]]:
    _, report, _ = pyshacl.validate(Graph().parse(data=HEAD + data, format="turtle"), shacl_graph=shapes, inference="none")
    return sorted(
        (local(report.value(r, SH.sourceShape)), local(report.value(r, SH.resultSeverity))) for r in report.objects(predicate=SH.result)
    )


def test_data_that_keep_the_contract_have_no_finding(shapes):
    assert breaches(GOOD, shapes) == []


@pytest.mark.parametrize(
    ("old", "new", "shape"),
    [
        ("rg:ofPlace rgd:place-370281 ;", "", "ofPlace"),
        ('rg:forYear "2025"^^xsd:gYear ; rg:ind', 'rg:forYear "2025" ; rg:ind', "forYear"),
        ("rg:indicator rgs:indicator-gdp ;", "", "indicator"),
        ('rg:indicatorText "生产总值"@zh ;', "", "indicatorText"),
        ("rg:measure rg:Growth", "rg:measure rg:Equal", "measure"),
        ("rg:value 5.0", "rg:value 5.0e0", "value"),
        ("rg:upperValue 5.5", "rg:upperValue 4.5", "value"),
        ("rg:comparator rg:Between ;", "", "valueComparator"),
        ('rg:numberText "5" ;', "", "valueNumberText"),
        ('rg:quote "增长5%"@zh', 'rg:quote ""@zh', "quote"),
        ('"增长5%"@zh ; prov:wasDerivedFrom rgd:sentence ;', '"增长5%"@zh ;', "derivedFrom"),
        ("rg:begin 0 ; rg:end 20", "rg:begin 20 ; rg:end 20", "begin"),
        ("rg:begin 0 ; rg:end 20", "rg:begin 0", "end"),
        ("rg:order 0 ; rg:tense rg:Plan", "rg:order 0", "tense"),
        (DIGEST, "short", "textDigest"),
        ("rg:kind rgs:project-kind-logistics ;", "", "kind"),
        ('rdfs:label "物流园"@zh, "Wuliuyuan"@zh-Latn ;', "", "label"),
        ('rdfs:label "物流园"@zh, "Wuliuyuan"@zh-Latn', 'rdfs:label "物流园"@zh, "物流中心"@zh', "label"),
        ("rg:basis rg:Explicit ;", "", "basis"),
        ("rdf:predicate rg:locatedIn", "rdf:predicate rg:kind", "claimPredicate"),
        ("a rg:Claim, rdf:Statement", "a rg:Claim", "claimType"),
        ("a rg:Mention, nif:OffsetBasedString", "a rg:Mention", "mentionType"),
        ("rg:mentions rgd:project ;", "", "mentions"),
        ('rg:code "370281"', 'rg:code "37028"', "code"),
        ("rg:level rg:CountyLevel", "rg:level rg:Level", "level"),
        ('skos:prefLabel "地区生产总值"@zh, "GDP"@en', 'skos:altLabel "GDP"@en', "prefLabel"),
    ],
)  # fmt: skip
def test_each_breach_is_named_by_its_rule(shapes, old, new, shape):
    assert GOOD.count(old) == 1
    assert (shape, "Violation") in breaches(GOOD.replace(old, new), shapes)


def test_a_value_needs_no_unit_but_a_unit_needs_its_words(shapes):
    without_words = GOOD.replace('rg:unitText "%" ;', "")
    assert breaches(without_words, shapes) == [("unitWritten", "Violation")]
    assert breaches(without_words.replace("rg:unit unit:PERCENT ;", ""), shapes) == []


def test_an_upper_value_wants_the_comparator_of_ranges(shapes):
    assert breaches(GOOD.replace("rg:comparator rg:Between", "rg:comparator rg:About"), shapes) == [("upperValueBetween", "Warning")]


def test_every_rule_speaks_english_and_chinese_and_uses_terms_that_exist(shapes):
    terms = {str(term) for term in vars(RG).values()}
    for shape in shapes.subjects(predicate=SH.path):
        assert sorted(message.language for message in shapes.objects(shape, SH.message)) == ["en", "zh"], shape
    assert {str(node) for triple in shapes for node in triple if str(node).startswith(RG.base)} <= terms
