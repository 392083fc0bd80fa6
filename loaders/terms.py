"""RDF terms as N-Triples text: IRIs, literals and ordered lines."""

from __future__ import annotations

import re
from decimal import Decimal

XSD = "http://www.w3.org/2001/XMLSchema#"

_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"
    return _SHORT.get(char) or f"\\u{ord(char):04X}"


def escape(text: str) -> str:
    """Escape text for the inside of an N-Triples string; a lone surrogate, which no RDF string can hold, becomes U+FFFD."""
    return _SPECIAL.sub(_escape, text) if _SPECIAL.search(text) else text


def literal(text: str, language: str | None = None) -> str:
    """A plain string, or one in a language."""
    return f'"{escape(text)}"@{language}' if language else f'"{escape(text)}"'


def typed(value: object, datatype: str) -> str:
    """A literal of an XML Schema datatype, named by its local name."""
    return f'"{value}"^^<{XSD}{datatype}>'


def integer(value: int) -> str:
    """An xsd:integer."""
    return typed(value, "integer")


def decimal(value: Decimal) -> str:
    """A canonical xsd:decimal: no exponent, no trailing zeros (6.50 becomes 6.5, 1E+3 becomes 1000)."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return typed("0" if text == "-0" else text, "decimal")


def ordered(text: str) -> bytes:
    """Lines sorted and without repetition, as UTF-8."""
    lines = sorted(set(text.encode("utf-8").split(b"\n")) - {b""})
    return b"\n".join((*lines, b""))
