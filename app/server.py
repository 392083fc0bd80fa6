"""The HTTP face: a SPARQL 1.1 endpoint, the saved questions, descriptions of things and of the data set."""

from __future__ import annotations

import asyncio
import re
import secrets
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import uvicorn
from fastapi import FastAPI, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.cors import CORSMiddleware

from app.asked import RESPONSES as ASK_RESPONSES
from app.asked import answer_asked
from app.connected import create_routes
from app.descriptions import answer_data_set, answer_rdf, describe_questions, describe_service
from app.protocol import GRAPH_TYPES, ProtocolError, choose_type, parse_operation
from app.questions import NOTES, answer_question, list_questions, split_suffix, to_openapi
from app.render import HTML, PAGE_HEADERS, render
from app.searched import RESPONSES as SEARCH_RESPONSES
from app.searched import Search, answer_search
from app.sparql import answer_query, carry_out
from app.things import answer_thing
from app.workers import Answer, Pool, Threads, Workers, to_error
from graph.search import LIMIT, MOST
from graph.search_index import KINDS
from graph.store import Store
from ontology.errors import QueryError, ServerError
from queries.catalog import Catalog, SavedQuery

if TYPE_CHECKING:
    from graph.remote import RemoteStore

TIMEOUT: Final = 30.0
LARGEST_BODY: Final = 64 * 2**20
EXAMPLE: Final = "SELECT ?class (COUNT(?thing) AS ?count)\nWHERE { ?thing a ?class }\nGROUP BY ?class ORDER BY DESC(?count)"
LARGEST_PICTURE: Final = 300
READ: Final = ["GET", "HEAD"]

_HOST: Final = re.compile(r"[\w.-]+(:\d+)?|\[[0-9a-fA-F:.]+\](:\d+)?")


def serve(
    store: Path | RemoteStore, catalog: Catalog, *, host: str, port: int, seconds: float, token: str | None, tell: Callable[[str], None]
) -> None:
    """Serve a store until somebody ends it; ``tell`` hears the address."""
    app = create_app(store, catalog, token, seconds)
    try:
        listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise ServerError(f"The server cannot listen on {host} port {port}: {error.strerror}; choose another --port or --host.") from error
    name, served = f"[{host}]" if ":" in host else host, store if isinstance(store, Path) else store.url
    tell(f"{served} is served at http://{name}:{listening.getsockname()[1]}/ until you press Ctrl-C.")
    config = uvicorn.Config(app, http="h11", ws="none", log_level="warning", server_header=False)
    with listening:
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # otherwise every answer waits 40 ms for an acknowledgement
        uvicorn.Server(config).run(sockets=[listening])


def create_app(store: Path | RemoteStore, catalog: Catalog, token: str | None = None, seconds: float = TIMEOUT) -> FastAPI:
    """The application over a store folder, or a remote endpoint; a folder takes updates exactly where a token is given."""
    if isinstance(store, Path):
        Store.open(store, read_only=True).close()
    else:
        store.query("ASK {}")

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.workers = Workers(store, seconds) if isinstance(store, Path) else Threads(store, seconds)
        app.state.update_lock = asyncio.Lock()
        yield
        app.state.workers.close()

    app = FastAPI(
        title="reportgraph",
        description="Government work reports as a graph that answers questions. 政府工作报告知识图谱。",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    methods = ["GET", "HEAD", "POST"]
    app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_methods=methods, allow_headers=["*"], expose_headers=[NOTES])
    app.exception_handler(ProtocolError)(_tell_protocol_error)
    app.exception_handler(RequestValidationError)(_tell_validation_error)
    _add_sparql(app, store, token)
    _add_questions(app, catalog)
    _add_exploring(app, store if isinstance(store, Path) else None, catalog)
    app.include_router(create_routes(_respond))
    _add_descriptions(app, catalog)
    return app


def _add_sparql(app: FastAPI, store: Path | RemoteStore, token: str | None) -> None:
    @app.api_route("/sparql", methods=[*READ, "POST"], include_in_schema=False)
    @app.api_route("/sparql/", methods=[*READ, "POST"], include_in_schema=False)
    async def sparql(request: Request) -> Response:
        """SPARQL 1.1 Protocol."""
        accept = request.headers.get("accept", "")
        endpoint = f"{_site(request)}sparql"
        if request.method != "POST" and not request.url.query:
            return _to_response(_describe(endpoint, accept, token is not None))
        body = await _read_body(request)
        operation = parse_operation(request.method, request.url.query, request.headers.get("content-type", ""), body)
        if not operation.is_update:
            return _to_response(await _workers(request).answer(answer_query, operation, accept, endpoint))
        if not isinstance(store, Path):
            raise ProtocolError(403, f"The graph is kept by {store.url}; send updates there.")
        _check_token(request, token)
        async with request.app.state.update_lock:
            return _to_response(await _workers(request).answer(carry_out, store, operation, endpoint))


def _add_questions(app: FastAPI, catalog: Catalog) -> None:
    @app.get("/queries", summary="The questions, what can be filled in, and the files that were left out", response_class=Response)
    @app.get("/", include_in_schema=False)
    async def questions(request: Request) -> Response:
        accept = "text/html" if request.url.path == "/" else request.headers.get("accept", "")
        return _to_response(await _workers(request).answer(list_questions, catalog, accept))

    async def question(request: Request) -> Response:
        name, media_type = split_suffix(request.url.path.rpartition("/")[2])
        query = _find(catalog, name)
        values = {key: request.query_params.getlist(key) for key in request.query_params}
        accept = media_type or request.headers.get("accept", "")
        return _to_response(await _workers(request).answer(answer_question, query, values, accept))

    for query in catalog.queries:
        app.get(
            f"/queries/{query.name}",
            summary=query.summary,
            description=query.description,
            operation_id=query.name,
            tags=[*query.tags],
            openapi_extra=to_openapi(query),
            response_class=Response,
        )(question)
    app.get("/queries/{name}", include_in_schema=False)(question)

    @app.get("/graph/{name}", include_in_schema=False)
    async def picture_of_answer(request: Request, name: str) -> Response:
        from app.drawings import draw_question  # noqa: PLC0415 - the drawing libraries take a second to load

        values = {key: request.query_params.getlist(key) for key in request.query_params}
        return _to_response(await _workers(request).answer(draw_question, _find(catalog, name), values))


