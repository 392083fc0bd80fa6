"""The routes of things and of the data set: descriptions in the type that is asked for."""

from __future__ import annotations

import httpx
import rdflib

from graph.store import Store
from ontology.standards import VOID
from ontology.vocabulary import RGD
from tests.serving import BROWSER, to_ntriples


def test_the_data_set_is_described(client: httpx.Client, address: str, asked: Store) -> None:
    graph = rdflib.Graph().parse(data=client.get("/.well-known/void").text, format="turtle")
    assert [int(value) for value in graph.objects(None, rdflib.URIRef(VOID.triples))] == [len(asked)]
    assert list(graph.objects(None, rdflib.URIRef(VOID.sparqlEndpoint))) == [rdflib.URIRef(f"{address}/sparql")]
    assert client.get("/.well-known/void", headers={"Accept": "application/ld+json"}).json()["@graph"]


def test_things_are_described_in_the_type_that_is_asked_for(client: httpx.Client) -> None:
    thing = rdflib.URIRef(RGD.base.term("place-370281"))
    turtle = client.get("/id/place-370281", headers={"Accept": "text/turtle"})
    graph = rdflib.Graph().parse(data=turtle.text, format="turtle")
    assert (thing, rdflib.RDFS.label, rdflib.Literal("胶州市", "zh")) in graph
    assert list(graph.subjects(None, thing))
    linked = client.get("/id/place-370281", headers={"Accept": "application/ld+json"})
    assert len(to_ntriples(linked.content, "jsonld").splitlines()) == len(graph)
    page = client.get("/id/place-370281", headers={"Accept": BROWSER})
    assert "<h1>胶州市</h1>" in page.text
    assert 'href="/id/place-370200"' in page.text
