"""The saved questions over HTTP: their list, their answers in every format, their pages and what OpenAPI says of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from app.choices import TYPES, find_choices
from app.protocol import choose_type
from app.render import HTML, PAGE_HEADERS, render
from app.workers import Answer
from graph.store import QueryEngine
from ontology.errors import ParameterError
from queries.catalog import Catalog, SavedQuery
from queries.formats import shown, write
from queries.parameters import Parameter
from queries.run import prepare

ANSWER_TYPES: Final[Mapping[str, str]] = {
    "application/json": "json",
    "application/sparql-results+json": "json",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "text/turtle": "ttl",
    "text/html": "html",
}
SUFFIXES: Final = tuple(dict.fromkeys(ANSWER_TYPES.values()))
LONG: Final = "long"
NOTES: Final = "Reportgraph-Notes"

Values = Mapping[str, Sequence[str]]


def split_suffix(name: str) -> tuple[str, str]:
    """The name of a question and the media type that its suffix asks for, "" without one."""
    stem, _, suffix = name.rpartition(".")
    return next(((stem, media_type) for media_type, format in ANSWER_TYPES.items() if format == suffix), (name, ""))


def answer_question(store: QueryEngine, query: SavedQuery, values: Values, accept: str) -> Answer:
    """The answer of a question in the type that the Accept header prefers; side by side where the question says so, unless long."""
    media_type, format = choose_type(accept, ANSWER_TYPES)
    given = {name: list(texts) for name, texts in values.items() if name != LONG}
    if format == "html":
        return _answer_page(store, query, given)
    prepared = prepare(store, query, given)
    pivot = None if LONG in values else query.pivot
    headers = {"Vary": "Accept"} | ({NOTES: json.dumps(prepared.notes)} if prepared.notes else {})
    return Answer(media_type, write(store, prepared.text, format, pivot, query.summary), headers=headers)


def _answer_page(store: QueryEngine, query: SavedQuery, given: dict[str, list[str]]) -> Answer:
    """The form of a question with the answer below it, or with what is wrong in what was filled in."""
    page: dict[str, Any] = {"table": None, "notes": (), "problem": "", "sparql": ""}
    try:
        prepared = prepare(store, query, given)
        table = shown(store, prepared.text, query.pivot, with_source=True)
        page |= {"table": table, "notes": prepared.notes, "sparql": prepared.text}
    except ParameterError as error:
        page["problem"] = str(error) if any(text.strip() for texts in given.values() for text in texts) else ""
    choices = {parameter.name: find_choices(store, parameter.type) for parameter in query.parameters}
    body = render("question.html.j2", query=query, given=given, choices=choices, suffixes=SUFFIXES, **page)
    return Answer(HTML, body, status=400 if page["problem"] else 200, headers={**PAGE_HEADERS, "Vary": "Accept"})


def list_questions(store: QueryEngine, catalog: Catalog, accept: str) -> Answer:
    """All questions, what can be filled in, and the query files that were left out; as JSON or as a page."""
    _, format = choose_type(accept, {"application/json": "json", "text/html": "html"})
    headers = {"Vary": "Accept"}
    if format == "html":
        return Answer(HTML, render("index.html.j2", catalog=catalog, reports=store.reports()), headers={**PAGE_HEADERS, **headers})
    listed = {
        "queries": [to_json(query) for query in catalog.queries],
        "choices": {
            name: [{"value": choice.value, "en": choice.en, "iri": choice.iri} for choice in find_choices(store, name)] for name in TYPES
        },
        "problems": [{"file": problem.path.name, "line": problem.line, "reason": problem.reason} for problem in catalog.problems],
    }
    return Answer("application/json", json.dumps(listed, ensure_ascii=False, indent=1).encode(), headers=headers)


def to_json(query: SavedQuery) -> dict[str, Any]:
    """A question as JSON; the type of a parameter names its list under ``choices``."""
    return {
        "name": query.name,
        "url": f"/queries/{query.name}",
        "summary": {"en": query.summary, "zh": query.summary_zh},
        "description": query.description,
        "tags": list(query.tags),
        "parameters": [_parameter_to_json(parameter) for parameter in query.parameters],
        "formats": list(SUFFIXES),
    }


def _parameter_to_json(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "type": parameter.type,
        "description": {"en": parameter.description, "zh": parameter.description_zh},
        "default": parameter.default,
        "required": _is_required(parameter),
        "list": parameter.many,
    }


def to_openapi(query: SavedQuery) -> dict[str, Any]:
    """What OpenAPI says of a question beyond its path and summary: its parameters and the types of its answer."""
    return {
        "parameters": [_parameter_to_openapi(parameter) for parameter in query.parameters],
        "responses": {
            "200": {
                "description": query.summary_zh,
                "content": {media_type: {} for media_type in ANSWER_TYPES},
                "headers": {
                    NOTES: {"description": "What was assumed and where the answer may be cut, as a JSON list", "schema": {"type": "string"}}
                },
            },
            "400": {"description": "One sentence on what is wrong", "content": {"text/plain": {}}},
        },
    }


def _parameter_to_openapi(parameter: Parameter) -> dict[str, Any]:
    one: dict[str, Any] = {"type": "string", "title": parameter.type}
    schema = {"type": "array", "items": one} if parameter.many else one
    if parameter.default is not None:
        schema |= {"default": [parameter.default] if parameter.many else parameter.default}
    described = f"{parameter.description}；{parameter.description_zh}"
    return {"name": parameter.name, "in": "query", "required": _is_required(parameter), "description": described, "schema": schema}


def _is_required(parameter: Parameter) -> bool:
    return not parameter.optional and parameter.default is None
