"""The command line: data to stdout, words to stderr, one sentence for every error that a user can cause."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Annotated

import typer

from app import exploring, networks
from app.stores import DEFAULT, connect, is_remote, open_to_read, open_to_write
from app.terminal import (
    FolderOption,
    FormatOption,
    StoreOption,
    ValuesOption,
    emit,
    parse_values,
    print_table,
    read_catalog,
    read_sparql,
    resolve_one,
    tell,
)
from graph.store import QueryEngine
from ontology.errors import QueryError, ReportGraphError, ServerError
from queries.catalog import load_catalog

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Chinese government work reports (政府工作报告) as a knowledge graph that can be questioned.",
)


@app.command(epilog="Example: reportgraph load 青岛市_2024.txt reports/ --store reportgraph.store")
def load(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files, or folders that are searched for them.")],
    place: Annotated[str | None, typer.Option(metavar="NAME", help="The place, where neither text nor file name says it.")] = None,
    year: Annotated[int | None, typer.Option(metavar="YYYY", min=1949, max=2100, help="The year, where nothing says it.")] = None,
    manifest: Annotated[Path | None, typer.Option(metavar="CSV", help="A table of file, place, year, date, source, title.")] = None,
    store: StoreOption = DEFAULT,
) -> None:
    """Read reports and put what they say into the store."""
    from app.ingest import Failed, Remarked, load_reports
    from app.progress import spinner
    from loaders.manifest import read_manifest

    remarks, failures = [], []
    known = read_manifest(manifest) if manifest else None
    with spinner("reading reports") as say:
        for event in load_reports(lambda: open_to_write(store), paths, place=place, year=year, manifest=known):
            if isinstance(event, Failed):
                failures.append(event)
            elif isinstance(event, Remarked):
                remarks.append(event)
            else:
                say(str(event))
    exploring.refresh_index(store)
    for words in (*remarks, *failures):
        tell(str(words))
    if failures:
        raise typer.Exit(1)


@app.command(epilog="Example: reportgraph queries --tag projects")
def queries(
    name: Annotated[str | None, typer.Argument(help="One question, to see its parameters and its SPARQL.")] = None,
    tag: Annotated[str | None, typer.Option(help="Only questions with this tag.")] = None,
    folders: FolderOption = None,
) -> None:
    """List the saved questions, or show one."""
    from app.listing import describe_query, list_queries

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
    values: ValuesOption = None,
    *,
    format: FormatOption = "table",
    with_source: Annotated[bool, typer.Option("--with-source", help="Tables also show the report and the whole sentence.")] = False,
    long: Annotated[bool, typer.Option("--long", help="One row per statement, where the answer is otherwise side by side.")] = False,
    show_sparql: Annotated[bool, typer.Option("--show-sparql", help="Print the SPARQL with the values in place; ask nothing.")] = False,
    store: StoreOption = DEFAULT,
    folders: FolderOption = None,
) -> None:
    """Ask a saved question."""
    from queries.run import prepare

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
    from queries.syntax import check_query

    written, origin = read_sparql(text)
    check_query(written, origin)
    with open_to_read(store) as engine:
        emit(engine, written, format)


@app.command(epilog="Example: reportgraph export -o graph.ttl")
def export(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help=".ttl, .nt, .nq, .trig, .jsonld, .rdf, .graphml, .gexf.")],
    store: StoreOption = DEFAULT,
) -> None:
    """Write the whole graph to a file, or as .graphml and .gexf its named things and relations; the same graph gives the same bytes."""
    from graph.export import export as export_graph

    with open_to_read(store) as engine:
        tell(f"{export_graph(engine, output)} is written.")


@app.command(epilog="Example: reportgraph view -o graph.html --focus 上合示范区 --hops 2")
def view(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The HTML file to write.")],
    focus: Annotated[str | None, typer.Option(metavar="NAME", help="Only what lies near this thing.")] = None,
    hops: Annotated[int, typer.Option(min=1, max=9, help="How many relations away from it.")] = 2,
    *,
    query: Annotated[str | None, typer.Option(metavar="NAME", help="Only the answer of this saved question.")] = None,
    values: ValuesOption = None,
    max_nodes: Annotated[int, typer.Option(min=1, max=2000, help="At most so many things, the most relevant.")] = 300,
    store: StoreOption = DEFAULT,
    folders: FolderOption = None,
) -> None:
    """Draw the graph, or the answer of a saved question, as one HTML page that loads nothing from the network."""
    from graph.export import write_file
    from graph.view import view as view_graph

    networks.check_view(focus, query, values)
    with open_to_read(store) as engine:
        if query:
            page = networks.draw_query(engine, read_catalog(folders).find(query), parse_values(values or []), max_nodes)
        else:
            page = view_graph(engine, resolve_one(engine, focus) if focus else None, hops=hops, limit=max_nodes)
        write_file(output, page.encode())
    tell(f"{output} is drawn; open it in a browser.")


@app.command(epilog="Example: reportgraph validate --store reportgraph.store")
def validate(store: StoreOption = DEFAULT) -> None:
    """Check the graph against its shapes and its own words; what is worst comes first."""
    from app.findings import list_findings
    from graph.validate import validate as validate_graph

    with open_to_read(store) as engine:
        findings = validate_graph(engine)
    if not findings:
        tell("Nothing is wrong.")
        return
    print_table(list_findings(findings))
    raise typer.Exit(1)


@app.command(epilog="Example: reportgraph audit --place 青岛市 --year 2024")
def audit(
    place: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only the reports of this place; tables then end with the list.")
    ] = None,
    year: Annotated[int | None, typer.Option(metavar="YYYY", min=1949, max=2100, help="Only the reports of this year.")] = None,
    *,
    listed: Annotated[bool, typer.Option("--list", help="List what was not understood; tables show the shares first.")] = False,
    format: FormatOption = "table",
    store: StoreOption = DEFAULT,
) -> None:
    """Tell what share of each report's numbers was understood, and list what was not."""
    from queries.run import prepare

    catalog = load_catalog(())
    given = {key: [str(value)] for key, value in (("place", place), ("year", year)) if value is not None}
    names = ["coverage-of-reports"] if format == "table" or not listed else []
    if listed or (place and format == "table"):
        names.append("not-understood")
    with open_to_read(store) as engine:
        for name in names:
            found = catalog.find(name)
            prepared = prepare(engine, found, given)
            for words in (found.summary, *prepared.notes):
                tell(words)
            emit(engine, prepared.text, format, title=found.summary)


