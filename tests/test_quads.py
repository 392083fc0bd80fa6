"""A report as N-Quads: the contract of terms, escaped text, no blank node, the same bytes in any order."""

from __future__ import annotations

import os
import subprocess
import sys
from array import array
from dataclasses import replace
from decimal import Decimal
from typing import get_args

import pyoxigraph
import pytest

from loaders.description import describe_known
from loaders.measured import UNREAD
from loaders.quads import to_nquads
from loaders.report import Report, Section, Sentence
from loaders.statements import Measured, Mention, Reason, Ref, Relation, Span, Thing, UnstatedNumber
from loaders.text import Text
from ontology.errors import OntologyError
from ontology.lexicon import load_lexicon
from ontology.standards import DCTERMS, NIF, PROV, RDF, RDFS, SKOS
from ontology.vocabulary import PREFIXES, RG

CLEAN = '建设临河"二期"产业园，力争产值增长6.50%。\n支持乙公司在丙湖办学。'
PLACES = "https://w3id.org/reportgraph/id/"


def span(words: str) -> Span:
    begin = CLEAN.index(words)
    return Span(begin, begin + len(words))


REPORT = Report(
    text=Text(CLEAN, array("l", range(len(CLEAN)))),
    source="胶州市_2025.txt",
    place="胶州市",
    place_iri=f"{PLACES}place-370281",
    year=2025,
    title="题目",
    sections=(Section(Span(0, len(CLEAN)), 0, "培育新动能", "Plan"),),
    sentences=(Sentence(Span(0, 24), 0, 0), Sentence(Span(25, len(CLEAN)), 1, 0)),
    issued="2025-01-07",
    delivered_to="胶州市第十八届人民代表大会第四次会议",
    creators=("甲",),
    captions=("航拍。",),
)
PARK = Thing("Project", '临河"二期"产业园', (Mention(span('临河"二期"产业园'), 0),), aliases=("临河产业园",))
FIRM = Thing("Institution", "乙公司", (Mention(span("乙公司"), 1),))
LAKE = Thing("Place", "丙湖", (Mention(span("丙湖"), 1),))
CITY = Thing("Place", "胶州", (), iri=f"{PLACES}place-370281")
GOAL = Measured(
    "Target",
    span("产值增长6.50%"),
    0,
    2025,
    "产值",
    "Growth",
    comparator="AtLeast",
    value=Decimal("6.50"),
    number_text="6.50",
    unit_text="%",
    role="Goal",
)
BACKED = Relation(PARK.ref, "backedBy", FIRM.ref, "Explicit", span("支持乙公司"), 1)
STATUS = Relation(PARK.ref, "hasStatus", Ref("Status", "UnderConstruction"), "Explicit", span("建设临河"), 0)
THINGS = (PARK, FIRM, LAKE, CITY)


PREFIX = "".join(f"PREFIX {name}: <{base}>\n" for name, base in PREFIXES.items())


def data() -> bytes:
    return to_nquads(REPORT, [GOAL], THINGS, [BACKED, STATUS])


def rows(query: str) -> list[tuple[str, ...]]:
    store = pyoxigraph.Store()
    store.load(data(), format=pyoxigraph.RdfFormat.N_QUADS)
    found = store.query(PREFIX + query)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return sorted(tuple(value.value for value in row) for row in found)


def test_the_report_says_what_it_is():
    said = rows("""SELECT ?y ?t ?f ?d ?c ?caption ?congress ?place {
        ?r a rg:Report ; rg:about ?p ; rg:reportYear ?y ; dcterms:title ?t ; dcterms:source ?f ; dcterms:issued ?d ;
           dcterms:creator ?c ; rg:captionText ?caption ; rg:deliveredTo ?body .
        ?body a rg:Institution ; rdfs:label ?congress . ?p rdfs:label ?place
        FILTER(LANG(?congress) = "zh" && LANG(?place) = "zh") }""")
    assert said == [("2025", "题目", "胶州市_2025.txt", "2025-01-07", "甲", "航拍。", "胶州市第十八届人民代表大会第四次会议", "胶州市")]


