"""The counts of a report are those that one finds by counting its statements, things and numbers in the graph."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.ingest import extract
from graph.store import Store, to_rows
from loaders.reports import parse_reports
from loaders.sources import read_source
from ontology.iris import Iri
from ontology.vocabulary import RG

REPORTS = Path(__file__).parent / "data" / "reports"
CLASSES = {
    RG.Target: RG.targetCount,
    RG.Outcome: RG.outcomeCount,
    RG.Project: RG.projectCount,
    RG.Program: RG.programCount,
    RG.Institution: RG.institutionCount,
    RG.Place: RG.placeCount,
    RG.Claim: RG.claimCount,
}
NUMBERS = """SELECT ?report ?tense ?group (COUNT(DISTINCT ?number) AS ?count) WHERE {
  VALUES ?class { rg:Target rg:Outcome rg:UnstatedNumber }
  ?report a rg:Report .
  ?number rg:statedIn ?report ; a ?class ; prov:wasDerivedFrom ?sentence .
  ?sentence rg:isIn ?section .
  ?section rg:tense ?tense .
  OPTIONAL { ?number rg:unitText ?unit }
  OPTIONAL { ?number rg:reason ?reason . ?reason skos:broader ?why }
  FILTER(BOUND(?unit) || ?why = rgs:reason-not-understood)
  BIND(COALESCE(STRAFTER(STR(?why), "reason-"), "stated") AS ?group)
} GROUP BY ?report ?tense ?group"""
GROUPS = {
    "stated": RG.statedNumberCount,
    "time": RG.timeNumberCount,
    "naming": RG.namingNumberCount,
    "restriction": RG.restrictionNumberCount,
    "figurative": RG.figurativeNumberCount,
    "stated-beside": RG.besideNumberCount,
    "not-understood": RG.unreadNumberCount,
}


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store.in_memory()
    for path in sorted(REPORTS.glob("*.txt")):
        for report in parse_reports(read_source(path)):
            store.load(extract(report)[0])
    return store


def _counts(store: Store, count: Iri) -> dict[str, int]:
    return {report: int(value) for report, value in to_rows(store.query(f"SELECT ?report ?count {{ ?report {count.nt} ?count }}"))}


@pytest.mark.parametrize(("cls", "count"), CLASSES.items(), ids=[cls.local for cls in CLASSES])
def test_statements_and_things_are_counted(store: Store, cls: Iri, count: Iri) -> None:
    counting = f"""SELECT ?report (COUNT(DISTINCT ?thing) AS ?count) WHERE {{
      ?report a rg:Report OPTIONAL {{ ?thing rg:statedIn ?report ; a {cls.nt} }}
    }} GROUP BY ?report"""
    assert _counts(store, count) == {report: int(value) for report, value in to_rows(store.query(counting))}
    assert sum(_counts(store, count).values()) > 0


def test_numbers_are_counted_by_part_and_by_what_became_of_them(store: Store) -> None:
    found: dict[tuple[str, Iri], int] = {}
    for report, tense, group, value in to_rows(store.query(NUMBERS)):
        for count in (RG.reviewNumberCount if tense.endswith("Review") else RG.planNumberCount, GROUPS[group]):
            found[report, count] = found.get((report, count), 0) + int(value)
    counts = (RG.reviewNumberCount, RG.planNumberCount, *GROUPS.values())
    stated = {(report, count): value for count in counts for report, value in _counts(store, count).items() if value}
    assert stated == found
    assert all(len(_counts(store, count)) == len(store.reports()) for count in counts)


def test_mentions_are_counted_at_the_first_of_them(store: Store) -> None:
    counting = """SELECT ?thing ?report (COUNT(?mention) AS ?count) (MIN(?begin) AS ?first) WHERE {
      ?mention rg:mentions ?thing ; rg:statedIn ?report ; rg:begin ?begin
    } GROUP BY ?thing ?report"""
    stated = """SELECT ?thing ?report ?count ?first WHERE {
      ?mention rg:mentionCount ?count ; rg:firstMentionIn ?report ; rg:mentions ?thing ; rg:begin ?first
    }"""
    counted = sorted(to_rows(store.query(counting)))
    assert counted == sorted(to_rows(store.query(stated)))
    assert any(int(count) > 1 for _, _, count, _ in counted)


def test_things_are_named_in_reports_and_statements_are_not(store: Store) -> None:
    things = "VALUES ?class { rg:Place rg:Institution rg:Program rg:Project } ?thing a ?class ; rg:statedIn ?report"
    named = sorted(to_rows(store.query("SELECT ?thing ?report { ?thing rg:namedIn ?report }")))
    assert named == sorted(to_rows(store.query(f"SELECT ?thing ?report {{ {things} }}")))
    assert named