@app.command(epilog="Example: reportgraph serve --store reportgraph.store --port 8000")
def serve(
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any that is free.")] = 8000,
    host: Annotated[str, typer.Option(help="The address to listen on; 127.0.0.1 is this machine only.")] = "127.0.0.1",
    *,
    timeout: Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="How long one question may take.")] = 30.0,
    allow_update: Annotated[bool, typer.Option("--allow-update", help="Take SPARQL updates from whoever has the token.")] = False,
    token: Annotated[str | None, typer.Option(envvar="REPORTGRAPH_TOKEN", help="What updates must carry as bearer token.")] = None,
    store: StoreOption = DEFAULT,
    folders: FolderOption = None,
) -> None:
    """Serve the questions, a SPARQL endpoint and descriptions of everything over HTTP."""
    from app.server import serve as serve_store

    if allow_update and not token:
        raise ServerError("--allow-update needs --token (or REPORTGRAPH_TOKEN), so that not everybody can change the graph.")
    if allow_update and is_remote(store):
        raise ServerError(f"The graph is kept by {store}; send updates there and serve it without --allow-update.")
    granted = token if allow_update else None
    served = connect(store) if is_remote(store) else Path(store)
    serve_store(served, read_catalog(folders), host=host, port=port, seconds=timeout, token=granted, tell=tell)


@app.command(epilog="Example: reportgraph diff old.ttl reportgraph.store")
def diff(
    old: Annotated[str, typer.Argument(metavar="A", help="A store, or a file that was exported.")],
    new: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
) -> None:
    """Show what was removed and what was added between two graphs."""
    from graph.diff import diff as compare
    from graph.diff import render_difference

    with open_graph(old) as before, open_graph(new) as after:
        typer.echo(render_difference(compare(before, after)), nl=False)


def open_graph(location: str) -> AbstractContextManager[QueryEngine]:
    """A store, or the graph of a file as one in memory."""
    from graph.diff import read_graph

    is_store = "://" in location or Path(location).is_dir()
    return open_to_read(location) if is_store else read_graph(location)


app.command(epilog='Example: reportgraph ask "哪些项目服务上合示范区？"')(exploring.ask)
app.command(epilog="Example: reportgraph search 地铁 青岛 --year 2024 --kind project")(exploring.search)
app.command(epilog="Example: reportgraph index --store reportgraph.store")(exploring.index)
app.command(epilog="Example: reportgraph path 青岛市 上合示范区 --paths 5")(networks.path)
app.command(epilog="Example: reportgraph central --kind project --by pagerank")(networks.central)


def main() -> None:
    """The `reportgraph` command: what a user can cause is told in one sentence, not traced."""
    try:
        app(prog_name="reportgraph")
    except ReportGraphError as error:
        tell(f"reportgraph: {error}")
        sys.exit(1)
