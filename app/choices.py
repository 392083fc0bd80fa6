"""What can be filled into a question: the places, years, zones and other things that the graph speaks of, the most spoken of first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pyoxigraph import NamedNode

from graph.store import QueryEngine, to_rows
from ontology.standards import RDF, RDFS, SKOS
from ontology.vocabulary import RG
from queries.parameters import THING_TYPES, bind

MOST: Final = 300
TYPES: Final = ("year", *THING_TYPES)

_YEARS: Final = f"SELECT DISTINCT ?year {{ ?report {RG.reportYear.nt} ?year }} ORDER BY DESC(?year)"
_SPOKEN_OF: Final = f"VALUES ?class {{ UNDEF }} ?thing a ?class . ?thing {RG.statedIn.nt} ?where"
_USED: Final = {
    "place": f"?where {RG.about.nt} ?thing",
    "indicator": f"?where {RG.indicator.nt} ?thing",
    "kind": f"?where {RG.kind.nt} ?thing",
    "status": f"?where {RDF.object.nt} ?thing ; {RDF.predicate.nt} {RG.hasStatus.nt}",
}
_NAME: Final = f"{RDFS.label.nt}|{SKOS.prefLabel.nt}"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a parameter may take: how to write it, its English name, and its IRI if it is a thing."""

    value: str
    en: str = ""
    iri: str = ""


@lru_cache(maxsize=64)
def find_choices(store: QueryEngine, type_name: str) -> tuple[Choice, ...]:
    """The values that a parameter of a type may take, as far as the graph speaks of them."""
    if type_name == "year":
        return tuple(Choice(row[0]) for row in to_rows(store.query(_YEARS)))
    if type_name not in THING_TYPES:
        return ()
    used = _USED.get(type_name, _SPOKEN_OF)
    classes = [NamedNode(THING_TYPES[type_name][0])] if type_name != "thing" else [NamedNode(cls) for cls in THING_TYPES["thing"]]
    rows = to_rows(store.query(bind(_to_query(used), {"class": classes})))
    return tuple(Choice(name, en, iri) for iri, name, en, _ in rows)


def _to_query(used: str) -> str:
    return f"""SELECT ?thing ?name (SAMPLE(?english) AS ?en) ?count {{
      {{ SELECT ?thing ?name (COUNT(DISTINCT ?where) AS ?count) {{ {used} . ?thing {_NAME} ?name FILTER(LANG(?name) = "zh") }}
         GROUP BY ?thing ?name ORDER BY DESC(?count) ?name ?thing LIMIT {MOST} }}
      OPTIONAL {{ ?thing {_NAME} ?english FILTER(LANG(?english) = "en") }}
    }} GROUP BY ?thing ?name ?count ORDER BY DESC(?count) ?name ?thing"""
