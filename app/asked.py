"""What a question in somebody's own words was understood as, over HTTP."""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import urlencode

from app.workers import Answer
from graph.store import QueryEngine
from queries.ask import NOT_UNDERSTOOD, Candidate, understand
from queries.catalog import Catalog

JSON: Final = "application/json"
RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "The question, its values and its address; what else is meant, or what can be asked", "content": {JSON: {}}},
    400: {"description": "One sentence on what is wrong", "content": {"text/plain": {}}},
}


def answer_asked(store: QueryEngine, catalog: Catalog, text: str) -> Answer:
    """The saved question that a text means, its values, its address and the next best; what can be asked where it means none."""
    found = understand(store, catalog, text)
    said: dict[str, Any] = {
        "text": text,
        "understood": _to_json(found.best) if found.best else None,
        "alternatives": [_to_json(candidate) for candidate in found.others],
    }
    if found.best is None:
        said["message"] = NOT_UNDERSTOOD
        said["questions"] = [{"name": query.name, "summary": {"en": query.summary, "zh": query.summary_zh}} for query in catalog.queries]
    return Answer(JSON, (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode())


def _to_json(candidate: Candidate) -> dict[str, Any]:
    values = {name: list(texts) for name, texts in candidate.values}
    fields = urlencode(values, doseq=True)
    return {
        "name": candidate.query.name,
        "summary": {"en": candidate.query.summary, "zh": candidate.query.summary_zh},
        "parameters": values,
        "defaults": {name: list(texts) for name, texts in candidate.defaults},
        "missing": list(candidate.missing),
        "url": f"/queries/{candidate.query.name}{'?' if fields else ''}{fields}",
        "score": candidate.score,
        "reasons": list(candidate.reasons),
    }
