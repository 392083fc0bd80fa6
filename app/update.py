"""SPARQL updates over the protocol: the dataset that a request names is written into the operations, since the engine takes none."""

from __future__ import annotations

from typing import Final

from pyoxigraph import NamedNode

from app.protocol import Operation, ProtocolError
from graph.store import tokens

_CLAUSES: Final = ("USING", "WITH")


def to_update(operation: Operation) -> str:
    """The update with a USING clause for each graph the request names; raise ProtocolError 400 where the update names its own."""
    if operation.dataset is None:
        return operation.text
    using = "".join(
        (
            *(f"USING {_node(graph)}\n" for graph in operation.dataset.default_graphs),
            *(f"USING NAMED {_node(graph)}\n" for graph in operation.dataset.named_graphs),
        )
    )
    parts: list[str] = []
    depth = end = 0
    previous = ""
    for token in tokens(operation.text):
        word = token.group().upper()
        depth += {"{": 1, "}": -1}.get(word, 0)
        if depth == 0 and word in _CLAUSES:
            raise ProtocolError(400, f"The update has {word} of its own, so the request cannot name the graphs too; leave one of them out.")
        if depth == 0 and word == "WHERE" and operation.text[token.end() : token.end() + 1] != ":":
            template = _pattern(operation.text[token.end() :]) if previous == "DELETE" else ""
            parts += [operation.text[end : token.start()], template, "\n", using]
            end = token.start()
        previous = previous if word.startswith("#") else word
    return "".join(parts) + operation.text[end:]


def _pattern(text: str) -> str:
    """The group that follows DELETE WHERE, which is also the template of what it deletes."""
    depth = begin = 0
    for token in tokens(text):
        if token.group() == "{":
            begin = begin if depth else token.start()
            depth += 1
        elif token.group() == "}":
            depth -= 1
            if depth <= 0:
                return text[begin : token.end()]
    return text[begin:]


def _node(iri: str) -> str:
    try:
        return str(NamedNode(iri))
    except ValueError as error:
        raise ProtocolError(400, f"{iri!r} is not an IRI; name the graph by an IRI.") from error
