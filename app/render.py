"""Pages from templates: everything escaped, nothing loaded from outside."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import jinja2

HTML: Final = "text/html; charset=utf-8"
TEMPLATES: Final = Path(__file__).parent / "pages"

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
PAGE_HEADERS: Final = {"Content-Security-Policy": _POLICY}
DRAWING_HEADERS: Final = {"Content-Security-Policy": f"{_POLICY}; script-src 'unsafe-inline'"}


def render(template: str, **values: object) -> bytes:
    """A page as bytes."""
    return _environment().get_template(template).render(values).encode()


@cache
def _environment() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(TEMPLATES)
    environment = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined)
    environment.filters["fields"] = lambda pairs: urlencode(list(pairs), doseq=True)
    return environment
