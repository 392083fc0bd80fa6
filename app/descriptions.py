"""What the server says of itself as RDF: the SPARQL service, the data set (VoID and DCAT) and the saved questions (SHACL)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from app.protocol import GRAPH_TYPES, choose_type
from app.workers import Answer
from graph.export import to_bytes
from graph.store import QueryEngine, to_rows
from ontology.iris import Iri
from ontology.standards import DCAT, DCTERMS, RDF, RDFS, SCHEMA, SD, SH, VOID, XSD
from ontology.vocabulary import PREFIXES, RG, RGD
from queries.catalog import SavedQuery
from queries.parameters import bind
from queries.syntax import Form

FORMATS_BASE: Final = "http://www.w3.org/ns/formats/"
RESULT_FORMATS: Final = tuple(
    FORMATS_BASE + name
    for name in (
        *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
        *("Turtle", "N-Triples", "RDF_XML", "JSON-LD"),
    )
)
EXECUTABLES: Final[dict[Form, tuple[Iri, Iri]]] = {
    "SELECT": (SH.SPARQLSelectExecutable, SH.select),
    "ASK": (SH.SPARQLAskExecutable, SH.ask),
    "CONSTRUCT": (SH.SPARQLConstructExecutable, SH.construct),
}
TITLE: Final = (("Government work reports as a knowledge graph", "en"), ("政府工作报告知识图谱", "zh"))

_CLASSES: Final = (
    f"SELECT ?class (COUNT(?s) AS ?n) {{ ?s a ?class FILTER(STRSTARTS(STR(?class), '{RG.base}')) }} GROUP BY ?class ORDER BY ?class"
)
_TRIPLES: Final = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
_EXAMPLES: Final = f"SELECT ?report {{ ?report a {RG.Report.nt} }} ORDER BY ?report LIMIT 3"

Triples = Iterator[ox.Triple]


def answer_rdf(triples: Iterable[ox.Triple], accept: str) -> Answer:
    """Triples in the RDF format that the Accept header prefers."""
    media_type, format = choose_type(accept, GRAPH_TYPES)
    ntriples = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    return Answer(media_type, to_bytes(ntriples, format), headers={"Vary": "Accept"})


def answer_data_set(store: QueryEngine, site: str, accept: str) -> Answer:
    """The description of the data set in a store, served at an address."""
    return answer_rdf(describe_data_set(store, site), accept)


def describe_service(endpoint: str, allow_update: bool) -> Triples:
    """The SPARQL 1.1 service description of the endpoint at an address."""
    data, graph = f"{endpoint}#dataset", f"{endpoint}#default-graph"
    yield from _links(endpoint, RDF.type, SD.Service)
    yield from _links(endpoint, SD.endpoint, endpoint)
    yield from _links(endpoint, SD.supportedLanguage, SD.SPARQL11Query, *([SD.SPARQL11Update] if allow_update else []))
    yield from _links(endpoint, SD.resultFormat, *RESULT_FORMATS)
    yield from _links(endpoint, SD.defaultDataset, data)
    yield from _links(data, RDF.type, SD.Dataset)
    yield from _links(data, SD.defaultGraph, graph)
    yield from _links(graph, RDF.type, SD.Graph)


def describe_data_set(store: QueryEngine, site: str) -> Triples:
    """VoID and DCAT of the graph: how much of what it holds, and where it can be asked."""
    data, service, endpoint = f"{site}.well-known/void#dataset", f"{site}.well-known/void#service", f"{site}sparql"
    yield from _links(data, RDF.type, VOID.Dataset, DCAT.Dataset)
    yield from (_literal(data, DCTERMS.title, text, language=language) for text, language in TITLE)
    yield from _links(data, VOID.sparqlEndpoint, endpoint)
    yield _literal(data, VOID.uriSpace, RGD.base)
    yield from _links(data, VOID.vocabulary, *(PREFIXES[name] for name in ("dcterms", "nif", "prov", "qudt", "rg", "skos")))
    yield from _links(data, VOID.exampleResource, *(row[0] for row in to_rows(store.query(_EXAMPLES))))
    yield from (_number(data, VOID.triples, row[0]) for row in to_rows(store.query(_TRIPLES)))
    for cls, count in to_rows(store.query(_CLASSES)):
        part = f"{site}.well-known/void#{Iri(cls).local}"
        yield from _links(data, VOID.classPartition, part)
        yield from _links(part, VOID.classOf, cls)
        yield _number(part, VOID.entities, count)
    yield from _links(service, RDF.type, DCAT.DataService)
    yield from _links(service, DCAT.endpointURL, endpoint)
    yield from _links(service, DCAT.endpointDescription, endpoint)
    yield from _links(service, DCAT.servesDataset, data)
    yield from _distribution(data, service, endpoint)


def _distribution(data: str, service: str, endpoint: str) -> Triples:
    distribution = f"{data}-by-sparql"
    yield from _links(data, DCAT.distribution, distribution)
    yield from _links(distribution, RDF.type, DCAT.Distribution)
    yield from _links(distribution, DCAT.accessURL, endpoint)
    yield from _links(distribution, DCAT.accessService, service)


def describe_questions(queries: Iterable[SavedQuery], site: str) -> Triples:
    """The saved questions as SHACL executables, the form in which query editors look for examples."""
    prefixes = f"{site}queries.ttl#prefixes"
    for prefix, base in PREFIXES.items():
        declaration = f"{site}queries.ttl#prefix-{prefix}"
        yield from _links(prefixes, SH.declare, declaration)
        yield _literal(declaration, SH.prefix, prefix)
        yield _literal(declaration, SH.namespace, base, datatype=f"{XSD.base}anyURI")
    for query in queries:
        iri, (cls, text) = f"{site}queries/{query.name}", EXECUTABLES[query.form]
        yield from _links(iri, RDF.type, SH.SPARQLExecutable, cls)
        yield _literal(iri, RDFS.label, query.name)
        yield _literal(iri, RDFS.comment, query.summary, language="en")
        yield _literal(iri, RDFS.comment, query.summary_zh, language="zh")
        yield from (_literal(iri, SCHEMA.keywords, tag) for tag in query.tags)
        yield from _links(iri, SCHEMA.target, f"{site}sparql")
        yield from _links(iri, SH.prefixes, prefixes)
        yield _literal(iri, text, to_sparql(query))


def to_sparql(query: SavedQuery) -> str:
    """A question as plain SPARQL for any values: without its header, without its blanks."""
    lines = [line for line in query.text.splitlines() if not line.startswith("#+")]
    return bind("\n".join(lines), {}).strip() + "\n"


def _links(subject: str, predicate: str, *objects: str) -> Triples:
    for value in objects:
        yield ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(value))


def _literal(subject: str, predicate: str, text: str, *, language: str | None = None, datatype: str | None = None) -> ox.Triple:
    value = ox.Literal(text, language=language, datatype=ox.NamedNode(datatype) if datatype else None)
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), value)


def _number(subject: str, predicate: str, count: str) -> ox.Triple:
    return _literal(subject, predicate, count, datatype=XSD.integer)