def test_quotes_stand_in_their_sentences():
    found = rows("""SELECT ?quote ?begin ?end ?text {
        ?x rg:quote ?quote ; rg:begin ?begin ; rg:end ?end ; rg:statedIn ?r ; prov:wasDerivedFrom ?s .
        ?s a rg:Sentence ; rg:text ?text }""")
    assert len(found) == 6
    for quote, begin, end, text in found:
        assert CLEAN[int(begin) : int(end)] == quote
        assert quote in text


def test_sentences_and_mentions_are_aligned_with_nif():
    sentences = rows("""SELECT ?order ?heading { ?s a rg:Sentence, nif:Sentence ; rg:order ?order ; rg:isIn ?section .
        ?section a rg:Section ; rg:tense rg:Plan ; dcterms:title ?heading }""")
    assert sentences == [("0", "培育新动能"), ("1", "培育新动能")]
    assert len(rows("SELECT ?m { ?m a rg:Mention, nif:OffsetBasedString ; rg:mentions ?x }")) == 3


def test_a_target_carries_the_contract():
    found = rows("""SELECT ?place ?year ?value ?number ?unit ?words ?label {
        ?t a rg:Target ; rg:ofPlace ?place ; rg:forYear ?year ; rg:indicator ?i ; rg:indicatorText ?words ; rg:measure rg:Growth ;
           rg:comparator rg:AtLeast ; rg:value ?value ; rg:numberText ?number ; rg:unitText ?unit ; rg:role rg:Goal .
        ?i a rg:Indicator ; skos:prefLabel ?label FILTER(LANG(?label) = "zh") }""")
    assert found == [(f"{PLACES}place-370281", "2025", "6.5", "6.50", "%", "产值", "产值")]


def test_an_unknown_indicator_is_a_concept_marked_as_found():
    odd = Measured("Target", span("产值增长6.50%"), 0, 2025, "古怪指数", "Level")
    written = to_nquads(REPORT, [odd], (), ()).decode()
    assert "/scheme/found-indicators>" in written
    assert "indicator-gu-guai-zhi-shu-" in written


def test_things_have_names_kinds_and_reports():
    found = rows("""SELECT ?label ?pinyin ?alias {
        ?x a rg:Project ; rdfs:label ?label, ?pinyin ; skos:altLabel ?alias ; rg:kind ?kind ; rg:statedIn ?r
        FILTER(LANG(?label) = "zh" && LANG(?pinyin) = "zh-latn") }""")
    assert found == [('临河"二期"产业园', "lin he er qi chan ye yuan", "临河产业园")]


def test_a_place_comes_with_the_places_it_lies_in():
    county = f"<{PLACES}place-370281>"
    query = f"SELECT ?code {{ {county} a rg:Place ; rg:level rg:CountyLevel ; rg:code ?code ; rg:locatedIn+ <{PLACES}place-CN> }}"
    assert rows(query) == [("370281",)]


def test_a_relation_is_stated_directly_and_as_a_claim():
    claims = rows("""SELECT ?c { ?s rg:backedBy ?o .
        ?c a rg:Claim, rdf:Statement ; rdf:subject ?s ; rdf:predicate rg:backedBy ; rdf:object ?o ; rg:basis rg:Explicit }""")
    assert len(claims) == 1
    status = load_lexicon().status_named("UnderConstruction")
    assert status
    assert rows('SELECT ?l { ?s rg:hasStatus/skos:prefLabel ?l FILTER(LANG(?l) = "zh") }') == [(status.label,)]


def test_a_relation_to_a_zone_that_the_report_does_not_name_describes_the_zone():
    zone = load_lexicon().things_with_root()[0][1]
    relation = Relation(PARK.ref, "serves", Ref("Place", zone.label), "ByName", PARK.mentions[0].quote, 0)
    assert f"<{zone.iri}> {RDFS.label.nt}" in to_nquads(REPORT, [], THINGS, [relation]).decode()


def test_a_relation_to_nothing_known_is_an_error():
    relation = Relation(PARK.ref, "locatedIn", Ref("Place", "乌有乡"), "ByName", PARK.mentions[0].quote, 0)
    with pytest.raises(OntologyError, match="乌有乡"):
        to_nquads(REPORT, [], THINGS, [relation])


