"""Commands on the graph as a network: the ways between two things, and the most connected things."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from app.stores import DEFAULT, open_to_read
from app.terminal import RowFormatOption, StoreOption, print_table, tell
from graph.store import QueryEngine
from ontology.errors import QueryError
from queries.catalog import SavedQuery

if TYPE_CHECKING:
    from app.connections import Answered


def path(
    start: Annotated[str, typer.Argument(metavar="A", help="A project, program, institution, place or zone, by any of its names.")],
    end: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
    *,
    paths: Annotated[int, typer.Option(min=1, max=50, help="Up to so many ways, the shortest first.")] = 3,
    max_length: Annotated[int, typer.Option(min=1, max=9, help="Ways of at most so many steps.")] = 4,
    through: Annotated[str, typer.Option(help="relations, also sentences that name two things, or at worst also reports.")] = "reports",
    format: RowFormatOption = "table",
    store: StoreOption = DEFAULT,
) -> None:
    """Show how two things are connected, and which words of which report say each step.

    A relation is one step; a sentence that only names both counts as one and a half, and the reports that name an end are used only
    where nothing else connects the two. No way passes the country or what the reports of more than a third of the places name.
    """
    from app.connections import answer_path
    from queries.formats import ROW_FORMATS, check_format

    check_format(format, ROW_FORMATS)
    with open_to_read(store) as engine:
        _print(answer_path(engine, start=start, end=end, count=paths, longest=max_length, through=through), format)


def central(
    kind: Annotated[str | None, typer.Option(help="Only project, program, institution, place or zone.")] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="Only what the reports of this place say.")] = None,
    *,
    by: Annotated[str, typer.Option(help="degree, betweenness or pagerank.")] = "degree",
    limit: Annotated[int, typer.Option(min=1, max=10000, help="At most so many, the most connected.")] = 20,
    format: RowFormatOption = "table",
    store: StoreOption = DEFAULT,
) -> None:
    """List the most connected things: what reports relate to most others, or name in one sentence with most others.

    A sentence that names more than eight things is a list and connects nothing. What the gazetteer knows does not count; in the
    reports of a place or of those under it neither does that the place is named, nor that something lies there.
    """
    from app.connections import answer_central
    from queries.formats import ROW_FORMATS, check_format

    check_format(format, ROW_FORMATS)
    with open_to_read(store) as engine:
        _print(answer_central(engine, by=by, kind=kind, place=place, limit=limit), format)


def check_view(focus: str | None, query: str | None, values: list[str] | None) -> None:
    """Raise QueryError for options of `view` that do not go together."""
    if query and focus:
        raise QueryError("--query and --focus do not go together: draw the answer of a question, or what lies near a thing.")
    if values and not query:
        raise QueryError("-p fills in a saved question; name it with --query.")


def draw_query(engine: QueryEngine, query: SavedQuery, values: dict[str, list[str]], limit: int) -> str:
    """The page of the answer of a saved question, with a word on how its names were understood."""
    from app.drawings import draw_answer
    from queries.run import prepare

    prepared = prepare(engine, query, values)
    for note in prepared.notes:
        tell(note)
    return draw_answer(engine, prepared, limit)


def _print(answered: Answered, format: str) -> None:
    from app.connections import write

    for note in answered.notes:
        tell(note)
    if format != "table":
        typer.echo(write(answered, format), nl=False)
    elif answered.table.rows:
        print_table(answered.drawn)
