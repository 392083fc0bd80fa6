"""Remote SPARQL endpoints, asked through SPARQLWrapper: by POST, with a timeout, an own agent name and one class of errors."""

from __future__ import annotations

import ast
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import Final, Self
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urlencode, urlsplit
from urllib.request import build_opener, install_opener

import pyoxigraph as ox
from SPARQLWrapper import ASK, BASIC, CONSTRUCT, DIGEST, INSERT, JSON, POST, SELECT, TURTLE, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException, Unauthorized
from werkzeug.datastructures import WWWAuthenticate

from graph.dataset import Dataset
from graph.responses import EVERYTHING, Response, to_boolean, to_response, to_store, to_table, to_triples
from graph.store import QueryEngine, Results, Store, names_graphs
from ontology.errors import QueryError, StoreError
from ontology.vocabulary import PREFIXES, RG

AGENT: Final = "reportgraph/0.1"
TIMEOUT: Final = 120
RETRIES: Final = 2
LONGEST_WAIT: Final = 30.0
LONGEST_REASON: Final = 200
BUSY: Final = (429, 503)
TRIPLES_A_REQUEST: Final = 2000  # Virtuoso runs out of memory on 5000
GRAPH_KEY: Final = "default-graph-uri"
ACCEPT_TRIPLES: Final = "application/n-triples, text/turtle;q=0.5"  # Virtuoso's Turtle loses the type of a decimal without a fraction
QUERY_PATH, UPDATE_PATH = "/query", "/update"
# Where an endpoint's secrets are named, which must not stand on a command line or in a message.
UPDATE_URL, USER, PASSWORD, TOKEN = "REPORTGRAPH_UPDATE_URL", "REPORTGRAPH_USER", "REPORTGRAPH_PASSWORD", "REPORTGRAPH_TOKEN"

_READERS: Final[dict[str, Callable[[Response], Results]]] = {SELECT: to_table, ASK: to_boolean, CONSTRUCT: to_triples}
_PREFIX_USE = re.compile(r"\b([a-z]+):")
_LAST = f" <{RG.textDigest}> "  # by which a loaded report is known: what broke off before it is loaded again


class BusyError(StoreError):
    """The endpoint asks to come again after some seconds."""

    def __init__(self, message: str, retry_after: str | None) -> None:
        super().__init__(message)
        self.seconds = seconds_to_wait(retry_after)


class LockedError(StoreError):
    """The endpoint asks who is there, in the way that its challenge says."""

    def __init__(self, url: str, challenge: WWWAuthenticate | None) -> None:
        wanted = f"a token: set {TOKEN}" if challenge and challenge.type == "bearer" else f"a user: set {USER} and {PASSWORD}"
        super().__init__(f"The endpoint {url} lets nobody in without {wanted} to what it accepts.")
        self.challenge = challenge