def test_there_are_no_blank_nodes_and_no_named_graphs():
    for quad in pyoxigraph.parse(data(), format=pyoxigraph.RdfFormat.N_QUADS):
        assert isinstance(quad.subject, pyoxigraph.NamedNode)
        assert not isinstance(quad.object, pyoxigraph.BlankNode)
        assert isinstance(quad.graph_name, pyoxigraph.DefaultGraph)
        assert quad.subject.value.isascii()


def test_facts_do_not_depend_on_the_order_of_what_is_given_nor_on_its_repetition():
    lines = data().splitlines()
    other = to_nquads(REPORT, [GOAL, GOAL], THINGS[::-1], [STATUS, BACKED, BACKED]).splitlines()
    assert sorted(other) == sorted(set(lines))
    assert len(lines) == len(set(lines))


def test_bytes_do_not_depend_on_the_hash_seed():
    script = "import sys; from tests.test_quads import data; sys.stdout.buffer.write(data())"
    written = [
        subprocess.run([sys.executable, "-c", script], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("1", "77")
    ]
    assert written == [data(), data()]


def test_every_predicate_is_of_a_known_vocabulary():
    known = tuple(str(v.base) for v in (RG, RDF, RDFS, SKOS, DCTERMS, PROV, NIF))
    predicates = {quad.predicate.value for quad in pyoxigraph.parse(data(), format=pyoxigraph.RdfFormat.N_QUADS)}
    assert all(predicate.startswith(known) for predicate in predicates)


def test_a_number_that_states_nothing_says_why():
    odd = UnstatedNumber(span("6.50%"), 0, "NoIndicator", "%")
    found = pyoxigraph.Store()
    found.load(to_nquads(REPORT, [], (), (), [odd, odd]), format=pyoxigraph.RdfFormat.N_QUADS)
    ask = f"""{PREFIX} ASK {{ ?n a rg:UnstatedNumber ; rg:quote "6.50%"@zh ; rg:begin 18 ; rg:end 23 ; rg:unitText "%" ; rg:statedIn ?r ;
        prov:wasDerivedFrom ?s ; rg:reason ?reason . ?reason skos:broader ?group . ?group skos:prefLabel "not understood"@en }}"""
    assert found.query(ask)
    assert len({quad.subject for quad in found.quads_for_pattern(None, pyoxigraph.NamedNode(RG.reason), None)}) == 1


def test_every_reason_is_a_concept_with_a_group():
    reasons = {reason.iri: reason for reason in load_lexicon().reasons}
    given = {load_lexicon().reason_named(name) for name in get_args(Reason)}
    assert given == {reason for reason in reasons.values() if reason.broader}
    assert {reason.name for reason in given if reasons[reason.broader].name == "NotUnderstood"} == UNREAD | {"NothingRead"}
    with pytest.raises(OntologyError, match=r"reasons\.ttl"):
        load_lexicon().reason_named("Whim")


def test_a_known_institution_has_one_label_whatever_the_text_calls_it() -> None:
    known = load_lexicon().institutions_named("哈工大")[0]
    facts = describe_known(known.iri).facts
    assert sum(fact.startswith(f"<{RDFS.label}> ") for fact in facts) == len(("zh", "zh-Latn", "en"))
    assert f'<{RDFS.label}> "哈尔滨工业大学"@zh' in facts
    assert f'<{SKOS.altLabel}> "哈工大"@zh' in facts


def test_the_congress_is_the_institution_that_has_its_name_as_another_name() -> None:
    report = replace(REPORT, delivered_to="胶州市第十八届人民代表大会第四次会议")
    congress = Thing("Institution", "胶州市第十八届人民代表大会", (), aliases=("胶州市第十八届人民代表大会第四次会议",))
    lines = to_nquads(report, [], [congress], []).decode().splitlines()
    (delivered,) = [line.split()[2] for line in lines if str(RG.deliveredTo) in line]
    assert f'{delivered} <{RDFS.label}> "胶州市第十八届人民代表大会"@zh .' in lines
