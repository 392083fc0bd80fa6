"""Queries and updates of the protocol, answered from a store."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from app.protocol import GRAPH_TYPES, TABLE_TYPES, Operation, choose_type
from app.update import to_update
from app.workers import Answer
from graph.store import QueryEngine, Store, is_graph, serialize
from queries.formats import to_html
from queries.run import to_table

VARY: Final = {"Vary": "Accept"}


def answer_query(store: QueryEngine, operation: Operation, accept: str, base: str) -> Answer:
    """The answer of a query in the type that the Accept header prefers."""
    results = store.query(operation.text, base, operation.dataset)
    media_type, format = choose_type(accept, GRAPH_TYPES if is_graph(results) else TABLE_TYPES)
    body = to_html(to_table(results), "SPARQL") if format == "html" else serialize(results, format)
    return Answer(media_type, body, headers=VARY)


def carry_out(_: QueryEngine, folder: Path, operation: Operation, base: str) -> Answer:
    """Carry out an update on the store of a folder, which is open for writing only meanwhile."""
    text = to_update(operation)
    with Store.open(folder) as writable:
        writable.update(text, base)
    return Answer("text/plain", b"", status=204)