def _add_exploring(app: FastAPI, folder: Path | None, catalog: Catalog) -> None:
    @app.get("/ask", summary="Which question one's own words ask, and with which values", response_class=Response, responses=ASK_RESPONSES)
    async def ask(request: Request, q: Annotated[str, Query(description="the text, in Chinese or English")]) -> Response:
        return _to_response(await _workers(request).answer(answer_asked, catalog, q))

    @app.get("/search", summary="Names and sentences with words of any length", response_class=Response, responses=SEARCH_RESPONSES)
    @app.get("/search.{suffix}", include_in_schema=False)
    async def search(
        request: Request,
        *,
        q: Annotated[str, Query(description='words, all of which must occur; a "phrase" in quotes')],
        place: Annotated[str | None, Query(description="only reports of this place")] = None,
        year: Annotated[int | None, Query(description="only reports of this year")] = None,
        kind: Annotated[str | None, Query(description=f"one of {', '.join(KINDS)}")] = None,
        limit: Annotated[int, Query(ge=1, le=MOST)] = LIMIT,
    ) -> Response:
        accept = split_suffix(request.url.path)[1] or request.headers.get("accept", "")
        return _to_response(await _workers(request).answer(answer_search, folder, Search(q, place, year, kind, limit), accept))


def _add_descriptions(app: FastAPI, catalog: Catalog) -> None:
    @app.get("/graph", include_in_schema=False)
    async def picture(
        request: Request,
        focus: str | None = None,
        hops: Annotated[int, Query(ge=1, le=9)] = 2,
        limit: Annotated[int, Query(ge=1, le=2000)] = LARGEST_PICTURE,
    ) -> Response:
        from app.drawings import draw  # noqa: PLC0415

        return _to_response(await _workers(request).answer(draw, focus or None, hops, limit))

    @app.api_route("/id/{local:path}", methods=READ, include_in_schema=False)
    async def thing(request: Request, local: str) -> Response:
        return _to_response(await _workers(request).answer(answer_thing, local, request.headers.get("accept", "")))

    @app.get("/.well-known/void", include_in_schema=False)
    async def data_set(request: Request) -> Response:
        return _to_response(await _workers(request).answer(answer_data_set, _site(request), request.headers.get("accept", "")))

    @app.get("/queries.ttl", include_in_schema=False)
    async def examples(request: Request) -> Response:
        return _to_response(answer_rdf(describe_questions(catalog.queries, _site(request)), "text/turtle"))

    @app.get("/healthz", summary="Whether the server answers")
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}


def _describe(endpoint: str, accept: str, allow_update: bool) -> Answer:
    """The service description; for a browser a field to write a query in."""
    _, format = choose_type(accept, {**GRAPH_TYPES, "text/html": "html"})
    if format == "html":
        return Answer(HTML, render("sparql.html.j2", example=EXAMPLE), headers={**PAGE_HEADERS, "Vary": "Accept"})
    return answer_rdf(describe_service(endpoint, allow_update), accept)


def _workers(request: Request) -> Pool:
    workers: Pool = request.app.state.workers
    return workers


async def _respond(request: Request, function: Callable[..., Answer], *args: object) -> Response:
    return _to_response(await _workers(request).answer(function, *args))


def _to_response(answer: Answer) -> Response:
    headers = {"X-Content-Type-Options": "nosniff", **answer.headers}
    return Response(answer.body, answer.status, media_type=None if answer.status == 204 else answer.media_type, headers=headers)


def _find(catalog: Catalog, name: str) -> SavedQuery:
    try:
        return catalog.find(name)
    except QueryError as error:
        raise ProtocolError(404, str(error)) from error


def _site(request: Request) -> str:
    """The address of the server as the client wrote it, with a slash at its end."""
    if not _HOST.fullmatch(request.url.netloc):
        raise ProtocolError(400, "The Host header is not the name of a host.")
    return f"{request.url.scheme}://{request.url.netloc}/"


async def _read_body(request: Request) -> bytes:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_BODY:
            raise ProtocolError(413, f"The request is larger than {LARGEST_BODY} bytes; send it in parts.")
    return bytes(body)


def _check_token(request: Request, token: str | None) -> None:
    """Raise ProtocolError where an update is not allowed to this client."""
    if token is None:
        raise ProtocolError(403, "This server takes no updates; its keeper can start it with --allow-update.")
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secrets.compare_digest(given.strip().encode(), token.encode()):
        raise ProtocolError(401, "An update needs the server's token; send it as `Authorization: Bearer TOKEN`.")


async def _tell_protocol_error(_: Request, error: Exception) -> Response:
    status = error.status if isinstance(error, ProtocolError) else 500
    response = _to_response(to_error(status, str(error)))
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


async def _tell_validation_error(_: Request, error: Exception) -> Response:
    found = error.errors()[0] if isinstance(error, RequestValidationError) else {}
    return _to_response(to_error(400, f"The parameter {found['loc'][-1]} is wrong: {found['msg']}."))