@dataclass(frozen=True, slots=True)
class Access:
    """What an endpoint may be told that asks who is there."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)


@dataclass(frozen=True, eq=False)
class RemoteStore(QueryEngine):
    """A SPARQL 1.1 endpoint; updates go to ``update_url`` where that is another address, ``graph`` is the one named graph that is meant."""

    url: str
    update_url: str | None = None
    graph: str | None = None
    access: Access = Access()
    timeout: int = TIMEOUT
    retries: int = RETRIES

    @classmethod
    def at(cls, address: str, update_url: str | None = None, access: Access = Access(), timeout: int = TIMEOUT) -> Self:
        """The endpoint at an address, which may name a graph (?default-graph-uri=…); updates go to /update beside an address in /query."""
        url, graph = split_address(address)
        path = urlsplit(url).path
        beside = url.removesuffix(QUERY_PATH) + UPDATE_PATH if path.endswith(QUERY_PATH) and url.endswith(QUERY_PATH) else None
        other = split_address(update_url)[0] if update_url else beside
        return cls(url, other, graph, access, timeout)

    def query(self, text: str, base: str | None = None, dataset: Dataset | None = None) -> Results:
        """Answer a SPARQL query; what is not valid SPARQL is refused before anything is sent."""
        form = _form_of(Store.in_memory().query(text, base))
        wrapper = self._wrapper(text, form, base)
        self._name_graphs(wrapper, text, dataset)
        return _READERS[form](self._ask(wrapper))

    def to_ntriples(self) -> bytes:
        """Every triple of the default graph as N-Triples, in no particular order."""
        wrapper = self._wrapper(EVERYTHING, CONSTRUCT)
        self._name_graphs(wrapper, EVERYTHING)
        return to_store(self._ask(wrapper)).to_ntriples()

    def load(self, data: bytes, format: str = "nq") -> None:
        """Add triples; valid RDF is sent in requests of a few thousand triples, so an error may leave a part."""
        copy = Store.in_memory()
        copy.load(data, format)
        lines = sorted(copy.to_ntriples().decode().split("\n"), key=lambda line: (_LAST in line, line))
        begin, end = (f"GRAPH {ox.NamedNode(self.graph)} {{\n", "\n}") if self.graph else ("", "")
        for part in _chunks([line for line in lines if line]):
            self.update("INSERT DATA {\n" + begin + "\n".join(part) + end + "\n}")

    def update(self, text: str) -> None:
        """Carry out a SPARQL update."""
        try:
            self._ask(self._wrapper(text, INSERT))
        except LockedError:
            raise
        except (QueryError, StoreError) as error:
            hint = "" if self.update_url else f"; if its updates go to another address, name it by {UPDATE_URL}"
            raise StoreError(f"{str(error).rstrip('.')}{hint}.") from error

    def _name_graphs(self, wrapper: SPARQLWrapper, text: str, dataset: Dataset | None = None) -> None:
        """Name the graphs that a query reads beside it, unless it names them itself."""
        if dataset is None:
            dataset = Dataset((self.graph,)) if self.graph and not names_graphs(text) else Dataset()
        for graph in dataset.default_graphs:
            wrapper.addParameter(GRAPH_KEY, graph)
        for graph in dataset.named_graphs:
            wrapper.addParameter("named-graph-uri", graph)

    def _ask(self, wrapper: SPARQLWrapper) -> Response:
        try:
            return self._send_patiently(wrapper)
        except LockedError as refusal:
            if not _introduce(wrapper, refusal.challenge, self.access):
                raise
        return self._send_patiently(wrapper)

    def _send_patiently(self, wrapper: SPARQLWrapper) -> Response:
        for _ in range(self.retries):
            try:
                return _send(wrapper)
            except BusyError as error:
                time.sleep(error.seconds)
        return _send(wrapper)

    def _wrapper(self, text: str, form: str, base: str | None = None) -> SPARQLWrapper:
        wrapper = SPARQLWrapper(self.url, updateEndpoint=self.update_url or self.url, agent=AGENT)
        wrapper.setMethod(POST)
        wrapper.setTimeout(self.timeout)
        wrapper.setOnlyConneg(True)
        wrapper.setReturnFormat(TURTLE if form == CONSTRUCT else JSON)
        if form == CONSTRUCT:
            wrapper.addCustomHttpHeader("Accept", ACCEPT_TRIPLES)
        wrapper.setQuery((f"BASE {ox.NamedNode(base)}\n" if base else "") + with_prefixes(text))
        wrapper.queryType = form  # setQuery guesses it by a pattern that a comment or a string can mislead
        return wrapper


def split_address(address: str) -> tuple[str, str | None]:
    """The address of an endpoint without the graph that it may name, and that graph."""
    parts = urlsplit(address)
    if "@" in parts.netloc:
        raise StoreError(f"The address of an endpoint must not hold a user or a password: set {USER} and {PASSWORD} instead.")
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    graphs = [value for key, value in pairs if key == GRAPH_KEY]
    if len(graphs) > 1:
        raise StoreError(f"The address {address} names {len(graphs)} graphs; name one.")
    if not graphs:
        return address, None
    try:
        graph = ox.NamedNode(graphs[0]).value
    except ValueError as error:
        raise StoreError(f"The graph {graphs[0]!r} in the address {address} is not an IRI; name it by an IRI.") from error
    return parts._replace(query=urlencode([(key, value) for key, value in pairs if key != GRAPH_KEY])).geturl(), graph


def with_prefixes(text: str) -> str:
    """A query or update with the project's prefixes that it may use put before it; its own declarations win."""
    used = set(_PREFIX_USE.findall(text))
    return "".join(f"PREFIX {prefix}: <{base}>\n" for prefix, base in PREFIXES.items() if prefix in used) + text


