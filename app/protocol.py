"""SPARQL 1.1 Protocol: what an HTTP request asks, and which media type the answer takes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header, parse_options_header

from graph.dataset import Dataset

QUERY_TYPE: Final = "application/sparql-query"
UPDATE_TYPE: Final = "application/sparql-update"
FORM_TYPE: Final = "application/x-www-form-urlencoded"
TABLE_TYPES: Final[Mapping[str, str]] = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "text/html": "html",
}
GRAPH_TYPES: Final[Mapping[str, str]] = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
    "application/ld+json": "jsonld",
    "application/n-quads": "nq",
    "application/trig": "trig",
}

_CHARSET: Final = re.compile(r";\s*charset\s*=[^;,]*", re.IGNORECASE)


class ProtocolError(Exception):
    """A request that the protocol does not allow; carries the HTTP status."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Operation:
    """One query or update, with the dataset where the request names one."""

    text: str
    is_update: bool = False
    dataset: Dataset | None = None


Fields = Mapping[str, Sequence[str]]


def parse_operation(method: str, query_string: str, content_type: str, body: bytes) -> Operation:
    """The operation of a request; raise ProtocolError (400, 415) where the protocol does not allow it."""
    in_url = _parse_fields(query_string.encode("ascii", "replace"))
    if method != "POST":
        if "update" in in_url:
            raise ProtocolError(400, "An update cannot be sent by GET; send it by POST.")
        return _to_query(_single(in_url, "query"), in_url)
    written, options = parse_options_header(content_type)
    media_type = written.lower()
    charset = options.get("charset", "utf-8")
    if charset.lower() not in ("utf-8", "utf8"):
        raise ProtocolError(400, f"The text is sent as {charset}; send it as UTF-8.")
    if media_type == FORM_TYPE:
        return _to_form_operation(_parse_fields(body), in_url)
    if media_type == QUERY_TYPE:
        return _to_query(_decode(body), in_url)
    if media_type == UPDATE_TYPE:
        return _to_update(_decode(body), in_url)
    raise ProtocolError(415, f"The content type {written or '(none)'} is not one of {FORM_TYPE}, {QUERY_TYPE} and {UPDATE_TYPE}.")


def choose_type(accept: str, offered: Mapping[str, str]) -> tuple[str, str]:
    """The media type that an Accept header prefers among those offered, and its format; raise ProtocolError 406 where none will do."""
    wanted = parse_accept_header(_CHARSET.sub("", accept).strip() or "*/*", MIMEAccept)
    best = wanted.best_match(list(offered))
    if best is None:
        raise ProtocolError(406, f"None of the types in the Accept header can be given; choose one of {', '.join(offered)}.")
    return best, offered[best]


def _to_form_operation(form: Fields, in_url: Fields) -> Operation:
    if "update" in form and "query" in form:
        raise ProtocolError(400, "A request is either a query or an update, not both.")
    if "update" in form:
        return _to_update(_single(form, "update"), form, in_url)
    return _to_query(_single(form, "query"), form, in_url)


def _to_query(text: str, *places: Fields) -> Operation:
    return Operation(text, False, _to_dataset("default-graph-uri", "named-graph-uri", places))


def _to_update(text: str, *places: Fields) -> Operation:
    return Operation(text, True, _to_dataset("using-graph-uri", "using-named-graph-uri", places))


def _to_dataset(default: str, named: str, places: Sequence[Fields]) -> Dataset | None:
    """The graphs named in the URL or in the form; None where there are none."""
    found = [tuple(graph for fields in places for graph in fields.get(name, ())) for name in (default, named)]
    return Dataset(*found) if any(found) else None


def _single(fields: Fields, name: str) -> str:
    values = fields.get(name, ())
    if len(values) != 1:
        raise ProtocolError(400, f"The request has {len(values)} parameters named {name}; send exactly one.")
    return values[0]


def _parse_fields(data: bytes) -> Fields:
    fields: dict[str, list[str]] = {}
    try:
        pairs = parse_qsl(_decode(data), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError as error:
        raise ProtocolError(400, "The text is not UTF-8; send it as UTF-8.") from error
    for key, value in pairs:
        fields.setdefault(key, []).append(value)
    return fields


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProtocolError(400, "The text is not UTF-8; send it as UTF-8.") from error
