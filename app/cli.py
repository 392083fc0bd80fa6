"""The command line: data to stdout, words to stderr, one sentence for every error that a user can cause."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from app.stores import DEFAULT, VARIABLE, open_to_read, open_to_write
from graph.store import QueryEngine
from ontology.errors import ParameterError, QueryError, ReportGraphError
from queries.catalog import Catalog, Pivot, load_catalog
from queries.run import Table

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Chinese government work reports (政府工作报告) as a knowledge graph that can be questioned.",
)

WIDTH: Final = 120

StoreOption = Annotated[str, typer.Option("--store", envvar=VARIABLE, metavar="DIR", help="The folder of the store.")]
FolderOption = Annotated[
    list[Path] | None,
    typer.Option("--queries", metavar="DIR", help="A folder of your own questions (.rq files); also REPORTGRAPH_QUERIES."),
]
FormatOption = Annotated[str, typer.Option("--format", "-f", help="table, csv, tsv, json, ttl or html.")]


def tell(words: str) -> None:
    """Say something to the user that is not data."""
    typer.echo(words, err=True)


@app.command(epilog="Example: reportgraph load 青岛市_2024.txt reports/ --store reportgraph.store")
def load(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files, or folders that are searched for them.")],
    place: Annotated[str | None, typer.Option(metavar="NAME", help="The place, where neither text nor file name says it.")] = None,
    year: Annotated[int | None, typer.Option(metavar="YYYY", min=1949, max=2100, help="The year, where nothing says it.")] = None,
    store: StoreOption = DEFAULT,
) -> None:
    """Read reports and put what they say into the store."""
    from app.ingest import Failed, load_reports  # noqa: PLC0415  # the extractor is only needed here
    from app.progress import spinner  # noqa: PLC0415

    failures = []
    with spinner("reading reports") as say:
        for event in load_reports(lambda: open_to_write(store), paths, place=place, year=year):
            if isinstance(event, Failed):
                failures.append(event)
            else:
                say(str(event))
    for failure in failures:
        tell(str(failure))
    if failures:
        raise typer.Exit(1)


@app.command(epilog="Example: reportgraph queries --tag projects")
def queries(
    name: Annotated[str | None, typer.Argument(help="One question, to see its parameters and its SPARQL.")] = None,
    tag: Annotated[str | None, typer.Option(help="Only questions with this tag.")] = None,
    folders: FolderOption = None,
) -> None:
    """List the saved questions, or show one."""
    from app.listing import describe_query, list_queries  # noqa: PLC0415

    catalog = read_catalog(folders)
    if name is not None:
        typer.echo(describe_query(catalog.find(name)))
        return
    chosen = [query for query in catalog.queries if tag in (None, *query.tags)]
    if not chosen:
        tags = sorted({tag for query in catalog.queries for tag in query.tags})
        raise QueryError(f"No question has the tag {tag!r}; the tags are {', '.join(tags)}.")
    print_table(list_queries(chosen))


@app.command(epilog="Example: reportgraph query projects-serving-zone -p zone=上合示范区 --format csv")
def query(
    name: Annotated[str, typer.Argument(help="The name of a saved question; `reportgraph queries` lists them.")],
    values: Annotated[
        list[str] | None, typer.Option("--param", "-p", metavar="KEY=VALUE", help="A parameter; several values as a,b or by repeating.")
    ] = None,
    *,
    format: FormatOption = "table",
    with_source: Annotated[bool, typer.Option("--with-source", help="Tables also show the report and the whole sentence.")] = False,
    long: Annotated[bool, typer.Option("--long", help="One row per statement, where the answer is otherwise side by side.")] = False,
    show_sparql: Annotated[bool, typer.Option("--show-sparql", help="Print the SPARQL with the values in place; ask nothing.")] = False,
    store: StoreOption = DEFAULT,
    folders: FolderOption = None,
) -> None:
    """Ask a saved question."""
    from queries.run import prepare  # noqa: PLC0415

    found = read_catalog(folders).find(name)
    given = parse_values(values or [])
    with open_to_read(store) as engine:
        prepared = prepare(engine, found, given)
        for note in prepared.notes:
            tell(note)
        if show_sparql:
            typer.echo(prepared.text)
            return
        pivot = None if long else found.pivot
        emit(engine, prepared.text, format, pivot=pivot, title=found.summary, with_source=with_source)


@app.command(epilog='Example: reportgraph sparql "SELECT ?name WHERE { ?p a rg:Project ; rdfs:label ?name } LIMIT 5"')
def sparql(
    text: Annotated[str, typer.Argument(metavar="TEXT|FILE", help="A SPARQL query, a file that holds one, or - for standard input.")],
    format: FormatOption = "table",
    store: StoreOption = DEFAULT,
) -> None:
    """Ask in SPARQL; the prefixes rg, rgs, rgd and the usual ones need no declaration."""
    from queries.syntax import check_query  # noqa: PLC0415

    written, origin = read_sparql(text)
    check_query(written, origin)
    with open_to_read(store) as engine:
        emit(engine, written, format)


@app.command(epilog="Example: reportgraph export -o graph.ttl")
def export(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help=".ttl, .nt, .nq, .trig, .jsonld or .rdf.")],
    store: StoreOption = DEFAULT,
) -> None:
    """Write the whole graph to a file; the same graph gives the same bytes."""
    from graph.export import export as export_graph  # noqa: PLC0415

    with open_to_read(store) as engine:
        tell(f"{export_graph(engine, output)} holds {len(engine)} triples.")


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
    from queries.formats import FORMATS, is_graph, shown, write  # noqa: PLC0415

    if format not in FORMATS:
        raise QueryError(f"There is no format {format!r}; choose one of {', '.join(FORMATS)}.")
    if format != "table":
        typer.echo(write(engine, text, format, pivot, title), nl=False)
    elif is_graph(text):
        typer.echo(write(engine, text, "ttl"), nl=False)
    else:
        print_table(shown(engine, text, pivot, with_source))


def print_table(table: Table) -> None:
    """Print rows for people, and how many there are."""
    from rich.console import Console  # noqa: PLC0415

    from queries.tables import to_rich  # noqa: PLC0415

    width = None if sys.stdout.isatty() else int(os.environ.get("COLUMNS", WIDTH))
    Console(file=sys.stdout, width=width, highlight=False).print(to_rich(table))
    tell(f"{len(table.rows)} row{'' if len(table.rows) == 1 else 's'}")


def main() -> None:
    """The `reportgraph` command: what a user can cause is told in one sentence, not traced."""
    try:
        app(prog_name="reportgraph")
    except ReportGraphError as error:
        tell(f"reportgraph: {error}")
        sys.exit(1)
