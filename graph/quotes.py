"""The words of the reports that say each step of a connection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from graph.paths import BY_REPORT, BY_SENTENCE
from graph.store import QueryEngine, to_rows
from graph.ties import BASES, GAZETTEER, Tie, to_values
from ontology.standards import DCTERMS, PROV, RDF, RDFS
from ontology.vocabulary import RG

_SOURCE: Final = f"""?report {RG.about.nt} ?place ; {RG.reportYear.nt} ?year ; {DCTERMS.title.nt} ?title .
  ?place {RDFS.label.nt} ?city FILTER(LANG(?city) = "zh")"""
_STATED: Final = f"""?statement {RG.statedIn.nt} ?report ; {PROV.wasDerivedFrom.nt} ?place_in_text ; {RG.quote.nt} ?quote .
  ?place_in_text {RG.text.nt} ?sentence . {_SOURCE}"""
_FIELDS: Final = "?quote ?city ?year ?title ?sentence ?statement ?report ?place_in_text"
_STRENGTH: Final = {str(basis): rank for rank, basis in enumerate(BASES)}


@dataclass(frozen=True, slots=True)
class Words:
    """The best of the places that say something: its words, where they stand, and how many such places there are."""

    quote: str
    city: str
    year: str
    title: str
    sentence: str
    statement: str
    report: str
    sentence_iri: str
    count: int


Place = tuple[tuple[int, ...], tuple[str, ...]]
Found = Iterator[tuple[Tie, Place]]


def find_words(engine: QueryEngine, ties: Iterable[Tie]) -> dict[Tie, Words]:
    """What says each tie: the strongest basis first, the names that stand nearest, the newest report; nothing for the gazetteer."""
    wanted = sorted(set(ties))
    by_reader = {
        _read_claims: [tie for tie in wanted if tie.basis not in (GAZETTEER, BY_SENTENCE, BY_REPORT)],
        _read_company: [tie for tie in wanted if tie.basis == BY_SENTENCE],
        _read_namings: [tie for tie in wanted if tie.basis == BY_REPORT and tie.predicate == RG.statedIn],
        _read_reports: [tie for tie in wanted if tie.basis == BY_REPORT and tie.predicate == RG.about],
    }
    places: dict[Tie, list[Place]] = {}
    for read, chosen in by_reader.items():
        for tie, place in read(engine, chosen) if chosen else ():
            places.setdefault(tie, []).append(place)
    return {tie: _to_words(found) for tie, found in places.items()}


def _to_words(places: list[Place]) -> Words:
    """The best of some places; of equals the newest report's first."""
    _, fields = min(places, key=lambda place: (place[0], -int(place[1][2][:4]), place[1][6], place[1][5]))
    quote, city, year, title, sentence, statement, report, sentence_iri = fields
    return Words(quote, city, year, title, sentence, statement, report, sentence_iri, len(places))


def _read_claims(engine: QueryEngine, ties: list[Tie]) -> Found:
    known = {tie[:3]: tie for tie in ties}
    text = f"""SELECT ?s ?p ?o ?basis {_FIELDS} WHERE {{ VALUES (?s ?p ?o) {{ {_to_rows_of_values(known)} }}
      ?statement {RDF.subject.nt} ?s ; {RDF.predicate.nt} ?p ; {RDF.object.nt} ?o ; {RG.basis.nt} ?basis . {_STATED} }}"""
    for s, p, o, basis, *fields in to_rows(engine.query(text)):
        yield known[s, p, o], ((_STRENGTH.get(basis, len(BASES)),), tuple(fields))


def _read_company(engine: QueryEngine, ties: list[Tie]) -> Found:
    known = {(tie.subject, tie.object): tie for tie in ties}
    text = f"""SELECT ?s ?o ?start ?begin ?end ?other_begin ?other_end {_FIELDS} WHERE {{ VALUES (?s ?o) {{ {_to_rows_of_values(known)} }}
      ?statement {RG.mentions.nt} ?s ; {RG.begin.nt} ?begin ; {RG.end.nt} ?end ; {PROV.wasDerivedFrom.nt} ?place_in_text .
      ?other {PROV.wasDerivedFrom.nt} ?place_in_text ; {RG.mentions.nt} ?o ; {RG.begin.nt} ?other_begin ; {RG.end.nt} ?other_end .
      ?place_in_text {RG.begin.nt} ?start . {_STATED} }}"""
    for s, o, start, begin, end, other_begin, other_end, _, *fields in to_rows(engine.query(text)):
        first, last = min(int(begin), int(other_begin)), max(int(end), int(other_end))
        stretch = fields[3][first - int(start) : last - int(start)]
        one_within_other = max(int(begin), int(other_begin)) < min(int(end), int(other_end))
        yield known[s, o], ((one_within_other, last - first), (stretch, *fields))


def _read_namings(engine: QueryEngine, ties: list[Tie]) -> Found:
    known = {(tie.subject, tie.object): tie for tie in ties}
    text = f"""SELECT ?s ?begin {_FIELDS} WHERE {{ VALUES (?s ?report) {{ {_to_rows_of_values(known)} }}
      ?statement {RG.mentions.nt} ?s ; {RG.begin.nt} ?begin . {_STATED} }}"""
    for s, begin, *fields in to_rows(engine.query(text)):
        yield known[s, fields[6]], ((int(begin),), tuple(fields))


def _read_reports(engine: QueryEngine, ties: list[Tie]) -> Found:
    known = {tie.subject: tie for tie in ties}
    text = f"SELECT ?city ?year ?title ?report WHERE {{ VALUES ?report {{ {to_values(known)} }} {_SOURCE} }}"
    for city, year, title, report in to_rows(engine.query(text)):
        yield known[report], ((), ("", city, year, title, "", "", report, ""))


def _to_rows_of_values(rows: Iterable[tuple[str, ...]]) -> str:
    return " ".join(f"({to_values(row)})" for row in rows)
