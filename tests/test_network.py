from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

from graph.network import choose, find_node, focus, names_of, to_network
from graph.store import Store
from ontology.errors import ParameterError
from ontology.vocabulary import RG

ROOT = Path(__file__).parent.parent
DATA = ROOT / "tests" / "data" / "two-places.ttl"


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store.in_memory()
    store.load(DATA.read_bytes(), "ttl")
    return store


@pytest.fixture(scope="module")
def network(store: Store) -> nx.MultiDiGraph:
    return to_network(store)


def edges(network: nx.MultiDiGraph, predicate: str) -> set[tuple[str, str, str]]:
    name = {node: data["label"] for node, data in network.nodes(data=True)}
    return {(name[s], name[o], data["basis"]) for s, o, data in network.edges(data=True) if data["predicate"] == predicate}


def test_things_have_names_classes_and_kinds(network: nx.MultiDiGraph) -> None:
    zone = network.nodes[find_node(network, "上合示范区")]
    assert (zone["label_en"], zone["cls"], zone["aliases"]) == ("SCO demonstration zone", "Place", "中国—上合组织地方经贸合作示范区")
    port = network.nodes[find_node(network, "云帆冷链港")]
    assert (port["cls"], port["label_en"], port["kind_en"]) == ("Project", "Yúnfān Lěngliàn Gǎng", "logistics")
    report = network.nodes[find_node(network, "临溪市2025年政府工作报告")]
    assert (report["cls"], report["label"]) == ("Report", "临溪市 2025")


def test_relations_carry_the_strongest_basis(network: nx.MultiDiGraph) -> None:
    assert edges(network, "serves") == {
        ("云帆冷链港", "上合示范区", "Explicit"),
        ("上合青年创客楼", "上合示范区", "ByName"),
        ("望海保税物流园", "上合示范区", "Explicit"),
    }
    assert ("临溪市", "山东省", "") in edges(network, "locatedIn")
    assert ("临溪市 2025", "临溪市", "") in edges(network, "about")
    assert ("临溪市", "临溪市 2025", "") not in edges(network, "statedIn")
    assert not edges(network, "hasStatus")


def test_only_what_reports_name_and_where_their_places_lie_is_shown() -> None:
    store = Store.in_memory()
    store.load(DATA.read_bytes(), "ttl")
    base = "https://w3id.org/reportgraph/"
    for number, name, parent in (("CN", "中国", ""), ("99", "远省", "CN"), ("370000", "", "CN"), ("binhai-xincheng-5d20c1", "", "99")):
        lines = [f'<{base}id/place-{number}> <http://www.w3.org/2000/01/rdf-schema#label> "{name}"@zh .'] if name else []
        lines += [f"<{base}id/place-{number}> a <{base}ontology#Place> ."]
        lines += [f"<{base}id/place-{number}> <{base}ontology#locatedIn> <{base}id/place-{parent}> ."] if parent else []
        store.load("\n".join(lines).encode(), "ttl")
    found = labels(to_network(store))
    assert {"山东省", "中国", "滨海新城"} <= found
    assert "远省" not in found


def test_edges_are_named_in_both_languages(network: nx.MultiDiGraph) -> None:
    port, zone, report = (find_node(network, name) for name in ("云帆冷链港", "上合示范区", "望海市 2025"))
    served = network.get_edge_data(port, zone)[str(RG.serves)]
    assert (served["label"], served["label_en"]) == ("服务于", "serves")
    assert served["weight"] > network.get_edge_data(port, report)[str(RG.statedIn)]["weight"]


def test_targets_and_outcomes_come_when_wanted(store: Store, network: nx.MultiDiGraph) -> None:
    assert not {"Target", "Outcome"} & {cls for _, cls in network.nodes(data="cls")}
    more = to_network(store, measured=True)
    assert ("地区生产总值 812.5亿元", "临溪市", "") in edges(more, "ofPlace")
    assert "Report" not in {cls for _, cls in to_network(store, reports=False).nodes(data="cls")}


@pytest.mark.parametrize(
    "name",
    [
        "上合示范区",
        "SCO demonstration zone",
        "中国—上合组织地方经贸合作示范区",
        "https://w3id.org/reportgraph/id/place-shang-he-shi-fan-qu",
    ],
)
def test_a_thing_is_found_by_any_of_its_names(network: nx.MultiDiGraph, name: str) -> None:
    assert "上合示范区" in names_of(network.nodes[find_node(network, name)])


def test_an_unknown_name_suggests_the_nearest(network: nx.MultiDiGraph) -> None:
    with pytest.raises(ParameterError, match="called 云帆港; the nearest names are 云帆冷链港"):
        find_node(network, "云帆港")
    with pytest.raises(ParameterError, match=r"called x\.$"):
        find_node(nx.MultiDiGraph(), "x")


def labels(network: nx.MultiDiGraph) -> set[str]:
    return {label for _, label in network.nodes(data="label")}


def test_focus_follows_relations_and_not_reports(network: nx.MultiDiGraph) -> None:
    zone = find_node(network, "上合示范区")
    reports = {"临溪市 2025", "望海市 2025"}
    assert labels(focus(network, zone, 1)) == {"上合示范区", "云帆冷链港", "上合青年创客楼", "望海保税物流园"} | reports
    assert labels(focus(network, zone, 2)) - labels(focus(network, zone, 1)) == {"望海市"}
    report = find_node(network, "临溪市 2024")
    assert {"云帆冷链港", "临溪湿地博物馆", "临溪市"} < labels(focus(network, report, 1))


def test_the_chosen_are_the_most_connected_or_the_nearest(network: nx.MultiDiGraph) -> None:
    assert len(choose(network, 1000)) == len(network)
    assert {"临溪市 2025", "望海市 2025"} <= labels(choose(network, 6))
    zone = find_node(network, "上合示范区")
    near = labels(choose(network, 4, zone))
    assert "上合示范区" in near
    assert near < labels(focus(network, zone, 1))
    assert len(choose(network, 0)) == 0


def test_networkx_writes_the_network(tmp_path: Path, network: nx.MultiDiGraph) -> None:
    nx.write_graphml(network, tmp_path / "network.graphml")
    nx.write_gexf(network, tmp_path / "network.gexf")
    again = nx.read_graphml(tmp_path / "network.graphml", force_multigraph=True)
    assert dict(again.nodes(data="label")) == dict(network.nodes(data="label"))


def test_no_hash_seed_changes_the_network() -> None:
    code = """
import sys
from pathlib import Path
from graph.network import choose, to_network
from graph.store import Store
store = Store.in_memory()
store.load(Path(sys.argv[1]).read_bytes(), "ttl")
chosen = choose(to_network(store), 12)
print(list(chosen.nodes(data=True)), list(chosen.edges(keys=True, data=True)))
"""
    outputs = set()
    for seed in ("0", "1", "4711"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        outputs.add(subprocess.run([sys.executable, "-c", code, str(DATA)], check=True, env=environment, capture_output=True).stdout)
    assert len(outputs) == 1
