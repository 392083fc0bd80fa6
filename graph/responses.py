"""What a remote endpoint answers, as results: whatever is no answer, or only a part of one, is refused."""

from __future__ import annotations

import json
from email.message import Message
from typing import Final, NamedTuple

import pyoxigraph as ox

from graph.store import Results, Store
from ontology.errors import StoreError

# What Virtuoso sends along where it stopped early: at its limit of rows, or of time.
CUT_SHORT: Final = ("X-SPARQL-MaxRows", "X-SQL-State")
NTRIPLES_TYPES: Final = ("application/n-triples", "text/ntriples", "text/plain")
EVERYTHING: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"

VIRTUOSO_ANSWER: Final = "__ASK_RETVAL"


class Response(NamedTuple):
    """The body of an endpoint's answer and its content type."""

    url: str
    body: bytes
    content_type: str


def to_response(url: str, body: bytes, content_type: str, headers: Message) -> Response:
    """An answer that is whole; raise StoreError where the endpoint says that it stopped early."""
    if any(name in headers for name in CUT_SHORT):
        rows = headers.get(CUT_SHORT[0])
        limit = f"at {rows} rows" if rows else "before it had all of the answer"
        raise StoreError(f"The endpoint {url} stopped {limit}; ask for less, or ask its keeper for a higher limit.")
    return Response(url, body, content_type)


def to_table(response: Response) -> Results:
    """The rows of a SELECT."""
    try:
        json.loads(response.body)
        return ox.parse_query_results(response.body, ox.QueryResultsFormat.JSON)
    except (ValueError, SyntaxError) as error:
        raise _not_an_answer(response) from error


def to_boolean(response: Response) -> Results:
    """The yes or no of an ASK; Virtuoso 7 writes it as a table that has a row or none."""
    try:
        answer = json.loads(response.body)
        if answer["head"].get("vars") == [VIRTUOSO_ANSWER]:
            answer = {"head": {}, "boolean": bool(answer["results"]["bindings"])}
        return ox.parse_query_results(json.dumps(answer), ox.QueryResultsFormat.JSON)
    except (ValueError, SyntaxError, LookupError, TypeError, AttributeError) as error:
        raise _not_an_answer(response) from error


def to_triples(response: Response) -> Results:
    """The triples of a CONSTRUCT or DESCRIBE."""
    return to_store(response).query(EVERYTHING)


def to_store(response: Response) -> Store:
    """The triples of an answer as a store in memory."""
    copy = Store.in_memory()
    try:
        copy.load(response.body, "nt" if response.content_type in NTRIPLES_TYPES else "ttl")
    except StoreError as error:
        raise _not_an_answer(response) from error
    return copy


def _not_an_answer(response: Response) -> StoreError:
    what = "a web page" if response.content_type == "text/html" else f"{response.content_type} that is cut or broken"
    return StoreError(f"The endpoint {response.url} answers with {what} instead of results; check the address or ask for less.")
