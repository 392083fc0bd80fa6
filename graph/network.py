"""The graph as a network of named things: read from a store and cut to what matters."""

from __future__ import annotations

from typing import Final

import igraph
import networkx as nx
from rapidfuzz import process

from graph.labels import label_of
from graph.store import QueryEngine, to_rows
from graph.ties import BASES, LINKS, to_values
from ontology.errors import ParameterError
from ontology.iris import Iri
from ontology.standards import DCTERMS, RDF, RDFS, SKOS
from ontology.vocabulary import RG

THING_CLASSES: Final = (RG.Place, RG.Institution, RG.Program, RG.Project)
MEASURED_CLASSES: Final = (RG.Target, RG.Outcome)
RELATION_WEIGHT: Final = 3.0
SUGGESTIONS: Final = 3


# Sub-selects make the engine join by hash, which takes two thirds of the time of looking each thing up.
_THING = f"{{ SELECT ?thing ?class WHERE {{ VALUES ?class {{ {to_values(THING_CLASSES)} }} ?thing a ?class }} }}"
_NAMES = f"""SELECT ?thing ?class ?name (LANG(?name) AS ?language) WHERE {{ {_THING}
  {{ SELECT ?thing ?name WHERE {{ ?thing {RDFS.label.nt} ?name }} }} }}"""
_KINDS = f"SELECT ?thing ?kind WHERE {{ {_THING} {{ SELECT ?thing ?kind WHERE {{ ?thing {RG.kind.nt} ?kind }} }} }}"
_ALIASES = f"SELECT ?thing ?alias WHERE {{ {_THING} {{ SELECT ?thing ?alias WHERE {{ ?thing {SKOS.altLabel.nt} ?alias }} }} }}"
_NAMED_IN = f"SELECT ?thing ?report WHERE {{ {_THING} {{ SELECT ?thing ?report WHERE {{ ?thing {RG.statedIn.nt} ?report }} }} }}"
_REPORTS = f"""SELECT ?report ?title ?place ?name ?year WHERE {{
  ?report a {RG.Report.nt} ; {DCTERMS.title.nt} ?title ; {RG.reportYear.nt} ?year ; {RG.about.nt} ?place .
  ?place {RDFS.label.nt} ?name FILTER(LANG(?name) = "zh") }}"""
_RELATIONS = f"SELECT ?s ?p ?o WHERE {{ VALUES ?p {{ {to_values(LINKS)} }} ?s ?p ?o }}"
_BASES = f"""SELECT DISTINCT ?s ?p ?o ?basis WHERE {{ VALUES ?p {{ {to_values(LINKS)} }}
  ?claim {RDF.subject.nt} ?s ; {RDF.predicate.nt} ?p ; {RDF.object.nt} ?o ; {RG.basis.nt} ?basis }}"""
_MEASURED = f"""SELECT ?thing ?class ?place ?report ?indicator ?number ?unit WHERE {{
  VALUES ?class {{ {to_values(MEASURED_CLASSES)} }}
  ?thing a ?class ; {RG.ofPlace.nt} ?place ; {RG.statedIn.nt} ?report ; {RG.indicatorText.nt} ?indicator .
  OPTIONAL {{ ?thing {RG.numberText.nt} ?number }} OPTIONAL {{ ?thing {RG.unitText.nt} ?unit }} }}"""


def to_network(engine: QueryEngine, *, reports: bool = True, measured: bool = False) -> nx.MultiDiGraph:
    """The named things of a store and their relations, with the reports that name them, and with targets and outcomes if wanted.

    Places that only the gazetteer knows are left out, but for those that a report's own place lies in.
    Nodes are IRIs with ``label``, ``label_en``, ``cls`` ("Project"), ``kind``, ``kind_en`` and ``aliases`` (one text, "; " between);
    edges are keyed by the predicate's IRI and carry ``predicate`` ("serves"), ``label``, ``label_en``, ``basis`` ("" where the text
    does not say it: the gazetteer does) and ``weight``. All values are text or numbers, so that networkx can write the network.
    """
    network = nx.MultiDiGraph()
    _add_things(network, engine)
    if reports:
        _add_reports(network, engine)
    if measured:
        _add_measured(network, engine)
    _add_relations(network, engine)
    network.remove_nodes_from(_background(network, engine))
    return _in_order(network)


def _background(network: nx.MultiDiGraph, engine: QueryEngine) -> set[str]:
    named = {thing for thing, _ in to_rows(engine.query(_NAMED_IN))}
    homes = {row[2] for row in to_rows(engine.query(_REPORTS))} & set(network)
    inside = nx.DiGraph((s, o) for s, o, data in network.edges(data=True) if data["predicate"] == "locatedIn" and not data["basis"])
    around = {place for home in homes & set(inside) for place in nx.descendants(inside, home)}
    return {node for node, cls in network.nodes(data="cls") if cls == "Place"} - named - homes - around


def find_node(network: nx.MultiDiGraph, name: str) -> str:
    """The node of an IRI, or of a Chinese or English name or alias; ParameterError names the nearest names."""
    if name in network:
        return name
    names: dict[str, str] = {text: node for node in reversed(list(network)) for text in reversed(names_of(network.nodes[node]))}
    if name in names:
        return names[name]
    nearest = [found[0] for found in process.extract(name, list(names), limit=SUGGESTIONS)]
    hint = f"; the nearest names are {', '.join(nearest)}" if nearest else ""
    raise ParameterError(f"Nothing in the graph is called {name}{hint}.")


