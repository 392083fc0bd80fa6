"""Answers as bytes: csv, tsv and json by the engine itself where rows stay as they are, Turtle of what the rows are about, HTML."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Final

import pyoxigraph as ox

from graph.export import to_bytes
from graph.store import QueryEngine, Results, serialize
from ontology.errors import QueryError
from ontology.vocabulary import RGD
from queries.catalog import Pivot
from queries.parameters import bind
from queries.pivot import pivot_table, to_records, to_wide
from queries.run import Table, fetch, to_table
from queries.syntax import check_query

FORMATS: Final = ("table", "csv", "tsv", "json", "ttl", "html")
ROW_FORMATS: Final = tuple(format for format in FORMATS if format != "ttl")
FIRST_SOURCE: Final = "report"
SOURCES: Final = (FIRST_SOURCE, "sentence")
BATCH: Final = 500

_DESCRIBE: Final = "CONSTRUCT { ?thing ?property ?value } WHERE { VALUES ?thing { UNDEF } ?thing ?property ?value }"


def check_format(format: str, formats: Sequence[str] = FORMATS) -> None:
    """Raise QueryError for a format that is none of those given."""
    if format not in formats:
        raise QueryError(f"There is no format {format!r}; choose one of {', '.join(formats)}.")


def write(engine: QueryEngine, text: str, format: str, pivot: Pivot | None = None, title: str = "") -> bytes:
    """The answer of a query in one of FORMATS but table."""
    if format == "ttl":
        return write_statements(engine, text)
    if format == "html":
        return to_html(shown(engine, text, pivot), title)
    if pivot is None:
        return serialize(engine.query(text), format)
    table = pivot_table(pivot, fetch(engine, text))
    if format == "json":
        records = {"columns": list(table.columns), "rows": to_records(table)}
        return (json.dumps(records, ensure_ascii=False, indent=1) + "\n").encode()
    return to_csv(to_wide(table, quotes=True), "\t" if format == "tsv" else ",")


def shown(engine: QueryEngine, text: str, pivot: Pivot | None = None, with_source: bool = False) -> Table:
    """What people see of an answer: the columns before ``report``, which opens those for machines, and its source if wanted."""
    table = fetch(engine, text)
    if pivot is not None:
        return to_wide(pivot_table(pivot, table), quotes=False)
    end = table.columns.index(FIRST_SOURCE) if FIRST_SOURCE in table.columns else len(table.columns)
    kept = [i for i, name in enumerate(table.columns) if (i < end and not name.endswith("_iri")) or (with_source and name in SOURCES)]
    if not kept:
        return table
    return Table(tuple(table.columns[i] for i in kept), tuple(tuple(row[i] for i in kept) for row in table.rows))


def is_graph(text: str) -> bool:
    """Whether the answer is triples and not rows."""
    return check_query(text, "the query") == "CONSTRUCT"


def to_csv(table: Table, delimiter: str) -> bytes:
    """A table as comma- or tab-separated text."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n" if delimiter == "," else "\n")
    writer.writerow(table.columns)
    writer.writerows([cell or "" for cell in row] for row in table.rows)
    return out.getvalue().encode()


def to_html(table: Table, title: str) -> bytes:
    """A table as one HTML page that loads nothing."""
    from jinja2 import Environment, PackageLoader  # noqa: PLC0415  # a tenth of a second that only this format needs

    page = Environment(loader=PackageLoader("queries", "."), autoescape=True).get_template("answer.html.j2")
    return page.render(title=title, table=table).encode()


def write_statements(engine: QueryEngine, text: str) -> bytes:
    """The triples of a CONSTRUCT, or for a SELECT all that the graph says of the things in its rows, as Turtle."""
    results = engine.query(text)
    if isinstance(results, ox.QueryBoolean):
        raise QueryError("The answer of an ASK is yes or no and cannot be written as ttl; choose json or csv.")
    parts = [results] if isinstance(results, ox.QueryTriples) else _described(engine, _things(to_table(results)))
    return to_bytes(b"".join(serialize(part, "nt") for part in parts), "ttl")


def _things(table: Table) -> list[ox.NamedNode]:
    return [ox.NamedNode(iri) for iri in sorted({cell for row in table.rows for cell in row if cell and cell.startswith(RGD.base)})]


def _described(engine: QueryEngine, things: list[ox.NamedNode]) -> Iterator[Results]:
    for start in range(0, len(things), BATCH):
        yield engine.query(bind(_DESCRIBE, {"thing": things[start : start + BATCH]}))
