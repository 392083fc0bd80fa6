"""Searches over HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from app.hits import write_hits
from app.protocol import choose_type
from app.render import PAGE_HEADERS
from app.workers import Answer
from graph.search import LIMIT, Filter, search
from graph.store import QueryEngine
from queries.names import resolve

HIT_TYPES: Final[Mapping[str, str]] = {
    "application/json": "json",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "text/html": "html",
}
RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "The best hits, their words between marks", "content": {media_type: {} for media_type in HIT_TYPES}},
    400: {"description": "One sentence on what is wrong", "content": {"text/plain": {}}},
}


@dataclass(frozen=True, slots=True)
class Search:
    """What a request searches for."""

    text: str
    place: str | None = None
    year: int | None = None
    kind: str | None = None
    limit: int = LIMIT


def answer_search(store: QueryEngine, folder: Path | None, wanted: Search, accept: str) -> Answer:
    """The names and sentences with all words of a text, in the type that the Accept header prefers."""
    media_type, format = choose_type(accept, HIT_TYPES)
    places = tuple(thing.value for thing in resolve(store, "place", wanted.place).things) if wanted.place else ()
    found = search(store, folder, wanted.text, Filter(wanted.kind or None, places, wanted.year), wanted.limit)
    headers = PAGE_HEADERS if format == "html" else {}
    return Answer(media_type, write_hits(found, format, wanted.text, "/id/"), headers={**headers, "Vary": "Accept"})