def names_of(node: dict[str, str]) -> list[str]:
    """Every name of a node, the label first."""
    return [text for text in (node["label"], node["label_en"], *node["aliases"].split("; ")) if text]


def focus(network: nx.MultiDiGraph, node: str, hops: int = 2) -> nx.MultiDiGraph:
    """What lies within some relations of a node; a report that names both is no relation, but the reports come along."""
    things = [n for n, data in network.nodes(data=True) if data["cls"] != "Report" or n == node]
    near = set(nx.ego_graph(network.subgraph(things).to_undirected(as_view=True), node, radius=hops))
    reports = {n for n in nx.all_neighbors(network, node) if network.nodes[n]["cls"] == "Report"}
    return _in_order(network.subgraph(near | reports).copy())


def choose(network: nx.MultiDiGraph, limit: int, start: str | None = None) -> nx.MultiDiGraph:
    """At most so many nodes: the nearest to the start first if there is one, then by PageRank; equals by IRI."""
    rank = _rank(network)
    distance = nx.single_source_shortest_path_length(network.to_undirected(as_view=True), start) if start else {}
    chosen = sorted(network, key=lambda n: (distance.get(n, len(network)), -rank[n], n))[:limit]
    return _in_order(network.subgraph(chosen).copy())


def _rank(network: nx.MultiDiGraph) -> dict[str, float]:
    nodes = list(network)
    index = {node: i for i, node in enumerate(nodes)}
    edges = [(index[s], index[o]) for s, o in network.edges()]
    weights = [weight for _, _, weight in network.edges(data="weight")]
    ranks = igraph.Graph(n=len(nodes), edges=edges).pagerank(weights=weights or None)
    return {node: round(rank, 9) for node, rank in zip(nodes, ranks, strict=True)}


def _in_order(network: nx.MultiDiGraph) -> nx.MultiDiGraph:
    ordered = nx.MultiDiGraph()
    ordered.add_nodes_from(sorted(network.nodes(data=True)))
    ordered.add_edges_from(sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3]))
    return ordered


def _add_node(network: nx.MultiDiGraph, node: str, cls: str, label: str, label_en: str = "") -> None:
    network.add_node(node, label=label, label_en=label_en, cls=Iri(cls).local, kind="", kind_en="", aliases="")


def _add_things(network: nx.MultiDiGraph, engine: QueryEngine) -> None:
    for thing, cls, name, language in sorted(to_rows(engine.query(_NAMES))):
        if thing not in network:
            _add_node(network, thing, cls, "")
        _add_name(network.nodes[thing], name, language.lower())
    for thing, kind in sorted(to_rows(engine.query(_KINDS))):
        network.nodes[thing].update(kind=label_of(kind).zh, kind_en=label_of(kind).en)
    for thing, alias in sorted(to_rows(engine.query(_ALIASES))):
        node = network.nodes[thing]
        node["aliases"] = f"{node['aliases']}; {alias}" if node["aliases"] else alias
    for _, data in network.nodes(data=True):
        data["label"] = data["label"] or data["label_en"]


def _add_name(node: dict[str, str], name: str, language: str) -> None:
    if language == "en" or (language == "zh-latn" and not node["label_en"]):
        node["label_en"] = name
    elif language in ("zh", ""):
        node["label"] = name


def _add_edge(network: nx.MultiDiGraph, s: str, p: Iri, o: str, basis: str = "") -> None:
    if s in network and o in network and s != o:
        names = label_of(p)
        weight = 1.0 if p == RG.statedIn else RELATION_WEIGHT
        network.add_edge(s, o, key=str(p), predicate=p.local, label=names.zh, label_en=names.en, basis=basis, weight=weight)


def _add_reports(network: nx.MultiDiGraph, engine: QueryEngine) -> None:
    reports = sorted(to_rows(engine.query(_REPORTS)))
    for report, title, _, place_name, year in reports:
        _add_node(network, report, RG.Report, f"{place_name} {year}")
        network.nodes[report]["aliases"] = title
    for report, _, place, _, _ in reports:
        _add_edge(network, report, RG.about, place)
    for thing, report in sorted(to_rows(engine.query(_NAMED_IN))):
        if not network.has_edge(report, thing):
            _add_edge(network, thing, RG.statedIn, report)


def _add_measured(network: nx.MultiDiGraph, engine: QueryEngine) -> None:
    for thing, cls, place, report, indicator, number, unit in sorted(to_rows(engine.query(_MEASURED))):
        _add_node(network, thing, cls, f"{indicator} {number}{unit}".strip())
        _add_edge(network, thing, RG.ofPlace, place)
        _add_edge(network, thing, RG.statedIn, report)


def _add_relations(network: nx.MultiDiGraph, engine: QueryEngine) -> None:
    strength = {str(basis): rank for rank, basis in enumerate(BASES)}
    bases = {}
    for s, p, o, basis in sorted(to_rows(engine.query(_BASES)), key=lambda row: (-strength.get(row[3], len(BASES)), row)):
        bases[s, p, o] = Iri(basis).local
    for s, p, o in sorted(to_rows(engine.query(_RELATIONS))):
        _add_edge(network, s, Iri(p), o, bases.get((s, p, o), ""))
