"""Commands for whoever does not know yet what to ask: a question in one's own words, a search of the texts, and the search's index."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.stores import DEFAULT, VARIABLE, is_remote, open_to_read
from app.terminal import FolderOption, FormatOption, RowFormatOption, StoreOption, emit, print_table, read_catalog, tell, to_console
from graph.store import QueryEngine, is_store
from ontology.errors import QueryError, StoreError
from queries.names import resolve

if TYPE_CHECKING:
    from queries.ask import Candidate


def ask(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A question in your own words, in Chinese or English.")],
    *,
    format: FormatOption = "table",
    store: StoreOption = DEFAULT,
    folders: FolderOption = None,
) -> None:
    """Ask in your own words: the saved question that is meant is found and answered."""
    from app.listing import list_asked
    from queries.ask import NOT_UNDERSTOOD, understand
    from queries.run import prepare

    catalog = read_catalog(folders)
    with open_to_read(store) as engine:
        found = understand(engine, catalog, text)
        where = "" if store == os.environ.get(VARIABLE, DEFAULT) else f" --store {shlex.quote(store)}"
        if found.best is None:
            print_table(list_asked(catalog.queries))
            _tell_others(found.others, where)
            raise QueryError(NOT_UNDERSTOOD)
        query, values = found.best.query, {name: list(texts) for name, texts in found.best.values}
        tell(f"{query.name}: {query.summary_zh} {query.summary}")
        for name, texts in found.best.values:
            tell(f"  {name} = {'、'.join(texts)}")
        for name, texts in found.best.defaults:
            tell(f"  {name} = {'、'.join(texts)} (what it takes where nothing is said)")
        prepared = prepare(engine, query, values)
        for note in prepared.notes:
            tell(note)
        emit(engine, prepared.text, format, pivot=query.pivot, title=query.summary)
    _tell_others(found.others, where)


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help='All must occur; a "phrase in quotes" as it stands.')],
    place: Annotated[str | None, typer.Option(metavar="NAME", help="Only in reports of this place.")] = None,
    year: Annotated[int | None, typer.Option(metavar="YYYY", min=1949, max=2100, help="Only in reports of this year.")] = None,
    kind: Annotated[str | None, typer.Option(help="sentence, project, program, institution, place or indicator.")] = None,
    *,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="At most so many, the most relevant.")] = 20,
    format: RowFormatOption = "table",
    store: StoreOption = DEFAULT,
) -> None:
    """Search names and sentences for words, of any length."""
    from app.hits import to_drawn, write_hits
    from graph.search import Filter
    from graph.search import search as search_store
    from queries.formats import ROW_FORMATS, check_format

    check_format(format, ROW_FORMATS)
    text = " ".join(words)
    with open_to_read(store) as engine:
        places = find_places(engine, place)
        found = search_store(engine, None if is_remote(store) else Path(store), text, Filter(kind, places, year), limit)
    if found.note:
        tell(found.note)
    if format == "table":
        to_console().print(to_drawn(found, sys.stdout.isatty()))
    else:
        typer.echo(write_hits(found, format, text), nl=False)
    tell(f"{len(found.hits)} of {found.total} found")


def index(store: StoreOption = DEFAULT) -> None:
    """Make the index that `search` looks words up in, or bring it up to date; `load` does so too."""
    from graph.search_index import update_index

    if is_remote(store):
        raise StoreError(f"{store} is searched by SPARQL and needs no index; give the folder of a store.")
    with open_to_read(store) as engine:
        changed = update_index(engine, Path(store))
    tell(f"The search index of {store} {'is made' if changed else 'was up to date'}.")


def refresh_index(store: str) -> None:
    """Bring the index of a store up to date, if the store is a folder and there."""
    from app.progress import spinner
    from graph.search_index import update_index

    if is_remote(store) or not is_store(Path(store)):
        return
    with spinner("indexing words"), open_to_read(store) as engine:
        update_index(engine, Path(store))


def _tell_others(others: Sequence[Candidate], where: str) -> None:
    for candidate in others:
        tell(f"Or: {candidate.command}{where}")


def find_places(engine: QueryEngine, name: str | None) -> tuple[str, ...]:
    """The IRIs of the places of a name, with a word where there are several; none where no name is given."""
    if name is None:
        return ()
    found = resolve(engine, "place", name)
    if found.note:
        tell(found.note)
    return tuple(thing.value for thing in found.things)
