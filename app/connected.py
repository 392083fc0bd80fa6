"""The ways between two things and the most connected things over HTTP."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request, Response

from app.connections import Answered, answer_central, answer_path, write
from app.protocol import choose_type
from app.questions import split_suffix
from app.render import PAGE_HEADERS
from app.workers import Answer
from graph.centrality import DEGREE, KINDS, LIMIT, MEASURES
from graph.paths import COUNT, LONGEST, MEANS, MOST_STEPS, REPORTS
from graph.store import QueryEngine

TABLE_TYPES: Final[Mapping[str, str]] = {
    "application/json": "json",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "text/html": "html",
}
RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "A table, and notes on it", "content": {media_type: {} for media_type in TABLE_TYPES}},
    400: {"description": "One sentence on what is wrong", "content": {"text/plain": {}}},
}
MOST_PATHS: Final = 50
MOST_THINGS: Final = 10_000

Respond = Callable[..., Awaitable[Response]]


def create_routes(respond: Respond) -> APIRouter:
    """The addresses /path and /central; ``respond`` has a function of the store answer a request."""
    routes = APIRouter(tags=["networks"])

    @routes.get("/path", summary="How two things are connected, and the words for each step", response_class=Response, responses=RESPONSES)
    @routes.get("/path.{suffix}", include_in_schema=False)
    async def path(
        request: Request,
        *,
        start: Annotated[str, Query(alias="from", description="a project, program, institution, place or zone, by any of its names")],
        end: Annotated[str, Query(alias="to", description="another one")],
        paths: Annotated[int, Query(ge=1, le=MOST_PATHS, description="up to so many ways, the shortest first")] = COUNT,
        max_length: Annotated[int, Query(ge=1, le=MOST_STEPS, description="ways of at most so many steps")] = LONGEST,
        through: Annotated[str, Query(description=f"the widest means to use: {', '.join(MEANS)}")] = REPORTS,
    ) -> Response:
        """Each row is a step: a relation, or a sentence or report that names both, with the words that say it."""
        wanted = {"start": start, "end": end, "count": paths, "longest": max_length, "through": through}
        return await respond(request, answer_table, answer_path, wanted, _accept(request))

    @routes.get("/central", summary="The most connected things", response_class=Response, responses=RESPONSES)
    @routes.get("/central.{suffix}", include_in_schema=False)
    async def central(
        request: Request,
        *,
        kind: Annotated[str | None, Query(description=f"one of {', '.join(KINDS)}")] = None,
        place: Annotated[str | None, Query(description="only what the reports of this place say")] = None,
        by: Annotated[str, Query(description=f"one of {', '.join(MEASURES)}")] = DEGREE,
        limit: Annotated[int, Query(ge=1, le=MOST_THINGS, description="at most so many")] = LIMIT,
    ) -> Response:
        """What reports relate to most other things, or name in one sentence with most others."""
        wanted = {"kind": kind or None, "place": place or None, "by": by, "limit": limit}
        return await respond(request, answer_table, answer_central, wanted, _accept(request))

    return routes


def answer_table(store: QueryEngine, question: Callable[..., Answered], wanted: Mapping[str, Any], accept: str) -> Answer:
    """What a function answers, in the type that the Accept header prefers."""
    media_type, format = choose_type(accept, TABLE_TYPES)
    answered = question(store, **wanted)
    headers = PAGE_HEADERS if format == "html" else {}
    return Answer(media_type, write(answered, format), headers={**headers, "Vary": "Accept"})


def _accept(request: Request) -> str:
    return split_suffix(request.url.path)[1] or request.headers.get("accept", "")
