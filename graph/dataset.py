"""RDF datasets of a query: which graphs it reads, named by the request or by FROM; several default graphs are one RDF merge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from ontology.errors import QueryError
from ontology.vocabulary import PREFIXES


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that are the default graph together, and those that GRAPH may name."""

    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


def query_dataset(
    store: ox.Store, text: str, base: str | None = None, dataset: Dataset | None = None
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """Answer a query over the dataset given, or else over the one that it names itself, or else over the whole store."""
    if dataset is None:
        return store.query(text, base_iri=base, prefixes=dict(PREFIXES))
    default, named = _nodes(dataset.default_graphs), _nodes(dataset.named_graphs)
    if len(default) < 2:
        return store.query(text, base_iri=base, prefixes=dict(PREFIXES), default_graph=list(default), named_graphs=list(named))
    merged = _merge(store, default, named)
    return merged.query(text, base_iri=base, prefixes=dict(PREFIXES), default_graph=ox.DefaultGraph(), named_graphs=list(named))


def read_dataset(text: str, base: str | None = None) -> Dataset:
    """The dataset that the FROM clauses of a query name."""
    from pyparsing import ParseBaseException  # noqa: PLC0415 - only a query with several FROM clauses needs a parser of its own
    from rdflib.plugins.sparql.algebra import translateQuery  # noqa: PLC0415
    from rdflib.plugins.sparql.parser import parseQuery  # noqa: PLC0415

    try:
        clauses = translateQuery(parseQuery(text), base=base, initNs=PREFIXES).algebra.datasetClause
    except (ParseBaseException, SyntaxError) as error:
        raise QueryError("The graphs after FROM cannot be read; name them by default-graph-uri instead.") from error
    return Dataset(
        tuple(str(clause.default) for clause in clauses if clause.default), tuple(str(clause.named) for clause in clauses if clause.named)
    )


def _nodes(iris: Sequence[str]) -> tuple[ox.NamedNode, ...]:
    return tuple(ox.NamedNode(iri) for iri in dict.fromkeys(iris))


def _merge(store: ox.Store, default: Sequence[ox.NamedNode], named: Sequence[ox.NamedNode]) -> ox.Store:
    """A store in memory whose default graph holds each triple of some graphs once, since the engine's own union repeats them."""
    merged = ox.Store()
    for graph in default:
        quads = store.quads_for_pattern(None, None, None, graph)
        merged.extend(ox.Quad(quad.subject, quad.predicate, quad.object, ox.DefaultGraph()) for quad in quads)
    for graph in named:
        merged.extend(store.quads_for_pattern(None, None, None, graph))
    return merged
