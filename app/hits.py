"""What a search found, for people and for machines: the words that were searched for are marked in each text."""

from __future__ import annotations

import json
from typing import Final

from rich import box
from rich.table import Table as RichTable
from rich.text import Text

from app.render import render
from graph.pairs import find_spans, split_at
from graph.search import Found, Hit
from ontology.vocabulary import RGD
from queries.formats import to_csv
from queries.run import Table

COLUMNS: Final = ("rank", "type", "text", "place", "year", "section", "iri")
DRAWN: Final = COLUMNS[:-1]
MARKS: Final = ("«", "»")
STYLE: Final = "bold reverse"


def write_hits(found: Found, format: str, title: str, base: str = RGD.base) -> bytes:
    """The hits in one of ROW_FORMATS but table; a page links to what stands at a base."""
    if format == "json":
        return to_json(found)
    if format == "html":
        hits = [(hit, base + hit.iri.removeprefix(RGD.base), _pieces(hit, found.words)) for hit in found.hits]
        return render("search.html.j2", title=title, found=found, hits=hits)
    return to_csv(to_table(found), "\t" if format == "tsv" else ",")


def to_json(found: Found) -> bytes:
    """The hits as JSON, each text plain and with marks."""
    rows = [dict(zip(COLUMNS, _row(i, hit, hit.text), strict=True)) for i, hit in enumerate(found.hits, 1)]
    hits = [{**row, "rank": i, "marked": _mark(hit, found.words)} for i, (row, hit) in enumerate(zip(rows, found.hits, strict=True), 1)]
    listed = {"words": found.words, "total": found.total, "note": found.note, "hits": hits}
    return (json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode()


def to_table(found: Found) -> Table:
    """The hits as rows, with marks around the words."""
    return Table(COLUMNS, tuple(_row(i, hit, _mark(hit, found.words)) for i, hit in enumerate(found.hits, 1)))


def to_drawn(found: Found, coloured: bool) -> RichTable:
    """The hits as a table to print; in colour the words stand out, otherwise they are between marks."""
    drawn = RichTable(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1), collapse_padding=True)
    for name in DRAWN:
        drawn.add_column(name, justify="right" if name == "rank" else "left", overflow="fold", no_wrap=name in ("rank", "type", "year"))
    for i, hit in enumerate(found.hits, 1):
        text = _highlight(hit, found.words) if coloured else Text(_mark(hit, found.words))
        drawn.add_row(str(i), hit.kind, text, hit.place, hit.year, Text(hit.section))
    return drawn


def _row(rank: int, hit: Hit, text: str) -> tuple[str, ...]:
    return str(rank), hit.kind, text, hit.place, hit.year, hit.section, hit.iri


def _pieces(hit: Hit, words: tuple[str, ...]) -> tuple[tuple[str, bool], ...]:
    text = "".join(letter if letter.isprintable() else " " for letter in hit.text)
    return split_at(text, find_spans(text, words))


def _mark(hit: Hit, words: tuple[str, ...]) -> str:
    opening, closing = MARKS
    return "".join(f"{opening}{piece}{closing}" if inside else piece for piece, inside in _pieces(hit, words))


def _highlight(hit: Hit, words: tuple[str, ...]) -> Text:
    return Text.assemble(*((piece, STYLE if inside else "") for piece, inside in _pieces(hit, words)))
