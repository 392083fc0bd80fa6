from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import igraph
import networkx as nx
import pytest
from lxml import etree

from graph.exchange import MOST_PLACED, write_network
from graph.export import NETWORK_SUFFIXES, export
from graph.network import to_network
from graph.store import Store
from ontology.errors import StoreError
from ontology.vocabulary import RGD

ROOT = Path(__file__).parent.parent
DATA = ROOT / "tests" / "data" / "two-places.ttl"
HOSTILE = "“云帆\"'冷链港&<港>\n二期\r\n三期\t]]> &amp;"
GEXF = "{http://www.gexf.net/1.2draft}"
VIZ = "{http://www.gexf.net/1.2draft/viz}"
# What the schema of GEXF 1.2 allows, as far as it is used.
ALLOWED = {
    "gexf": {"version", "variant", "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"},
    "meta": {"lastmodifieddate"},
    "graph": {"timeformat", "start", "end", "defaultedgetype", "idtype", "mode"},
    "attributes": {"class", "mode", "start", "end"},
    "attribute": {"id", "title", "type"},
    "node": {"id", "label", "pid", "start", "end"},
    "edge": {"id", "label", "source", "target", "type", "weight", "start", "end"},
    "attvalue": {"for", "value", "start", "end"},
    "color": {"r", "g", "b", "a"},
    "position": {"x", "y", "z"},
    "size": {"value"},
}


def load(text: str) -> Store:
    store = Store.in_memory()
    store.load(text.encode(), "ttl")
    return store