def seconds_to_wait(retry_after: str | None) -> float:
    """What a Retry-After header asks for, in seconds or as a date; one second without it, and never more than LONGEST_WAIT."""
    if not retry_after:
        return 1.0
    if retry_after.strip().isdigit():
        return min(float(retry_after), LONGEST_WAIT)
    try:
        wait = (parsedate_to_datetime(retry_after) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError):
        return 1.0
    return min(max(wait, 0.0), LONGEST_WAIT)


def _form_of(results: Results) -> str:
    if isinstance(results, ox.QueryTriples):
        return CONSTRUCT
    return ASK if isinstance(results, ox.QueryBoolean) else SELECT


def _send(wrapper: SPARQLWrapper) -> Response:
    url = wrapper.updateEndpoint if wrapper.isSparqlUpdateRequest() else wrapper.endpoint
    try:
        response = wrapper.query().response
        return to_response(url, response.read(), response.headers.get_content_type(), response.headers)
    except Unauthorized as error:
        refusal = LockedError(url, _challenge(error))
    except QueryBadFormed as error:
        raise QueryError(f"The endpoint {url} does not accept the query: {_reason(error)}") from error
    except SPARQLWrapperException as error:
        raise StoreError(f"The endpoint {url} fails: {_reason(error)}") from error
    except HTTPError as error:
        said = (_first_line(error.read()) or str(error.reason)).rstrip(".")
        message = f"The endpoint {url} answers with status {error.code} ({said}); try again later or ask its keeper."
        raise (BusyError(message, error.headers.get("Retry-After")) if error.code in BUSY else StoreError(message)) from error
    except (OSError, HTTPException) as error:
        raise StoreError(f"The endpoint {url} does not answer: {error}; check the address and the network.") from error
    finally:
        if wrapper.user and wrapper.http_auth == DIGEST:
            install_opener(build_opener())  # SPARQLWrapper leaves the password with whatever this process opens next
    raise refusal  # not from the error, which holds on to the connection of every attempt


def _introduce(wrapper: SPARQLWrapper, challenge: WWWAuthenticate | None, access: Access) -> bool:
    """Put what the challenge asks for into the request; False where there is nothing to put."""
    scheme = challenge.type if challenge else ""
    if scheme == "bearer" and access.token:
        wrapper.addCustomHttpHeader("Authorization", f"Bearer {access.token}")
        return True
    if challenge and scheme in ("basic", "digest") and access.user:
        wrapper.setHTTPAuth(BASIC if scheme == "basic" else DIGEST)
        wrapper.setCredentials(access.user, access.password, realm=challenge.realm or "")
        return True
    return False


def _challenge(error: SPARQLWrapperException) -> WWWAuthenticate | None:
    """How the endpoint wants to know who is there, which SPARQLWrapper leaves in the error that it replaces."""
    refusal = error.__context__
    return WWWAuthenticate.from_header(refusal.headers.get("WWW-Authenticate")) if isinstance(refusal, HTTPError) else None


def _reason(error: SPARQLWrapperException) -> str:
    """The first line of what the server wrote, which the exception carries as the repr of its bytes, or else what HTTP calls it."""
    _, _, body = str(error).partition("Response:\n")
    said = _first_line(ast.literal_eval(body)) if body.startswith(("b'", 'b"')) else ""
    return said or str(getattr(error.__context__, "reason", "")) or type(error).__name__


def _first_line(body: bytes) -> str:
    """The first line of a text, "" of a web page."""
    lines = (line.strip() for line in body.decode("utf-8", "replace").splitlines())
    first = next((line for line in lines if line), "")
    return "" if first.startswith("<") else first[:LONGEST_REASON]


def _chunks(lines: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(lines), TRIPLES_A_REQUEST):
        yield lines[start : start + TRIPLES_A_REQUEST]
