"""One thing of the graph by its address: everything said of it, for people and for machines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from app.protocol import GRAPH_TYPES, ProtocolError, choose_type
from app.render import HTML, PAGE_HEADERS, render
from app.workers import Answer
from graph.export import to_bytes
from graph.labels import label_of, to_curie
from graph.store import QueryEngine, serialize, to_rows
from ontology.standards import DCTERMS, RDFS, SKOS
from ontology.vocabulary import RG, RGD
from queries.parameters import bind

THING_TYPES: Final = {**GRAPH_TYPES, "text/html": "html", "application/xhtml+xml": "html"}
MOST: Final = 500

_NAMING: Final = (RDFS.label, SKOS.prefLabel, DCTERMS.title, RG.quote, RG.text)
_LABELS: Final = "|".join(property.nt for property in _NAMING)
_LABELLED: Final = f"""OPTIONAL {{ ?value {_LABELS} ?name FILTER(LANG(?name) IN ("zh", "")) }}
}} GROUP BY ?property ?value ORDER BY ?property ?value"""
_SAID: Final = f"""SELECT ?property ?value (LANG(?value) AS ?language) (SAMPLE(?name) AS ?label) {{
  VALUES ?thing {{ UNDEF }} ?thing ?property ?value {_LABELLED}"""
_SAYING: Final = f"""SELECT ?property ?value ("" AS ?language) (SAMPLE(?name) AS ?label) {{
  {{ SELECT ?property ?value {{ VALUES ?thing {{ UNDEF }} ?value ?property ?thing }} ORDER BY ?property ?value LIMIT {MOST} }}
  {_LABELLED}"""
_STATED: Final = "CONSTRUCT { ?thing ?property ?value } { VALUES ?thing { UNDEF } ?thing ?property ?value }"
_NAMED: Final = f"""CONSTRUCT {{ ?value ?property ?thing }} {{
  SELECT ?value ?property ?thing {{ VALUES ?thing {{ UNDEF }} ?value ?property ?thing }} ORDER BY ?property ?value LIMIT {MOST} }}"""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a page: a property, and a value with its name and its own page where it has one."""

    property: str
    property_zh: str
    property_en: str
    text: str
    language: str
    address: str | None


def answer_thing(store: QueryEngine, local: str, accept: str) -> Answer:
    """What the graph says of the thing with a local name; raise ProtocolError 404 if that is nothing."""
    thing = _to_node(local)
    media_type, format = choose_type(accept, THING_TYPES)
    ntriples = b"".join(serialize(store.query(bind(text, {"thing": [thing]})), "nt") for text in (_STATED, _NAMED))
    if not ntriples:
        raise ProtocolError(404, f"The graph says nothing of {thing}.")
    if format == "html":
        return Answer(HTML, to_page(store, thing), headers={**PAGE_HEADERS, "Vary": "Accept"})
    return Answer(media_type, to_bytes(ntriples, format), headers={"Vary": "Accept"})


def to_page(store: QueryEngine, thing: NamedNode) -> bytes:
    """What the graph says of a thing as an HTML page."""
    said, saying = (_facts(store, text, thing) for text in (_SAID, _SAYING))
    names = sorted((_NAMING.index(fact.property), fact.language != "zh", fact.text) for fact in said if fact.property in _NAMING)
    name = names[0][2] if names else to_curie(thing.value)
    return render("thing.html.j2", iri=thing.value, name=name, said=said, saying=saying, most=MOST)


def _facts(store: QueryEngine, text: str, thing: NamedNode) -> list[Fact]:
    rows = to_rows(store.query(bind(text, {"thing": [thing]})))
    return [_to_fact(*row) for row in sorted(rows)]  # since no two engines order names of different languages alike


def _to_fact(property: str, value: str, language: str, label: str) -> Fact:
    names = label_of(property)
    address = f"/id/{value[len(RGD.base) :]}" if value.startswith(RGD.base) else None
    shown = label or (label_of(value).zh if value.startswith(RG.base) else to_curie(value))
    return Fact(property, names.zh, names.en, shown, language, address)


def _to_node(local: str) -> NamedNode:
    try:
        return NamedNode(RGD.base + local)
    except ValueError as error:
        raise ProtocolError(404, f"{local!r} is not the name of anything in the graph.") from error
