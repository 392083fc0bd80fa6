"""The route /sparql: formats, refusals, other origins, the description of the service."""

from __future__ import annotations

import json

import httpx
import pytest
import rdflib

from graph.store import Store, serialize
from ontology.standards import SD
from tests.serving import BROWSER, ZONE, ZONES, is_one_sentence, to_ntriples


@pytest.mark.parametrize(
    ("accept", "begins"),
    [
        ("application/sparql-results+json", '{"head":{"vars":["name"]}'),
        ("application/sparql-results+xml", "<?xml"),
        ("text/csv", "name\r\n"),
        ("text/tab-separated-values", "?name\n"),
        (BROWSER, "<!doctype html>"),
    ],
)
def test_rows_come_in_every_format(client: httpx.Client, accept: str, begins: str) -> None:
    response = client.get("/sparql", params={"query": ZONES}, headers={"Accept": accept})
    assert response.text.startswith(begins)
    assert ZONE in response.text
    assert "Accept" in response.headers["vary"]


@pytest.mark.parametrize(
    ("accept", "format"),
    [("text/turtle", "ttl"), ("application/n-triples", "nt"), ("application/rdf+xml", "rdf"), ("application/ld+json", "jsonld")],
)
def test_triples_come_in_every_format(client: httpx.Client, accept: str, format: str) -> None:
    asked = {"query": "CONSTRUCT { ?s rdfs:label ?name } WHERE { ?s a rg:Zone ; rdfs:label ?name }"}
    response = client.post("/sparql", data=asked, headers={"Accept": accept})
    assert response.headers["content-type"].partition(";")[0] == accept
    assert f'"{ZONE}"@zh' in to_ntriples(response.content, format)


def test_what_cannot_be_given_is_told_in_one_sentence(client: httpx.Client) -> None:
    for accept, query, status in (("image/png", "ASK {}", 406), ("text/turtle", "ASK {}", 406), ("*/*", "SELECT", 400)):
        response = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
        assert response.status_code == status
        assert is_one_sentence(response.text)


def test_a_method_outside_the_protocol_is_refused_with_those_inside(client: httpx.Client) -> None:
    response = client.delete("/sparql")
    assert response.status_code == 405
    assert {"GET", "POST"} <= {method.strip() for method in response.headers["allow"].split(",")}


def test_head_has_the_headers_without_the_body(client: httpx.Client) -> None:
    response = client.head("/sparql", params={"query": "ASK {}"})
    assert (response.status_code, response.headers["content-type"], response.content) == (200, "application/sparql-results+json", b"")


def test_pages_of_other_origins_may_ask(client: httpx.Client) -> None:
    origin = {"Origin": "https://editor.example.org"}
    asked = {**origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    allowed = client.options("/sparql", headers=asked)
    assert allowed.status_code == 200
    assert "POST" in allowed.headers["access-control-allow-methods"]
    assert client.get("/sparql", params={"query": "ASK {}"}, headers=origin).headers["access-control-allow-origin"] == "*"


def test_no_other_server_is_asked(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"})
    assert response.status_code == 400
    assert "SERVICE" in response.text


def test_the_service_describes_itself(client: httpx.Client, address: str) -> None:
    response = client.get("/sparql", headers={"Accept": "text/turtle"})
    graph = rdflib.Graph().parse(data=response.text, format="turtle")
    service = rdflib.URIRef(f"{address}/sparql")
    assert (service, rdflib.URIRef(SD.endpoint), service) in graph
    assert (service, rdflib.URIRef(SD.supportedLanguage), rdflib.URIRef(SD.SPARQL11Query)) in graph
    assert (service, rdflib.URIRef(SD.supportedLanguage), rdflib.URIRef(SD.SPARQL11Update)) not in graph
    assert not [node for triple in graph for node in triple if isinstance(node, rdflib.BNode)]
    assert "<form" in client.get("/sparql", headers={"Accept": BROWSER}).text


def test_json_rows_are_the_engines_own(client: httpx.Client, asked: Store) -> None:
    answer = client.get("/sparql", params={"query": ZONES}).content
    assert json.loads(answer) == json.loads(serialize(asked.query(ZONES), "json"))
