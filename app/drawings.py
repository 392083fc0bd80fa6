"""Pictures of the graph as pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.render import DRAWING_HEADERS, HTML
from app.workers import Answer
from graph.evidence import find_evidence
from graph.network import choose, to_network
from graph.store import QueryEngine
from graph.view import LIMIT, render, view
from queries.catalog import SavedQuery
from queries.run import fetch, prepare


def draw(store: QueryEngine, name: str | None, hops: int, limit: int) -> Answer:
    """The picture of the graph, or of what is near one thing."""
    return Answer(HTML, view(store, name, hops=hops, limit=limit).encode(), headers=DRAWING_HEADERS)


def draw_question(store: QueryEngine, query: SavedQuery, values: Mapping[str, Sequence[str]]) -> Answer:
    """The picture of the things in the answer of a question and of what they are related to."""
    table = fetch(store, prepare(store, query, values).text)
    network = to_network(store)
    found = {cell for row in table.rows for cell in row if cell in network}
    things = (node for node in found if network.nodes[node]["cls"] != "Report")  # a report is near everything
    around = {node for thing in things for edge in (*network.in_edges(thing), *network.out_edges(thing)) for node in edge}
    wanted = network.subgraph(found | around)
    picture = choose(wanted, LIMIT)
    page = render(picture, find_evidence(store, picture), heading=query.summary_zh, total=len(wanted))
    return Answer(HTML, page.encode(), headers=DRAWING_HEADERS)