@pytest.fixture(scope="module")
def store() -> Store:
    return load(DATA.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def hostile() -> Store:
    return load(DATA.read_text(encoding="utf-8").replace('"云帆冷链港"', json.dumps(HOSTILE)).replace('"海岳大学"', '"海\\u0001岳"'))


def read_gexf(content: bytes) -> nx.MultiDiGraph:
    return nx.read_gexf(io.BytesIO(content))


def read_graphml(content: bytes) -> nx.MultiDiGraph:
    return nx.read_graphml(io.BytesIO(content), force_multigraph=True)


def read_igraph(content: bytes, folder: Path) -> igraph.Graph:
    path = folder / "network.graphml"
    path.write_bytes(content)
    return igraph.Graph.Read_GraphML(str(path))


def labels(network: nx.MultiDiGraph) -> dict[str, str]:
    return dict(network.nodes(data="label"))


def relations(network: nx.MultiDiGraph) -> list[tuple[str, ...]]:
    return sorted((s, o, data["label"], data["relation"], data.get("basis", "")) for s, o, data in network.edges(data=True))


@pytest.mark.parametrize("stored", ["store", "hostile"])
def test_every_name_and_relation_comes_back(stored: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    engine = request.getfixturevalue(stored)
    network = to_network(engine)
    expected = {node: label.replace("\x01", "\ufffd") for node, label in labels(network).items()}
    edges = sorted((s, o, data["label"], data["predicate"], data["basis"]) for s, o, data in network.edges(data=True))
    gexf, graphml = read_gexf(write_network(engine, "gexf")), read_graphml(write_network(engine, "graphml"))
    assert labels(gexf) == labels(graphml) == expected
    assert relations(gexf) == relations(graphml) == edges
    drawn = read_igraph(write_network(engine, "graphml"), tmp_path)
    assert {node["id"]: node["label"] for node in drawn.vs} == expected
    assert drawn.ecount() == len(edges)
    assert set(drawn.es["label"]) == {label for _, _, label, _, _ in edges}


def test_quotes_signs_and_line_breaks_stay_in_names(hostile: Store) -> None:
    for network in (read_gexf(write_network(hostile, "gexf")), read_graphml(write_network(hostile, "graphml"))):
        assert HOSTILE in labels(network).values()
        assert "海\ufffd岳" in labels(network).values()


def test_things_carry_what_they_are_and_when_they_are_named(store: Store) -> None:
    for network in (read_gexf(write_network(store, "gexf")), read_graphml(write_network(store, "graphml"))):
        port = network.nodes[RGD.base + "project-yunfan-lenglian-gang-c3a7f0"]
        assert (port["class"], port["year"], port["last_year"], port["reports"]) == ("Project", 2024, 2025, 3)
        assert port["kind"]
        report = network.nodes[RGD.base + "report-linxi-2025"]
        assert (report["label"], report["year"]) == ("临溪市 2025", 2025)
        served = next(data for _, _, data in network.edges(data=True) if data["relation"] == "serves" and data["basis"] == "Explicit")
        assert (served["label"], served["year"], served["statements"]) == ("服务于", 2025, 1)
        assert served["weight"] == 3.0


def test_parallel_relations_stay_two_and_edges_have_ids_of_their_own() -> None:
    copy = load(DATA.read_text(encoding="utf-8"))
    port, zone = RGD.base + "project-yunfan-lenglian-gang-c3a7f0", RGD.base + "place-shang-he-shi-fan-qu"
    copy.load(f"<{port}> <https://w3id.org/reportgraph/ontology#partOf> <{zone}> .".encode(), "nt")
    for network in (read_gexf(write_network(copy, "gexf")), read_graphml(write_network(copy, "graphml"))):
        assert {data["relation"] for data in network.get_edge_data(port, zone).values()} == {"serves", "partOf"}
    for format in ("gexf", "graphml"):
        ids = [edge.get("id") for edge in etree.fromstring(write_network(copy, format)).iter("{*}edge")]
        assert len(ids) == len(set(ids)) == to_network(copy).number_of_edges()


def test_gexf_keeps_to_its_schema(store: Store) -> None:
    root = etree.fromstring(write_network(store, "gexf"))
    for element in root.iter():
        name = etree.QName(element).localname
        assert set(element.attrib) <= ALLOWED.get(name, set()), name
    types = {attribute.get("type") for attribute in root.iter(f"{GEXF}attribute")}
    assert types <= {"integer", "long", "double", "float", "boolean", "string"}
    declared = {(element.getparent().get("class"), element.get("id")) for element in root.iter(f"{GEXF}attribute")}
    assert all(("node", value.get("for")) in declared for node in root.iter(f"{GEXF}node") for value in node.iter(f"{GEXF}attvalue"))
    assert {edge.get("source") for edge in root.iter(f"{GEXF}edge")} <= {node.get("id") for node in root.iter(f"{GEXF}node")}
    titles = {attribute.get("title") for attribute in root.iter(f"{GEXF}attribute")}
    assert {"class", "kind", "relation", "basis", "year", "last_year", "iri"} <= titles


def test_graphml_declares_each_key_once(store: Store) -> None:
    root = etree.fromstring(write_network(store, "graphml"))
    keys = [(key.get("for"), key.get("attr.name")) for key in root.iter("{*}key")]
    assert len(keys) == len(set(keys))
    assert {("node", "x"), ("node", "y"), ("node", "size"), ("node", "label"), ("edge", "label"), ("edge", "weight")} <= set(keys)


def test_small_networks_are_placed_and_large_ones_left_to_the_program(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    placed = etree.fromstring(write_network(store, "gexf"))
    spots = [(spot.get("x"), spot.get("y")) for spot in placed.iter(f"{VIZ}position")]
    assert len(spots) == len(set(spots)) == len(to_network(store)) <= MOST_PLACED
    monkeypatch.setattr("graph.exchange.MOST_PLACED", 3)
    assert b"viz:position" not in write_network(store, "gexf")
    assert b'attr.name="x"' not in write_network(store, "graphml")


def test_the_file_is_written_whole_under_any_case_of_its_ending(tmp_path: Path, store: Store) -> None:
    assert export(store, tmp_path / "a.GEXF").read_bytes() == write_network(store, "gexf")
    with pytest.raises(StoreError, match=r"\.rdf, \.graphml, \.gexf\.$"):
        export(store, tmp_path / "a.gml")
    assert [path.name for path in tmp_path.iterdir()] == ["a.GEXF"]


def test_an_empty_store_is_a_file_too() -> None:
    assert len(read_gexf(write_network(Store.in_memory(), "gexf"))) == 0
    assert len(read_graphml(write_network(Store.in_memory(), "graphml"))) == 0


def test_neither_date_nor_hash_seed_nor_order_of_loading_changes_a_byte() -> None:
    code = """
import random, sys, time
time.strftime = lambda *_: sys.argv[2]
from graph.export import NETWORK_SUFFIXES
from graph.exchange import write_network
from graph.store import Store
store = Store.in_memory()
store.load(open(sys.argv[1], "rb").read(), "ttl")
lines = sorted(store.to_ntriples().splitlines(keepends=True))
random.Random(sys.argv[2]).shuffle(lines)
other = Store.in_memory()
for line in lines:
    other.load(line, "nt")
for suffix in NETWORK_SUFFIXES:
    sys.stdout.buffer.write(write_network(other, suffix[1:]))
"""
    outputs = set()
    for seed, date in (("0", "2031-01-01"), ("4711", "1999-12-31")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        outputs.add(subprocess.run([sys.executable, "-c", code, str(DATA), date], check=True, env=environment, capture_output=True).stdout)
    assert len(outputs) == 1
    assert b"lastmodifieddate" not in outputs.pop()
    assert NETWORK_SUFFIXES == (".graphml", ".gexf")
