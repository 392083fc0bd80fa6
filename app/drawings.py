"""Pictures of the graph as pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.render import DRAWING_HEADERS, HTML
from app.workers import Answer
from graph.evidence import find_evidence
from graph.network import choose, to_network
from graph.store import QueryEngine, Store
from graph.view import LIMIT, render, view
from queries.catalog import SavedQuery
from queries.run import Prepared, fetch, prepare


def draw(store: Store, name: str | None, hops: int, limit: int) -> Answer:
    """The picture of the graph, or of what is near one thing."""
    return Answer(HTML, view(store, name, hops=hops, limit=limit).encode(), headers=DRAWING_HEADERS)


def draw_question(store: Store, query: SavedQuery, values: Mapping[str, Sequence[str]]) -> Answer:
    """The picture of the things in the answer of a question and of what they are related to."""
    return Answer(HTML, draw_answer(store, prepare(store, query, values)).encode(), headers=DRAWING_HEADERS)


def draw_answer(engine: QueryEngine, prepared: Prepared, limit: int = LIMIT) -> str:
    """The page of a question's answer: the things of its first rows, and as many of what they are related to as there is room for."""
    network = to_network(engine)
    found = dict.fromkeys(cell for row in fetch(engine, prepared.text).rows for cell in row if cell in network)
    things = (node for node in found if network.nodes[node]["cls"] != "Report")  # a report is near everything
    around = {node for thing in things for edge in (*network.in_edges(thing), *network.out_edges(thing)) for node in edge}
    wanted = network.subgraph(found.keys() | around)
    first = list(found)[:limit]
    rest = choose(wanted.subgraph(wanted.nodes - found.keys()), limit - len(first))
    picture = choose(wanted.subgraph([*first, *rest]), limit)
    return render(picture, find_evidence(engine, picture), heading=prepared.query.summary_zh, total=len(wanted))
