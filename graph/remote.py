"""Remote SPARQL endpoints, asked through SPARQLWrapper: by POST, with a timeout, an own agent name and one class of errors."""

from __future__ import annotations

import ast
import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import Final, NamedTuple
from urllib.error import HTTPError

import pyoxigraph as ox
from SPARQLWrapper import ASK, CONSTRUCT, INSERT, JSON, POST, SELECT, TURTLE, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException

from graph.store import QueryEngine, Results, Store
from ontology.errors import QueryError, StoreError
from ontology.vocabulary import PREFIXES

AGENT: Final = "reportgraph/0.1"
TIMEOUT: Final = 120
RETRIES: Final = 2
LONGEST_WAIT: Final = 30.0
LONGEST_REASON: Final = 200
BUSY: Final = (429, 503)
TRIPLES_A_REQUEST: Final = 5000
SCHEMES: Final = ("http://", "https://")

_EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_PREFIX_USE = re.compile(r"\b([a-z]+):")


class Answer(NamedTuple):
    """The body of an answer and its content type."""

    body: bytes
    content_type: str


class BusyError(StoreError):
    """The endpoint asks to come again after some seconds."""

    def __init__(self, message: str, retry_after: str | None) -> None:
        super().__init__(message)
        self.seconds = seconds_to_wait(retry_after)


@dataclass(frozen=True)
class RemoteStore(QueryEngine):
    """A SPARQL 1.1 endpoint; updates go to ``update_url`` where that is another address."""

    url: str
    update_url: str | None = None
    timeout: int = TIMEOUT
    retries: int = RETRIES

    def query(self, text: str) -> Results:
        """Answer a SPARQL query; what is not valid SPARQL is refused before anything is sent."""
        form = Store.in_memory().query(text)
        if isinstance(form, ox.QueryTriples):
            return _to_triples(self, self._ask(text, CONSTRUCT, TURTLE))
        return _to_table(self, self._ask(text, ASK if isinstance(form, ox.QueryBoolean) else SELECT, JSON))

    def to_ntriples(self) -> bytes:
        """Every triple of the default graph as N-Triples, in no particular order."""
        return _to_store(self, self._ask(_EVERYTHING, CONSTRUCT, TURTLE)).to_ntriples()

    def load(self, data: bytes, format: str = "nq") -> None:
        """Add triples to the default graph; valid RDF is sent in requests of a few thousand triples, so an error may leave a part."""
        copy = Store.in_memory()
        copy.load(data, format)
        for lines in _chunks(sorted(copy.to_ntriples().decode().splitlines())):
            self.update("INSERT DATA {\n" + "\n".join(lines) + "\n}")

    def update(self, text: str) -> None:
        """Carry out a SPARQL update."""
        self._ask(text, INSERT, JSON)

    def _ask(self, text: str, form: str, wanted: str) -> Answer:
        wrapper = self._wrapper(with_prefixes(text), form, wanted)
        for _ in range(self.retries):
            try:
                return self._send(wrapper)
            except BusyError as error:
                time.sleep(error.seconds)
        return self._send(wrapper)

    def _send(self, wrapper: SPARQLWrapper) -> Answer:
        try:
            response = wrapper.query().response
            return Answer(response.read(), response.headers.get_content_type())
        except QueryBadFormed as error:
            raise QueryError(f"The endpoint {self.url} does not accept the query: {_reason(error)}") from error
        except SPARQLWrapperException as error:
            raise StoreError(f"The endpoint {self.url} fails: {_reason(error)}") from error
        except HTTPError as error:
            message = f"The endpoint {self.url} answers with status {error.code}; try again later or ask its keeper."
            raise (BusyError(message, error.headers.get("Retry-After")) if error.code in BUSY else StoreError(message)) from error
        except (OSError, HTTPException) as error:
            raise StoreError(f"The endpoint {self.url} does not answer: {error}; check the address and the network.") from error

    def _wrapper(self, text: str, form: str, wanted: str) -> SPARQLWrapper:
        wrapper = SPARQLWrapper(self.url, updateEndpoint=self.update_url or self.url, agent=AGENT)
        wrapper.setMethod(POST)
        wrapper.setTimeout(self.timeout)
        wrapper.setOnlyConneg(True)
        wrapper.setReturnFormat(wanted)
        wrapper.setQuery(text)
        wrapper.queryType = form  # setQuery guesses it by a pattern that a comment or a string can mislead
        return wrapper


def is_remote(location: str) -> bool:
    """Whether a store's name is the address of an endpoint."""
    return location.startswith(SCHEMES)


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


def _to_table(store: RemoteStore, answer: Answer) -> Results:
    try:
        json.loads(answer.body)
        return ox.parse_query_results(answer.body, ox.QueryResultsFormat.JSON)
    except (ValueError, SyntaxError) as error:
        raise _not_an_answer(store, answer) from error


def _to_triples(store: RemoteStore, answer: Answer) -> Results:
    return _to_store(store, answer).query(_EVERYTHING)


def _to_store(store: RemoteStore, answer: Answer) -> Store:
    copy = Store.in_memory()
    format = "nt" if answer.content_type in ("application/n-triples", "text/plain") else "ttl"
    try:
        copy.load(answer.body, format)
    except StoreError as error:
        raise _not_an_answer(store, answer) from error
    return copy


def _not_an_answer(store: RemoteStore, answer: Answer) -> StoreError:
    what = "a web page" if answer.content_type == "text/html" else f"{answer.content_type} that is cut or broken"
    return StoreError(f"The endpoint {store.url} answers with {what} instead of results; check the address or ask for less.")


def _reason(error: SPARQLWrapperException) -> str:
    """The first line of what the server wrote, which the exception carries as the repr of its bytes."""
    kind, _, body = str(error).partition("Response:\n")
    text = ast.literal_eval(body).decode("utf-8", "replace") if body.startswith(("b'", 'b"')) else kind
    return next((line.strip() for line in text.splitlines() if line.strip()), type(error).__name__)[:LONGEST_REASON]


def _chunks(lines: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(lines), TRIPLES_A_REQUEST):
        yield lines[start : start + TRIPLES_A_REQUEST]
