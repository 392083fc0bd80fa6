"""What the commands share: their common options, words to stderr, answers to stdout."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from app.stores import VARIABLE
from graph.store import QueryEngine
from ontology.errors import ParameterError, QueryError
from queries.catalog import Catalog, Pivot, load_catalog
from queries.names import resolve
from queries.run import Table

if TYPE_CHECKING:
    from rich.console import Console

WIDTH: Final = 120

StoreOption = Annotated[
    str, typer.Option("--store", envvar=VARIABLE, metavar="DIR|URL", help="The folder of the store, or the address of an endpoint.")
]
FolderOption = Annotated[
    list[Path] | None,
    typer.Option("--queries", metavar="DIR", help="A folder of your own questions (.rq files); also REPORTGRAPH_QUERIES."),
]
ValuesOption = Annotated[
    list[str] | None, typer.Option("--param", "-p", metavar="KEY=VALUE", help="A parameter; several values as a,b or by repeating.")
]
FormatOption = Annotated[str, typer.Option("--format", "-f", help="table, csv, tsv, json, ttl or html.")]
RowFormatOption = Annotated[str, typer.Option("--format", "-f", help="table, csv, tsv, json or html.")]


def tell(words: str) -> None:
    """Say something to the user that is not data."""
    typer.echo(words, err=True)


def resolve_one(engine: QueryEngine, name: str) -> str:
    """The IRI of the thing of a name; of several things the first is taken, with a word on it."""
    found = resolve(engine, "thing", name)
    if found.note:
        tell(found.note)
    return found.things[0].value


def read_catalog(folders: list[Path] | None) -> Catalog:
    """The catalogue of questions, with a word on each file that is broken."""
    catalog = load_catalog(folders)
    for problem in catalog.problems:
        tell(f"left out: {problem}")
    return catalog


def parse_values(written: list[str]) -> dict[str, list[str]]:
    """Parameters as key and values; raises ParameterError for one without an equals sign."""
    values: dict[str, list[str]] = {}
    for text in written:
        key, equals, value = text.partition("=")
        if not equals or not key:
            raise ParameterError(f"{text!r} is not a parameter; write -p key=value, such as -p place=胶州市.")
        values.setdefault(key.strip(), []).append(value)
    return values


def read_sparql(text: str) -> tuple[str, str]:
    """A query and what to call it in messages: the text itself, the content of a file, or standard input."""
    if text == "-":
        return sys.stdin.read(), "standard input"
    if any(mark in text for mark in "{}\n"):
        return text, "the query"
    try:
        return Path(text).read_text(encoding="utf-8-sig"), text
    except (OSError, ValueError) as error:
        raise QueryError(f"{text!r} is neither a SPARQL query nor a readable UTF-8 file; give one of the two.") from error


def emit(
    engine: QueryEngine, text: str, format: str, *, pivot: Pivot | None = None, title: str = "SPARQL", with_source: bool = False
) -> None:
    """Print an answer in a format."""
    from queries.formats import check_format, is_graph, shown, write

    check_format(format)
    if format != "table":
        typer.echo(write(engine, text, format, pivot, title), nl=False)
    elif is_graph(text):
        typer.echo(write(engine, text, "ttl"), nl=False)
    else:
        print_table(shown(engine, text, pivot, with_source))


def print_table(table: Table) -> None:
    """Print rows for people, and how many there are."""
    from queries.tables import to_rich

    to_console().print(to_rich(table))
    tell(f"{len(table.rows)} row{'' if len(table.rows) == 1 else 's'}")


def to_console() -> Console:
    """Where tables are printed: as wide as the terminal, or as COLUMNS says."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else int(os.environ.get("COLUMNS", WIDTH))
    return Console(file=sys.stdout, width=width, highlight=False)
