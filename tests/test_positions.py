from __future__ import annotations

import random
from itertools import combinations

import networkx as nx

from graph.positions import Size, to_positions


def star(leaves: int) -> nx.MultiDiGraph:
    network = nx.MultiDiGraph()
    network.add_edges_from((f"leaf{i:03d}", "hub") for i in range(leaves))
    network.add_edge("far", "away")
    return network


def overlapping(positions: dict[str, tuple[int, int]], sizes: dict[str, Size]) -> int:
    boxes = [(x, y + sizes[node][2], *sizes[node][:2]) for node, (x, y) in positions.items()]
    return sum(abs(x - u) < (w + a) / 2 and abs(y - v) < (h + b) / 2 for (x, y, w, h), (u, v, a, b) in combinations(boxes, 2))


def test_no_name_covers_another() -> None:
    network = star(120)
    sizes: dict[str, Size] = {node: (40.0 + 12 * (i % 7), 36.0, 9.0) for i, node in enumerate(network)}
    assert overlapping(to_positions(network, sizes), sizes) == 0


def test_the_same_network_gets_the_same_places() -> None:
    network = star(40)
    sizes: dict[str, Size] = dict.fromkeys(network, (60.0, 30.0, 8.0))
    random.seed(1)
    first, untouched = to_positions(network, sizes), random.random()
    random.seed(1)
    assert random.random() == untouched
    assert to_positions(network, sizes) == first


def test_loose_parts_stay_in_sight() -> None:
    network = star(30)
    network.add_nodes_from(f"lone{i}" for i in range(10))
    positions = to_positions(network, dict.fromkeys(network, (60.0, 30.0, 8.0)))
    xs, ys = zip(*positions.values(), strict=True)
    assert max(xs) - min(xs) < 1500
    assert max(ys) - min(ys) < 1500


def test_small_networks_have_places_too() -> None:
    assert to_positions(nx.MultiDiGraph(), {}) == {}
    one = nx.MultiDiGraph()
    one.add_node("a")
    assert list(to_positions(one, {"a": (10.0, 10.0, 0.0)})) == ["a"]
