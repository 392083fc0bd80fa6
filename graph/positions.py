"""Where the nodes of a picture stand: the same network always gets the same places, and no name covers another."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import igraph
import networkx as nx

SEED: Final = 20250107
ROUNDS: Final = 400
PULL: Final = 0.4
GAP: Final = 10.0
ROOM: Final = 2.6
ASPECT: Final = 1.45
EVENNESS: Final = 0.5


@dataclass(slots=True)
class Box:
    """The rectangle that a node and its name need, by its middle; ``drop`` is how far that lies under the middle of the node."""

    x: float
    y: float
    width: float
    height: float
    drop: float


Position = tuple[int, int]
Size = tuple[float, float, float]


def to_positions(network: nx.MultiDiGraph, sizes: Mapping[str, Size]) -> dict[str, Position]:
    """A place for every node, given the width and height that it needs with its name and how far that box's middle lies under its own."""
    if not network:
        return {}
    nodes = list(network)
    points = _scaled(_spring_layout(network, nodes), math.sqrt(ROOM * sum((w + GAP) * (h + GAP) for w, h, _ in sizes.values())))
    boxes = [Box(x, y, *sizes[node]) for node, (x, y) in zip(nodes, points, strict=True)]
    for _ in range(ROUNDS):
        if not _push_apart(boxes):
            break
    return {node: (round(box.x), round(box.y - box.drop)) for node, box in zip(nodes, boxes, strict=True)}


def _spring_layout(network: nx.MultiDiGraph, nodes: list[str]) -> list[tuple[float, float]]:
    index = {node: i for i, node in enumerate(nodes)}
    edges = [(index[s], index[o]) for s, o in network.edges()]
    weights = [float(weight) for _, _, weight in network.edges(data="weight", default=1.0)]
    parts = sorted(nx.connected_components(network.to_undirected(as_view=True)), key=lambda part: (-len(part), min(part)))
    for part in parts[1:]:  # a faint edge keeps loose parts from drifting out of sight
        edges.append((index[_hub(network, parts[0])], index[_hub(network, part)]))
        weights.append(PULL)
    igraph.set_random_number_generator(random.Random(SEED))  # noqa: S311 - a drawing, not a secret
    try:
        layout = igraph.Graph(n=len(nodes), edges=edges).layout_fruchterman_reingold(weights=weights or None, niter=1500, grid=False)
    finally:
        igraph.set_random_number_generator(random)
    return [(float(x), float(y)) for x, y in layout]


def _hub(network: nx.MultiDiGraph, part: set[str]) -> str:
    return max(sorted(part), key=network.degree)


def _scaled(points: list[tuple[float, float]], side: float) -> list[tuple[float, float]]:
    stretch = math.sqrt(ASPECT)
    xs, ys = _spread([x for x, _ in points]), _spread([y for _, y in points])
    return [(x * side * stretch, y * side / stretch) for x, y in zip(xs, ys, strict=True)]


def _spread(values: list[float]) -> list[float]:
    """Values between -0.5 and 0.5, halfway to an even spacing, so that dense parts get the room that empty ones leave."""
    low, width = min(values), max(max(values) - min(values), 1e-9)
    ranks = {i: rank / max(len(values) - 1, 1) for rank, i in enumerate(sorted(range(len(values)), key=lambda i: (values[i], i)))}
    return [EVENNESS * ranks[i] + (1 - EVENNESS) * (value - low) / width - 0.5 for i, value in enumerate(values)]


def _push_apart(boxes: list[Box]) -> bool:
    """Move overlapping boxes half their overlap apart, along the axis where that is less; whether any overlapped."""
    moved = False
    boxes_by_height = sorted(boxes, key=lambda box: (box.y, box.x))
    tallest = max(box.height for box in boxes) + GAP
    for i, one in enumerate(boxes_by_height):
        for other in boxes_by_height[i + 1 :]:
            if other.y - one.y > tallest:
                break
            moved |= _separate(one, other)
    return moved


def _separate(one: Box, other: Box) -> bool:
    dx, dy = other.x - one.x, other.y - one.y
    overlap_x = (one.width + other.width) / 2 + GAP - abs(dx)
    overlap_y = (one.height + other.height) / 2 + GAP - abs(dy)
    if overlap_x <= 0.5 or overlap_y <= 0.5:
        return False
    if overlap_x < overlap_y:
        shift = math.copysign(overlap_x / 2, dx)
        one.x, other.x = one.x - shift, other.x + shift
    else:
        shift = math.copysign(overlap_y / 2, dy)
        one.y, other.y = one.y - shift, other.y + shift
    return True
