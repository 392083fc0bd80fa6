"""The list of saved questions, and one question in full, as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from queries.catalog import SavedQuery
from queries.parameters import Parameter
from queries.run import Table


def list_queries(queries: Sequence[SavedQuery]) -> Table:
    """Name, question in both languages and parameters of each."""
    return Table(("name", "question", "问题", "parameters"), tuple(_row(query) for query in queries))


def list_asked(queries: Sequence[SavedQuery]) -> Table:
    """What can be asked, in both languages."""
    return Table(("question", "问题"), tuple((query.summary, query.summary_zh) for query in queries))


def _row(query: SavedQuery) -> tuple[str, str, str, str]:
    return query.name, query.summary, query.summary_zh, " ".join(_short(parameter) for parameter in query.parameters)


def _short(parameter: Parameter) -> str:
    if parameter.default is not None:
        return f"[{parameter.name}={parameter.default}]"
    return f"[{parameter.name}]" if parameter.optional else parameter.name


def describe_query(query: SavedQuery) -> str:
    """One question in full: what it asks, what it takes, and its SPARQL."""
    return "\n".join((f"{query.name}: {query.summary}", query.summary_zh, *_parameter_lines(query), "", query.text.rstrip()))


def _parameter_lines(query: SavedQuery) -> Iterator[str]:
    for parameter in query.parameters:
        extent = ", several allowed" if parameter.many else ""
        need = f", default {parameter.default}" if parameter.default is not None else ", optional" if parameter.optional else ""
        yield f"  -p {parameter.name}=…  {parameter.type}{extent}{need}: {parameter.description}; {parameter.description_zh}"
