"""What may be asked: SPARQL that reads this graph and nothing else, with the line and column of what is wrong."""

from __future__ import annotations

import re
from typing import Final, Literal

import pyoxigraph

from graph.store import Results, Store
from ontology.errors import QueryError

Form = Literal["SELECT", "ASK", "CONSTRUCT"]

_POSITION: Final = re.compile(r"error at (\d+):(\d+):?\s*")
_PROLOGUE: Final = r"(?:\s|\#[^\n]*+|PREFIX\s[^<]*<[^>]*>|BASE\s[^<]*<[^>]*>)*+"
_UPDATE: Final = re.compile(_PROLOGUE + r"(?:INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH)\b", re.IGNORECASE)


def check_query(text: str, origin: str) -> Form:
    """The form of a query that may run; raises QueryError naming origin, line and column if it may not."""
    if _UPDATE.match(text):
        raise QueryError(f"{origin} is a SPARQL update, and questions only read: write SELECT, ASK, CONSTRUCT or DESCRIBE.")
    try:
        return _form(Store.in_memory().query(text))
    except QueryError as error:
        raise QueryError(_located(error, origin)) from error


def _form(results: Results) -> Form:
    if isinstance(results, pyoxigraph.QuerySolutions):
        return "SELECT"
    return "ASK" if isinstance(results, pyoxigraph.QueryBoolean) else "CONSTRUCT"


def _located(error: QueryError, origin: str) -> str:
    """The store's complaint with the file, line and column before it, where the engine gave them."""
    reason = str(error.__cause__ or error)
    position = _POSITION.match(reason)
    if position is None:
        return f"{origin}: {error}"
    line, column = position.groups()
    return f"{origin}, line {line}, column {column}: this is not valid SPARQL; {reason[position.end() :]}."
