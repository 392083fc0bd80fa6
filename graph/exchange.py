"""The network as GraphML and GEXF, for Gephi and other programs that draw and measure; the same graph gives the same bytes."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final

import networkx as nx

from graph.network import to_network
from graph.positions import to_positions
from graph.store import QueryEngine
from graph.style import dot_size, label_size, style_of
from graph.ties import read_claims
from ontology.vocabulary import RG

MOST_PLACED: Final = 600
_NODE_NAMES: Final = {"label": "label", "label_en": "label_en", "cls": "class", "kind": "kind", "kind_en": "kind_en", "aliases": "aliases"}
_EDGE_NAMES: Final = {"label": "label", "label_en": "label_en", "predicate": "relation", "basis": "basis"}
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What networkx writes of itself and of today, and a name of the graph, which the schema of GEXF has no attribute for.
_HEAD: Final = (
    (re.compile(rb' lastmodifieddate="[^"]*"'), b""),
    (re.compile(rb"<creator>[^<]*</creator>"), b"<creator>reportgraph</creator>"),
    (re.compile(rb'(<graph [^>]*?) name=""'), rb"\1"),
    (re.compile(rb'title="networkx_key"'), b'title="iri"'),
)

Placed = Mapping[str, tuple[int, int]]
Years = Mapping[object, tuple[int, ...]]


def write_network(engine: QueryEngine, format: str) -> bytes:
    """The named things, the reports that name them and their relations as graphml or gexf."""
    network = to_network(engine)
    years = _read_years(engine, network)
    sizes = {node: label_size(data, network.degree(node)) for node, data in network.nodes(data=True)}
    placed = to_positions(network, sizes) if len(network) <= MOST_PLACED else {}
    return to_graphml(network, years, placed) if format == "graphml" else to_gexf(network, years, placed)


def to_graphml(network: nx.MultiDiGraph, years: Years, placed: Placed) -> bytes:
    """The network as GraphML; position, size and colour under the names that Gephi knows."""
    written = nx.MultiDiGraph()
    for node, data in network.nodes(data=True):
        written.add_node(node, **_node(data, years.get(node, ())), **_place(placed, node), size=_size(network, node), **_colour(data))
    for i, (s, o, key, data) in enumerate(network.edges(keys=True, data=True)):
        written.add_edge(s, o, key=f"e{i}", **_edge(data, years.get((s, key, o), ())))
    out = io.BytesIO()
    nx.write_graphml(written, out)
    return out.getvalue()


def to_gexf(network: nx.MultiDiGraph, years: Years, placed: Placed) -> bytes:
    """The network as GEXF 1.2 with what it says of looks: position, size and colour."""
    written = nx.MultiDiGraph()
    for node, data in network.nodes(data=True):
        viz: dict[str, Any] = {"color": _colour(data), "size": _size(network, node)}
        if node in placed:
            viz["position"] = {**_place(placed, node), "z": 0.0}
        written.add_node(node, **_node(data, years.get(node, ())), viz=viz)
    for i, (s, o, key, data) in enumerate(network.edges(keys=True, data=True)):
        written.add_edge(s, o, key=key, id=f"e{i}", **_edge(data, years.get((s, key, o), ())))
    out = io.BytesIO()
    nx.write_gexf(written, out)
    content = out.getvalue()
    for pattern, replacement in _HEAD:
        content = pattern.sub(replacement, content, count=1)
    return content


def _node(data: Mapping[str, str], years: Iterable[int]) -> dict[str, Any]:
    return _texts(data, _NODE_NAMES) | _span(years, "reports")


def _edge(data: Mapping[str, Any], years: Iterable[int]) -> dict[str, Any]:
    return _texts(data, _EDGE_NAMES) | {"weight": data["weight"]} | _span(years, "statements")


def _texts(data: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    """What is there of some texts, without the control characters that XML cannot hold."""
    return {name: _NOT_XML.sub("\ufffd", data[key]) for key, name in names.items() if data[key]}


def _span(years: Iterable[int], count: str) -> dict[str, int]:
    """From when to when reports speak of something, and how many do; nothing where none does."""
    found = sorted(years)
    return {"year": found[0], "last_year": found[-1], count: len(found)} if found else {}


def _place(placed: Placed, node: str) -> dict[str, float]:
    """Where a node stands; the programs' vertical axis points up, that of a screen down."""
    return {"x": float(placed[node][0]), "y": float(-placed[node][1])} if node in placed else {}


def _size(network: nx.MultiDiGraph, node: str) -> float:
    return float(dot_size(network.nodes[node], network.degree(node)))


def _colour(data: Mapping[str, str]) -> dict[str, int]:
    return dict(zip("rgb", bytes.fromhex(style_of(data["cls"]).colour[1:]), strict=True))


def _read_years(engine: QueryEngine, network: nx.MultiDiGraph) -> Years:
    """The years of the reports that name each thing and that state each relation, once for each report or statement."""
    of_report = {report.iri: report.year for report in engine.reports()}
    years: dict[object, list[int]] = defaultdict(list)
    for s, o, key in network.edges(keys=True):
        if key in (RG.statedIn, RG.about):
            report, thing = (o, s) if key == RG.statedIn else (s, o)
            years[thing].append(of_report[report])
            years[s, key, o].append(of_report[report])
    for (s, p, o, _), report in read_claims(engine):
        years[s, p, o].append(of_report[report])
    return {key: tuple(found) for key, found in (years | {report: [year] for report, year in of_report.items()}).items()}
