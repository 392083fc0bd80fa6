from __future__ import annotations

import pyoxigraph as ox
from rdflib import Literal, URIRef

from graph.bridge import to_rdflib

ONE = ox.Quad(ox.NamedNode("https://example.org/a"), ox.NamedNode("https://example.org/p"), ox.Literal("一"))


def test_the_length_is_that_of_the_default_graph() -> None:
    store = ox.Store()
    store.add(ONE)
    graph = to_rdflib(store)
    assert len(graph) == 1
    store.add(ox.Quad(ONE.subject, ONE.predicate, ONE.object, ox.NamedNode("https://example.org/g")))
    store.add(ox.Quad(ONE.subject, ONE.predicate, ox.Literal("二"), ox.NamedNode("https://example.org/g")))
    assert len(graph) == 1


def test_both_libraries_see_one_graph() -> None:
    store = ox.Store()
    graph = to_rdflib(store)
    graph.add((URIRef("https://example.org/a"), URIRef("https://example.org/p"), Literal("一")))
    assert list(store) == [ONE]
    store.remove(ONE)
    assert len(graph) == 0
    assert dict(graph.namespaces())["rg"] == URIRef("https://w3id.org/reportgraph/ontology#")
